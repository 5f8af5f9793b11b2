"""The list of lessons by theme, with the verdict on each."""

from __future__ import annotations

from dianalysis.evidence.overview import NAME
from dianalysis.publish.lessons.links import CODES, LessonLinks, page_of
from dianalysis.publish.lessons.pages import lesson_line
from dianalysis.publish.markdown import box, escape, link, listing, toctree


def lessons_page(links: LessonLinks) -> str:
    """Return the page as Markdown: the lessons by theme, in the order of the file."""
    page, lessons = links.content.page, links.content.overview.lessons
    chapter = link(links.chapters[NAME].title, f"{NAME}.ipynb")
    codes = link(page.word("codes_page"), CODES)
    parts = [f"# {page.word('lessons_index')}", page.word("lessons_index_intro")]
    parts.append(page.word("lessons_index_all").format(chapter=chapter))
    parts.append(page.word("lessons_index_codes").format(codes=codes))
    for theme, rows in lessons.groupby("theme", sort=False):
        name = page.word(f"lesson_theme_{theme}")
        parts.append(f"## {name[:1].upper()}{name[1:]}")
        lines = (
            f"{lesson_line(row, links)}<br>{escape(row[f'claim_{links.lang}'])}"
            for row in rows.to_dict("records")
        )
        parts.append(box(listing(lines), "lesson-list"))
    entries = [(title, page_of(lesson)) for lesson, title in links.titles.items()]
    parts.append(toctree(entries, caption=page.word("lessons_index")))
    return "\n\n".join(parts) + "\n"

"""A page per lesson: claim, verdict, figures beside interviews, what is against it, and the way to each."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from dianalysis.evidence.overview import NAME
from dianalysis.publish.lessons.joint import joint_display, told_against
from dianalysis.publish.lessons.links import INDEX, LessonLinks, page_of
from dianalysis.publish.lessons.places import codes_of, learning_points, result_place
from dianalysis.publish.markdown import box, escape, link, listing, table
from dianalysis.tables.lesson_words import (
    COMPONENTS,
    say_lacks,
    say_results,
    say_settling,
    say_told,
    say_verdict,
    say_why,
)

MARKS = {
    "supported": "●", "supported_in_part": "◐", "contested": "◆", "contradicted": "▼", "not_testable": "□",
}  # fmt: skip
Row = Mapping[Hashable, Any]


def lesson_page(row: Row, links: LessonLinks, *, printed: Mapping[str, str], drawing: str = "") -> str:
    """Return the page of a lesson as Markdown.

    Parameters
    ----------
    row
        The lesson, a row of the register.
    links
        All lessons, and where what they rest on is shown.
    printed
        Line of the report of every printed figure; empty for own data.
    drawing
        Place of the drawing of its figures; empty without one.
    """
    frames = links.content.overview
    own, segments, settle = (
        frame[frame["lesson"] == row["lesson"]] for frame in (frames.links, frames.segments, frames.settle)
    )
    results = own[own["kind"] == "result"].to_dict("records")
    page, lang = links.content.page, links.lang
    parts = [f"# {escape(row[f'title_{lang}'])}", _about(row, links), _verdict(row, links)]
    parts += [
        f"## {page.word('lesson_joint')}",
        *joint_display(row, results, segments, links, drawing=drawing),
    ]
    parts += [f"## {page.word('lesson_against')}", told_against(row, results, segments, links)]
    parts += [f"## {page.word('lesson_settles')}", _settles(settle, links)]
    parts += [f"## {page.word('lesson_scope_heading')}", *_scope(row, links)]
    parts += [f"## {page.word('lesson_certainty_heading')}", *_certainty(row, links)]
    if results:
        places = [result_place(place, one, links, printed) for place, one in enumerate(results, start=1)]
        parts += [f"## {page.word('lesson_places')}", *places]
    parts += [f"## {page.word('lesson_source')}", _source(row, own, links)]
    parts += [f"## {page.word('lesson_near')}", _near(row, links), _back(links)]
    return "\n\n".join(parts) + "\n"


def _about(row: Row, links: LessonLinks) -> str:
    page = links.content.page
    about = page.word("lesson_about").format(
        theme=page.word(f"lesson_theme_{row['theme']}"),
        kind=page.word(f"lesson_kind_{row['kind']}"),
        actors=", ".join(page.word(f"lesson_actor_{name}") for name in str(row["actors"]).split(";")),
    )
    claim = box(escape(row[f"claim_{links.lang}"]), "lesson-claim")
    return f"{claim}\n\n" + box(f"{escape(about)} `{row['lesson']}`", "small-print")


def _verdict(row: Row, links: LessonLinks) -> str:
    page = links.content.page
    head = f"**{page.word('lesson_verdict')}: {MARKS[row['verdict']]} {escape(say_verdict(row, page))}**"
    counts = [
        f"{page.word('lesson_results')}: {escape(say_results(row, page))}",
        f"{page.word('lesson_told')}: {escape(say_told(row, page))}",
    ]
    if row["lacks"]:
        counts.append(f"{page.word('lesson_lacks')}: {escape(say_lacks(row, page))}")
    text = "\n\n".join([head, listing(counts), escape(say_why(row, page))])
    return box(text, "lesson-verdict", f"verdict-{row['verdict']}")


def _settles(settle: pd.DataFrame, links: LessonLinks) -> str:
    page = links.content.page
    items = [escape(text) for text in say_settling(settle, page)]
    return listing(items) or page.word("lesson_settled_nothing")


def _scope(row: Row, links: LessonLinks) -> list[str]:
    page, lang = links.content.page, links.lang
    return [
        f"*{page.word(key)}.* {escape(row[f'{column}_{lang}'])}"
        for key, column in (("lesson_scope", "scope"), ("lesson_assumes", "assumptions"))
    ]


def _certainty(row: Row, links: LessonLinks) -> list[str]:
    page = links.content.page
    head = [page.word("lesson_certainty_what"), page.word("lesson_certainty_level")]
    whole = [
        [page.word(f"lesson_certainty_{key}"), page.word(f"lesson_{key}_{row[column]}")]
        for key, column in (
            ("evidence", "evidence"), ("agreement", "agreement"), ("statistical", "statistical_certainty"),
        )
    ]  # fmt: skip
    told = [[page.word(f"component_{name}"), page.word(f"concern_{row[name]}")] for name in COMPONENTS]
    if all(row[name] == "not_assessed" for name in COMPONENTS):
        return [table(head, whole), page.word("lesson_certainty_untold")]
    return [table(head, whole), page.word("lesson_certainty_told"), table(head, told)]


def _source(row: Row, own: pd.DataFrame, links: LessonLinks) -> str:
    page = links.content.page
    items = [page.word("lesson_lines").format(lines=", ".join(row["lines"]))] if row["lines"] else []
    points = learning_points(row, links)
    items += [f"{page.word('lesson_learned')}: {'; '.join(points)}"] if points else []
    codes = codes_of(own, links)
    items += [f"{page.word('lesson_codes')}: {'; '.join(codes)}"] if codes else []
    return listing(items)


def _near(row: Row, links: LessonLinks) -> str:
    lessons = links.content.overview.lessons
    same = lessons[(lessons["theme"] == row["theme"]) & (lessons["lesson"] != row["lesson"])]
    if same.empty:
        return links.content.page.word("lesson_near_none")
    return box(listing(lesson_line(one, links) for one in same.to_dict("records")), "lesson-list")


def lesson_line(row: Row, links: LessonLinks) -> str:
    """Return the title of a lesson with a link to its page, and its verdict."""
    verdict = escape(say_verdict(row, links.content.page))
    return (
        f"{MARKS[row['verdict']]} {link(str(row[f'title_{links.lang}']), page_of(row['lesson']))} ({verdict})"
    )


def _back(links: LessonLinks) -> str:
    page = links.content.page
    chapter = links.chapters[NAME]
    whole = page.word("lesson_back").format(
        lessons=link(page.word("lessons_index"), INDEX), chapter=link(chapter.title, f"{NAME}.ipynb")
    )
    return box(whole, "small-print")

"""The page of codes: what each means, what was told under it, and which lessons it is held against."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from dianalysis.codebook import coding_frame
from dianalysis.formats import format_count, format_number
from dianalysis.publish.lessons.joint import say_lines, segment_place
from dianalysis.publish.lessons.links import LessonLinks, page_of
from dianalysis.publish.lessons.places import code_place
from dianalysis.publish.markdown import box, escape, link, listing, place

VALENCES = ("supports", "qualifies", "contradicts")
Row = Mapping[Hashable, Any]


def codes_page(links: LessonLinks) -> str:
    """Return the page as Markdown: a section for every code in use, in the order of the frame.

    For own interviews it says what the codes mean and which lessons are held against them, no more.

    Parameters
    ----------
    links
        The lessons with the released segments; without those of own interviews.
    """
    page = links.content.page
    frame = coding_frame(page.codebook)
    rows = frame.codes[frame.codes["status"] == "active"].to_dict("records")
    intro = page.word("codes_page_own" if links.content.told.empty else "codes_page_intro")
    parts = [f"# {page.word('codes_page')}", intro, *(_code(row, links) for row in rows)]
    return "\n\n".join(parts) + "\n"


def _code(row: Row, links: LessonLinks) -> str:
    page, lang, code = links.content.page, links.lang, str(row["code"])
    told = links.content.told[links.content.told["code"] == code]
    items = [f"{page.word('code_claim')}: {escape(row[f'claim_{lang}'])}", _lessons(code, links)]
    if len(links.content.told):
        alpha = format_number(links.content.alpha.get(code), page.lang)
        items.insert(1, f"{page.word('code_alpha')}: {alpha}")
    parts = [place(code_place(code)), f"## {escape(row[f'label_{lang}'])}", escape(row[f"definition_{lang}"])]
    parts.append(listing(items))
    if len(links.content.told):
        parts.append(_counts(told, links))
    parts += [_told(told[told["valence"] == valence], valence, links) for valence in VALENCES]
    return "\n\n".join(part for part in parts if part)


def _lessons(code: str, links: LessonLinks) -> str:
    page, all_links = links.content.page, links.content.overview.links
    own = all_links[(all_links["kind"] == "code") & (all_links["target"] == code)]
    held, near = (set(own.loc[own["bearing"] == bearing, "lesson"]) for bearing in ("direct", "near"))
    told = f"{page.word('code_lessons')}: {_titles(held, links)}" if held else page.word("code_no_lessons")
    return f"{told} ({page.word('lesson_bearing_near')}: {_titles(near, links)})" if near else told


def _titles(lessons: set[str], links: LessonLinks) -> str:
    return "; ".join(link(title, page_of(name)) for name, title in links.titles.items() if name in lessons)


def _counts(told: pd.DataFrame, links: LessonLinks) -> str:
    page = links.content.page
    if told.empty:
        return page.word("code_no_segments")
    numbers = {name: int((told["valence"] == name).sum()) for name in VALENCES}
    numbers |= {"number": len(told), "partners": told["partner"].nunique()}
    return page.word("code_counts").format(
        **{name: format_count(number, page.lang) for name, number in numbers.items()}
    )


def _told(told: pd.DataFrame, valence: str, links: LessonLinks) -> str:
    if told.empty:
        return ""
    page = links.content.page
    used = links.lessons_told
    items = [_segment(one, used.get(one["segment_id"], set()), links) for one in told.to_dict("records")]
    return f"**{page.word(f'code_valence_{valence}')}**\n\n{box(listing(items), 'segments')}"


def _segment(one: Row, lessons: set[str], links: LessonLinks) -> str:
    page = links.content.page
    who = f"{page.group('partner', str(one['partner']))}, {say_lines(one, page)}"
    mark = f'<span id="{segment_place(one)}" class="segment-place"></span>'
    used = f"<br><small>{_titles(lessons, links)}</small>" if lessons else ""
    return f"{mark}{escape(str(one[f'summary_{links.lang}']))} ({escape(who)}){used}"

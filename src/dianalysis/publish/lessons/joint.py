"""Figures beside what was told, and what of both is against a lesson."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from dianalysis.evidence.segments import SIDES
from dianalysis.formats import Page, format_count
from dianalysis.publish.lessons.links import CODES, LessonLinks
from dianalysis.publish.markdown import address, box, escape, listing
from dianalysis.tables.lesson_words import (
    name_figure,
    pick_told,
    say_basis,
    say_finding,
    say_no_summary,
    say_own_against,
    tell_figure,
    write_figure,
)

Row = Mapping[Hashable, Any]


def joint_display(
    row: Row, results: Sequence[Row], segments: pd.DataFrame, links: LessonLinks, *, drawing: str
) -> list[str]:
    """Show the drawing of a lesson, and put its figures in words beside what was told.

    Parameters
    ----------
    row
        The lesson, a row of the register.
    results
        Its links to results.
    segments
        Its segments with their summaries.
    links
        All lessons.
    drawing
        Place of the drawing; empty without one.
    """
    page = links.content.page
    if not results and segments.empty and not row["segments"]:
        return [page.word("lesson_held_against_nothing")]
    numbered = enumerate(results, start=1)
    left = "\n".join(f"{place}. {_figure(place, one, page)}" for place, one in numbered)
    right = _told(segments, links) or escape(say_no_summary(row, page))
    sides = [
        f"<div>\n\n**{page.word(key)}**\n\n{side}\n\n</div>"
        for key, side in (("lesson_results", left or page.word("lesson_no_results")), ("lesson_told", right))
    ]
    return [*_drawn(results, drawing, page), box("\n\n".join(sides), "joint")]


def told_against(row: Row, results: Sequence[Row], segments: pd.DataFrame, links: LessonLinks) -> str:
    """List every figure and every segment against a lesson; parameters as for `joint_display`."""
    page = links.content.page
    numbered = enumerate(results, start=1)
    items = [_figure(place, one, page) for place, one in numbered if one["stance"] == "against"]
    told = segments[segments["side"] == "against"].to_dict("records")
    items += [_segment(one, links) for one in told]
    items += [escape(text) for text in [say_own_against(row, page)] if text]
    return listing(items) or page.word("lesson_nothing_against")


def segment_place(one: Row) -> str:
    """Return the place of a segment under one of its codes, on the page of codes."""
    return f"{one['code']}-{str(one['segment_id']).replace('/', '-')}".replace("_", "-")


def say_lines(one: Row, page: Page) -> str:
    """Say which lines of the report a segment is of."""
    first, last = one["source_line"], one["last_line"]
    return page.word("lesson_lines").format(lines=first if first == last else f"{first}-{last}")


def _drawn(results: Sequence[Row], drawing: str, page: Page) -> list[str]:
    if not results:
        return [page.word("lesson_nothing_drawn")]
    return [page.word("lesson_joint_intro"), drawing] if drawing else [page.word("lesson_nothing_drawn_here")]


def _figure(number: int, one: Row, page: Page) -> str:
    """Tell a figure in a line, with a link to where it stands."""
    target = f"#figure-{number}"
    if one["problem"]:
        return address(tell_figure(one, page), target)
    told = f"{write_figure(one, page)}; {say_basis(one, page)}; {say_finding(one, page)}"
    return f"{address(name_figure(one, page), target)}: {escape(told)}"


def _told(segments: pd.DataFrame, links: LessonLinks) -> str:
    """Tell some segments of each side, and all of them folded where there are more."""
    page, parts, shown = links.content.page, [], 0
    for side in SIDES:
        rows = segments[segments["side"] == side]
        if len(rows):
            picked = pick_told(rows)
            shown += len(picked)
            parts.append(f"*{page.word(f'stance_{side}')}* ({format_count(len(rows), page.lang)})")
            parts.append(listing(_segment(one, links) for one in picked.to_dict("records")))
    if len(segments) > shown:
        parts.append(_folded(segments, links))
    return "\n\n".join(parts)


def _folded(segments: pd.DataFrame, links: LessonLinks) -> str:
    page = links.content.page
    number = format_count(len(segments), page.lang)
    summary = escape(page.word("lesson_all_told").format(number=number))
    items = listing(_segment(one, links) for one in segments.to_dict("records"))
    return f'<details class="more"><summary>{summary}</summary>\n\n{items}\n\n</details>'


def _segment(one: Row, links: LessonLinks) -> str:
    """Tell a segment, with a link to its place under its code."""
    page = links.content.page
    who = f"{page.group('partner', str(one['partner']))}, {say_lines(one, page)}"
    target = f"{CODES}.html#{segment_place(one)}"
    return f"{escape(str(one[f'summary_{links.lang}']))} ({address(who, target)})"

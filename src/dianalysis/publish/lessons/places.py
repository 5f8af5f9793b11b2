"""The way down from a lesson: to page, cell and code of each figure, to print, to partners and to codes."""

from __future__ import annotations

import html
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from dianalysis.formats import is_absent
from dianalysis.publish.coverage import place_of_table
from dianalysis.publish.lessons.links import CODES, PARTNER, LessonLinks, place_of
from dianalysis.publish.markdown import address, box, escape, listing
from dianalysis.tables.lesson_words import name_figure, tell_figure

Row = Mapping[Hashable, Any]


def result_place(number: int, one: Row, links: LessonLinks, printed: Mapping[str, str]) -> str:
    """Tell where a figure stands: cell, result, code, and print.

    Parameters
    ----------
    number
        Number of the figure on the page of the lesson.
    one
        A link to a result.
    links
        Where results are shown.
    printed
        Line of the report of every printed figure.
    """
    page, target = links.content.page, str(one["target"])
    name = tell_figure(one, page) if one["problem"] else name_figure(one, page)
    study = target.partition("/")[0]
    items = [_shown(target, links), f"{page.word('lesson_place_id')}: `{target}`"]
    items.append(f"{page.word('lesson_place_module')}: `src/dianalysis/studies/{study}`")
    items += _printed(one, page, printed)
    parts = [f'<div id="figure-{number}" class="place"></div>', f"**{number}. {escape(name)}**"]
    parts += [listing(item for item in items if item), _code(target, links)]
    return box("\n\n".join(part for part in parts if part), "lesson-source")


def _shown(target: str, links: LessonLinks) -> str:
    """Link the cell that shows a result, or the table at the end of its page."""
    word = links.content.page.word
    name, cell = links.places.get(target, (target.partition("/")[0], ""))
    if name not in links.chapters or target not in links.places:
        return word("lesson_place_absent")
    title = links.chapters[name].title
    if not cell:
        return word("lesson_place_end").format(place=address(title, f"{name}.html#{place_of(target)}"))
    if (name, cell) not in links.cells:
        return word("lesson_place_shown").format(place=address(title, f"{name}.html"))
    shown = links.cells[name, cell]
    text = f"{title}: {shown.heading} ({word(f'lesson_place_{shown.kind}')})"
    return word("lesson_place_shown").format(place=address(text, f"{name}.html#cell-{cell}"))


def _printed(one: Row, page: Any, printed: Mapping[str, str]) -> list[str]:
    figure = one.get("figure")
    if figure is None or is_absent(figure) or figure not in printed:
        return []
    line = page.word("lesson_place_printed_line").format(line=printed[str(figure)])
    where = (
        f'<a href="coverage.html#{place_of_table(str(figure))}"><code>{html.escape(str(figure))}</code></a>'
    )
    return [f"{page.word('lesson_place_printed')} {where}, {line}"]


def _code(target: str, links: LessonLinks) -> str:
    place = links.places.get(target)
    if place is None or place not in links.cells:
        return ""
    summary = escape(links.content.page.word("lesson_place_code"))
    code = f"```python\n{links.cells[place].code}\n```"
    return f'<details class="code"><summary>{summary}</summary>\n\n{code}\n\n</details>'


def learning_points(row: Row, links: LessonLinks) -> list[str]:
    """Return the learning points behind a lesson, linked to the page of the partner if the site has it."""
    page, points = links.content.page, []
    for fact in row["facts"]:
        partner, _, number = str(fact).partition("/")
        text = f"{page.group('partner', partner)}, {page.word('lesson_learned_point').format(number=number)}"
        name = f"{PARTNER}{partner}"
        points.append(address(text, f"{name}.html#fact-{number}") if name in links.chapters else escape(text))
    return points


def codes_of(own: pd.DataFrame, links: LessonLinks) -> list[str]:
    """Return the codes a lesson is held against, linked to their place on the page of codes."""
    page = links.content.page
    told = []
    for one in own[own["kind"] == "code"].to_dict("records"):
        name = str(one["target"])
        where = address(page.term("code", name), f"{CODES}.html#{code_place(name)}")
        told.append(where if one["bearing"] == "direct" else f"{where} ({page.word('stance_near')})")
    return told


def code_place(code: str) -> str:
    """Return the place of a code on the page of codes."""
    return f"code-{code.replace('_', '-')}"

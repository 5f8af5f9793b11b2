"""Places at the cells of a page, and links from there to the lessons that use what they show."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from html import escape as escape_html
from typing import Any

from dianalysis.evidence.overview import NAME
from dianalysis.publish.lessons.links import PARTNER, LessonLinks, page_of, place_of
from dianalysis.publish.markdown import box, escape, link, place, table
from dianalysis.tables.lesson_words import name_figure, write_figure

_ID = re.compile(r"`(L-[a-z-]+)`")
_HEAD = re.compile(r"\A(#{1,3} [^\n]*\n?)")
_LINK = re.compile(r'<a href="([\w-]+)\.html(#[^"]*)?">(.*?)</a>', re.DOTALL)
Cell = dict[str, Any]


def link_cells(cells: list[Cell], name: str, links: LessonLinks | None, *, pages: Collection[str]) -> None:
    """Give every cell of a page its place, and link those that a lesson uses to it. Changes `cells`.

    Parameters
    ----------
    cells
        Cells of the page.
    name
        Name of the page.
    links
        The lessons; None when the site has none.
    pages
        Pages the site has: a link to another one is taken out, and its words stay.
    """
    placed: list[Cell] = []
    for cell in cells:
        identity = str(cell["id"])
        _change_html(cell, lambda html: _keep_known(html, pages))
        if cell["cell_type"] == "markdown":
            cell["source"] = _placed("".join(cell["source"]), place(f"cell-{identity}"))
            placed.append(cell)
        else:
            placed += [_added(f"place-{identity}", place(f"cell-{identity}")), cell]
        if links:
            placed += _linked(cell, identity, name, links)
    cells[:] = placed
    if links and len(links.loose(name)):
        _insert_loose(cells, name, links)


def _linked(cell: Cell, identity: str, name: str, links: LessonLinks) -> list[Cell]:
    """Make the links of one cell, and return the line that comes after it, if any."""
    if cell["cell_type"] == "markdown":
        cell["source"] = _ID.sub(lambda found: _titled(found, links), cell["source"])
        return []
    if name == NAME:
        _change_html(cell, lambda html: _own_pages(html, links))
    if name.startswith(PARTNER):
        _change_html(cell, lambda html: _place_facts(html, name.removeprefix(PARTNER), links))
    used = links.used_by(name, identity)
    if not used:
        return []
    listed = "; ".join(link(links.titles[lesson], page_of(lesson)) for lesson in used)
    return [
        _added(f"used-{identity}", box(f"{links.content.page.word('lesson_used_by')}: {listed}", "used-by"))
    ]


def _titled(found: re.Match[str], links: LessonLinks) -> str:
    lesson = found.group(1)
    return link(links.titles[lesson], page_of(lesson)) if lesson in links.titles else found.group(0)


def _insert_loose(cells: list[Cell], name: str, links: LessonLinks) -> None:
    """Put the results that no cell shows in a table of their own, before the last section: the lessons."""
    page = links.content.page
    rows = []
    for target, group in links.loose(name).groupby("target", sort=False):
        one = group.iloc[0].to_dict()
        named = f'<span id="{place_of(str(target))}" class="place"></span>{escape(name_figure(one, page))}'
        used = "; ".join(link(links.titles[lesson], page_of(lesson)) for lesson in group["lesson"].unique())
        rows.append([named, escape(write_figure(one, page)), used])
    head = [page.word(key) for key in ("lesson_figure", "lesson_value", "lesson_used_by")]
    text = f"## {page.word('lesson_loose')}\n\n{table(head, rows)}"
    heads = [number for number, cell in enumerate(cells) if "".join(cell["source"]).startswith("## ")]
    cells.insert(heads[-1] if heads else len(cells), _added("loose", text))


def _own_pages(html: str, links: LessonLinks) -> str:
    """Link every block and every line of the overview to the page of its lesson."""
    for lesson, title in links.titles.items():
        target, plain = f"{page_of(lesson)}.html", escape_html(title)
        linked = f'<a href="{target}">{plain}</a>'
        html = html.replace(f">{plain}</th>", f">{linked}</th>")
        start = f'<section id="{lesson}" class="lesson"'
        if start in html:
            before, _, after = html.partition(start)
            html = (
                before + start + after.replace(f"<strong>{plain}</strong>", f"<strong>{linked}</strong>", 1)
            )
    return html


def _place_facts(html: str, partner: str, links: LessonLinks) -> str:
    facts = links.content.facts
    for row in facts[facts["partner"] == partner].to_dict("records"):
        cell = f">{escape_html(str(row[f'fact_{links.lang}']))}</td>"
        html = html.replace(cell, f' id="fact-{row["number"]}"{cell}', 1)
    return html


def _keep_known(html: str, pages: Collection[str]) -> str:
    return _LINK.sub(lambda found: found.group(0) if found.group(1) in pages else found.group(3), html)


def _change_html(cell: Cell, change: Callable[[str], str]) -> None:
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "text/html" in data:
            data["text/html"] = change("".join(data["text/html"]))


def _placed(source: str, mark: str) -> str:
    """Put a place before a text, after the heading it may begin with."""
    found = _HEAD.match(source)
    head = found.group(1).rstrip("\n") if found else ""
    rest = source[found.end() :] if found else source
    return f"{head}\n\n{mark}\n\n{rest.lstrip(chr(10))}" if head else f"{mark}\n\n{source}"


def _added(identity: str, source: str) -> Cell:
    return {"cell_type": "markdown", "id": identity, "metadata": {}, "source": source}

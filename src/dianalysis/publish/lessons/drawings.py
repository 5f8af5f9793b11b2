"""The drawings of lessons, one for a page and one for a narrow screen, and their place on the page."""

from __future__ import annotations

import html
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from dianalysis.figures import plot_lesson_evidence
from dianalysis.publish.lessons.links import LessonLinks, page_of
from dianalysis.tables.lesson_words import name_figure

FOLDER = "_images"
NARROW_INCHES, NARROW_PIXELS = 3.7, 600
MOST_DRAWN = 8  # more on one drawing would not fit a sheet
_DPI = 160
Row = Mapping[Hashable, Any]


def draw_lesson(row: Row, links: LessonLinks, *, width: float | None = None) -> Iterator[Figure]:
    """Draw the figures a lesson is held against, some on each drawing; none when the run has none of them.

    Parameters
    ----------
    row
        The lesson, a row of the register.
    links
        All lessons.
    width
        Inches; page width when absent.
    """
    page, all_links = links.content.page, links.content.overview.links
    own = all_links[(all_links["lesson"] == row["lesson"]) & (all_links["kind"] == "result")]
    numbers = {str(target): number for number, target in enumerate(own["target"], start=1)}
    drawn = own[own["problem"] == ""]
    title = page.word(f"drawn_title_{row['quantitative']}").format(title=row[f"title_{links.lang}"])
    starts = range(0, len(drawn), MOST_DRAWN)
    for part, start in enumerate(starts, start=1):
        rows = drawn.iloc[start : start + MOST_DRAWN]
        names = {
            str(one["target"]): f"{numbers[str(one['target'])]}. {name_figure(one, page)}"
            for one in rows.to_dict("records")
        }
        whole = f"{title} ({part}/{len(starts)})" if len(starts) > 1 else title
        yield plot_lesson_evidence(rows, page=page, names=names, title=whole, width=width)


def write_drawings(folder: Path, links: LessonLinks) -> dict[str, str]:
    """Write the drawings of all lessons; the same results give the same bytes.

    Parameters
    ----------
    folder
        Where the files go; on the site they stand in `FOLDER`.
    links
        The lessons.

    Returns
    -------
    For each lesson with figures the place of its drawings on the page, as HTML that tells them in words too.
    """
    folder.mkdir()
    places = {}
    for row in links.content.overview.lessons.to_dict("records"):
        told = []
        for end, width in (("-narrow", NARROW_INCHES), ("", None)):
            for part, figure in enumerate(draw_lesson(row, links, width=width), start=1):
                name = f"{page_of(row['lesson'])}-{part}"
                figure.savefig(folder / f"{name}{end}.png", dpi=_DPI, metadata={"Software": None})
                told += [] if end else [_place(name, repr(figure))]
                plt.close(figure)
        if told:
            places[str(row["lesson"])] = "\n".join(told)
    return places


def _place(name: str, told: str) -> str:
    return (
        f'<div class="lesson-figure"><picture><source media="(max-width: {NARROW_PIXELS}px)" '
        f'srcset="{FOLDER}/{name}-narrow.png">'
        f'<img src="{FOLDER}/{name}.png" alt="{html.escape(told)}"></picture></div>'
    )

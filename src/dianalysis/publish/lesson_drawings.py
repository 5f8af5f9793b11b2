"""The drawings of lessons, one for a page and one for a narrow screen, and their place on the page."""

from __future__ import annotations

import html
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from dianalysis.figures import plot_lesson_evidence
from dianalysis.publish.lesson_links import LessonLinks, page_of
from dianalysis.tables.lesson_words import name_figure

FOLDER = "_images"
NARROW_INCHES, NARROW_PIXELS = 3.7, 600
_DPI = 160
Row = Mapping[Hashable, Any]


def draw_lesson(row: Row, links: LessonLinks, *, width: float | None = None) -> Figure | None:
    """Draw the figures a lesson is held against; None when the run has none of them."""
    results, page = links.results, links.content.page
    own = results[results["lesson"] == row["lesson"]]
    if own.empty:
        return None
    names = {str(one["target"]): name_figure(one, page) for one in own.to_dict("records")}
    title = page.word(f"drawn_title_{row['quantitative']}").format(title=row[f"title_{links.lang}"])
    return plot_lesson_evidence(own, page=page, names=names, title=title, width=width)


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
    For each lesson that has a drawing its place on the page, as HTML that tells it in words too.
    """
    folder.mkdir()
    places = {}
    for row in links.content.overview.lessons.to_dict("records"):
        name = page_of(row["lesson"])
        for end, width in (("-narrow", NARROW_INCHES), ("", None)):
            figure = draw_lesson(row, links, width=width)
            if figure is not None:
                figure.savefig(folder / f"{name}{end}.png", dpi=_DPI, metadata={"Software": None})
                places[str(row["lesson"])] = _place(name, repr(figure))
                plt.close(figure)
    return places


def _place(name: str, told: str) -> str:
    return (
        f'<div class="lesson-figure"><picture><source media="(max-width: {NARROW_PIXELS}px)" '
        f'srcset="{FOLDER}/{name}-narrow.png">'
        f'<img src="{FOLDER}/{name}.png" alt="{html.escape(told)}"></picture></div>'
    )

"""The drawing of what a lesson is held against: shapes, hatching, widths, and the same bytes again."""

from __future__ import annotations

import io

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from dianalysis.figures import plot_lesson_evidence
from dianalysis.figures.lesson_evidence import MARKS
from dianalysis.formats import Page

ONE = {
    "kind": "result", "problem": "", "measure": "condition_top_two_share", "population": "complete", "n": 400,
    "estimate": 0.31, "conf_low": 0.26, "conf_high": 0.37, "conf_level": 0.95, "range_low": pd.NA,
    "range_high": pd.NA, "range_method": pd.NA, "reference": 0.5, "smallest": 0.05, "basis": "published",
    "note": pd.NA, "p_value": pd.NA,
}  # fmt: skip


def links_of(*changes: dict[str, object]) -> pd.DataFrame:
    """Rows of a register: one for each change of the row above."""
    rows = [ONE | {"target": f"r{place}", "stance": "for"} | change for place, change in enumerate(changes)]
    return pd.DataFrame(rows).astype(object)


def drawn(links: pd.DataFrame, page: Page, **options: float) -> Figure:
    names = {name: f"7. name of {name}" for name in links["target"]}
    return plot_lesson_evidence(links, page=page, names=names, title="A finding", **options)


def marks_of(figure: Figure) -> list[str]:
    found = (line.get_marker() for axes in figure.axes for line in axes.findobj(Line2D))
    return [str(mark) for mark in found if mark not in ("None", "|", "", 3, "_", 2)]


def test_every_side_has_a_shape_of_its_own(page_en: Page) -> None:
    shapes = [shape for shape, _, _ in MARKS.values()]
    assert len(set(shapes)) == len(shapes)
    figure = drawn(links_of(*({"stance": name} for name in MARKS)), page_en)
    assert [mark for mark in marks_of(figure) if mark in shapes] == shapes
    heads = [axes.get_title(loc="left") for axes in figure.axes]
    assert heads[2].startswith("7. name of r2\n31.0% (26.0–37.0%), against the lesson; n")


def test_only_what_rests_on_the_reconstruction_is_hatched_and_said_to_be(page_en: Page) -> None:
    both = drawn(links_of({"basis": "reconstructed"}, {}), page_en)
    hatched = [any(patch.get_hatch() for patch in axes.patches) for axes in both.axes]
    assert hatched == [True, False]
    assert page_en.word("drawn_hatched") in repr(both)
    assert page_en.word("drawn_hatched") not in repr(drawn(links_of({}), page_en))


@pytest.mark.parametrize("basis", ["published", "reconstructed"])
def test_reference_and_smallest_difference_are_drawn_on_a_scale_that_holds_all(
    page_en: Page, basis: str
) -> None:
    figure = drawn(
        links_of({"basis": basis, "range_low": 0.1, "range_high": 0.4, "range_method": "draws"}), page_en
    )
    low, high = figure.axes[0].get_xlim()
    assert low < 0.1 and high > 0.55
    band = figure.axes[0].patches[0].get_extents().transformed(figure.axes[0].transData.inverted())
    assert (band.x0, band.x1) == pytest.approx((0.45, 0.55))


def test_shares_and_chances_stand_on_their_whole_scale(page_en: Page) -> None:
    chance = {"measure": "indicator_highest_five", "estimate": 0.53, "conf_low": pd.NA, "conf_high": pd.NA}
    growth = {"measure": "growth_mean", "estimate": 1.16, "conf_low": 0.9, "conf_high": 1.4, "reference": 0}
    share, likely, steps = drawn(links_of({}, chance, growth), page_en).axes
    assert share.get_xlim() == likely.get_xlim() == (0, 1)
    assert steps.get_xlim()[1] > 1.4


def test_limits_without_a_level_are_not_called_an_interval(page_en: Page) -> None:
    figure = drawn(links_of({"conf_level": pd.NA}), page_en)
    assert "(limits 26.0–37.0%)" in figure.axes[0].get_title(loc="left")
    assert page_en.word("drawn_outer") in repr(figure) and "interval" not in repr(figure)


def test_a_result_that_is_not_in_the_run_is_not_drawn(page_nl: Page) -> None:
    links = links_of({}, {"problem": "the run has no such result"}, {"kind": "code"})
    assert len(drawn(links, page_nl).axes) == 1
    nothing = drawn(links.iloc[1:], page_nl)
    assert [text.get_text() for text in nothing.axes[0].texts] == [page_nl.word("drawn_none")]


def test_a_narrow_drawing_keeps_its_letters_and_wraps_them(page_nl: Page) -> None:
    links = links_of({"target": "a long name " * 6})
    wide, narrow = drawn(links, page_nl), drawn(links, page_nl, width=3.7)
    assert narrow.get_size_inches()[0] == pytest.approx(3.7)
    sizes = [figure.axes[0].title.get_fontsize() for figure in (wide, narrow)]
    assert sizes[0] == sizes[1]
    lines = [figure.axes[0].get_title(loc="left").count("\n") for figure in (wide, narrow)]
    assert lines[0] < lines[1]


def test_the_same_results_give_the_same_bytes(page_nl: Page) -> None:
    def written() -> bytes:
        stream = io.BytesIO()
        figure = drawn(links_of({}, {"basis": "reconstructed"}), page_nl)
        figure.savefig(stream, metadata={"Software": None})
        plt.close(figure)
        return stream.getvalue()

    assert written() == written()

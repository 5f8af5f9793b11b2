"""Figures draw released rows, keep the page's look, and say in words when there is nothing to draw."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from toy_results import (
    GROWTH,
    distribution,
    estimate,
    participants_results,
    profile_results,
    quality_results,
    typology_results,
)

from dianalysis.disclosure import release
from dianalysis.errors import ParameterError
from dianalysis.figures import (
    plot_aspects,
    plot_bounds,
    plot_differences,
    plot_distribution_bars,
    plot_flow,
    plot_growth,
    plot_growth_by_partner,
    plot_growth_by_start,
    plot_partner_forest,
    plot_robustness,
    plot_transition,
    plot_typology_shift,
)
from dianalysis.figures.theme import BLUE, GREY, PAGE_WIDTH, VERMILLION
from dianalysis.results import bind_results, empty_results, make_results


def change_results(basis: str = "reconstructed") -> pd.DataFrame:
    """Typology results with growth by partner and by start type."""
    rows = []
    for level, counts in (
        ("vhg", (1, 0, 6, 9, 8, 1)),
        ("goc", (0, 0, 12, 12, 6, 0)),
        ("totaal", (1, 0, 18, 21, 14, 1)),
    ):
        parts = dict(zip(GROWTH, counts, strict=True))
        rows += distribution("growth", parts, wave="change", group_name="partner", group_level=level)
    for level, value in (("a", 1.6), ("ab", 1.2), ("d", 0.0)):
        group = {"group_name": "typology_start", "group_level": level, "n": 30}
        rows.append(estimate("growth_by_start", value, value - 0.2, value + 0.2, **group))
        for term in ("reliability_50", "reliability_70", "reliability_90"):
            rows.append(estimate("rtm_expected_growth", value / 2, value / 2, value / 2, term=term, **group))
    rows = [{**record, "basis": basis} for record in rows]
    return bind_results([typology_results(basis), make_results(rows, study="typology_change")])


FIGURES = {
    "shift": (plot_typology_shift, change_results),
    "growth": (plot_growth, change_results),
    "by_partner": (plot_growth_by_partner, change_results),
    "by_start": (plot_growth_by_start, change_results),
    "transition": (plot_transition, change_results),
    "forest": (plot_partner_forest, change_results),
    "robustness": (
        lambda r, page: plot_robustness(r, ["net_improvement", "growth_mean"], page=page),
        change_results,
    ),
    "differences": (plot_differences, profile_results),
    "aspects": (plot_aspects, profile_results),
    "flow": (plot_flow, quality_results),
    "bounds": (plot_bounds, quality_results),
    "sector": (lambda r, page: plot_distribution_bars(r, "sector", page=page), participants_results),
}


@pytest.fixture(autouse=True)
def close_all():
    yield
    plt.close("all")


@pytest.fixture(params=FIGURES)
def name(request) -> str:
    return request.param


def draw(name: str, results: pd.DataFrame, page):
    return FIGURES[name][0](results, page=page)


def words(figure) -> str:
    figure.canvas.draw()
    texts = figure.findobj(mpl.text.Text)
    return "\n".join(text.get_text() for text in texts if text.get_visible())


def saved(figure, kind: str = "png") -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format=kind, metadata={"Date": None} if kind == "svg" else None)
    return buffer.getvalue()


def test_each_figure_has_page_width_a_title_and_a_caption(name, page_en):
    figure = draw(name, FIGURES[name][1](), page_en)
    assert figure.get_size_inches()[0] == PAGE_WIDTH
    title, caption = (text.get_text() for text in figure.texts[-2:])
    assert len(title) > 10
    assert "Basis:" in caption


def test_each_figure_can_be_read_as_its_title_and_caption(name, page_en):
    figure = draw(name, FIGURES[name][1](), page_en)
    head, note = (" ".join(text.get_text().split()) for text in figure.texts[-2:])
    assert repr(figure) == f"{head} {note}"


def test_the_same_rows_give_the_same_bytes(name, page_en):
    for kind in ("png", "svg"):
        first, second = (saved(draw(name, FIGURES[name][1](), page_en), kind) for _ in range(2))
        assert first == second


def test_no_population_is_said_in_words(name, page_nl):
    shown = words(draw(name, empty_results(), page_nl))
    assert "niets te tonen" in shown.replace("\n", " ")


def test_all_hidden_is_said_in_words(name, page_en):
    results = FIGURES[name][1](basis="data").copy()
    results["n"] = results["n"].clip(upper=4)
    counts = results["measure"].str.endswith("_n")
    results.loc[counts, "estimate"] = results.loc[counts, "estimate"].clip(upper=4)
    shown = words(draw(name, release(results, profile="strict"), page_en)).replace("\n", " ")
    assert "All figures are hidden" in shown


def test_partly_hidden_results_are_drawn_and_explained(name, page_en):
    results = release(FIGURES[name][1](basis="data"), profile="standard")
    assert saved(draw(name, results, page_en))


def test_both_languages_differ_and_none_shows_a_slug(name, page_nl, page_en):
    dutch, english = (words(draw(name, FIGURES[name][1](), page)) for page in (page_nl, page_en))
    assert dutch != english
    for shown in (dutch, english):
        assert not re.search(r"\b[a-z]+_[a-z_]+\b", shown)
        assert "nan" not in shown.lower().split()


def test_letters_stay_legible_at_page_width(name, page_en):
    figure = draw(name, FIGURES[name][1](), page_en)
    sizes = [text.get_fontsize() for text in figure.findobj(mpl.text.Text) if text.get_text().strip()]
    assert min(sizes) >= 6.5


def ticks_beyond(axes) -> list:
    """Labels of ticks that lie outside the limits and are not drawn."""
    labels = []
    for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
        ticks = axis.get_major_ticks()
        labels += [tick.label1 for tick in ticks if not min(low, high) <= tick.get_loc() <= max(low, high)]
    return labels


def test_nothing_sticks_out_of_the_figure(name, page_nl):
    figure = draw(name, FIGURES[name][1](), page_nl)
    figure.canvas.draw()
    width, height = figure.bbox.width, figure.bbox.height
    beyond = {id(label) for axes in figure.axes for label in ticks_beyond(axes)}
    for text in figure.findobj(mpl.text.Text):
        if text.get_visible() and text.get_text().strip() and id(text) not in beyond:
            box = text.get_window_extent()
            assert box.x0 > -3 and box.x1 < width + 3, text.get_text()
            assert box.y0 > -3 and box.y1 < height + 3, text.get_text()


def test_other_rows_than_the_figure_needs_are_refused(page_en):
    with pytest.raises(ParameterError, match="none of the measures"):
        plot_typology_shift(profile_results(), page=page_en)


def test_a_title_of_ones_own_replaces_the_usual_one(page_en):
    figure = plot_growth(change_results(), page=page_en, title="A finding in one sentence")
    assert "A finding in one sentence" in words(figure)


def test_bars_are_as_long_as_the_estimates(page_en):
    [axes] = plot_distribution_bars(participants_results(), "sector", page=page_en).axes
    assert sorted(bar.get_width() for bar in axes.patches) == pytest.approx([0.08, 0.22, 0.3, 0.4])


def test_start_and_end_stand_side_by_side(page_en):
    [axes] = plot_typology_shift(change_results(), page=page_en).axes
    heights = [bar.get_height() for bar in axes.patches]
    assert heights[0] == pytest.approx(0.30) and heights[7] == pytest.approx(0.03)
    assert len(heights) == 14


def test_growth_is_coloured_by_direction(page_en):
    [axes] = plot_growth(change_results(), page=page_en).axes
    colours = {
        round(bar.get_x() + bar.get_width() / 2): mpl.colors.to_hex(bar.get_facecolor())
        for bar in axes.patches
    }
    assert colours[-2] == VERMILLION.lower() and colours[0] == GREY.lower() and colours[2] == BLUE.lower()


def test_partner_bars_lie_around_the_middle_of_stable(page_en):
    [axes] = plot_growth_by_partner(change_results(), page=page_en).axes
    stable = axes.containers[1]
    for bar in stable:
        assert bar.get_x() + bar.get_width() / 2 == pytest.approx(0)
    total = sum(container[0].get_width() for container in axes.containers)
    assert total == pytest.approx(1)


def test_the_forest_lists_partners_by_name_and_ranks_nobody(page_en):
    [axes] = plot_partner_forest(change_results(), page=page_en).axes
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert [name.split(" (")[0] for name in reversed(names)] == ["AWVN", "Koninklijke Metaalunie", "VHG"]
    assert "(n = 30)" in names[-1]


def test_a_single_partner_makes_a_forest_of_one_line(page_en):
    results = change_results()
    level = results["group_level"].fillna("")
    results = results[~level.isin(["awvn", "metaalunie"])].reset_index(drop=True)
    [axes] = plot_partner_forest(results, page=page_en).axes
    assert len(axes.get_yticklabels()) == 1


def test_a_type_nobody_has_keeps_its_place(page_en):
    results = change_results()
    results = results[results["term"].fillna("") != "cd"].reset_index(drop=True)
    [axes] = plot_typology_shift(results, page=page_en).axes
    assert [label.get_text() for label in axes.get_xticklabels()] == ["A", "AB", "B", "BC", "C", "CD", "D"]


def test_the_axis_numbers_follow_the_language(page_nl):
    figure = plot_partner_forest(change_results(), page=page_nl)
    figure.canvas.draw()
    labels = [label.get_text() for label in figure.axes[0].get_xticklabels()]
    assert any("," in label for label in labels) and not any("." in label for label in labels)


def test_numbers_along_an_axis_do_not_run_into_each_other(name, page_nl):
    figure = draw(name, FIGURES[name][1](), page_nl)
    figure.canvas.draw()
    for axes in figure.axes:
        hidden = {id(label) for label in ticks_beyond(axes)}
        labels = [label for label in axes.get_xticklabels() if id(label) not in hidden and label.get_text()]
        boxes = sorted((label.get_window_extent() for label in labels), key=lambda box: box.x0)
        assert all(first.x1 < second.x0 for first, second in pairwise(boxes))


def test_a_caption_explains_no_mark_that_is_not_drawn(page_en):
    results = change_results("published")
    results.loc[results.index[::2], "basis"] = "reconstructed"
    assert "†" not in words(plot_growth(results, page=page_en))

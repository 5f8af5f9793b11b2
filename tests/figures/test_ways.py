"""Ways of working as a figure and a table: what is drawn and written is what the rows hold."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest
from toy_results import row

from dianalysis import figures, tables
from dianalysis.disclosure import release
from dianalysis.errors import ParameterError
from dianalysis.results import empty_results, make_results

BANDS = {"within": "#E3E3E3", "between": "#FBE7BF"}


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def ways(*, bounded: bool = True, n: int = 90):
    rows = []
    for way, tau in (("n_aspects", 0.11), ("collective", -0.07)):
        for response in ("growth", "grade"):
            named = {"term": f"{way}.{response}", "contrast": "within_partner", "wave": "monitor_3", "n": n}
            ends = {"conf_low": tau - 0.1, "conf_high": tau + 0.1, "conf_level": 0.95}
            test = {"p_value": 0.4, "p_adjusted": 0.6, "family": "ways"}
            rows.append(row("within_association", tau, **ends, **test, **named))
            rows.append(row("within_association_limits", tau, conf_low=-0.83, conf_high=0.82, **named))
            rows.append(row("within_difference", 2 * tau, conf_level=0.95, **named))
            named |= {"contrast": "partners", "n": 18}
            rows.append(row("between_association", tau + 0.2, **ends, **named))
            if bounded:
                rows.append(
                    row("between_association_limits", tau + 0.2, conf_low=-0.5, conf_high=0.61, **named)
                )
    return make_results(rows, study="dose_response")


def bands(axes, colour):
    return [tuple(line.get_xdata()) for line in axes.lines if line.get_color() == colour]


def test_every_way_stands_on_what_it_could_be(page_nl, page_en):
    for page in (page_nl, page_en):
        drawing = figures.plot_ways(ways(), ["growth", "grade"], page=page)
        names = [label.get_text() for label in drawing.axes[0].get_yticklabels()]
        assert names == [page.term("exposure", "collective"), page.term("exposure", "n_aspects")]
        for axes in drawing.axes:
            assert bands(axes, BANDS["within"]) == [(-0.83, 0.82)] * 2
            assert bands(axes, BANDS["between"]) == [(-0.5, 0.61)] * 2
            dots = sorted(line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o")
            assert dots == pytest.approx([-0.07, 0.11, 0.13, 0.31])
    assert "printed figures allow" in repr(drawing)


def test_the_panels_keep_their_width_beside_the_legend(page_nl):
    drawing = figures.plot_ways(ways(), ["growth", "grade"], page=page_nl)
    drawing.canvas.draw()
    assert all(axes.get_position().width > 0.28 for axes in drawing.axes)


def test_own_data_have_no_limits_from_print(page_en):
    drawing = figures.plot_ways(ways(bounded=False), ["grade"], page=page_en)
    assert bands(drawing.axes[0], BANDS["between"]) == []
    assert "printed figures allow" not in repr(drawing)


def test_nothing_is_drawn_without_companies_or_of_another_study(page_en):
    assert (
        "nothing to show"
        in figures.plot_ways(empty_results(), ["grade"], page=page_en).axes[0].texts[0].get_text()
    )
    other = make_results([row("grade_mean", 7.4, n=90)], study="satisfaction")
    with pytest.raises(ParameterError):
        figures.plot_ways(other, ["grade"], page=page_en)


def test_the_table_holds_one_response(page_nl, page_en):
    html = tables.table_ways(ways(), "grade", page=page_en).as_raw_html()
    assert "+0.11" in html and "−0.83 to 0.82" in html and "0.600" in html and "+0.22" in html
    assert html.count("Number of aspects") == 1
    html = tables.table_ways(ways(), "grade", page=page_nl, between=True).as_raw_html()
    assert "+0,31" in html and "−0,50 tot 0,61" in html and "Convenantpartners" in html
    assert "0,600" not in html, "what is between partners is not tested"
    assert "nothing to show" in tables.table_ways(empty_results(), "grade", page=page_en).as_raw_html()


def test_what_rests_on_few_is_hidden(page_en):
    hidden = release(ways(n=3), profile="strict")
    assert "+0.11" not in tables.table_ways(hidden, "grade", page=page_en).as_raw_html()
    drawing = figures.plot_ways(hidden, ["grade"], page=page_en)
    assert not [line for axes in drawing.axes for line in axes.lines if line.get_color() == BANDS["within"]]

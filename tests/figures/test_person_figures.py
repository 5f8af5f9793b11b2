"""Figures of the self-employed speak of people, mark what is reconstructed, and say why a line is absent."""

from __future__ import annotations

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import pytest
from toy_results import distribution, estimate, row

from dianalysis.figures import (
    plot_distribution_bars,
    plot_likert,
    plot_statement_means,
    plot_typology_shift,
)
from dianalysis.results import empty_results, make_results

WHO = {"population": "self_employed"}
TYPES = dict(zip(("a", "ab", "b", "bc", "c", "cd", "d"), (6, 0, 0, 4, 14, 2, 2), strict=True))
SCORES = {"budget": (1, 2, 4, 8, 13), "effecten_meten": (2, 9, 4, 11, 2)}


def statements() -> list[dict[str, object]]:
    rows = []
    for item, given in SCORES.items():
        basis = "published" if item == "budget" else "reconstructed"
        name = {"n": 28, "wave": "monitor_3", **WHO, "basis": basis}
        for score, count in enumerate(given, start=1):
            rows.append(row("person_condition_score_n", count, term=f"{item}.{score}", **name))
            rows.append(row("person_condition_score_share", count / 28, term=f"{item}.{score}", **name))
        mean = sum(score * count for score, count in enumerate(given, start=1)) / 28
        rows.append(row("person_condition_mean", mean, term=item, **name))
        top = sum(given[3:]) / 28
        ends = {"range_low": None, "range_high": None, "range_method": None}
        rows.append(
            estimate("person_condition_top_two_share", top, top / 2, 1, term=item, **{**name, **ends})
        )
    return rows


@pytest.fixture
def results():
    rows = statements()
    for wave in ("monitor_1", "monitor_3"):
        rows += distribution("person_typology", TYPES, wave=wave, **WHO)
    rows += distribution("person_grade", {"7": 4, "8": 16, "9": 8}, wave="monitor_3", **WHO)
    return make_results(rows, study="self_employed")


@pytest.fixture(autouse=True)
def close_all():
    yield
    plt.close("all")


def words(figure) -> str:
    figure.canvas.draw()
    return "\n".join(text.get_text() for text in figure.findobj(mpl.text.Text) if text.get_visible())


DRAWN = {
    "shift": lambda results, page: plot_typology_shift(results, "person_typology", page=page),
    "grade": lambda results, page: plot_distribution_bars(results, "person_grade", page=page),
    "likert": lambda results, page: plot_likert(results, "person_condition", page=page),
    "means": lambda results, page: plot_statement_means(results, "person_condition", page=page),
}


@pytest.mark.parametrize("name", DRAWN)
def test_words_are_about_people(name, results, page_nl, page_en):
    dutch, english = (words(DRAWN[name](results, page)).replace("\n", " ") for page in (page_nl, page_en))
    assert "zelfstandigen" in dutch and "bedrij" not in dutch.lower()
    assert "self-employed" in english and "compan" not in english.lower()


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_to_show_is_said_of_this_population(name, page_nl, page_en):
    for page in (page_nl, page_en):
        assert page.word("nothing") in words(DRAWN[name](empty_results(), page)).replace("\n", " ")
        assert "bedrij" not in page.word("nothing") and "compan" not in page.word("nothing")


def test_a_statement_of_the_reconstruction_is_marked(results, page_en):
    figure = DRAWN["likert"](results, page_en)
    marked = [text.get_text() for text in figure.axes[0].get_yticklabels() if "†" in text.get_text()]
    assert len(marked) == 1 and marked[0].startswith("Measuring effects")
    assert "reconstruction (†)" in words(figure).replace("\n", " ")


def test_shares_of_all_are_not_called_shares_of_answers(results, page_en):
    assert "Share of all participants" in words(DRAWN["likert"](results, page_en))


def test_means_without_intervals_say_why(results, page_nl):
    assert page_nl.word("note_no_exact_interval") in words(DRAWN["means"](results, page_nl)).replace(
        "\n", " "
    )


def test_the_legend_of_the_shift_hides_no_bar(results, page_en):
    figure = DRAWN["shift"](results, page_en)
    figure.canvas.draw()
    axes = figure.axes[0]
    box = axes.get_legend().get_window_extent()
    assert not any(box.overlaps(text.get_window_extent()) for text in axes.texts)
    assert not any(box.overlaps(bar.get_window_extent()) for bar in axes.patches)

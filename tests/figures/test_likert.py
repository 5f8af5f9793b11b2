"""Bars of statements survive what blocks of statements can hold; the funnel what partners can."""

from __future__ import annotations

import re
from collections.abc import Mapping

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from toy_results import estimate, row

from dianalysis.disclosure import release
from dianalysis.errors import ParameterError
from dianalysis.figures import plot_distribution_bars, plot_effects, plot_funnel, plot_likert
from dianalysis.figures.theme import PAGE_WIDTH
from dianalysis.results import empty_results, make_results

USUAL = {
    "bewustwording": (2, 4, 20, 48, 26),
    "verbetering": (13, 20, 38, 23, 6),
    "beleid": (3, 13, 30, 37, 17),
}
WAVE = {"wave": "monitor_3"}


def block(
    counts: Mapping[str, tuple[int, ...]], *, basis: str = "data", missing: Mapping[str, int] | None = None
) -> pd.DataFrame:
    """Released rows of a block of statements on outcomes, from how often each score was given."""
    rows = []
    for item, given in counts.items():
        base = sum(given)
        for score, count in enumerate(given, start=1):
            name = {"term": f"{item}.{score}", "n": base, **WAVE}
            rows.append(row("outcome_score_n", count, **name))
            rows.append(row("outcome_score_share", count / base if base else None, **name))
        mean = sum(score * count for score, count in enumerate(given, start=1)) / base if base else None
        rows.append(row("outcome_mean", mean, term=item, n=base, **WAVE))
        if base:
            top = sum(given[3:]) / base
            rows.append(estimate("outcome_top_two_share", top, top * 0.9, top, term=item, n=base, **WAVE))
        rows.append(row("outcome_missing_n", 12, term=item, n=base + 12, **WAVE))
        for reason, count in (missing or {}).items():
            rows.append(row("outcome_missing_n", count, term=item, contrast=reason, n=base + 12, **WAVE))
    rows = [
        {**record, "basis": basis, "range_low": None, "range_high": None, "range_method": None}
        for record in rows
    ]
    return make_results(rows, study="outcomes")


def funnel(shares: Mapping[str, tuple[int, float]], *, basis: str = "data") -> pd.DataFrame:
    """Rows of partners with their limits."""
    rows = []
    for level, (n, share) in shares.items():
        group = {"group_name": "partner", "group_level": level, "n": n, "wave": "monitor_3"}
        rows.append(estimate("grade_8_or_more_share", share, share * 0.95, share, **group))
        for term, wide in (("95", 0.8), ("99_8", 1.2)):
            ends = {"conf_low": 0.7 - wide / n**0.5, "conf_high": 0.7 + wide / n**0.5, "conf_level": 0.95}
            rows.append(row("grade_8_limits", 0.7, term=term, **ends, **group))
    return make_results([{**record, "basis": basis} for record in rows], study="satisfaction")


@pytest.fixture(autouse=True)
def close_all():
    yield
    plt.close("all")


def words(figure) -> str:
    figure.canvas.draw()
    return "\n".join(text.get_text() for text in figure.findobj(mpl.text.Text) if text.get_visible())


def sticks_out(figure) -> list[str]:
    figure.canvas.draw()
    out = []
    for text in [*figure.axes[0].texts, *figure.axes[0].get_yticklabels(), *figure.texts]:
        box = text.get_window_extent()
        if text.get_text() and (box.x0 < -3 or box.x1 > figure.bbox.width + 3 or box.y0 < -3):
            out.append(text.get_text())
    return out


def labels(figure) -> list[str]:
    return [text.get_text().replace("\n", " ") for text in figure.axes[0].get_yticklabels()]


def test_bars_lie_around_the_middle_of_the_middle_score(page_en):
    [axes] = plot_likert(block(USUAL), "outcome", page=page_en).axes
    for bar in axes.containers[2]:
        assert bar.get_x() + bar.get_width() / 2 == pytest.approx(0)
    lengths = [sum(bars[place].get_width() for bars in axes.containers) for place in range(len(USUAL))]
    assert lengths == pytest.approx([1, 1, 1])


def test_statements_are_sorted_by_mean_the_highest_on_top(page_en):
    shown = labels(plot_likert(block(USUAL), "outcome", page=page_en))
    assert [name.split(" (")[0] for name in shown] == ["Better products and services", "Policy", "Awareness"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_title_caption_and_labels_in_both_languages(lang, page_nl, page_en):
    page = page_nl if lang == "nl" else page_en
    figure = plot_likert(block(USUAL), "outcome", page=page)
    shown = words(figure)
    assert figure.get_size_inches()[0] == PAGE_WIDTH
    assert ("helemaal eens" if lang == "nl" else "strongly agree") in shown
    assert "Score 4 of 5" in shown or "Score 4 or 5" in shown
    assert ("Populatie:" if lang == "nl" else "Population:") in shown
    assert not re.search(r"\b[a-z]+_[a-z_]+\b", shown) and "nan" not in shown.lower().split()
    assert sticks_out(figure) == []


def test_top_two_share_stands_at_the_right_with_its_interval(page_en):
    assert "74.0% (66.6–74.0%)" in words(plot_likert(block(USUAL), "outcome", page=page_en))


def test_an_unused_score_takes_no_room(page_en):
    figure = plot_likert(block({"beleid": (0, 10, 20, 30, 0)}), "outcome", page=page_en)
    assert [bars[0].get_width() for bars in figure.axes[0].containers] == pytest.approx(
        [0, 1 / 6, 1 / 3, 0.5, 0]
    )


def test_a_score_without_a_row_counts_as_nought(page_en):
    results = block({"beleid": (0, 10, 20, 30, 0)})
    results = results[~results["term"].eq("beleid.5").fillna(False)].reset_index(drop=True)
    [axes] = plot_likert(results, "outcome", page=page_en).axes
    assert axes.containers[4][0].get_width() == 0


def test_unequal_numbers_stand_at_each_label(page_en):
    shown = labels(plot_likert(block({**USUAL, "kennis": (1, 2, 3, 2, 1)}), "outcome", page=page_en))
    text = " ".join(shown).replace("\u00a0", " ")
    assert "n = 100" in text and "n = 9" in text


def test_no_answer_and_not_asked_stand_apart_in_grey(page_en):
    results = block(USUAL, missing={"not_asked": 5, "dont_know": 7})
    figure = plot_likert(results, "outcome", page=page_en)
    shown = [text.get_text().replace("\n", " ") for text in figure.axes[0].texts]
    assert "no answer" in shown and "not asked" in shown
    assert shown.count("7") >= len(USUAL) and shown.count("5") >= len(USUAL)
    assert sticks_out(figure) == []


def test_nobody_not_asked_gives_no_column(page_en):
    assert "not asked" not in words(plot_likert(block(USUAL), "outcome", page=page_en))


def test_fewer_than_five_answers_are_hidden_and_said(page_nl, page_en):
    results = release(block({**USUAL, "kennis": (1, 1, 0, 1, 1)}), profile="standard")
    for page in (page_nl, page_en):
        figure = plot_likert(results, "outcome", page=page)
        texts = [text.get_text() for text in figure.axes[0].texts]
        assert "n < 5" in texts
        place = texts.index("n < 5")
        assert figure.axes[0].texts[place].get_position()[1] == 0, "lies lowest"
        assert all(bars[0].get_width() == 0 for bars in figure.axes[0].containers)


def test_the_threshold_in_the_text_is_that_of_the_profile(page_en):
    results = release(block({**USUAL, "kennis": (1, 1, 0, 1, 1)}), profile="standard")
    texts = [
        text.get_text() for text in plot_likert(results, "outcome", page=page_en, least=10).axes[0].texts
    ]
    assert "n < 10" in texts and "n < 5" not in texts


def test_a_bar_with_some_scores_hidden_is_not_drawn(page_en):
    results = release(
        block({"beleid": (3, 30, 40, 40, 30), "kennis": (20, 30, 40, 40, 30)}), profile="standard"
    )
    figure = plot_likert(results, "outcome", page=page_en)
    assert "hidden" in [text.get_text() for text in figure.axes[0].texts]


def test_a_statement_nobody_answered_says_so(page_en):
    figure = plot_likert(block({**USUAL, "kennis": (0, 0, 0, 0, 0)}), "outcome", page=page_en)
    assert words(figure) and len(figure.axes[0].get_yticklabels()) == 4


def test_one_statement_only(page_nl):
    figure = plot_likert(block({"beleid": (3, 13, 30, 37, 17)}), "outcome", page=page_nl)
    assert len(figure.axes[0].get_yticklabels()) == 1 and sticks_out(figure) == []


def test_all_suppressed_or_nothing_is_said_in_words(page_en, page_nl):
    few = release(block({"beleid": (1, 1, 0, 1, 1), "kennis": (1, 1, 1, 0, 1)}), profile="standard")
    assert "All figures are hidden" in words(plot_likert(few, "outcome", page=page_en)).replace("\n", " ")
    assert "niets te tonen" in words(plot_likert(empty_results(), "outcome", page=page_nl)).replace("\n", " ")


def test_other_results_are_refused(page_en):
    with pytest.raises(ParameterError, match="none of the measures"):
        plot_likert(funnel({"goc": (15, 0.5)}), "outcome", page=page_en)


PARTNERS = {"goc": (15, 0.15), "vhg": (25, 0.72), "svh": (55, 0.5), "sol": (20, 0.9), "awvn": (43, 0.83)}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_funnel_names_only_partners_beyond_the_limits(lang, page_nl, page_en):
    figure = plot_funnel(funnel(PARTNERS), page=page_nl if lang == "nl" else page_en)
    named = [text.get_text() for text in figure.axes[0].texts]
    assert sorted(named) == ["AWVN", "GOC", "SOL", "SVH"] and "VHG" not in named
    assert figure.get_size_inches()[0] == PAGE_WIDTH and sticks_out(figure) == []
    assert not re.search(r"\b[a-z]+_[a-z_]+\b", words(figure))


def test_the_funnel_says_when_there_are_no_partners_or_all_are_hidden(page_en):
    assert "nothing to show" in words(plot_funnel(empty_results(), page=page_en)).replace("\n", " ")
    hidden = release(funnel({"goc": (3, 0.5), "vhg": (4, 0.5)}), profile="standard")
    assert "hidden" in words(plot_funnel(hidden, page=page_en))


def test_effects_name_their_terms_and_draw_every_line(page_en, page_nl):
    rows = [
        estimate("appreciation_association", value, value - 0.1, value + 0.1, term=term, n=100,
                 contrast="within_partner")
        for term, value in (("satisfaction.grade", 0.2), ("grade.growth", 0.1))
    ]  # fmt: skip
    results = make_results(rows, study="satisfaction")
    for page, name in ((page_en, "Grade with growth"), (page_nl, "Cijfer met groei")):
        figure = plot_effects(results, ["appreciation_association"], axis="tau_axis", page=page)
        assert labels(figure)[0] == name and sticks_out(figure) == []
    empty = plot_effects(empty_results(), ["appreciation_association"], axis="tau_axis", page=page_en)
    assert "nothing to show" in words(empty).replace("\n", " ")


def test_long_names_of_categories_leave_room_for_the_bars(page_nl):
    counts = dict(zip("abcd", (29, 71, 311, 65), strict=True))
    rows = [row("satisfaction_share", n / 476, term=term, n=476) for term, n in counts.items()]
    results = make_results(rows, study="satisfaction")
    figure = plot_distribution_bars(results, "satisfaction", page=page_nl)
    figure.canvas.draw()
    assert figure.axes[0].get_window_extent().width > 0.4 * figure.bbox.width

"""Every number in a sentence comes from a released row, and every sentence says how certain it is."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from toy_results import (
    estimate,
    participants_results,
    profile_results,
    quality_results,
    row,
    typology_results,
)

from dianalysis import sentences
from dianalysis.disclosure import release
from dianalysis.errors import ParameterError
from dianalysis.results import bind_results, empty_results, make_results
from dianalysis.sentences import Finding, key_findings
from dianalysis.sentences.parts import find_row, quote
from dianalysis.studies.notes import POINT_ONLY, note_decimals


def quality_extra(basis: str = "reconstructed") -> pd.DataFrame:
    rows = [
        row("dropout_association", 0.3, term="partner", n=490, p_value=0.0002, p_adjusted=0.002),
        row("dropout_association", 0.1, term="sector", n=490, p_value=0.5, p_adjusted=0.8),
        estimate("straight_line_share", 0.12, 0.09, 0.15, term="outcomes", n=476),
        row("population_n", 490, n=490),
        estimate("grade_heaping", 0.71, 0.66, 0.75, wave="monitor_3", n=476),
        estimate("late_entry_share", 0.02, 0.01, 0.05, wave="monitor_3", n=476),
        estimate("duration_days_mean", 330.0, 320.0, 340.0, wave="change", n=476),
        estimate("item_missing_share", 0.05, 0.03, 0.07, wave="registration", term="subsector", n=490),
    ]
    rows = [{**record, "population": "registered", "basis": basis} for record in rows]
    return bind_results([quality_results(basis), make_results(rows, study="data_quality")])


def typology_extra(basis: str = "reconstructed") -> pd.DataFrame:
    gap = {**row("rtm_needed_gap", 3.85, term="reliability_70", n=100, wave="change"), "basis": basis}
    return bind_results([typology_results(basis), make_results([gap], study="typology_change")])


def start_error(estimates: dict[str, float | None]) -> pd.DataFrame:
    rows = [row("start_error_share_needed", value, term=term, n=100) for term, value in estimates.items()]
    return make_results(rows, study="typology_change")


DESCRIBE = {
    "describe_typology_shift": typology_results,
    "describe_growth": typology_results,
    "describe_net_improvement": typology_results,
    "describe_partner_differences": typology_results,
    "describe_transition": typology_results,
    "describe_flow": quality_extra,
    "describe_dropout": quality_extra,
    "describe_bounds": quality_extra,
    "describe_completeness": quality_extra,
    "describe_straight_lines": quality_extra,
    "describe_population": quality_extra,
    "describe_heaping": quality_extra,
    "describe_late_entry": quality_extra,
    "describe_open_answers": quality_extra,
    "describe_recruitment": participants_results,
    "describe_regression": typology_extra,
    "describe_robustness": typology_results,
    "describe_staff": participants_results,
    "describe_partner": profile_results,
    "describe_difference": profile_results,
    "describe_worked_on": profile_results,
}


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)?", text))


@pytest.mark.parametrize("name", DESCRIBE)
def test_each_sentence_is_one_sentence_in_each_language(name, page_nl, page_en):
    made = [getattr(sentences, name)(DESCRIBE[name](), page=page) for page in (page_nl, page_en)]
    assert made[0] != made[1]
    for sentence in made:
        assert isinstance(sentence, Finding) and sentence.endswith(".")
        assert "{" not in sentence and not re.search(r"\bnan\b", sentence.lower()) and "_" not in sentence
        assert sentence[0].isupper() or sentence[0].isdigit()


@pytest.mark.parametrize("name", DESCRIBE)
def test_no_number_is_typed(name, page_en):
    """With every number doubled in the rows, no number of the sentence may stay the same by itself."""
    results = DESCRIBE[name]()
    moved = results.copy()
    for column in ("estimate", "conf_low", "conf_high", "range_low", "range_high"):
        moved[column] = moved[column] * 0.5 + 0.0137
    moved["conf_level"] = 0.9
    moved["p_adjusted"] = moved["p_adjusted"] * 0.5 + 0.0111
    before, after = (getattr(sentences, name)(table, page=page_en) for table in (results, moved))
    typed = numbers(before) & numbers(after)
    labels = {"0.7"} if name == "describe_regression" else set()  # the assumption is named by its number
    assert typed - labels <= {"0", "0.0", "1", "3", "100"}, (typed, before, after)


@pytest.mark.parametrize("name", DESCRIBE)
def test_no_rows_or_hidden_rows_give_a_sentence_without_numbers(name, page_en, page_nl):
    hidden = DESCRIBE[name]("data") if name != "describe_partner" else profile_results(30, "data")
    hidden = profile_results(6, "data") if DESCRIBE[name] is profile_results else hidden
    hidden = hidden.assign(n=hidden["n"].clip(upper=4))
    for results in (empty_results(), release(hidden, profile="strict")):
        for page in (page_nl, page_en):
            sentence = getattr(sentences, name)(results, page=page)
            assert sentence and not re.search(r"\d", sentence), sentence


@pytest.fixture(autouse=True)
def allow_profile_results_by_basis(monkeypatch):
    monkeypatch.setitem(DESCRIBE, "describe_difference", profile_by_basis)
    monkeypatch.setitem(DESCRIBE, "describe_worked_on", profile_by_basis)
    monkeypatch.setitem(DESCRIBE, "describe_partner", profile_by_basis)


def profile_by_basis(basis: str = "reconstructed") -> pd.DataFrame:
    return profile_results(30, basis)


def test_growth_is_hedged_by_interval_and_reconstruction(page_en):
    sentence = sentences.describe_growth(typology_results(), page=page_en)
    assert "74.0% (95% interval 69.0–79.0%; reconstruction: 66.6–81.4% over the draws)" in sentence
    assert "mean growth was 1.15 steps (95% interval 1.00–1.30" in sentence


def test_what_was_printed_needs_no_word_for_reconstruction(page_en):
    assert "reconstruction" not in sentences.describe_growth(typology_results("published"), page=page_en)


def test_an_interval_that_rests_on_the_reconstruction_says_so_beside_a_printed_number(page_en, page_nl):
    found = find_row(typology_results("published"), "growth_mean").copy()
    found["note"] = f"basis is that of {POINT_ONLY}"
    assert "interval 1.00–1.30 from the reconstruction" in quote(found, page_en)
    assert "interval 1,00–1,30 volgens de reconstructie" in quote(found, page_nl)


def test_no_more_decimals_than_were_printed(page_en):
    found = find_row(typology_results("published"), "growth_mean").copy()
    found["note"] = note_decimals(1)
    assert quote(found, page_en).startswith("1.2 (95% interval 1.00")


def test_extremes_read_as_sentences(page_en, page_nl):
    rows = [
        {**row("form_complete_share", 1.0, term=form, n=1, wave=form), "population": "registered"}
        for form in ("registration", "monitor_3")
    ]
    rows.append({**row("item_missing_share", 0.0, term="subsector", wave="registration", n=1)})
    results = make_results(rows, study="data_quality")
    assert sentences.describe_completeness(results, page=page_en).startswith(
        "Every form was handed in for 100"
    )
    assert sentences.describe_open_answers(results, page=page_nl) == "Geen enkele vraag is opengelaten."
    assert page_en.population("complete", count=1).startswith("company with")


def test_the_assumption_that_undoes_the_finding_is_named(page_en):
    results = typology_results()
    assert sentences.describe_robustness(results, page=page_en).endswith("includes zero: none.")
    undone = (results["measure"] == "net_improvement") & (results["term"] == "start_error_50")
    results.loc[undone, "conf_low"] = -0.1
    assert "zero: half of starts" in sentences.describe_robustness(results, page=page_en)


def test_a_number_every_draw_agrees_on_says_so(page_en):
    [found] = [find_row(typology_results(), "growth_mean")]
    same = found.copy()
    same["range_low"] = same["range_high"] = 1.15
    assert "the same in every draw" in quote(same, page_en)
    same["range_method"] = "exact"
    assert "the same in all data sets that fit" in quote(same, page_en)


def test_a_number_says_whether_its_range_is_exact(page_en, page_nl):
    found = find_row(typology_results(), "growth_mean").copy()
    assert "over the draws" in quote(found, page_en) and "over de trekkingen" in quote(found, page_nl)
    found["range_method"] = "exact"
    assert "over all data sets that fit the printed figures" in quote(found, page_en)
    assert "over alle gegevens die bij de gedrukte cijfers passen" in quote(found, page_nl)


def test_growth_without_the_hidden_directions_is_still_said(page_en):
    results = release(typology_results("data"), profile="standard")
    sentence = sentences.describe_growth(results, page=page_en)
    assert "74.0%" in sentence and "moved down" not in sentence


def test_a_test_that_finds_nothing_is_said_to_find_nothing(page_en, page_nl):
    results = typology_results()
    results.loc[results["measure"] == "net_improvement", ["p_value", "p_adjusted"]] = 0.4
    assert "chance could give that too (adjusted p = 0.400)" in sentences.describe_net_improvement(
        results, page=page_en
    )
    assert "kan ook toeval zijn (gecorrigeerde p = 0,400)" in sentences.describe_net_improvement(
        results, page=page_nl
    )


def test_a_net_improvement_is_in_percentage_points(page_en):
    sentence = sentences.describe_net_improvement(typology_results(), page=page_en)
    assert "72.0 percentage points (95% interval 60.0–80.0" in sentence and "adjusted p < 0.001" in sentence


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-0.1, 0.4, "cannot be told apart"),
        (0.1, 0.4, "lies above nought"),
        (-0.4, -0.1, "lies below nought"),
        (-0.4, -0.001, "lies just below nought"),
        (0.001, 0.4, "lies just above nought"),
    ],
)
def test_a_difference_is_judged_by_its_interval(low, high, words, page_en):
    group = {"group_name": "partner", "group_level": "vhg", "contrast": "partner-others"}
    rows = [estimate("difference_pooled", (low + high) / 2, low, high, term="growth", n=30, **group)]
    results = make_results(rows, study="partner_profile")
    assert words in sentences.describe_difference(results, page=page_en)


def test_dropout_sorts_what_is_related_from_what_is_not(page_en):
    sentence = sentences.describe_dropout(quality_extra(), page=page_en)
    assert "goes together: partner (adjusted p = 0.002)" in sentence
    assert "no relation shows: sector (adjusted p = 0.800)" in sentence


def test_one_partner_cannot_be_compared(page_en):
    results = typology_results()
    results = results[~results["group_level"].fillna("").isin(["awvn", "vhg"])].reset_index(drop=True)
    assert "cannot be compared" in sentences.describe_partner_differences(results, page=page_en)


@pytest.mark.parametrize(
    ("needed", "words"),
    [
        (
            {"mean_growth": 0.8, "net_worst_case": 0.6},
            "80.0% (reconstruction) to bring mean growth to zero; 60.0%",
        ),
        ({"mean_growth": None, "net_worst_case": None}, "would stay above zero"),
        ({"mean_growth": 0.8, "net_worst_case": None}, "80.0%"),
        ({}, "Nothing can be said"),
    ],
)
def test_how_wrong_the_starts_would_have_to_be(needed, words, page_en):
    assert words in sentences.describe_start_error(start_error(needed), page=page_en)


def test_a_finding_is_shown_as_text_by_a_notebook(page_en):
    finding = sentences.describe_flow(quality_results(), page=page_en)
    assert finding._repr_markdown_() == f"> {finding}"


class FakePanel:
    """Companies of two partners."""

    companies = pd.DataFrame({"partner": ["vhg"] * 12 + ["goc"] * 4})

    def population(self, name: str) -> pd.DataFrame:
        if name != "complete":
            raise ParameterError("no such population")
        return self.companies


def test_the_panel_is_described_as_far_as_the_profile_allows(page_en):
    say = sentences.describe_panel
    assert "16 companies" in say(FakePanel(), "complete", profile="standard", page=page_en)
    assert "(VHG)" in say(FakePanel(), "complete", profile="standard", page=page_en, partner="vhg")
    few = say(FakePanel(), "complete", profile="standard", page=page_en, partner="goc")
    assert "too few" in few and "4" not in few
    assert "4 companies" in say(FakePanel(), "complete", profile="report", page=page_en, partner="goc")


def test_an_empty_population_is_said_and_an_unknown_one_refused(page_en):
    say = sentences.describe_panel
    assert "nothing to show" in say(FakePanel(), "complete", profile="report", page=page_en, partner="sol")
    with pytest.raises(ParameterError):
        say(FakePanel(), "typo", profile="report", page=page_en)
    with pytest.raises(ParameterError):
        say(FakePanel(), "complete", profile="report", page=page_en, partner="nobody")


def test_key_findings_tell_the_story_in_order(page_en):
    everything = bind_results([typology_results(), quality_extra(), participants_results()])
    found = key_findings(everything, page=page_en)
    assert "490" in found[0]
    assert any("A–AB" in sentence for sentence in found)
    assert len(found) == len(set(found)) >= 6


def test_key_findings_leave_out_what_cannot_be_said(page_en):
    assert key_findings(empty_results(), page=page_en) == []
    only = key_findings(participants_results(), page=page_en)
    assert len(only) == 1
    hidden = release(participants_results("data").assign(n=4.0), profile="strict")
    assert key_findings(hidden, page=page_en) == []


def test_the_flow_is_said_without_the_stages_that_are_hidden(page_en):
    results = release(quality_results("data"), profile="standard")
    sentence = sentences.describe_flow(results, page=page_en)
    assert "490" in sentence and "476" in sentence and "stopped" not in sentence


def test_bounds_without_incomplete_companies_are_no_bounds(page_en):
    results = quality_results()
    here = results["measure"] == "improved_share_bounds"
    results.loc[here, ["conf_low", "conf_high"]] = 0.74
    assert "No company is incomplete" in sentences.describe_bounds(results, page=page_en)


def test_an_empty_population_is_called_empty(page_nl):
    results = make_results([row("population_n", 0, n=0)], study="typology_change")
    assert "bevat geen bedrijven" in sentences.describe_population(results, page=page_nl)

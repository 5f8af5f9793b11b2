"""Sentences on the self-employed: numbers of the rows, people, exact intervals, and a refusal told."""

from __future__ import annotations

import pytest
from toy_results import estimate, row

from dianalysis import sentences
from dianalysis.disclosure import release
from dianalysis.results import empty_results, make_results
from dianalysis.studies.self_employed.refusal import ComparisonRefused

NAMES = ("shift", "growth", "work", "outcomes", "conditions", "grade", "satisfaction")
WHO = {"population": "self_employed", "n": 28}
CHANGE = {"wave": "change", "contrast": "monitor_3-monitor_1", **WHO}


@pytest.fixture
def results():
    last = {"wave": "monitor_3", **WHO}
    rows = [
        estimate("person_typology_share", 0.214, 0.08, 0.41, term="a", wave="monitor_1", **WHO),
        estimate("person_typology_share", 0.0, 0.0, 0.12, term="a", **last),
        row("person_typology_mean", 4.21, wave="monitor_1", **WHO),
        row("person_typology_mean", 5.5, **last),
        estimate("person_improved_share", 0.643, 0.44, 0.81, wave="change", **WHO),
        row("person_growth_mean", 1.29, term="sign_flip", p_value=0.0004, **CHANGE),
        row("person_net_improvement", 0.607, term="sign_test", p_value=0.03, p_adjusted=0.06, **CHANGE),
        estimate("person_indicator_share", 0.5, 0.31, 0.69, term="leefstijl", **last),
        estimate("person_indicator_share", 0.786, 0.59, 0.92, term="training", **last),
        estimate("person_outcome_top_two_share", 0.929, 0.77, 0.99, term="bekendheid", **last),
        estimate("person_outcome_top_two_share", 0.5, 0.31, 0.69, term="flexibel_inzetbaar", **last),
        row("person_condition_mean", 4.18, term="budget", **last),
        row("person_condition_mean", 3.04, term="ervaringen_anderen", **last),
        estimate("person_condition_top_two_share", 0.786, 0.59, 0.92, term="budget", **last),
        estimate("person_condition_top_two_share", 0.429, 0.24, 0.63, term="ervaringen_anderen", **last),
        row("person_grade_mean", 8.25, **last),
        estimate("person_grade_7_or_more_share", 1.0, 0.88, 1.0, **last),
        estimate("person_grade_8_or_more_share", 0.857, 0.67, 0.96, **last),
        estimate("person_satisfaction_share", 0.0, 0.0, 0.12, term="a", **last),
        estimate("person_satisfaction_share", 0.714, 0.51, 0.87, term="c", **last),
        row("person_satisfaction_share", 1.0, term="totaal", **last),
    ]
    return make_results(rows, study="self_employed")


def made(name: str, results, page) -> str:
    return getattr(sentences, f"describe_person_{name}")(results, page=page).replace("\u00a0", " ")


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_speaks_of_people_with_an_interval(name, results, page_nl, page_en):
    dutch, english = made(name, results, page_nl), made(name, results, page_en)
    assert "95 %-interval" in dutch and "95% interval" in english
    assert "bedrij" not in dutch and "compan" not in english and "{" not in dutch + english


def test_numbers_and_labels_of_the_rows(results, page_nl, page_en):
    said = made("shift", results, page_en)
    assert said.index("21.4%") < said.index("0.0% (") < said.index("4.21") < said.index("5.50")
    said = made("growth", results, page_nl)
    assert "64,3 %" in said and "60,7 procentpunt" in said and "1,29 stappen" in said
    assert "gecorrigeerde p = 0,060" in said and "p < 0,001" in said
    said = made("work", results, page_en)
    assert said.index("Training") < said.index("78.6%") < said.index("Lifestyle") < said.index("50.0%")
    said = made("outcomes", results, page_nl)
    assert said.index("Bekendheid") < said.index("92,9 %") < said.index("Flexibel") < said.index("50,0 %")
    said = made("conditions", results, page_en)
    assert said.index("Budget") < said.index("4.18") < said.index("78.6%") < said.index("3.04")
    assert "8.25" in made("grade", results, page_en) and "85,7 %" in made("grade", results, page_nl)
    said = made("satisfaction", results, page_nl)
    assert "omschrijving C: 71,4 %" in said and said.endswith("koos de laagste, A.")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_said_without_rows(name, page_nl, page_en):
    assert made(name, empty_results(), page_en) == page_en.word("no_finding")
    assert made(name, empty_results(), page_nl) == page_nl.word("no_finding")


def test_hidden_rows_are_not_told(results, page_en):
    few = results.assign(n=3, basis="data").astype({"n": results["n"].dtype})
    few[["range_low", "range_high", "range_method"]] = None
    hidden = release(make_results(few.dropna(axis=1, how="all").to_dict("records"), study="self_employed"),
                     profile="standard")  # fmt: skip
    assert made("grade", hidden, page_en) == page_en.word("all_suppressed")


def test_the_refusal_is_told_with_its_numbers(page_nl, page_en):
    refusal = ComparisonRefused("complete", people=28, companies=476, partners=2)
    english = sentences.describe_refusal(refusal, profile="report", page=page_en)
    dutch = sentences.describe_refusal(refusal, profile="report", page=page_nl)
    for said, words in ((english, ("refused", "questionnaire")), (dutch, ("geweigerd", "vragenlijst"))):
        assert "28" in said and "476" in said and "2" in said.replace("28", "")
        assert all(word in said for word in words)


def test_the_numbers_of_a_refusal_pass_the_gate(page_en):
    refusal = ComparisonRefused("complete", people=3, companies=476, partners=1)
    said = sentences.describe_refusal(refusal, profile="standard", page=page_en)
    assert "Self-employed people: too few" in said


def test_a_population_without_people_says_so(page_nl, page_en):
    empty = make_results([row("population_n", 0, population="self_employed", n=0)], study="self_employed")
    for page, word in ((page_nl, "zelfstandigen"), (page_en, "self-employed")):
        said = sentences.describe_population(empty, page=page)
        assert word in said and said == page.word("no_companies_persons")

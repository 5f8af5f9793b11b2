"""Sentences on what companies worked on: numbers of the rows, and no claim that the tests do not carry."""

from __future__ import annotations

import pytest
from toy_results import estimate

from dianalysis import sentences
from dianalysis.results import empty_results, make_results

NAMES = ("amount", "pairs", "dose")


def results(p_value: float = 0.4):
    dose = {"contrast": "within_partner", "wave": "monitor_3", "n": 90, "p_value": p_value}
    rows = [
        estimate("n_aspects_mean", 3.47, 2.9, 4.1, wave="monitor_2", n=100),
        estimate("n_indicators_mean", 5.93, 4.8, 7.0, wave="monitor_3", n=100),
        estimate("aspect_phi", 0.33, 0.05, 0.6, term="organisatie+monitoring", wave="monitor_2", n=100),
        estimate("aspect_phi", 0.12, -0.1, 0.4, term="organisatie+vitaliteit_gezondheid", n=100),
        estimate("dose_association", 0.05, -0.02, 0.1, term="n_aspects.growth", **dose),
        estimate("dose_association", -0.07, -0.15, 0.02, term="n_aspects.outcomes", **dose),
    ]
    return make_results(rows, study="actions")


def made(name: str, rows, page) -> str:
    return getattr(sentences, f"describe_{name}")(rows, page=page).replace("\u00a0", " ")


def test_numbers_and_labels_of_the_rows(page_nl, page_en):
    assert "3.47" in made("amount", results(), page_en) and "5,93" in made("amount", results(), page_nl)
    assert "organisation + monitoring" in made("pairs", results(), page_en)
    assert "organisatie + monitoring" in made("pairs", results(), page_nl)


def test_an_association_is_named_only_when_its_test_says_so(page_nl, page_en):
    assert made("dose", results(), page_en).startswith("No test")
    assert made("dose", results(), page_nl).startswith("Geen enkele toets")
    said = made("dose", results(0.001), page_en)
    assert said.startswith("The tests tell apart from nought: Number of aspects: growth (steps)")
    assert "−0.07" in said


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_said_without_rows(name, page_nl, page_en):
    for page in (page_nl, page_en):
        assert made(name, empty_results(), page) == page.word("no_finding").replace("\u00a0", " ")

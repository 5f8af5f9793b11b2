"""Sentences on ways of working: the tests decide what is named, the limits what is settled."""

from __future__ import annotations

import pytest
from toy_results import row

from dianalysis import sentences
from dianalysis.results import empty_results, make_results


def results(p_adjusted: float = 0.4, low: float = -0.2):
    named = {"contrast": "within_partner", "wave": "monitor_3", "n": 90, "conf_level": 0.95}
    test = {"p_value": p_adjusted / 2, "p_adjusted": p_adjusted, "family": "ways"}
    check = {"contrast": "within_partner", "n": 90}
    limits = {"contrast": "partners", "n": 18, "conf_high": 0.6, "conf_low": low}
    rows = [
        row(
            "within_association", 0.12, conf_low=0.02, conf_high=0.2, term="collective.grade", **named, **test
        ),
        row(
            "within_association_limits", 0.12, conf_low=-0.4, conf_high=0.5, term="collective.grade", **check
        ),
        row("end_odds_ratio", 0.5, conf_low=0.3, conf_high=0.9, term="execution_hr", **named, **test),
        row("end_odds_ratio", 1.8, conf_low=0.9, conf_high=3.0, term="pace", **named, **test),
        row("end_parallel_odds", 0.9, term="execution_hr", p_value=0.01, **check),
        row("end_parallel_odds", 0.1, term="pace", p_value=0.6, **check),
        row("between_association_limits", 0.3, term="n_aspects.growth", **limits),
    ]
    return make_results(rows, study="dose_response")


def made(name: str, rows, page) -> str:
    return getattr(sentences, f"describe_{name}")(rows, page=page).replace("\u00a0", " ")


def test_a_way_is_named_only_when_its_corrected_test_says_so(page_nl, page_en):
    assert made("ways", results(), page_en).startswith("Of the 3 tests none")
    assert made("ways", results(), page_nl).startswith("Van de 3 toetsen onderscheidt er na correctie geen")
    said = made("ways", results(0.01), page_en)
    assert "3 tell an association" in said and "a collective part too – grade" in said and "+0.12" in said


def test_limits_settle_a_direction_only_on_one_side_of_nought(page_nl, page_en):
    assert made("limits", results(), page_en).endswith("settle the direction of 0 of the 1.")
    said = made("limits", results(low=0.1), page_en)
    assert "for 0 of the 1 associations within" in said
    assert said.endswith("of 1 of the 1: number of aspects – growth (steps), 0.10–0.60.")
    own = results()
    own = own[own["contrast"] != "partners"]
    assert "print" not in made("limits", own, page_en) and "gedrukte" not in made("limits", own, page_nl)


def test_the_farthest_odds_ratio_may_lie_below_one(page_nl, page_en):
    said = made("ending", results(), page_en)
    assert "“carried out by HR”: 0.50" in said and "1 of the 2 ways of working: carried out by HR." in said
    assert "“uitvoering door HR”: 0,50" in made("ending", results(), page_nl)


@pytest.mark.parametrize("name", ["ways", "limits", "ending"])
def test_nothing_is_said_without_rows(name, page_nl, page_en):
    for page in (page_nl, page_en):
        assert made(name, empty_results(), page) == page.word("no_finding").replace("\u00a0", " ")

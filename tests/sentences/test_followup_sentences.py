"""Sentences on going on: the numbers are those of the rows, and without rows they say so."""

from __future__ import annotations

import pytest
from toy_results import estimate, row

from dianalysis import sentences
from dianalysis.results import empty_results, make_results

NAMES = ("followup", "support", "aspect_followup", "indicator_followup", "conditions")


@pytest.fixture
def results():
    last = {"wave": "monitor_3"}
    rows = [
        estimate("followup_share", 0.914, 0.88, 0.94, term="ja", n=100, **last),
        estimate("followup_kind_within_share", 0.898, 0.86, 0.93, term="doorgaan", n=90, **last),
        row("support_wanted_share", 0.277, term="totaal", n=100, **last),
        estimate("support_wanted_within_share", 0.614, 0.52, 0.7, term="ja", n=28, **last),
        estimate("aspect_followup_share", 0.656, 0.6, 0.7, term="organisatie.ja", n=80, **last),
        estimate("aspect_followup_share", 0.136, 0.1, 0.2, term="organisatie.nee", n=80, **last),
        estimate("aspect_followup_share", 0.503, 0.45, 0.55, term="monitoring.ja", n=40, **last),
        estimate("indicator_yes_share_pooled", 0.73, 0.67, 0.79, term="leiderschap", n=50, **last),
        estimate("indicator_yes_share_pooled", 0.31, 0.2, 0.43, term="pesten", n=5, **last),
        estimate("condition_mean", 2.96, 2.86, 3.05, term="effecten_meten", n=100, **last),
        estimate("condition_mean", 2.15, 2.04, 2.27, term="noodzaak_investeringen", n=100, **last),
    ]
    return make_results(rows, study="followup")


def made(name: str, results, page) -> str:
    return getattr(sentences, f"describe_{name}")(results, page=page).replace("\u00a0", " ")


def test_numbers_and_labels_of_the_rows(results, page_nl, page_en):
    assert "91.4%" in made("followup", results, page_en) and "89,8 %" in made("followup", results, page_nl)
    assert "27.7%" in made("support", results, page_en) and "61,4 %" in made("support", results, page_nl)
    said = made("aspect_followup", results, page_en)
    assert said.index("Organisation") < said.index("65.6%") < said.index("Monitoring") < said.index("50.3%")
    said = made("indicator_followup", results, page_nl)
    assert said.index("Leiderschap") < said.index("Pesten")
    said = made("conditions", results, page_en)
    assert said.index("Measuring effects") < said.index("2.96") < said.index("Sense of need")


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_hedged(name, results, page_nl, page_en):
    assert "interval" in made(name, results, page_nl) and "interval" in made(name, results, page_en)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_said_without_rows(name, page_nl, page_en):
    assert made(name, empty_results(), page_en) == page_en.word("no_finding")
    assert made(name, empty_results(), page_nl) == page_nl.word("no_finding")

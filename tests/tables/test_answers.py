"""Blocks of questions: a line a question, numbers with their share, and words when there is nothing."""

from __future__ import annotations

import re
from html import unescape

import pytest
from toy_results import estimate, row

from dianalysis.results import empty_results, make_results
from dianalysis.tables import table_answers, table_terms


def lines(table) -> list[str]:
    body = table.as_raw_html().split("<tbody", 1)[1]
    found = [re.sub(r"<[^>]+>", "|", unescape(part).replace("\u00a0", " ")) for part in body.split("</tr>")]
    return [re.sub(r"[|\s]*\|[|\s]*", "|", line).strip("|") for line in found]


@pytest.fixture
def results():
    last = {"wave": "monitor_3"}
    rows = [
        row("indicator_followup_n", 40, term="leiderschap.ja", n=50, **last),
        row("indicator_followup_share", 0.8, term="leiderschap.ja", n=50, **last),
        row("indicator_followup_n", 50, term="leiderschap.totaal", n=50, **last),
        row("condition_score_n", 30, term="budget.1", n=50, **last),
        row("condition_score_share", 0.6, term="budget.1", n=50, **last),
        estimate("condition_mean", 2.4, 2.2, 2.6, term="budget", n=50, **last),
        estimate("condition_mean", 3.1, 2.9, 3.3, term="effecten_meten", n=50, **last),
        estimate("condition_rank", 2, 1, 2, term="budget", n=50, **last),
        estimate("condition_rank", 1, 1, 2, term="effecten_meten", n=50, **last),
    ]
    return make_results(rows, study="followup")


def test_indicators_stand_under_their_aspect(results, page_en):
    found = lines(table_answers(results, "indicator_followup", page=page_en))
    assert found[0].endswith("Organisation") and found[1] == "Leadership|40 (80.0%)|50"


def test_statements_carry_their_mean(results, page_nl):
    found = lines(table_answers(results, "condition", page=page_nl))
    assert found[0].endswith("Budget|30 (60,0 %)|–|2,40")


def test_terms_are_sorted_by_the_measure_asked_for(results, page_en):
    measures = ["condition_mean", "condition_rank"]
    found = lines(table_terms(results, measures, page=page_en, order="condition_mean"))
    assert found[0].endswith("Measuring effects|50|3.10|2.90–3.30|1|1–2")


def test_nothing_to_show_is_said(page_en):
    word = page_en.word("nothing")
    assert word in table_answers(empty_results(), "condition", page=page_en).as_raw_html()
    assert word in table_terms(empty_results(), ["condition_mean"], page=page_en).as_raw_html()

"""Sentences of the audit: their numbers are those of the rows."""

from __future__ import annotations

import pandas as pd
import pytest

from dianalysis.disclosure import release
from dianalysis.sentences import (
    describe_claims,
    describe_lost,
    describe_printed,
    describe_sets,
    describe_verdicts,
)
from dianalysis.studies.published_audit import estimate


def verdicts() -> pd.DataFrame:
    cells = [("T6", "reproduced", "1")] * 61 + [("T6", "contradiction", "2")] * 3 + [("T8", "lost", "")] * 29
    cells += [("T24", "lost", "7")] * 4 + [("T2", "rounding", "")] * 2 + [("T9", "not_derivable", "")]
    cells += [("facts", "reproduced", "")] * 11 + [("facts", "contradiction", "")] * 5
    cells += [("facts", "lost", "")] * 6 + [("facts", "not_derivable", "")] * 8
    return pd.DataFrame(cells, columns=["table", "verdict", "computed"])


def results(profile: str = "report") -> pd.DataFrame:
    return release(estimate(verdicts()), profile=profile)


@pytest.fixture(params=["nl", "en"])
def page(request, page_nl, page_en):
    return page_nl if request.param == "nl" else page_en


def numbers(sentence: str) -> list[str]:
    words = sentence.replace("\u00a0%", "%").replace(",", ".").split()
    return [
        word.strip(".;()") for word in words if word[0] in "(0123456789" and any(c.isdigit() for c in word)
    ]


def test_what_the_page_is_about(page):
    assert numbers(describe_printed(verdicts(), page=page)) == ["100", "5", "30"]
    assert describe_printed(verdicts().iloc[:0], page=page) == page.word("no_verdicts")


def test_verdicts_of_all_figures_and_none_of_the_claims(page):
    said = numbers(describe_verdicts(results(), page=page))
    assert said == ["100", "61", "61.0%", "2", "3", "3.0%", "33", "1"]


def test_verdicts_of_the_claims(page):
    assert numbers(describe_claims(results(), page=page)) == ["30", "11", "5", "0", "8", "6"]


def test_hidden_or_absent_verdicts_give_no_finding(page):
    assert describe_claims(results("standard"), page=page) == page.word("all_suppressed")
    assert describe_verdicts(results().iloc[:0], page=page) == page.word("no_finding")


def test_sets_are_counted_and_figures_to_change_once(page):
    sets = pd.DataFrame({"number": [1, 2], "size": [2, 7], "equal": [1, 4]})
    members = pd.DataFrame({"figure": ["a", "b", "b", "c"], "leave_out": [True, True, True, False]})
    said = numbers(describe_sets(sets, members, page=page))
    assert said == ["2", "2", "7", "2", "1"]
    assert describe_sets(sets.iloc[:0], members, page=page) == page.word("no_contradictions")


def test_the_tables_that_lost_most_and_what_was_found_again(page):
    sentence = describe_lost(verdicts(), page=page)
    assert numbers(sentence) == ["33", "8", "29", "24", "4", "4"]
    none = verdicts()[verdicts()["verdict"] != "lost"]
    assert describe_lost(none, page=page) == page.word("no_finding")

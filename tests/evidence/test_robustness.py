"""Verdicts under another rule, and what the page says of them."""

from __future__ import annotations

import pandas as pd
import pytest

from dianalysis.evidence import by_partner, without_strand
from dianalysis.formats import open_page
from dianalysis.sentences import (
    describe_base_rate,
    describe_changes,
    describe_declared,
    describe_shared,
)

LESSONS = pd.DataFrame(
    [
        ("L-told", "experience", "none", "for", "supported"),
        ("L-counted", "frequency", "for", "for", "supported"),
        ("L-few", "experience", "none", "none", "not_testable"),
    ],
    columns=["lesson", "kind", "quantitative", "qualitative", "verdict"],
).assign(title_en=["Told", "Counted", "Few"], title_nl=["Verteld", "Geteld", "Weinig"])


def segments(lesson: str, *partners: str) -> pd.DataFrame:
    """Segments of partners in turn, a letter each: f(or), p(art), a(gainst)."""
    names = {"f": "for", "p": "in_part", "a": "against"}
    rows = [
        {"lesson": lesson, "segment_id": f"p{place}/{k}", "partner": f"p{place}", "side": names[side]}
        for place, sides in enumerate(partners)
        for k, side in enumerate(sides)
    ]
    return pd.DataFrame(rows)


def test_without_a_strand_only_what_the_other_carries_is_left() -> None:
    assert list(without_strand(LESSONS, "quantitative")["verdict"]) == ["supported", *["not_testable"] * 2]
    assert list(without_strand(LESSONS, "qualitative")["verdict"]) == [
        "not_testable", "supported", "not_testable",
    ]  # fmt: skip


def test_a_partner_that_tells_much_counts_once() -> None:
    one_voice = segments("L-told", "f" * 20, "aa", "a")
    assert list(by_partner(LESSONS.iloc[:1], one_voice)["verdict"]) == ["contradicted"]
    level = segments("L-told", "fa", "fp", "ff")  # a level partner stands on its least favourable side
    assert list(by_partner(LESSONS.iloc[:1], level)["qualitative"]) == ["mixed"]
    assert list(by_partner(LESSONS.iloc[2:], segments("L-few", "f", "f"))["verdict"]) == ["not_testable"]
    nothing = segments("L-told", "f").head(0)
    assert by_partner(LESSONS, nothing).equals(LESSONS)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_changes_is_named_and_nothing_is_said_to_change(lang: str) -> None:
    page = open_page(lang)
    said = describe_changes(LESSONS, without_strand(LESSONS, "qualitative"), page=page)
    assert {"nl": "Verteld", "en": "Told"}[lang] in said and {"nl": "Geteld", "en": "Counted"}[
        lang
    ] not in said
    assert {"nl": "Geen oordeel", "en": "No verdict"}[lang] in describe_changes(LESSONS, LESSONS, page=page)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_base_rate_shared_segments_and_declared_tests_are_counted(lang: str) -> None:
    page = open_page(lang)
    rate = describe_base_rate({"supports": 3, "qualifies": 1}, page=page)
    assert {"nl": "75,0", "en": "75.0"}[lang] in rate
    assert describe_base_rate({}, page=page) != rate
    both = pd.concat([segments("L-told", "ff"), segments("L-counted", "f")])
    assert " 2 " in describe_shared(both, page=page) and " 1 " in describe_shared(both, page=page)
    declared = pd.DataFrame({"is_linked": [True, True, False]})
    assert all(f" {number} " in describe_declared(declared, page=page) for number in (3, 2, 1))

"""The rules by which strands give a verdict, and the components of certainty."""

from __future__ import annotations

import math
from itertools import product

import pandas as pd
import pytest

from dianalysis.evidence.certainty import (
    Corpus,
    adequacy,
    agreement_level,
    coherence,
    evidence_level,
    limitations,
    relevance,
    statistical_certainty,
)
from dianalysis.evidence.lessons import Link
from dianalysis.evidence.segments import CodedSegments, counts_of, stance_of_segments
from dianalysis.evidence.verdicts import (
    STRANDS,
    VERDICTS,
    strand_of_results,
    strand_of_segments,
    verdict_of,
)

PRINT = Corpus(n_partners=12, n_scopes=2, is_selected=True)
OWN = Corpus(n_partners=12, n_scopes=2, is_selected=False)
AUTOMATED = Corpus(n_partners=12, n_scopes=2, is_selected=False, is_automated=True)


def told(sides: str, *, partners: int = 3, role: str = "adviser", kind: str = "interview") -> pd.DataFrame:
    """Segments, one letter each: f(or), p(art), a(gainst); partners and kinds of partner in turn."""
    names = {"f": "for", "p": "in_part", "a": "against"}
    rows = [
        {"side": names[side], "partner": f"p{k % partners}", "scope": f"s{k % 2}", "role": role, "kind": kind}
        for k, side in enumerate(sides)
    ]
    return pd.DataFrame(rows, columns=["side", "partner", "scope", "role", "kind"])


@pytest.mark.parametrize(
    ("stances", "strand"),
    [
        ([], "none"), (["open"], "none"), (["none"], "none"), (["for"], "for"), (["for", "none"], "for"),
        (["for", "open"], "in_part"), (["for", "in_part"], "in_part"), (["in_part"], "in_part"),
        (["against"], "against"), (["against", "open"], "against"), (["for", "against"], "mixed"),
        (["in_part", "against"], "mixed"), (["for", "reserved"], "in_part"), (["for", "near"], "for"),
        (["reserved", "open"], "reserved"), (["near"], "none"), (["reserved", "against"], "against"),
    ],
)  # fmt: skip
def test_strand_of_results(stances: list[str], strand: str) -> None:
    assert strand_of_results(stances) == strand


@pytest.mark.parametrize(
    ("sides", "partners", "stance"),
    [
        ("ffff", 4, "open"),  # too few segments
        ("ffffff", 2, "open"),  # too few partners
        ("fffff", 3, "for"),
        ("ffffpp", 3, "for"),
        ("fffppp", 3, "in_part"),
        ("fffffpppa", 3, "in_part"),
        ("ffffaa", 3, "for"),
        ("ffffaap", 3, "in_part"),
        ("fffaaa", 3, "mixed"),
        ("apppp", 3, "mixed"),  # nobody for it
        ("aaaaf", 3, "against"),
    ],
)
def test_stance_of_segments(sides: str, partners: int, stance: str) -> None:
    assert stance_of_segments(told(sides, partners=partners)) == stance


@pytest.mark.parametrize(
    ("stances", "strand"),
    [
        ([], "none"), (["open"], "none"), (["for", "for"], "for"), (["for", "mixed"], "mixed"),
        (["for", "in_part"], "in_part"), (["for", "against"], "mixed"), (["for", "open"], "in_part"),
        (["for", "near"], "for"),
    ],
)  # fmt: skip
def test_a_code_with_many_segments_does_not_drown_one_with_few(stances: list[str], strand: str) -> None:
    assert strand_of_segments(stances) == strand


@pytest.mark.parametrize(
    ("kind", "results", "segments", "verdict"),
    [
        ("effect", "none", "for", "not_testable"),  # stories do not show what works better
        ("frequency", "none", "against", "not_testable"),
        ("experience", "for", "none", "not_testable"),
        ("effect", "for", "none", "supported"),
        ("effect", "for", "for", "supported"),
        ("effect", "for", "in_part", "supported_in_part"),
        ("effect", "for", "against", "contested"),
        ("effect", "for", "mixed", "contested"),
        ("effect", "in_part", "for", "supported_in_part"),
        ("effect", "mixed", "for", "contested"),
        ("effect", "against", "for", "contested"),
        ("effect", "reserved", "for", "not_testable"),  # an objection is no support
        ("experience", "reserved", "for", "supported_in_part"),
        ("effect", "against", "none", "contradicted"),
        ("effect", "against", "against", "contradicted"),
        ("experience", "none", "for", "supported"),
        ("experience", "in_part", "for", "supported_in_part"),
        ("experience", "against", "for", "contested"),
    ],
)
def test_verdict(kind: str, results: str, segments: str, verdict: str) -> None:
    assert verdict_of(kind, quantitative=results, qualitative=segments) == verdict


def test_every_pair_of_strands_has_a_verdict() -> None:
    found = {verdict_of("effect", quantitative=a, qualitative=b) for a, b in product(STRANDS, STRANDS)}
    assert found == set(VERDICTS)


def test_a_lesson_is_supported_only_when_nothing_speaks_against_it() -> None:
    for a, b in product(STRANDS, STRANDS):
        if verdict_of("effect", quantitative=a, qualitative=b).startswith("supported"):
            assert not {"against", "mixed"} & {a, b}


@pytest.mark.parametrize(
    ("alpha", "kind", "corpus", "concern"),
    [
        (math.nan, "interview", PRINT, "serious"), (0.6, "interview", PRINT, "serious"),
        (0.9, "interview", PRINT, "moderate"),  # others chose what is told
        (0.9, "interview", AUTOMATED, "moderate"),  # coders alike in kind agree with themselves
        (0.7, "interview", OWN, "moderate"), (0.9, "sketch", OWN, "moderate"),
        (0.9, "interview", OWN, "none_or_very_minor"),
    ],
)  # fmt: skip
def test_limitations(alpha: float, kind: str, corpus: Corpus, concern: str) -> None:
    assert limitations(told("ff", kind=kind), alpha=alpha, corpus=corpus) == concern


@pytest.mark.parametrize(
    ("sides", "concern"),
    [("ffff", "none_or_very_minor"), ("f" * 9 + "p", "minor"), ("ffp", "moderate"), ("fpa", "serious"),
     ("aaaa", "none_or_very_minor")],
)  # fmt: skip
def test_coherence(sides: str, concern: str) -> None:
    assert coherence(told(sides)) == concern


def test_adequacy_counts_partners_and_roles() -> None:
    several = pd.concat([told("f" * 6, partners=6, role=role) for role in ("adviser", "partner", "employee")])
    assert adequacy(several, corpus=PRINT) == "none_or_very_minor"
    assert adequacy(told("f" * 30, partners=6), corpus=PRINT) == "moderate"  # one role, however many segments
    two = pd.concat([told("ffff", partners=4, role=role) for role in ("adviser", "partner")])
    assert adequacy(two, corpus=PRINT) == "minor"
    assert adequacy(told("f", partners=1), corpus=PRINT) == "serious"


def test_relevance_asks_for_those_who_act_and_for_every_kind_of_partner() -> None:
    both = told("ffff", role="adviser")
    assert relevance(both, voices=["adviser"], corpus=PRINT) == "none_or_very_minor"
    assert relevance(both, voices=["entrepreneur"], corpus=PRINT) == "moderate"
    assert relevance(both[both["scope"] == "s0"], voices=["adviser"], corpus=PRINT) == "minor"
    assert relevance(both[both["scope"] == "s0"], voices=[], corpus=PRINT) == "serious"


def test_nothing_told_is_not_assessed() -> None:
    empty = told("")
    assert {
        limitations(empty, alpha=1.0, corpus=PRINT), coherence(empty), adequacy(empty, corpus=PRINT),
        relevance(empty, voices=["adviser"], corpus=PRINT),
    } == {"not_assessed"}  # fmt: skip


def test_evidence_and_agreement_are_graded_apart() -> None:
    assert evidence_level(quantitative="for", qualitative="against") == "two_strands"
    assert evidence_level(quantitative="mixed", qualitative="none") == "one_strand"
    assert evidence_level(quantitative="in_part", qualitative="none") == "one_in_part"
    assert evidence_level(quantitative="none", qualitative="reserved") == "one_in_part"
    assert evidence_level(quantitative="none", qualitative="none") == "none"
    assert agreement_level(["for", "for", "open"]) == "high"
    assert agreement_level(["for", "for", "against"]) == "medium"
    assert agreement_level(["for", "against"]) == "low"
    assert agreement_level(["for", "near", "near"]) == "high"
    assert agreement_level(["in_part", "reserved"]) == "high"
    assert agreement_level(["open", "none", "near"]) == "none"


def test_statistical_certainty_is_that_of_the_weakest_ground() -> None:
    assert statistical_certainty([]) == "none"
    assert statistical_certainty(["interval", "interval"]) == "interval"
    assert statistical_certainty(["interval", "test"]) == "test"
    assert statistical_certainty(["interval", "all_data_sets"]) == "all_data_sets"
    assert statistical_certainty(["all_data_sets", "estimate"]) == "estimate_only"


def test_a_segment_with_two_codes_counts_once_on_its_worst_side() -> None:
    table = pd.DataFrame(
        [("s1", "pace", "supports"), ("s1", "budget", "contradicts"), ("s2", "pace", "qualifies")],
        columns=["segment_id", "code", "valence"],
    ).assign(partner="p", role="adviser", kind="interview")
    coded = CodedSegments(table, ("pace", "budget"), {"pace": 0.9, "budget": 0.8}, "published", 1)
    links = [Link("supports", code="pace"), Link("supports", code="budget")]
    found = coded.told(links)
    assert dict(zip(found["segment_id"], found["side"], strict=True)) == {"s1": "against", "s2": "in_part"}
    counts = counts_of(found, coded, links)
    assert (counts["segments_against"], counts["segments_for"], counts["alpha"]) == (1, 0, 0.8)
    drawn = coded.told(links, drawn_from={"s1", "s2"})
    assert list(drawn["side"]) == ["against", "in_part"]  # what is not for the lesson stays
    alone = coded.told(links[:1], drawn_from={"s1"})
    assert list(alone["segment_id"]) == ["s2"]  # a lesson is no witness for itself
    turned = coded.told([Link("contradicts", code="pace")])
    assert dict(zip(turned["segment_id"], turned["side"], strict=True)) == {"s1": "against", "s2": "in_part"}

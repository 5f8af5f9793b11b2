"""What keeps a lesson from a plain verdict follows from its strands and links, and is said in words."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from toy_evidence import ROOT, accepted_results

from dianalysis.evidence.findings import stance_of
from dianalysis.evidence.missing import MISSING, what_is_missing
from dianalysis.evidence.project import hold_lessons, read_project_lessons
from dianalysis.evidence.segments import stance_of_segments
from dianalysis.evidence.verdicts import (
    DECIDING,
    STRANDS,
    strand_of_results,
    strand_of_segments,
    verdict_of,
)
from dianalysis.formats import open_page
from dianalysis.tables.lesson_words import say_lacks


def links(*found: tuple[str, str, str, str]) -> pd.DataFrame:
    """Links to results, each relation, finding, ground and problem."""
    rows = [
        {
            "relation": relation, "finding": finding, "ground": ground, "problem": problem,
            "direction": "higher", "stance": stance_of(relation, finding),
        }
        for relation, finding, ground, problem in found
    ]  # fmt: skip
    columns = ["relation", "finding", "ground", "problem", "direction", "stance"]
    return pd.DataFrame(rows, columns=columns)


def segments(**sides: int) -> pd.DataFrame:
    """Segments by side, each of a partner of its own."""
    rows = [side for side, number in sides.items() for _ in range(number)]
    return pd.DataFrame({"side": rows, "partner": [f"p{place}" for place in range(len(rows))]})


def codes(*told: pd.DataFrame) -> pd.DataFrame:
    """Links to codes, each with its segments."""
    rows = [{"n": len(part), "stance": stance_of_segments(part)} for part in told]
    return pd.DataFrame(rows, columns=["n", "stance"])


def missing(kind: str, results: pd.DataFrame, *told: pd.DataFrame) -> tuple[str, ...]:
    quantitative, linked = strand_of_results(results["stance"]), codes(*told)
    qualitative = strand_of_segments(linked["stance"])
    return what_is_missing(
        kind, verdict=verdict_of(kind, quantitative=quantitative, qualitative=qualitative),
        quantitative=quantitative, qualitative=qualitative, results=results, codes=linked,
    )  # fmt: skip


HELD = ("supports", "held", "interval", "")
NONE = segments()


@pytest.mark.parametrize(
    ("kind", "results", "told", "expected"),
    [
        ("effect", links(), NONE, ("no_result",)),
        ("effect", links(), segments(**{"for": 9}), ("no_result",)),
        ("effect", links(("supports", "open", "", "the run has no such result")), NONE, ("absent",)),
        ("effect", links(("supports", "hidden", "estimate", "not released")), NONE, ("absent",)),
        ("effect", links(("supports", "reconstruction", "draws", "")), NONE, ("draws",)),
        ("effect", links(("supports", "open", "all_data_sets", "")), NONE, ("wide",)),
        ("effect", links(("supports", "open", "test", "")), NONE, ("chance",)),
        ("effect", links(("qualifies", "open", "interval", "")), NONE, ("no_result",)),
        ("frequency", links(HELD, ("supports", "in_part", "interval", "")), NONE, ("straddles",)),
        ("frequency", links(HELD, ("supports", "in_part", "test", "")), NONE, ("test_only",)),
        ("frequency", links(HELD, ("qualifies", "held", "interval", "")), NONE, ("qualified",)),
        ("effect", links(("qualifies", "held", "interval", "")), segments(**{"for": 9}), ("qualified",)),
        ("experience", links(("qualifies", "held", "", "")), segments(**{"for": 9}), ("qualified",)),
        ("frequency", links(HELD, ("supports", "opposite", "interval", "")), NONE, ("results_divided",)),
        ("frequency", links(HELD), segments(against=9), ("strands",)),
        ("frequency", links(HELD), segments(**{"for": 5, "in_part": 5}), ("told_in_part",)),
        ("frequency", links(HELD), NONE, ()),
        ("experience", links(), NONE, ("no_told",)),
        ("experience", links(), segments(**{"for": 4}), ("few_segments",)),
        ("experience", links(), segments(**{"for": 9}).assign(partner="p"), ("few_partners",)),
        ("experience", links(), segments(**{"for": 5, "against": 5}), ("told_divided",)),
        ("experience", links(("supports", "reconstruction", "draws", "")), segments(**{"for": 9}), ()),
    ],
)
def test_what_is_missing_follows_from_strands_and_links(
    kind: str, results: pd.DataFrame, told: pd.DataFrame, expected: tuple[str, ...]
) -> None:
    assert missing(kind, results, told) == expected


def test_a_code_of_which_too_little_is_told_holds_a_lesson_back() -> None:
    clear, few = segments(**{"for": 9}), segments(**{"for": 2})
    assert missing("experience", links(), clear, few) == ("few_segments",)
    assert missing("experience", links(), clear, segments(**{"for": 5, "in_part": 5})) == ("told_in_part",)


def test_a_difference_that_may_or_may_not_matter_straddles_where_none_was_expected() -> None:
    results = links(("supports", "open", "interval", "")).assign(direction="none")
    assert missing("frequency", results, NONE) == ("straddles",)


RESULTS = {
    "none": links(("supports", "reconstruction", "draws", "")), "for": links(HELD),
    "in_part": links(HELD, ("supports", "open", "test", "")),
    "against": links(("supports", "excluded", "interval", "")),
    "mixed": links(HELD, ("supports", "excluded", "interval", "")),
    "reserved": links(("qualifies", "held", "interval", "")),
}  # fmt: skip
TOLD = {
    "none": segments(**{"for": 1}), "for": segments(**{"for": 9}), "against": segments(against=9),
    "in_part": segments(**{"for": 5, "in_part": 5}), "mixed": segments(**{"for": 5, "against": 5}),
}  # fmt: skip


@pytest.mark.parametrize("kind", DECIDING)
def test_a_verdict_that_is_not_plain_always_says_what_is_missing(kind: str) -> None:
    for quantitative, qualitative in itertools.product(STRANDS, TOLD):
        results, told = RESULTS[quantitative], TOLD[qualitative]
        assert strand_of_results(results["stance"]) == quantitative
        assert strand_of_segments([stance_of_segments(told)]) == qualitative
        verdict = verdict_of(kind, quantitative=quantitative, qualitative=qualitative)
        found = missing(kind, results, told)
        assert set(found) <= set(MISSING)
        assert bool(found) == (verdict not in ("supported", "contradicted"))


def test_the_register_says_it_of_each_lesson_of_the_demo() -> None:
    lessons = hold_lessons(accepted_results(), ROOT).register.lessons.set_index("lesson")
    plain = lessons["verdict"].isin(["supported", "contradicted"])
    assert (lessons["lacks"].eq("") == plain).all()
    bare = [lesson for lesson in read_project_lessons(ROOT).lessons if not lesson.links]
    assert "L-anchoring" in [lesson.id for lesson in bare]
    for lesson in bare:
        silent = {"qualitative": "no_told", "quantitative": "no_result"}[DECIDING[lesson.kind]]
        assert lessons.loc[lesson.id, "lacks"] == silent
    assert set(lessons.loc["L-actions", "lacks"].split(";")) == {"draws", "qualified"}
    assert lessons.loc["L-fixed-contact", "lacks"] == "told_divided"
    assert "draws" in lessons.loc["L-approach", "lacks"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_name_has_words_and_several_are_joined(lang: str) -> None:
    page = open_page(lang)
    words = [say_lacks({"lacks": name}, page) for name in MISSING]
    assert len(set(words)) == len(MISSING)
    nothing = page.word("lacks_nothing").format(assumes="that it is so")
    assert say_lacks({"lacks": "", f"assumptions_{lang}": "That it is so"}, page) == nothing
    assert nothing not in words
    both = say_lacks({"lacks": "draws;wide"}, page)
    assert both.startswith(words[MISSING.index("draws")]) and both.count(";") == 1

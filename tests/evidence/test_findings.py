"""When an expectation held, and what that does to a lesson."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from dianalysis.evidence.findings import Expectation, Reading, stance_of, standing_of, weigh

NAN = math.nan
HIGHER = Expectation("higher", 0.0, 0.5)
LOWER = Expectation("lower", 0.0, 0.5)
NONE = Expectation("none", 0.0, 0.5)


def reading(start: float, end: float, **parts: float | str) -> Reading:
    middle = (start + end) / 2
    values: dict[str, float | str] = {
        "estimate": middle, "low": start, "high": end, "least": middle, "most": middle, "p_adjusted": NAN,
        "standing": "direct",
    }  # fmt: skip
    return Reading(**(values | parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "expected", "finding"),
    [
        (0.6, 0.9, HIGHER, "held"),
        (0.5, 0.9, HIGHER, "held"),  # at the smallest difference counts
        (0.1, 0.9, HIGHER, "in_part"),
        (0.1, 0.4, HIGHER, "in_part"),  # beyond the reference, however small: no argument against
        (-0.4, -0.1, LOWER, "in_part"),
        (-0.2, 0.4, HIGHER, "excluded"),
        (-0.2, 0.9, HIGHER, "open"),
        (-0.9, -0.1, HIGHER, "opposite"),
        (-0.9, -0.6, LOWER, "held"),
        (-0.9, -0.1, LOWER, "in_part"),
        (0.1, 0.9, LOWER, "opposite"),
        (-0.4, 0.4, NONE, "held"),
        (0.6, 0.9, NONE, "opposite"),
        (-0.9, -0.6, NONE, "opposite"),
        (-0.9, 0.2, NONE, "open"),
    ],
)  # fmt: skip
def test_interval_decides(low: float, high: float, expected: Expectation, finding: str) -> None:
    assert weigh(reading(low, high), expected, alpha=0.05) == (finding, "interval")


def test_reference_moves_the_scale() -> None:
    found = reading(0.6, 0.7)
    assert weigh(found, Expectation("higher", 0.5, 0.05), alpha=0.05)[0] == "held"
    assert weigh(found, Expectation("higher", 0.75, 0.05), alpha=0.05)[0] == "opposite"


def test_a_test_that_does_not_hold_after_correction_leaves_it_open() -> None:
    assert weigh(reading(0.6, 0.9, p_adjusted=0.2), HIGHER, alpha=0.05) == ("open", "test")
    assert weigh(reading(0.6, 0.9, p_adjusted=0.01), HIGHER, alpha=0.05) == ("held", "interval")


def test_a_p_value_is_about_no_effect_and_not_about_another_reference() -> None:
    expected = Expectation("higher", 0.2, 0.1)
    assert weigh(reading(0.6, 0.9, p_adjusted=0.2), expected, alpha=0.05)[0] == "held"


def test_without_interval_the_estimate_or_its_test_is_the_ground() -> None:
    bare = reading(0.6, 0.6, low=NAN, high=NAN)
    assert weigh(bare, HIGHER, alpha=0.05) == ("held", "estimate")
    tested = reading(0.6, 0.6, low=NAN, high=NAN, p_adjusted=0.001)
    assert weigh(tested, HIGHER, alpha=0.05) == (
        "in_part",
        "test",
    )  # how large is open
    assert weigh(replace(tested, estimate=-0.6, least=-0.6, most=-0.6), HIGHER, alpha=0.05)[0] == "opposite"


def test_more_than_half_is_most_and_no_more_is_needed() -> None:
    most = Expectation("higher", 0.5, 0.0)
    assert weigh(reading(0.505, 0.545), most, alpha=0.05)[0] == "held"
    assert weigh(reading(0.48, 0.52), most, alpha=0.05)[0] == "open"
    assert weigh(reading(0.40, 0.49), most, alpha=0.05)[0] == "opposite"


def test_range_widens_the_interval() -> None:
    narrow = reading(0.55, 0.65)
    assert weigh(narrow, HIGHER, alpha=0.05)[0] == "held"
    ranged = reading(0.55, 0.65, least=0.5, most=0.7)  # the lower end comes to 0.45
    assert weigh(ranged, HIGHER, alpha=0.05)[0] == "in_part"


def test_reconstruction_is_no_evidence_however_clear() -> None:
    assert weigh(reading(0.9, 1.0, standing="reconstruction"), HIGHER, alpha=0.05)[0] == "reconstruction"


def test_all_data_sets_decide_by_their_limits_not_by_the_interval_of_one() -> None:
    wide = {"low": -1.0, "high": 2.0, "standing": "all_data_sets"}
    assert weigh(reading(0.6, 0.8, least=0.55, most=0.9, **wide), HIGHER, alpha=0.05) == (
        "held",
        "all_data_sets",
    )
    assert weigh(reading(0.6, 0.8, least=-0.1, most=0.9, **wide), HIGHER, alpha=0.05)[0] == "open"


def test_no_estimate_says_nothing() -> None:
    assert weigh(reading(0.6, 0.9, estimate=NAN), HIGHER, alpha=0.05)[0] == "hidden"


@pytest.mark.parametrize(
    ("basis", "measure", "range_method", "standing"),
    [
        ("published", "x", "", "direct"),
        ("identified", "x", "", "direct"),
        ("data", "x", "", "direct"),
        ("reconstructed", "x", "exact", "all_data_sets"),
        ("reconstructed", "between_association_limits", "draws", "all_data_sets"),
        ("reconstructed", "x", "draws", "reconstruction"),
        ("reconstructed", "x", "", "reconstruction"),
    ],
)
def test_standing(basis: str, measure: str, range_method: str, standing: str) -> None:
    assert standing_of(basis=basis, measure=measure, range_method=range_method) == standing


@pytest.mark.parametrize(
    ("relation", "finding", "stance"),
    [
        ("supports", "held", "for"), ("supports", "in_part", "in_part"),
        ("supports", "excluded", "against"), ("supports", "opposite", "against"),
        ("supports", "open", "open"), ("supports", "reconstruction", "open"),
        ("qualifies", "held", "reserved"), ("qualifies", "in_part", "reserved"),
        ("qualifies", "opposite", "none"),
        ("contradicts", "held", "against"), ("contradicts", "in_part", "reserved"),
        ("contradicts", "opposite", "none"), ("contradicts", "open", "none"),
    ],
)  # fmt: skip
def test_stance(relation: str, finding: str, stance: str) -> None:
    assert stance_of(relation, finding) == stance

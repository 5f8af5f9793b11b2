"""The division keeps every limit, is the best there is, and says which limits clash."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from dianalysis.errors import ParameterError
from dianalysis.planning.inputs import LotInputs
from dianalysis.planning.lots import Allocation, Candidate, allocate

LIMITS = LotInputs(
    firms=20, goal_fact="", smallest=4, largest=9, over_delivery=1.5, partners_least=2, partners_most=3,
    new_partners=0, new_largest=5, sector_most=1.0, regional_least=0.0,
)  # fmt: skip
FOUR = (
    Candidate("a", 9, 0.9, "sectoral", {"trade": 1.0}),
    Candidate("b", 8, 0.7, "regional", {"trade": 0.5, "care": 0.5}),
    Candidate("c", 6, 0.8, "sectoral", {"care": 1.0}),
    Candidate("new_1", 5, 0.85),
)


def best_by_counting(candidates: tuple[Candidate, ...], limits: LotInputs) -> tuple[int, float]:
    """Smallest largest lot and most finishers, by trying every division."""
    options = []
    for lots in product(*(range(0, min(one.most, limits.largest) + 1) for one in candidates)):
        taking = sum(lot > 0 for lot in lots)
        care = sum(lot * one.sectors.get("care", 0) for lot, one in zip(lots, candidates, strict=True))
        trade = sum(lot * one.sectors.get("trade", 0) for lot, one in zip(lots, candidates, strict=True))
        regional = sum(lot for lot, one in zip(lots, candidates, strict=True) if one.scope == "regional")
        fits = sum(lots) == limits.firms and all(lot == 0 or lot >= limits.smallest for lot in lots)
        fits &= limits.partners_least <= taking <= limits.partners_most
        fits &= max(care, trade) <= limits.sector_most * limits.firms + 1e-9
        if fits and regional >= limits.regional_least * limits.firms - 1e-9:
            gain = sum(lot * one.completion for lot, one in zip(lots, candidates, strict=True))
            options.append((max(lots), -gain))
    return min(options)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"partners_most": 4},
        {"sector_most": 0.6, "partners_most": 4},
        {"regional_least": 0.4},
        {"smallest": 5},
    ],
)
def test_division_is_the_best_of_all(changes: dict[str, float]) -> None:
    limits = replace(LIMITS, **changes)
    lots = allocate(FOUR, limits).lots
    gain = sum(lots[one.name] * one.completion for one in FOUR)
    largest, least = best_by_counting(FOUR, limits)
    assert max(lots.values()) == largest and gain == pytest.approx(-least, abs=1e-4)
    assert sum(lots.values()) == limits.firms


def test_order_of_partners_does_not_matter() -> None:
    assert allocate(FOUR, LIMITS) == allocate(FOUR[::-1], LIMITS) == allocate(FOUR, LIMITS)


@pytest.mark.parametrize(
    ("changes", "clash"),
    [
        ({"firms": 200, "partners_most": 4}, ("firms", "largest")),
        ({"largest": 5, "partners_most": 3}, ("firms", "largest", "partners_most")),
        ({"regional_least": 0.9}, ("largest", "regional_least")),
        ({"partners_least": 5, "partners_most": 6}, ("partners_least",)),
    ],
)
def test_limits_that_clash_are_named_and_all_needed(
    changes: dict[str, float], clash: tuple[str, ...]
) -> None:
    limits = replace(LIMITS, **changes)
    answer = allocate(FOUR, limits)
    assert not answer.lots
    assert set(clash) & set(answer.conflict)
    loose = {
        "firms": {"firms": 8}, "largest": {"largest": 500}, "partners_most": {"partners_most": 99},
        "regional_least": {"regional_least": 0.0}, "partners_least": {"partners_least": 0},
        "smallest": {"smallest": 1}, "sector_most": {"sector_most": 1.0},
    }  # fmt: skip
    freed = [name for name in answer.conflict if name in loose]
    assert freed
    for name in freed:
        others = tuple(replace(one, most=500) for one in FOUR) if name == "largest" else FOUR
        assert allocate(others, replace(limits, **loose[name])).lots, name


def test_a_partner_that_cannot_reach_the_minimum_is_left_out() -> None:
    weak = (*FOUR, Candidate("weak", 3, 1.0))
    lots = allocate(weak, replace(LIMITS, partners_most=5)).lots
    assert lots["weak"] == 0


def test_no_partners_is_an_error() -> None:
    with pytest.raises(ParameterError, match="no partners"):
        allocate((), LIMITS)


def test_a_hundred_partners_are_no_trouble() -> None:
    rng = np.random.default_rng(1)
    many = tuple(
        Candidate(f"p{k:03d}", int(rng.integers(5, 60)), float(rng.uniform(0.6, 1))) for k in range(100)
    )
    answer = allocate(many, replace(LIMITS, firms=1500, largest=30, partners_least=50, partners_most=90))
    assert isinstance(answer, Allocation) and sum(answer.lots.values()) == 1500

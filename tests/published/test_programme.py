"""The integer programme against complete enumeration, and its refusals."""

from itertools import product

import numpy as np
import pytest
from feasible import is_possible

from dianalysis.published.reconstruct.programme import Conditions, Impossible, nearest_table


def conditions_of(rows: list[tuple[list[int], int, int]]) -> Conditions:
    conditions = Conditions(len(rows[0][0]))
    for number, (row, low, high) in enumerate(rows):
        conditions.add(f"row {number}", np.array(row), low=low, high=high)
    return conditions


def solve(start: list[int], conditions: Conditions, seed: int = 1) -> np.ndarray:
    return nearest_table(
        np.array(start),
        conditions,
        allowed=np.ones(len(start), dtype=bool),
        generator=np.random.default_rng(seed),
        block="test",
    )


CASES = [
    ([3, 0, 1, 2], [([1, 1, 1, 1], 5, 5), ([1, 2, 3, 4], 12, 13)]),
    ([0, 0, 0, 0], [([1, 1, 0, 0], 2, 2), ([0, 0, 1, 1], 3, 3), ([1, 0, 1, 0], 4, 4)]),
    ([4, 4, 0, 0], [([1, 0, 1, 0], 2, 2), ([0, 1, 0, 1], 6, 6), ([1, 1, 1, 1], 8, 8)]),
]


@pytest.mark.parametrize(("start", "rows"), CASES)
def test_no_table_that_obeys_is_nearer(start: list[int], rows: list[tuple[list[int], int, int]]) -> None:
    conditions = conditions_of(rows)
    found = solve(start, conditions)
    assert conditions.broken(found) == []
    obeying = [cells for cells in product(range(7), repeat=4) if not conditions.broken(np.array(cells))]
    best = min(np.abs(np.array(cells) - start).sum() for cells in obeying)
    assert np.abs(found - start).sum() == best


def test_a_start_that_obeys_is_kept() -> None:
    assert solve([1, 1, 3, 0], conditions_of([([1, 1, 1, 1], 5, 5)])).tolist() == [1, 1, 3, 0]


def test_the_same_stream_gives_the_same_table_and_prices_decide_ties() -> None:
    conditions = conditions_of([([1, 1, 1, 1], 1, 1)])
    tables = {tuple(solve([0, 0, 0, 0], conditions, seed)) for seed in range(20)}
    assert len(tables) > 1
    assert solve([0, 0, 0, 0], conditions, 3).tolist() == solve([0, 0, 0, 0], conditions, 3).tolist()


def test_forbidden_cells_stay_empty() -> None:
    found = nearest_table(
        np.array([5, 0, 0]),
        conditions_of([([1, 1, 1], 4, 4)]),
        allowed=np.array([False, True, True]),
        generator=np.random.default_rng(1),
        block="test",
    )
    assert found[0] == 0
    assert found.sum() == 4


def test_contradictory_rows_are_impossible_and_named() -> None:
    conditions = conditions_of([([1, 1], 3, 3), ([1, 1], 4, 4)])
    assert not is_possible(conditions, allowed=np.ones(2, dtype=bool))
    assert is_possible(conditions.without(["row 1"]), allowed=np.ones(2, dtype=bool))
    with pytest.raises(Impossible, match="block test"):
        solve([1, 1], conditions)


def test_broken_rows_are_named() -> None:
    conditions = conditions_of([([1, 1], 3, 3), ([1, 0], 0, 1)])
    assert conditions.broken(np.array([2, 1])) == ["row 1"]
    assert conditions.matrix().shape == (2, 2)

"""The integer oracle of the audit against trying every value."""

from itertools import product

import numpy as np
import pytest

from dianalysis.published.audit.solve import Row, fits, tighten

TOP = 6
NAMES = ("x", "y", "z")


def holds(row: Row, values: dict[str, int]) -> bool:
    total = sum(weight * values[name] for name, weight in row.terms)
    return (row.low is None or total >= row.low) and (row.high is None or total <= row.high)


def random_rows(rng: np.random.Generator) -> list[Row]:
    rows = []
    for _ in range(int(rng.integers(1, 5))):
        weights = rng.integers(-4, 5, size=len(NAMES))
        terms = tuple((name, int(weight)) for name, weight in zip(NAMES, weights, strict=True) if weight)
        low = int(rng.integers(-10, 20))
        high = low + int(rng.integers(0, 3))
        rows.append(Row(terms, None if rng.random() < 0.3 else low, None if rng.random() < 0.3 else high))
    return rows


@pytest.mark.parametrize("seed", range(150))
def test_oracle_agrees_with_trying_every_value(seed: int) -> None:
    rows = random_rows(np.random.default_rng(seed))
    start = dict.fromkeys(NAMES, (0, TOP))
    tries = (dict(zip(NAMES, values, strict=True)) for values in product(range(TOP + 1), repeat=len(NAMES)))
    solutions = [values for values in tries if all(holds(row, values) for row in rows)]
    outcome = fits(rows, start=start)
    assert outcome.possible is bool(solutions)
    if outcome.possible:
        full = {name: outcome.values.get(name, 0) for name in NAMES}
        assert all(holds(row, full) for row in rows)
    box = tighten(rows, start=start)
    assert box is not None or not solutions
    for values in solutions if box is not None else []:
        assert all(low <= values[name] <= high for name, (low, high) in box.items())


def test_nearest_values_are_found() -> None:
    row = Row((("x", 1), ("y", 1)), 10, 10)
    outcome = fits([row], start={"x": (0, 20), "y": (0, 20)}, aim={"x": 7, "y": 9})
    assert outcome.possible
    assert abs(outcome.values["x"] - 7) + abs(outcome.values["y"] - 9) == 6

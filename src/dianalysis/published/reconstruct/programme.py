"""The integer programme: the whole-number table nearest to a random one that obeys every row of conditions.

The distance is the number of units moved (L1), each at a price of one unit plus a random whole-number part
of at most a half. The random part makes the optimum unique, so that the result depends neither on the
solver's version nor on threads, and the proof of optimality short.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from dianalysis.errors import DataProblem, Where

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
UNIT_PRICE = 100_000
PRICE_SPREAD = 50_000  # measured: with 1,000 the same moves, but up to 100 s instead of 1 to 8 s of proof
TIME_LIMIT = 300.0
INFEASIBLE = 2


class Impossible(DataProblem):
    """The conditions of a block cannot all hold."""


@dataclass
class Conditions:
    """Rows of the form low <= coefficients · cells <= high, in whole numbers.

    Parameters
    ----------
    size
        Number of cells of the table.
    """

    size: int
    names: list[str] = field(default_factory=list)
    coefficients: list[IntArray] = field(default_factory=list)
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)

    def add(self, name: str, coefficients: IntArray, *, low: int, high: int) -> None:
        """Add one row; `name` says which printed figures it stands for."""
        self.names.append(name)
        self.coefficients.append(np.asarray(coefficients, dtype=np.int64).reshape(self.size))
        self.low.append(int(low))
        self.high.append(int(high))

    def matrix(self) -> IntArray:
        """Return the coefficients as an array of rows × cells."""
        return np.array(self.coefficients, dtype=np.int64).reshape(-1, self.size)

    def broken(self, cells: IntArray) -> list[str]:
        """Return the names of the rows that a table does not obey."""
        values = self.matrix() @ cells
        wrong = (values < np.array(self.low)) | (values > np.array(self.high))
        return [name for name, bad in zip(self.names, wrong, strict=True) if bad]

    def without(self, names: Iterable[str]) -> Conditions:
        """Leave rows out."""
        gone = set(names)
        kept = Conditions(self.size)
        for name, row, low, high in zip(self.names, self.coefficients, self.low, self.high, strict=True):
            if name not in gone:
                kept.add(name, row, low=low, high=high)
        return kept


def nearest_table(
    start: IntArray,
    conditions: Conditions,
    *,
    allowed: NDArray[np.bool_],
    generator: np.random.Generator,
    block: str,
) -> IntArray:
    """Find the table of whole numbers that obeys all conditions and is nearest to a start.

    Parameters
    ----------
    start
        Non-negative counts, one per cell.
    conditions
        The rows to obey.
    allowed
        Cells that may be above zero.
    generator
        Source of the prices of moves.
    block
        Name of the block, for messages.

    Returns
    -------
    Counts, one per cell.

    Raises
    ------
    Impossible
        The conditions cannot all hold, or no proven optimum was found in time.
    """
    size = conditions.size
    prices = UNIT_PRICE + generator.integers(0, PRICE_SPREAD, size=2 * size)
    begin = np.where(allowed, start, 0).astype(np.int64)
    if not conditions.broken(begin):
        return begin
    rows = sparse.csr_array(conditions.matrix())
    now = rows @ begin
    room_up = np.where(allowed, np.inf, 0.0)
    result = milp(
        prices.astype(float),
        constraints=LinearConstraint(
            sparse.hstack([rows, -rows]).tocsc(),
            np.array(conditions.low) - now,
            np.array(conditions.high) - now,
        ),
        bounds=Bounds(np.zeros(2 * size), np.concatenate([room_up, begin.astype(float)])),
        integrality=np.ones(2 * size),
        options={"mip_rel_gap": 0.0, "time_limit": TIME_LIMIT},
    )
    if result.status != 0:
        raise _no_table(block, int(result.status), str(result.message))
    moves = np.rint(result.x).astype(np.int64)
    cells: IntArray = begin + moves[:size] - moves[size:]
    broken = conditions.broken(cells)
    if broken or (cells < 0).any():
        raise _no_table(block, -1, f"rounding broke {broken}")
    return cells


def _no_table(block: str, status: int, message: str) -> Impossible:
    text = "no table obeys all conditions" if status == INFEASIBLE else f"no proven nearest table ({message})"
    return Impossible(
        f"{text} of block {block}",
        where=Where(file="figures.csv", value=block),
        remedy="list the contradiction in the exclusions, or look at the figures of this block",
    )

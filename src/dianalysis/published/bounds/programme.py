"""The smallest and the largest value of a linear result over every table that obeys a block's conditions."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from dianalysis.errors import Where
from dianalysis.published.reconstruct.programme import (
    INFEASIBLE,
    Conditions,
    FloatArray,
    Impossible,
    IntArray,
)

TIME_LIMIT = 120.0
NEAR = 1e-6  # the solver's tolerance
OPTIMAL = "optimal"
Naming = Mapping[str, str]


@dataclass(frozen=True)
class Reading:
    """A result that is `slope` times a target plus `shift`; `naming` has its naming columns."""

    naming: Naming
    slope: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True)
class Target:
    """A sum over the cells of a block, and the results that can be read from it.

    Parameters
    ----------
    coefficients
        Weight of each cell.
    readings
        Results that are linear in the sum.
    """

    coefficients: FloatArray
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Block:
    """Whole counts in cells, what they must obey, and the sums to bound.

    Parameters
    ----------
    name
        Name of the block in the file of bounds.
    conditions
        The printed figures and rules of the form as rows over the cells.
    allowed
        Cells that may be above zero.
    targets
        What to bound.
    """

    name: str
    conditions: Conditions
    allowed: NDArray[np.bool_]
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class Bound:
    """The range of one result over all data sets that fit, the block it comes from and how it was proven."""

    naming: Naming
    low: float
    high: float
    block: str
    proof: str


class Solver:
    """Bounds of the targets of one block; the matrix is made once."""

    def __init__(self, block: Block) -> None:
        """Prepare a block."""
        self.block = block
        self._columns = np.flatnonzero(block.allowed)
        self._matrix = sparse.csr_array(block.conditions.matrix())
        self._rows = LinearConstraint(
            sparse.csc_array(self._matrix[:, self._columns]),
            np.array(block.conditions.low, dtype=np.float64),
            np.array(block.conditions.high, dtype=np.float64),
        )
        self._found: list[IntArray] = []

    def bound(self, target: Target) -> tuple[Bound, ...]:
        """Return the proven range of every result of a target.

        Raises
        ------
        Impossible
            The conditions cannot all hold, or no optimum was proven in time.
        """
        ends = tuple(self._optimum(target.coefficients, sign) for sign in (1, -1))
        found = []
        for one in target.readings:
            values = sorted(one.slope * end + one.shift for end in ends)
            found.append(Bound(one.naming, values[0], values[1], self.block.name, OPTIMAL))
        return tuple(found)

    def _optimum(self, coefficients: FloatArray, sign: int) -> float:
        """Return the smallest (sign 1) or largest (-1) value of a sum over all tables.

        Without the demand of whole numbers the optimum is a limit that is quick to find; for a sum of whole
        numbers the next whole number is one too. A table found before that reaches it is an optimum.
        """
        weights = np.asarray(coefficients, dtype=np.float64).reshape(-1)
        relaxed = self._solve(sign * weights, whole=False)
        limit = float(sign * weights[self._columns] @ relaxed)
        whole = bool((weights == np.rint(weights)).all())
        limit = sign * (math.ceil(limit - NEAR) if whole else limit)
        self._keep(relaxed)
        reached = sign * min((sign * float(weights @ cells) for cells in self._found), default=math.inf)
        if abs(reached - limit) <= NEAR * whole:
            return reached
        cells = self._keep(self._solve(sign * weights, whole=True))
        if cells is None:
            raise self._not_proven(-1, "rounding broke a condition")
        return float(weights @ cells)

    def _solve(self, costs: FloatArray, *, whole: bool) -> FloatArray:
        result = milp(
            costs[self._columns],
            constraints=self._rows,
            bounds=Bounds(0, np.inf),
            integrality=np.full(self._columns.size, int(whole)),
            options={"mip_rel_gap": 0.0, "time_limit": TIME_LIMIT},
        )
        if result.status != 0:
            raise self._not_proven(int(result.status), str(result.message))
        return np.asarray(result.x, dtype=np.float64)

    def _keep(self, values: FloatArray) -> IntArray | None:
        """Keep a solution as a table when, rounded, it obeys every condition exactly."""
        cells = np.zeros(self.block.conditions.size, dtype=np.int64)
        cells[self._columns] = np.rint(values).astype(np.int64)
        sums = self._matrix @ cells
        if (cells < 0).any() or (sums < self._rows.lb).any() or (sums > self._rows.ub).any():
            return None
        self._found.append(cells)
        return cells

    def _not_proven(self, status: int, message: str) -> Impossible:
        text = "no table obeys all conditions" if status == INFEASIBLE else f"no proven optimum ({message})"
        return Impossible(
            f"{text} of block {self.block.name}",
            where=Where(file="figures.csv", value=self.block.name),
            remedy="list the contradiction in the exclusions, or look at the figures of this block",
        )

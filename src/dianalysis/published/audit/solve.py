"""Is there a set of whole numbers that fits? Bounds first, in exact integers; a solver for what is left.

Tightening bounds row by row is the textbook propagation of linear constraints (Harvey & Stuckey 2003,
"Improving linear constraint propagation by changing constraint representation", Constraints 8). What it
cannot decide goes to `scipy.optimize.milp` (HiGHS); a solution found there is rounded and every row is
checked again in integers, so rounding errors cannot make an impossible set look possible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

MAX_PASSES = 60
TIME_LIMIT = 20.0
LARGE = 4000  # unfixed counts beyond which bounds alone decide

Box = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Row:
    """low <= sum of coefficient x count <= high, in whole numbers; None is no bound."""

    terms: tuple[tuple[str, int], ...]
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Outcome:
    """What was found: `possible` True, False, or None when it could not be decided; the values if found."""

    possible: bool | None
    values: Mapping[str, int]
    unfixed: int


def fits(rows: Sequence[Row], *, start: Box, aim: Mapping[str, int] | None = None) -> Outcome:
    """Find whole numbers that satisfy every row, or show that there are none.

    Parameters
    ----------
    rows
        The conditions.
    start
        Smallest and largest value of every count.
    aim
        Values to stay as close to as possible, in the sum of absolute differences; none = any solution.

    Returns
    -------
    The outcome; `unfixed` counts what bounds alone left open.
    """
    box = tighten(rows, start=start)
    if box is None:
        return Outcome(False, {}, 0)
    open_rows = [row for row in rows if not _always_holds(row, box)]
    loose = list(dict.fromkeys(name for row in open_rows for name, _ in row.terms if _is_open(box[name])))
    if not loose and not aim:
        return Outcome(True, {name: low for name, (low, _) in box.items()}, 0)
    if len(loose) > LARGE:
        return Outcome(None, {}, len(loose))
    loose = list(dict.fromkeys([*loose, *(name for name in aim or {} if name in box)]))
    if not loose:
        return Outcome(True, {name: low for name, (low, _) in box.items()}, 0)
    return _solve(rows, open_rows, box, loose, aim or {})


def _is_open(bounds: tuple[int, int]) -> bool:
    return bounds[0] < bounds[1]


def tighten(rows: Sequence[Row], *, start: Box) -> Box | None:
    """Narrow the bounds of every count until nothing changes; None when a row cannot hold."""
    box = {name: start[name] for row in rows for name, _ in row.terms}
    users: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        for name, _ in row.terms:
            users.setdefault(name, []).append(place)
    waiting = set(range(len(rows)))
    for _ in range(MAX_PASSES):
        if not waiting:
            break
        changed: set[str] = set()
        for place in sorted(waiting):
            if not _tighten_row(rows[place], box, changed):
                return None
        waiting = {place for name in changed for place in users[name]}
    return box


def _activity(row: Row, box: Box) -> tuple[int, int]:
    low = high = 0
    for name, weight in row.terms:
        least, most = box[name]
        if weight > 0:
            low += weight * least
            high += weight * most
        else:
            low += weight * most
            high += weight * least
    return low, high


def _tighten_row(row: Row, box: Box, changed: set[str]) -> bool:
    """Narrow the bounds of one row in place; False when it cannot hold."""
    low, high = _activity(row, box)
    above = None if row.high is None else row.high - low  # what the row can still give away
    below = None if row.low is None else high - row.low
    if (above is not None and above < 0) or (below is not None and below < 0):
        return False
    for name, weight in row.terms:
        least, most = box[name]
        if least == most:
            continue
        size = abs(weight)
        up, down = (above, below) if weight > 0 else (below, above)
        new = (
            least if down is None else max(least, most - down // size),
            most if up is None else min(most, least + up // size),
        )
        if new[0] > new[1]:
            return False
        if new != (least, most):
            box[name] = new
            changed.add(name)
    return True


def _always_holds(row: Row, box: Box) -> bool:
    low, high = _activity(row, box)
    return (row.low is None or low >= row.low) and (row.high is None or high <= row.high)


def _solve(
    rows: Sequence[Row], open_rows: Sequence[Row], box: Box, loose: Sequence[str], aim: Mapping[str, int]
) -> Outcome:
    place = {name: number for number, name in enumerate(loose)}
    aimed = [name for name in aim if name in place]
    size = len(loose) + len(aimed)
    matrix = sparse.lil_matrix((len(open_rows) + 2 * len(aimed), size))
    low, high = np.full(matrix.shape[0], -np.inf), np.full(matrix.shape[0], np.inf)
    for number, row in enumerate(open_rows):
        fixed = sum(weight * box[name][0] for name, weight in row.terms if name not in place)
        for name, weight in row.terms:
            if name in place:
                matrix[number, place[name]] += weight
        low[number] = -np.inf if row.low is None else row.low - fixed
        high[number] = np.inf if row.high is None else row.high - fixed
    for number, name in enumerate(aimed):
        over, under = len(open_rows) + 2 * number, len(open_rows) + 2 * number + 1
        matrix[over, place[name]], matrix[over, len(loose) + number], high[over] = 1, -1, aim[name]
        matrix[under, place[name]], matrix[under, len(loose) + number], low[under] = 1, 1, aim[name]
    bounds = Bounds(
        [*(box[name][0] for name in loose), *([0] * len(aimed))],
        [*(box[name][1] for name in loose), *([np.inf] * len(aimed))],
    )
    cost = np.r_[np.zeros(len(loose)), np.ones(len(aimed))]
    found = milp(
        cost,
        constraints=LinearConstraint(matrix.tocsr(), low, high),
        bounds=bounds,
        integrality=np.r_[np.ones(len(loose)), np.zeros(len(aimed))],
        options={"time_limit": TIME_LIMIT},
    )
    return _checked(found, rows, box, loose)


def _checked(found: object, rows: Sequence[Row], box: Box, loose: Sequence[str]) -> Outcome:
    status, solution = getattr(found, "status", 1), getattr(found, "x", None)
    if status == 2:
        return Outcome(False, {}, len(loose))
    if solution is None:
        return Outcome(None, {}, len(loose))
    values = {name: low for name, (low, _) in box.items()}
    values |= {name: round(float(solution[number])) for number, name in enumerate(loose)}
    exact = {name: (value, value) for name, value in values.items()}
    holds = all(_always_holds(row, exact) for row in rows if any(name in loose for name, _ in row.terms))
    return Outcome(True if holds else None, values if holds else {}, len(loose))

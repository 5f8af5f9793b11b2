"""Start × end typology of each partner: tables 6, 7 and 8 and the typology means of the profiles."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dianalysis.published.figures import Printed, sums_of_mean
from dianalysis.published.reconstruct.fitting import Grouping, Tilt, balance_sums, draw_rows, fit_table
from dianalysis.published.reconstruct.programme import (
    Conditions,
    FloatArray,
    Impossible,
    IntArray,
    nearest_table,
)
from dianalysis.published.slugs import GROWTH_ROWS, STEPS

START = np.repeat(np.arange(1, 8), 7)
END = np.tile(np.arange(1, 8), 7)
CELLS = 49
NATIONAL_TRIES = 5


def growth_counts(printed: Printed, *, table: str = "T7") -> dict[int, int]:
    """Return firms per number of steps grown; steps that are not printed have none."""
    column = "groei" if table == "T7" else "bedrijven"
    found = {step: printed.count(table, row, column) for row, step in GROWTH_ROWS.items()}
    return {step: count for step, count in found.items() if count}


def step_counts(printed: Printed, *, table: str, wave: str) -> IntArray:
    """Return firms per typology step in one wave.

    Parameters
    ----------
    printed
        Printed figures.
    table
        T6 (companies) or T26 (self-employed).
    wave
        monitor_1 or monitor_3.

    Returns
    -------
    Seven counts; a step that is not printed has none.
    """
    return np.array([printed.count(table, step, wave) or 0 for step in STEPS], dtype=np.int64)


def partner_sums(
    printed: Printed, *, row: str, column: str, partners: tuple[str, ...], sizes: IntArray
) -> IntArray:
    """Return the sums of scores that a printed mean of each partner allows.

    Parameters
    ----------
    printed
        Printed figures.
    row, column
        Place of the mean in the second profile table.
    partners, sizes
        Partner slugs, and the number of firms of each.

    Returns
    -------
    2 × partners: smallest and largest whole sum; -1 where no mean is printed.
    """
    bounds = np.full((2, len(partners)), -1, dtype=np.int64)
    for place, partner in enumerate(partners):
        mean = printed.text(f"P{partner}.2", row, column, "mean")
        if mean is not None:
            bounds[:, place] = sums_of_mean(mean, int(sizes[place]))
    return bounds


def typology_conditions(printed: Printed, *, partners: tuple[str, ...], sizes: IntArray) -> Conditions:
    """Write tables 6 and 7 and the profile means as rows over partners × 49 cells.

    Parameters
    ----------
    printed
        Printed figures.
    partners, sizes
        Partner slugs, and the number of firms of each.
    """
    shape = (len(partners), CELLS)
    conditions = Conditions(shape[0] * shape[1])
    for place, (partner, size) in enumerate(zip(partners, sizes, strict=True)):
        row = np.zeros(shape, dtype=np.int64)
        row[place] = 1
        conditions.add(f"T1/{partner}", row, low=size, high=size)
    for wave, steps in (("monitor_1", START), ("monitor_3", END)):
        for step, count in enumerate(step_counts(printed, table="T6", wave=wave), start=1):
            conditions.add(
                f"T6/{STEPS[step - 1]}/{wave}",
                _everywhere(np.equal(steps, step), shape),
                low=count,
                high=count,
            )
    for step, count in growth_counts(printed).items():
        conditions.add(f"T7/{step}", _everywhere(np.equal(END - START, step), shape), low=count, high=count)
    for row_name, steps in (("start", START), ("eind", END)):
        low, high = partner_sums(printed, row=row_name, column="typologie", partners=partners, sizes=sizes)
        for place, partner in enumerate(partners):
            if high[place] >= 0:
                row = np.zeros(shape, dtype=np.int64)
                row[place] = steps
                conditions.add(f"P{partner}.2/{row_name}", row, low=low[place], high=high[place])
    return conditions


def _everywhere(member: NDArray[np.bool_], shape: tuple[int, int]) -> IntArray:
    return np.broadcast_to(member.astype(np.int64), shape).copy()


def allowed_cells(printed: Printed, *, partners: int) -> NDArray[np.bool_]:
    """Return which cells may be filled: only printed amounts of growth."""
    member = np.isin(END - START, list(growth_counts(printed)))
    return np.tile(member, partners)


def fitted_typology(printed: Printed, *, partners: tuple[str, ...], sizes: IntArray) -> FloatArray:
    """Return the maximum-entropy expectation of partners × 49 cells given the printed figures.

    Parameters
    ----------
    printed
        Printed figures.
    partners, sizes
        Partner slugs, and the number of firms of each.
    """
    start_totals = step_counts(printed, table="T6", wave="monitor_1").astype(float)
    end_totals = step_counts(printed, table="T6", wave="monitor_3").astype(float)
    growth = growth_counts(printed)
    steps = sorted(growth)
    groups = np.array([steps.index(g) if g in growth else -1 for g in END - START], dtype=np.int64)
    tilts = []
    for row, scores, totals in (("start", START, start_totals), ("eind", END, end_totals)):
        low, high = partner_sums(printed, row=row, column="typologie", partners=partners, sizes=sizes)
        goal = np.full(len(partners), np.nan)
        known = high >= 0
        rest = (
            int(totals @ np.arange(1, 8)) if known.all() else int((low[known].sum() + high[known].sum()) // 2)
        )
        goal[known] = balance_sums(low[known], high[known], rest)
        tilts.append(Tilt(scores.astype(float), goal))
    start = np.where(np.isin(END - START, steps), 1.0, 0.0) * np.ones((len(partners), 1))
    groupings = (
        Grouping(START - 1, start_totals),
        Grouping(END - 1, end_totals),
        Grouping(groups, np.array([growth[step] for step in steps], dtype=float)),
    )
    return fit_table(start, sizes=sizes, groupings=groupings, tilts=tuple(tilts))


def solve_typology(
    printed: Printed, *, partners: tuple[str, ...], sizes: IntArray, generator: np.random.Generator
) -> IntArray:
    """Return firms per partner × 49 cells (start step major) that reproduce the printed figures.

    Two steps, each with a proven optimum: the national start × end table nearest to the sum of the random
    start, then the partners' tables nearest to that start which add up to it. A national table that the
    partners cannot make is replaced by another one (other prices), at most `NATIONAL_TRIES` times.

    Parameters
    ----------
    printed
        Printed figures.
    partners, sizes
        Partner slugs, and the number of firms of each.
    generator
        Source of the random start and of the prices of moves.

    Raises
    ------
    Impossible
        No table obeys the figures, or none was found in `NATIONAL_TRIES` tries.
    """
    expected = fitted_typology(printed, partners=partners, sizes=sizes)
    start = draw_rows(expected, sizes=sizes, generator=generator)
    whole = typology_conditions(printed, partners=partners, sizes=sizes)
    member = allowed_cells(printed, partners=1)
    national_rows = _national_conditions(whole, partners=len(partners))
    partner_rows = whole.without(name for name in whole.names if name.startswith(("T6/", "T7/")))
    for attempt in range(NATIONAL_TRIES):
        national = nearest_table(
            start.sum(axis=0), national_rows, allowed=member, generator=generator, block="typology, national"
        )
        rows = _adding_up_to(partner_rows, national, shape=(len(partners), CELLS), member=member)
        try:
            cells = nearest_table(
                start.reshape(-1),
                rows,
                allowed=np.tile(member, len(partners)),
                generator=generator,
                block="typology",
            )
        except Impossible:
            if attempt == NATIONAL_TRIES - 1:
                raise
            continue
        break
    return cells.reshape(len(partners), CELLS)


def _national_conditions(whole: Conditions, *, partners: int) -> Conditions:
    national = Conditions(CELLS)
    for name, row, low, high in zip(whole.names, whole.coefficients, whole.low, whole.high, strict=True):
        if name.startswith(("T6/", "T7/")):
            national.add(name, row.reshape(partners, CELLS)[0], low=low, high=high)
    return national


def _adding_up_to(
    rows: Conditions, national: IntArray, *, shape: tuple[int, int], member: NDArray[np.bool_]
) -> Conditions:
    result = rows.without(())
    for cell in np.flatnonzero(member):
        row = np.zeros(shape, dtype=np.int64)
        row[:, cell] = 1
        result.add(f"national/{cell}", row, low=national[cell], high=national[cell])
    return result

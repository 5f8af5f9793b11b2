"""Satisfaction A to D of each partner: tables 23 and 24, and two statements of the text."""

from __future__ import annotations

import numpy as np

from dianalysis.published.figures import counts_of_share
from dianalysis.published.reconstruct.fitting import Grouping, draw_rows, fit_table
from dianalysis.published.reconstruct.programme import Conditions, Impossible, IntArray, nearest_table
from dianalysis.published.reconstruct.setting import Setting
from dianalysis.published.slugs import SATISFACTION

ENOUGH = 80


def satisfaction_rows(setting: Setting) -> dict[str, IntArray]:
    """Return the partners whose four counts follow from table 24 or from the text."""
    rows: dict[str, IntArray] = {}
    for partner, size in zip(setting.partners, setting.complete, strict=True):
        shares = [setting.printed.text("T24", category, partner, "pct") for category in SATISFACTION]
        if all(share is not None for share in shares):
            fitting = [counts_of_share(str(share), int(size)) for share in shares]
            counts = np.array([options[0] if options else -1 for options in fitting], dtype=np.int64)
            if counts.sum() != size or any(len(options) != 1 for options in fitting):
                raise Impossible(
                    f"the shares of partner {partner} in table 24 are no counts of its {size} firms"
                )
            rows[partner] = counts
    highest = setting.assumptions["text"]["all_in_highest_category"]
    if highest in setting.partners and highest not in rows:
        size = int(setting.complete[setting.partners.index(highest)])
        rows[highest] = np.array([0, 0, 0, size], dtype=np.int64)
    return rows


def solve_satisfaction(setting: Setting) -> IntArray:
    """Return firms per partner × A–D (tables 23 and 24, and two statements of the text)."""
    generator = setting.stream("T24")
    fixed = satisfaction_rows(setting)
    shape = (len(setting.partners), 4)
    national = np.array([setting.printed.count("T23", category, "bedrijven") for category in SATISFACTION])
    free = np.array([partner not in fixed for partner in setting.partners])
    table = np.array([fixed.get(partner, np.zeros(4, dtype=np.int64)) for partner in setting.partners])
    rest = national - table.sum(axis=0)
    sizes = np.where(free, setting.complete, 0)
    expected = fit_table(np.ones(shape), sizes=sizes, groupings=(Grouping(np.arange(4), rest.astype(float)),))
    start = draw_rows(expected, sizes=sizes, generator=generator)
    reached = sum(_is_satisfied(row) for row in table[~free])
    needed = int(setting.assumptions["text"]["partners_with_80_percent_c_or_d"]) - reached
    satisfied = _choose_satisfied(start, free=np.flatnonzero(free), needed=needed)
    conditions = _satisfaction_conditions(sizes, rest=rest, satisfied=satisfied, free=free)
    cells = nearest_table(
        start.reshape(-1), conditions, allowed=np.repeat(free, 4), generator=generator, block="satisfaction"
    )
    result: IntArray = table + cells.reshape(shape)
    return result


def _is_satisfied(row: IntArray) -> bool:
    return bool(100 * (row[2] + row[3]) >= ENOUGH * row.sum())


def _choose_satisfied(start: IntArray, *, free: IntArray, needed: int) -> set[int]:
    shares = {int(place): (start[place, 2] + start[place, 3]) / start[place].sum() for place in free}
    return set(sorted(shares, key=lambda place: (-shares[place], place))[: max(needed, 0)])


def _satisfaction_conditions(
    sizes: IntArray, *, rest: IntArray, satisfied: set[int], free: IntArray
) -> Conditions:
    shape = (len(sizes), 4)
    conditions = Conditions(shape[0] * 4)
    for place, size in enumerate(sizes):
        row = np.zeros(shape, dtype=np.int64)
        row[place] = 1
        conditions.add(f"T1/{place}", row, low=size, high=size)
        if free[place]:
            row = np.zeros(shape, dtype=np.int64)
            row[place, 2:] = 100
            edge = ENOUGH * int(size)
            low, high = (edge, 100 * int(size)) if place in satisfied else (0, edge - 1)
            conditions.add(f"text/80/{place}", row, low=low, high=high)
    for column, count in enumerate(rest):
        row = np.zeros(shape, dtype=np.int64)
        row[:, column] = 1
        conditions.add(f"T23/{SATISFACTION[column]}", row, low=count, high=count)
    return conditions

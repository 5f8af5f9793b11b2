"""Firm characteristics from the registration: the staff of a firm (tables 2 to 5).

Each printed distribution has a base of its own; firms outside the base gave no answer. The brackets of one
firm can hold together (its age groups, its levels of education make 100 %).
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dianalysis.published.reconstruct.programme import (
    Conditions,
    FloatArray,
    IntArray,
    nearest_table,
)
from dianalysis.published.reconstruct.sectors import solve_sectors, solve_sizes
from dianalysis.published.reconstruct.setting import Setting
from dianalysis.published.shares import ShareFit
from dianalysis.published.slugs import AGE_COLUMNS, BRACKETS

LOWEST = (0, 25, 50, 75)
HIGHEST = (25, 50, 75, 100)
UNANSWERED = 4
Fits = dict[tuple[str, str], ShareFit]


def solve_characteristics(setting: Setting, partners: pd.Series, fits: Fits) -> pd.DataFrame:
    """Give every registered firm its sector, size and the brackets of its staff.

    Parameters
    ----------
    setting
        The ground of the draw.
    partners
        Partner slug of each registered firm.
    fits
        Base and counts of every item of tables 2 to 5.

    Returns
    -------
    sector, subsector, size_class and the share_ columns of the registration; None where not answered.
    """
    frame = solve_sectors(setting, partners)
    frame["size_class"] = solve_sizes(setting, len(partners))
    staff = setting.assumptions["staff"]
    for table, name in (("T2", "share_permanent"), ("T3", "share_male")):
        score = _leaning(frame["sector"], staff[name], setting.stream(name))
        frame[name] = _brackets(fits[(table, "")], score, setting.stream(f"{name}/missing"))
    ages = [key for key in fits if key[0] == "T4"]
    levels = [key for key in fits if key[0] == "T5"]
    for items, leaning in ((ages, "young"), (levels, "educated")):
        joint = _joint_brackets(setting, [fits[key] for key in items], block=leaning)
        score = _leaning(frame["sector"], staff[leaning], setting.stream(leaning))
        order = np.lexsort((setting.stream(f"{leaning}/ties").random(len(joint)), _direction(joint, leaning)))
        places = np.empty_like(joint)
        places[np.argsort(score, kind="stable")] = joint[order]
        for column, (_, row) in enumerate(items):
            frame[AGE_COLUMNS.get(row, f"share_edu_{row}")] = _slugs(places[:, column])
    return frame


def _direction(joint: IntArray, leaning: str) -> FloatArray:
    middle = np.where(joint == UNANSWERED, 20.0, 12.5 + 25.0 * joint)
    weights = np.array([1.0, 0.0, -1.0]) if leaning == "young" else np.array([-1.0, -1.0, 0.0, 0.5, 2.0])
    direction: FloatArray = middle @ weights
    return direction


def _slugs(values: IntArray) -> list[str | None]:
    return [None if value == UNANSWERED else BRACKETS[value] for value in values]


def _leaning(sectors: pd.Series, offsets: dict[str, float], generator: np.random.Generator) -> FloatArray:
    offset = sectors.map(offsets).astype(float).fillna(0.0).to_numpy()
    leaning: FloatArray = offset + generator.standard_normal(len(sectors))
    return leaning


def _brackets(fit: ShareFit, score: FloatArray, generator: np.random.Generator) -> list[str | None]:
    answered = np.sort(generator.permutation(len(score))[: fit.base])
    values = np.full(len(score), UNANSWERED, dtype=np.int64)
    values[answered[np.argsort(score[answered], kind="stable")]] = np.repeat(np.arange(4), fit.counts)
    return _slugs(values)


def _joint_brackets(setting: Setting, fits: list[ShareFit], *, block: str) -> IntArray:
    """Return one row of brackets per registered firm that can add up to 100 %, with all printed counts."""
    firms = int(setting.registered.sum())
    cells = np.array(
        [cell for cell in product(range(UNANSWERED + 1), repeat=len(fits)) if _can_be_whole(cell)]
    )
    margins = [np.array([*fit.counts, firms - fit.base], dtype=np.int64) for fit in fits]
    expected = np.ones(len(cells))
    for _ in range(100):
        for column, margin in enumerate(margins):
            now = np.bincount(cells[:, column], weights=expected, minlength=UNANSWERED + 1)
            expected *= np.divide(margin, now, out=np.zeros_like(now), where=now > 0)[cells[:, column]]
    conditions = Conditions(len(cells))
    for column, margin in enumerate(margins):
        for bracket, count in enumerate(margin):
            row = (cells[:, column] == bracket).astype(np.int64)
            conditions.add(f"{block}/{column}/{bracket}", row, low=int(count), high=int(count))
    generator = setting.stream(f"{block}/joint")
    start = generator.multinomial(firms, expected / expected.sum())
    allowed: NDArray[np.bool_] = expected > 1e-9
    counts = nearest_table(start, conditions, allowed=allowed, generator=generator, block=block)
    return np.repeat(cells, counts, axis=0)


def _can_be_whole(cell: tuple[int, ...]) -> bool:
    low = sum(0 if bracket == UNANSWERED else LOWEST[bracket] for bracket in cell)
    high = sum(100 if bracket == UNANSWERED else HIGHEST[bracket] for bracket in cell)
    return low <= 100 <= high

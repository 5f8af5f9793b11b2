"""Tables of partners × ordered scores: outcomes (table 15) and grades (table 25)."""

from __future__ import annotations

import numpy as np

from dianalysis.published.figures import sums_of_mean
from dianalysis.published.reconstruct.fitting import Grouping, Tilt, balance_sums, draw_rows, fit_table
from dianalysis.published.reconstruct.programme import Conditions, IntArray, nearest_table
from dianalysis.published.reconstruct.setting import Setting

GRADES = np.arange(1, 11)


def solve_scores(
    setting: Setting,
    *,
    block: str,
    scores: IntArray,
    national: IntArray,
    bounds: IntArray,
    printed_mean: IntArray,
) -> IntArray:
    """Find firms per partner and score with the national counts and each partner's sum in its bounds.

    Parameters
    ----------
    setting
        The ground of the draw.
    block
        Name of the block: its random stream and its name in messages.
    scores
        The score of each column.
    national
        Firms per score over all partners.
    bounds
        2 × partners: smallest and largest sum of scores.
    printed_mean
        Per partner 1 where the mean is printed, 0 where the bounds only follow from other printed means.

    Returns
    -------
    Partners × scores.
    """
    shape = (len(setting.partners), len(scores))
    generator = setting.stream(block)
    known = printed_mean.astype(bool)
    goal = np.full(shape[0], np.nan)
    total = int(national @ scores) if known.all() else int(bounds[:, known].sum() // 2)
    goal[known] = balance_sums(bounds[0, known], bounds[1, known], total)
    expected = fit_table(
        np.ones(shape),
        sizes=setting.complete,
        groupings=(Grouping(np.arange(shape[1]), national.astype(float)),),
        tilts=(Tilt(scores.astype(float), goal),),
    )
    start = draw_rows(expected, sizes=setting.complete, generator=generator)
    conditions = score_conditions(setting, scores=scores, national=national, bounds=bounds, block=block)
    allowed = np.tile(national > 0, shape[0])
    cells = nearest_table(start.reshape(-1), conditions, allowed=allowed, generator=generator, block=block)
    return cells.reshape(shape)


def score_conditions(
    setting: Setting, *, scores: IntArray, national: IntArray, bounds: IntArray, block: str
) -> Conditions:
    """Write row sizes, national counts and bounds on partner sums as rows over partners × scores.

    Parameters
    ----------
    setting
        The ground of the draw.
    scores, national, bounds, block
        As in `solve_scores`.
    """
    shape = (len(setting.partners), len(scores))
    conditions = Conditions(shape[0] * shape[1])
    for place, partner in enumerate(setting.partners):
        row = np.zeros(shape, dtype=np.int64)
        row[place] = 1
        conditions.add(f"T1/{partner}", row, low=setting.complete[place], high=setting.complete[place])
        conditions.add(f"{block}/P{partner}.2", row * scores, low=bounds[0, place], high=bounds[1, place])
    for column, count in enumerate(national):
        row = np.zeros(shape, dtype=np.int64)
        row[:, column] = 1
        conditions.add(f"{block}/{scores[column]}", row, low=count, high=count)
    return conditions


def outcome_bounds(setting: Setting, outcome: str) -> tuple[IntArray, IntArray]:
    """Return bounds on each partner's sum for one outcome, and where they stem from a printed mean.

    The profiles print the outcomes with the highest means. An outcome that is not printed therefore has a
    mean below the lowest printed one (at its printed precision).
    """
    bounds = np.zeros((2, len(setting.partners)), dtype=np.int64)
    known = np.zeros(len(setting.partners), dtype=np.int64)
    for place, (partner, size) in enumerate(zip(setting.partners, setting.complete, strict=True)):
        table = f"P{partner}.2"
        printed = {
            row: setting.printed.text(table, row, "opbrengst", "mean") for row in setting.printed.rows(table)
        }
        means = {row: text for row, text in printed.items() if text is not None}
        if outcome in means:
            bounds[:, place] = sums_of_mean(means[outcome], int(size))
            known[place] = 1
        else:
            lowest = min(
                (sums_of_mean(text, int(size))[0] for text in means.values()), default=5 * int(size) + 1
            )
            bounds[:, place] = (int(size), lowest - 1)
    return bounds, known


def solve_outcome(setting: Setting, outcome: str) -> IntArray:
    """Return firms per partner × score 1–5 for one outcome of table 15."""
    scores = np.arange(1, 6)
    national = np.array(
        [setting.printed.count("T15", outcome, str(score)) for score in scores], dtype=np.int64
    )
    bounds, known = outcome_bounds(setting, outcome)
    return solve_scores(
        setting, block=f"T15/{outcome}", scores=scores, national=national, bounds=bounds, printed_mean=known
    )


def grade_margins(setting: Setting) -> tuple[IntArray, IntArray, IntArray]:
    """Return firms per grade, bounds on each partner's sum of grades, and where its mean is printed."""
    national = np.array(
        [setting.printed.count("T25", str(score), "bedrijven") or 0 for score in GRADES], dtype=np.int64
    )
    bounds = np.zeros((2, len(setting.partners)), dtype=np.int64)
    known = np.zeros(len(setting.partners), dtype=np.int64)
    for place, (partner, size) in enumerate(zip(setting.partners, setting.complete, strict=True)):
        mean = setting.printed.text(f"P{partner}.2", "kwaliteit_ondersteuning", "cijfer", "mean")
        known[place] = mean is not None
        bounds[:, place] = sums_of_mean(mean, int(size)) if mean is not None else (int(size), 10 * int(size))
    return national, bounds, known


def solve_grades(setting: Setting) -> IntArray:
    """Return firms per partner × grade 1–10 (table 25 and the grade means of the profiles)."""
    national, bounds, known = grade_margins(setting)
    return solve_scores(
        setting, block="T25", scores=GRADES, national=national, bounds=bounds, printed_mean=known
    )

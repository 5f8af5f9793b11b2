"""Bounds of scores by partner: the eight outcomes together, and the grade."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dianalysis.published.bounds.naming import against_others, averaged, of_partner
from dianalysis.published.bounds.programme import Block, Target
from dianalysis.published.figures import sums_of_mean
from dianalysis.published.reconstruct.programme import Conditions, IntArray
from dianalysis.published.reconstruct.ratings import grade_margins, score_conditions
from dianalysis.published.reconstruct.setting import Setting

SCORES = np.arange(1, 6)
GRADES = np.arange(1, 11)
WAVE = {"wave": "monitor_3"}
TOP_TWO = 4


def outcome_block(setting: Setting) -> Block:
    """Return the block of table 15 and the outcome means of the profiles.

    A profile prints the outcomes with the highest means, so the mean of an outcome that is not printed is at
    most that of each printed one. That ties the outcomes of a partner together.
    """
    outcomes = tuple(str(name) for name in setting.codebook.outcomes["outcome"])
    shape = (len(setting.partners), len(outcomes), SCORES.size)
    conditions = Conditions(int(np.prod(shape)))
    national = np.array(
        [[setting.printed.count("T15", name, str(score)) for score in SCORES] for name in outcomes]
    )
    for place, size in enumerate(setting.complete.tolist()):
        for item, name in enumerate(outcomes):
            _add(
                conditions,
                shape,
                (place, item),
                np.ones(5, dtype=np.int64),
                f"T1/{place}/{name}",
                (size, size),
            )
        _add_profile(conditions, shape, setting, (place, outcomes))
    for item, name in enumerate(outcomes):
        for column, score in enumerate(SCORES):
            row = np.zeros(shape, dtype=np.int64)
            row[:, item, column] = 1
            count = int(national[item, column])
            conditions.add(f"T15/{name}/{score}", row, low=count, high=count)
    targets = tuple(_outcome_targets(setting, outcomes, national @ SCORES))
    return Block("outcomes", conditions, np.ones(conditions.size, dtype=bool), targets)


def _add(
    conditions: Conditions, shape: tuple[int, ...], place: tuple[int, int], weights: IntArray, name: str,
    limits: tuple[int, int],
) -> None:  # fmt: skip
    row = np.zeros(shape, dtype=np.int64)
    row[place] = weights
    conditions.add(name, row, low=limits[0], high=limits[1])


def _add_profile(
    conditions: Conditions, shape: tuple[int, ...], setting: Setting, where: tuple[int, tuple[str, ...]]
) -> None:
    """Add the printed means of one partner, and that no other outcome has a higher one."""
    place, outcomes = where
    size, table = int(setting.complete[place]), f"P{setting.partners[place]}.2"
    means = {name: setting.printed.text(table, name, "opbrengst", "mean") for name in outcomes}
    printed = [item for item, name in enumerate(outcomes) if means[name] is not None]
    for item in printed:
        limits = sums_of_mean(str(means[outcomes[item]]), size)
        _add(conditions, shape, (place, item), SCORES, f"{table}/{outcomes[item]}", limits)
        for other in set(range(len(outcomes))) - set(printed):
            row = np.zeros(shape, dtype=np.int64)
            row[place, item], row[place, other] = SCORES, -SCORES
            name = f"{table}/{outcomes[other]} at most {outcomes[item]}"
            conditions.add(name, row, low=0, high=4 * size)


def _outcome_targets(setting: Setting, outcomes: tuple[str, ...], totals: IntArray) -> Iterator[Target]:
    shape = (len(setting.partners), len(outcomes), SCORES.size)
    everyone = int(setting.complete.sum())
    for place, (partner, size) in enumerate(zip(setting.partners, setting.complete.tolist(), strict=True)):
        for item, name in enumerate(outcomes):
            naming = {"term": name, **WAVE, **of_partner(partner)}
            total = int(totals[item])
            away = against_others(
                f"outcome_{name}", partner, size=size, total=total, everyone=everyone
            )  # fmt: skip
            for weights, readings in (
                (SCORES, (averaged("outcome_mean", size, **naming), away)),
                (SCORES >= TOP_TWO, (averaged("outcome_top_two_share", size, **naming),)),
            ):
                coefficients = np.zeros(shape)
                coefficients[place, item] = weights
                yield Target(coefficients.reshape(-1), readings)


def grade_block(setting: Setting) -> Block:
    """Return the block of table 25 and the mean grades of the profiles."""
    national, bounds, _ = grade_margins(setting)
    conditions = score_conditions(setting, scores=GRADES, national=national, bounds=bounds, block="T25")
    everyone, total = int(setting.complete.sum()), int(national @ GRADES)
    targets = []
    for place, (partner, size) in enumerate(zip(setting.partners, setting.complete.tolist(), strict=True)):
        naming = {**WAVE, **of_partner(partner)}
        away = against_others("grade", partner, size=size, total=total, everyone=everyone)
        for weights, readings in (
            (GRADES, (averaged("grade_mean", size, **naming), away)),
            (GRADES >= 7, (averaged("grade_7_or_more_share", size, **naming),)),
            (GRADES >= 8, (averaged("grade_8_or_more_share", size, **naming),)),
        ):
            coefficients = np.zeros((len(setting.partners), GRADES.size))
            coefficients[place] = weights
            targets.append(Target(coefficients.reshape(-1), readings))
    return Block("grade", conditions, np.tile(national > 0, len(setting.partners)), tuple(targets))

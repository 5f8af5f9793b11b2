"""The 28 self-employed: tables 26, 27 and 30 to 33."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dianalysis.published.figures import sums_of_mean
from dianalysis.published.reconstruct.association import hand_out
from dianalysis.published.reconstruct.fitting import Grouping, fit_table
from dianalysis.published.reconstruct.programme import Conditions, FloatArray, IntArray, nearest_table
from dianalysis.published.reconstruct.registration import random_days
from dianalysis.published.reconstruct.setting import Setting
from dianalysis.published.reconstruct.typology import CELLS, END, START, step_counts
from dianalysis.published.slugs import GROWTH_ROWS, SATISFACTION, SCORES, STEPS

INDICATORS = ("leefstijl", "werkdruk_stress", "training", "coaching")


def solve_self_employed(setting: Setting) -> pd.DataFrame:
    """Make the self-employed persons that reproduce tables 26, 27 and 30 to 33.

    Parameters
    ----------
    setting
        The ground of the draw.

    Returns
    -------
    One row per person with the variables of the self-employed form; None where no answer was given.
    """
    frame = _frame(setting)
    latent = setting.stream("self_employed/latent").standard_normal(len(frame))
    cells = _hand(
        setting, solve_self_typology(setting), latent, "growth", order=np.lexsort((START, END - START))
    )
    frame["typology_start"] = [STEPS[START[cell] - 1] for cell in cells]
    frame["typology_end"] = [STEPS[END[cell] - 1] for cell in cells]
    _add_indicators(frame, setting)
    outcomes = setting.codebook.outcomes
    for outcome in outcomes.loc[outcomes["self_employed"] == "yes", "outcome"]:
        frame[f"outcome_{outcome}"] = _scores(
            setting, outcome_counts(setting, str(outcome)), latent, f"T30/{outcome}"
        )
    conditions = setting.codebook.conditions
    for condition in conditions.loc[conditions["self_employed"] == "yes", "condition"]:
        counts = np.array([setting.printed.count("T33", str(condition), score) for score in SCORES])
        frame[f"condition_{condition}"] = _scores(
            setting, counts, latent, f"T33/{condition}", kind="conditions"
        )
    levels = np.array([setting.printed.count("T32", level, "bedrijven") for level in SATISFACTION])
    frame["satisfaction"] = [SATISFACTION[level] for level in _hand(setting, levels, latent, "satisfaction")]
    grades = np.array([setting.printed.count("T31", str(grade), "bedrijven") for grade in range(1, 11)])
    frame["grade"] = 1 + _hand(setting, grades, latent, "grade")
    return frame


def _frame(setting: Setting) -> pd.DataFrame:
    generator = setting.stream("self_employed/frame", per_draw=False)
    calendar: dict[str, Any] = setting.assumptions["calendar"]
    partners = setting.assumptions["self_employed"]["partners"]
    names = [partner for partner, count in partners.items() for _ in range(int(count))]
    after_days = calendar["monitor_1_after_days"]
    after = pd.to_timedelta(generator.integers(after_days[0], after_days[1], len(names)), unit="D")
    begun = random_days(calendar["registration"], generator.random(len(names))) + after
    ended = random_days(calendar["monitor_3"], generator.random(len(names)))
    frame = pd.DataFrame(
        {"firm_id": [f"Z{number:04d}" for number in range(1, len(names) + 1)], "partner": names}
    )
    team = {partner: f"A{900 + number:03d}" for number, partner in enumerate(partners, start=1)}
    frame["adviser_id"] = frame["partner"].map(team)
    frame["monitor_1_date"], frame["monitor_3_date"] = begun.astype("M8[us]"), ended.astype("M8[us]")
    return frame


def self_typology_conditions(setting: Setting) -> tuple[Conditions, dict[int, int]]:
    """Write tables 26 and 27 as rows over the 49 start × end cells; also return the printed growth."""
    growth = {GROWTH_ROWS[row]: setting.printed.count("T27", row, "groei") or 0 for row in GROWTH_ROWS}
    conditions = Conditions(CELLS)
    for wave, steps in (("monitor_1", START), ("monitor_3", END)):
        for step, count in enumerate(step_counts(setting.printed, table="T26", wave=wave), start=1):
            member = (steps == step).astype(np.int64)
            conditions.add(f"T26/{STEPS[step - 1]}/{wave}", member, low=int(count), high=int(count))
    for step, count in growth.items():
        conditions.add(f"T27/{step}", np.equal(END - START, step).astype(np.int64), low=count, high=count)
    return conditions, growth


def solve_self_typology(setting: Setting) -> IntArray:
    """Return persons per start × end cell."""
    conditions, growth = self_typology_conditions(setting)
    steps = [step for step, count in growth.items() if count]
    allowed = np.isin(END - START, steps)
    totals = [
        step_counts(setting.printed, table="T26", wave=wave).astype(float)
        for wave in ("monitor_1", "monitor_3")
    ]
    size = np.array([int(totals[0].sum())])
    expected = fit_table(
        allowed[None, :].astype(float),
        sizes=size,
        groupings=(Grouping(START - 1, totals[0]), Grouping(END - 1, totals[1])),
    )
    generator = setting.stream("T26")
    start = generator.multinomial(int(size[0]), expected[0] / expected[0].sum())
    return nearest_table(start, conditions, allowed=allowed, generator=generator, block="T26")


def outcome_counts(setting: Setting, outcome: str) -> IntArray:
    """Return persons per score of an outcome; where the counts are lost, a table that fits what is known."""
    counts = [setting.printed.count("T30", outcome, score) for score in SCORES]
    if all(count is not None for count in counts):
        return np.array(counts, dtype=np.int64)
    known = setting.assumptions["self_employed"]["lost_outcome"]
    size = setting.printed.count("T26", "totaal", "monitor_1") or 0
    scores = np.arange(1, 6)
    low, high = sums_of_mean(known["mean"], size)
    conditions = Conditions(len(scores))
    conditions.add("base", np.ones(5, dtype=np.int64), low=size, high=size)
    conditions.add("mean", scores, low=low, high=high)
    first = int(known["firms_with_score_1"])
    conditions.add("score 1", (scores == 1).astype(np.int64), low=first, high=first)
    generator = setting.stream(f"T30/{outcome}/counts")
    start = generator.multinomial(size, np.array([0.04, 0.11, 0.25, 0.4, 0.2]))
    return nearest_table(start, conditions, allowed=np.ones(5, dtype=bool), generator=generator, block="T30")


def _hand(
    setting: Setting, counts: IntArray, latent: FloatArray, kind: str, *, order: IntArray | None = None
) -> IntArray:
    places = np.arange(len(counts)) if order is None else order
    generator = setting.stream(f"self_employed/{kind}")
    given = hand_out(counts[places], latent=latent, loading=setting.loading(kind), generator=generator)
    result: IntArray = places[given]
    return result


def _scores(
    setting: Setting, counts: IntArray, latent: FloatArray, block: str, *, kind: str = "outcomes"
) -> list[int | None]:
    generator = setting.stream(f"self_employed/{block}")
    answered = np.sort(generator.permutation(len(latent))[: int(counts.sum())])
    given = hand_out(counts, latent=latent[answered], loading=setting.loading(kind), generator=generator)
    values: list[int | None] = [None] * len(latent)
    for person, value in zip(answered, given, strict=True):
        values[person] = int(value) + 1
    return values


def _add_indicators(frame: pd.DataFrame, setting: Setting) -> None:
    generator = setting.stream("self_employed/indicators")
    chance = float(setting.assumptions["self_employed"]["chance_of_indicator"])
    worked = generator.random((len(frame), len(INDICATORS))) < chance
    empty = np.flatnonzero(~worked.any(axis=1))
    worked[empty, generator.integers(0, len(INDICATORS), len(empty))] = True
    for column, indicator in enumerate(INDICATORS):
        frame[f"indicator_{indicator}"] = np.where(worked[:, column], "ja", "nee").astype(object)

"""Bounds of what depends on who went from which type to which: partners × start × end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dianalysis.published.bounds.naming import TOTAL, against_others, averaged, counted, named, of_partner
from dianalysis.published.bounds.programme import Block, Reading, Target
from dianalysis.published.reconstruct.programme import FloatArray, IntArray
from dianalysis.published.reconstruct.setting import Setting
from dianalysis.published.reconstruct.typology import (
    CELLS,
    END,
    START,
    allowed_cells,
    growth_counts,
    step_counts,
    typology_conditions,
)
from dianalysis.published.slugs import GROWTH_ROWS, STEPS

Weights: TypeAlias = FloatArray | IntArray | NDArray[np.bool_]
NAME = "typology"
GROWTH = END - START
WAVES = {"monitor_1": ("typology_start", START), "monitor_3": ("typology_end", END)}
DIRECTIONS = {"achteruitgang": -1, "stabiel": 0, "vooruitgang": 1}
SENSITIVITY = {"wave": "change", "contrast": "sensitivity"}
SCALE = 1000.0  # keeps the solver's absolute tolerance far below the differences between tables


def typology_block(setting: Setting, *, start_error: Sequence[float]) -> Block:
    """Return the block of tables 6 and 7 and the profile means of start and end.

    Parameters
    ----------
    setting
        Settled figures.
    start_error
        Shares of start ratings that may be one step too low (data/plan/study.yaml).
    """
    partners = setting.partners
    conditions = typology_conditions(setting.printed, partners=partners, sizes=setting.complete)
    targets = [*_partners(setting), *_national(setting), *_sensitivity(setting, start_error)]
    allowed = allowed_cells(setting.printed, partners=len(partners))
    return Block(NAME, conditions, allowed, tuple(targets))


def _partners(setting: Setting) -> Iterator[Target]:
    everyone = int(setting.complete.sum())
    totals = {
        wave: int(step_counts(setting.printed, table="T6", wave=wave) @ np.arange(1, 8)) for wave in WAVES
    }
    risen = sum(count for step, count in growth_counts(setting.printed).items() if step > 0)
    for place, (partner, size) in enumerate(zip(setting.partners, setting.complete.tolist(), strict=True)):
        group, shape = of_partner(partner), (len(setting.partners), place)
        for wave, (name, steps) in WAVES.items():
            yield from _counts(shape, "typology", dict(zip(STEPS, range(1, 8), strict=True)), steps, size,
                               {"wave": wave, **group})  # fmt: skip
            away = against_others(name, partner, size=size, total=totals[wave], everyone=everyone)
            yield _own(shape, steps, averaged("typology_mean", size, wave=wave, **group), away)
        yield from _counts(shape, "growth", GROWTH_ROWS, GROWTH, size, {"wave": "change", **group})
        grown = totals["monitor_3"] - totals["monitor_1"]
        yield _own(
            shape,
            GROWTH,
            Reading(named("growth_total", wave="change", **group)),
            averaged("growth_mean", size, wave="change", **group),
            against_others("growth", partner, size=size, total=grown, everyone=everyone),
        )
        away = against_others("improved", partner, size=size, total=risen, everyone=everyone)
        yield _own(shape, GROWTH > 0, averaged("improved_share", size, wave="change", **group), away)


def _counts(
    shape: tuple[int, int], stem: str, terms: dict[str, int], values: IntArray, size: int,
    naming: dict[str, str],
) -> Iterator[Target]:  # fmt: skip
    """Give the count of each category among one partner's companies, and their number."""
    for term, value in terms.items():
        yield _own(shape, values == value, *counted(stem, size, term=term, **naming))
    yield _own(shape, np.ones(CELLS), *counted(stem, size, term=TOTAL, **naming))


def _own(shape: tuple[int, int], weights: Weights, *readings: Reading) -> Target:
    coefficients = np.zeros((shape[0], CELLS))
    coefficients[shape[1]] = weights
    return Target(coefficients.reshape(-1), readings)


def _national(setting: Setting) -> Iterator[Target]:
    sizes = step_counts(setting.printed, table="T6", wave="monitor_1").tolist()
    everyone = int(setting.complete.sum())
    for i, start in enumerate(STEPS):
        if not sizes[i]:
            continue  # nobody began there, so nothing is a share of them
        own = i + 1 == START
        for j, end in enumerate(STEPS):
            readings = counted("transition", sizes[i], wave="change", term=f"{start}_to_{end}")
            yield _all(setting, own & np.equal(END, j + 1), *readings)
        group = {"group_name": "typology_start", "group_level": start}
        yield _all(
            setting, np.where(own, GROWTH, 0), averaged("growth_by_start", sizes[i], wave="change", **group)
        )
    for term, sign in DIRECTIONS.items():
        yield _all(
            setting, np.sign(GROWTH) == sign, *counted("direction", everyone, wave="change", term=term)
        )


def _all(setting: Setting, weights: Weights, *readings: Reading) -> Target:
    return Target(np.tile(np.asarray(weights, dtype=np.float64), len(setting.partners)), readings)


def _sensitivity(setting: Setting, start_error: Sequence[float]) -> Iterator[Target]:
    sizes, everyone = setting.complete, int(setting.complete.sum())
    high = step_counts(setting.printed, table="T6", wave="monitor_1")
    largest = np.array(setting.partners) == max(
        sorted(setting.partners), key=lambda name: int(sizes[setting.partners.index(name)])
    )
    ones = np.ones(len(sizes))
    masks = {
        "excluding_d": np.outer(ones, START < 7) / (everyone - int(high[6:].sum())),
        "excluding_cd_d": np.outer(ones, START < 6) / (everyone - int(high[5:].sum())),
        "without_largest_partner": np.outer(~largest, np.ones(CELLS)) / int(sizes[~largest].sum()),
        "equal_partners": np.outer(1 / sizes / len(sizes), np.ones(CELLS)),
    }
    for measure, values in (("growth_mean", GROWTH), ("net_improvement", np.sign(GROWTH))):
        for term, weights in masks.items():
            yield _scaled(weights * values, named(measure, term=term, **SENSITIVITY))
    corrected = np.sign(GROWTH - (START < 7))
    for share in start_error:
        expected = (1 - share) * np.sign(GROWTH) + share * corrected
        term = f"start_error_{round(100 * share)}"
        yield _scaled(np.outer(ones, expected) / everyone, named("net_improvement", term=term, **SENSITIVITY))


def _scaled(weights: FloatArray, naming: dict[str, str]) -> Target:
    """Return a target whose weights are fractions: enlarged for the solver, and read back."""
    factor = SCALE / np.abs(weights[weights != 0]).max()
    return Target((factor * weights).reshape(-1), (Reading(naming, slope=float(1 / factor)),))

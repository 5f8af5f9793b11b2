"""Bounds of answers by partner: satisfaction (tables 23 and 24) and the intention to go on (table 16)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dianalysis.published.bounds.naming import TOTAL, averaged, counted, of_partner
from dianalysis.published.bounds.programme import Block, Target
from dianalysis.published.figures import counts_of_share
from dianalysis.published.reconstruct.programme import Conditions, IntArray
from dianalysis.published.reconstruct.satisfaction import ENOUGH
from dianalysis.published.reconstruct.setting import Setting
from dianalysis.published.slugs import SATISFACTION

WAVE = {"wave": "monitor_3"}
FOLLOWUP = ("ja", "nee")


def satisfaction_block(setting: Setting) -> Block:
    """Return the block of tables 23 and 24 and the two statements of the text about partners.

    The last cell of each partner is 1 where at least 80 % of its companies chose C or D: the text says for
    how many partners that holds.
    """
    shape = (len(setting.partners), len(SATISFACTION) + 1)
    conditions = Conditions(shape[0] * shape[1])
    text = setting.assumptions["text"]
    for place, (partner, size) in enumerate(zip(setting.partners, setting.complete.tolist(), strict=True)):
        _row(conditions, shape, f"T1/{partner}", {(place, k): 1 for k in range(4)}, (size, size))
        for k, (low, high) in enumerate(_printed_shares(setting, partner, size)):
            _row(conditions, shape, f"T24/{SATISFACTION[k]}/{partner}", {(place, k): 1}, (low, high))
        if partner == text["all_in_highest_category"]:
            _row(conditions, shape, f"text/highest/{partner}", {(place, 3): 1}, (size, size))
        content, edge = {(place, 2): 100, (place, 3): 100}, ENOUGH * size
        most = (100 * size, (100 - ENOUGH) * size + 1)
        _row(conditions, shape, f"text/one/{partner}", {(place, 4): 1}, (0, 1))
        _row(conditions, shape, f"text/reached/{partner}", {**content, (place, 4): -edge}, (0, most[0]))
        _row(
            conditions,
            shape,
            f"text/missed/{partner}",
            {**content, (place, 4): -most[1]},
            (-most[1], edge - 1),
        )
    for k, category in enumerate(SATISFACTION):
        count = setting.printed.count("T23", category, "bedrijven") or 0
        _row(conditions, shape, f"T23/{category}", {(p, k): 1 for p in range(shape[0])}, (count, count))
    reached = int(text["partners_with_80_percent_c_or_d"])
    _row(conditions, shape, "text/80", {(p, 4): 1 for p in range(shape[0])}, (reached, reached))
    targets = tuple(_satisfaction_targets(setting, shape))
    return Block("satisfaction", conditions, np.ones(conditions.size, dtype=bool), targets)


def _row(
    conditions: Conditions, shape: tuple[int, int], name: str, cells: dict[tuple[int, int], int],
    limits: tuple[int, int],
) -> None:  # fmt: skip
    row = np.zeros(shape, dtype=np.int64)
    for place, weight in cells.items():
        row[place] = weight
    conditions.add(name, row, low=limits[0], high=limits[1])


def _printed_shares(setting: Setting, partner: str, size: int) -> Iterator[tuple[int, int]]:
    """Give the lowest and highest count of each category that is printed as its share is."""
    for category in SATISFACTION:
        share = setting.printed.text("T24", category, partner, "pct")
        options = range(size + 1) if share is None else counts_of_share(share, size)
        yield (min(options), max(options)) if len(options) else (1, 0)


def _satisfaction_targets(setting: Setting, shape: tuple[int, int]) -> Iterator[Target]:
    for place, (partner, size) in enumerate(zip(setting.partners, setting.complete.tolist(), strict=True)):
        naming = {**WAVE, **of_partner(partner)}
        readings = [counted("satisfaction", size, term=category, **naming) for category in SATISFACTION]
        choices = [(np.eye(5)[k], reading) for k, reading in enumerate(readings)]
        choices.append((np.array([1, 1, 1, 1, 0]), counted("satisfaction", size, term=TOTAL, **naming)))
        content = averaged("satisfied_share", size, **naming)
        choices.append((np.array([0, 0, 1, 1, 0]), (content,)))
        for weights, reading in choices:
            coefficients = np.zeros(shape)
            coefficients[place] = weights
            yield Target(coefficients.reshape(-1), tuple(reading))


def followup_block(setting: Setting) -> Block:
    """Return the block of the intention to go on: printed for all companies together, who all answered."""
    shape = (len(setting.partners), len(FOLLOWUP))
    conditions = Conditions(shape[0] * shape[1])
    targets = []
    for place, (partner, size) in enumerate(zip(setting.partners, setting.complete.tolist(), strict=True)):
        _row(conditions, shape, f"T1/{partner}", {(place, 0): 1, (place, 1): 1}, (size, size))
        coefficients: IntArray = np.zeros(shape, dtype=np.int64)
        coefficients[place, 0] = 1
        readings = counted("followup", size, term="ja", **WAVE, **of_partner(partner))
        targets.append(Target(coefficients.reshape(-1).astype(np.float64), readings))
    for column, answer in enumerate(FOLLOWUP):
        count = setting.printed.count("T16", answer, "vervolg") or 0
        cells = {(place, column): 1 for place in range(shape[0])}
        _row(conditions, shape, f"T16/{answer}", cells, (count, count))
    return Block("followup", conditions, np.ones(conditions.size, dtype=bool), tuple(targets))

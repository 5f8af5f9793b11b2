"""Bounds of what companies worked on: aspects together, how many of them, and indicators by partner."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np

from dianalysis.published.bounds.naming import against_others, averaged, counted, named, of_partner
from dianalysis.published.bounds.programme import Block, Reading, Target
from dianalysis.published.reconstruct.programme import Conditions, IntArray
from dianalysis.published.reconstruct.setting import Setting

ASPECT_WAVE = {"wave": "monitor_2"}
INDICATOR_WAVE = {"wave": "monitor_3"}


def aspect_block(setting: Setting) -> Block:
    """Return the block of aspects: partners × the sets of aspects a company can have, none included.

    The profiles print how many companies of each partner worked on each aspect; nothing printed ties two
    aspects together, or says that a company worked on any.
    """
    aspects = tuple(str(name) for name in setting.codebook.aspects["aspect"])
    sets = np.array(list(itertools.product((0, 1), repeat=len(aspects))), dtype=np.int64)
    counts = aspect_counts(setting)
    shape = (len(setting.partners), len(sets))
    conditions = Conditions(shape[0] * shape[1])
    for place, (partner, size) in enumerate(zip(setting.partners, setting.complete.tolist(), strict=True)):
        row = np.zeros(shape, dtype=np.int64)
        row[place] = 1
        conditions.add(f"T1/{partner}", row, low=size, high=size)
        for item, aspect in enumerate(aspects):
            count, row = int(counts[place, item]), np.zeros(shape, dtype=np.int64)
            row[place] = sets[:, item]
            conditions.add(f"P{partner}.3/{aspect}", row, low=count, high=count)
    targets = tuple(_aspect_targets(setting, aspects, sets, counts.sum(axis=0)))
    return Block("aspects", conditions, np.ones(conditions.size, dtype=bool), targets)


def aspect_counts(setting: Setting) -> IntArray:
    """Return companies by partner (rows) and aspect (columns), from the third profile tables."""
    return np.array(
        [
            [setting.printed.count(f"P{p}.3", a, "aandacht") or 0 for a in setting.codebook.aspects["aspect"]]
            for p in setting.partners
        ],
        dtype=np.int64,
    )


def _aspect_targets(
    setting: Setting, aspects: tuple[str, ...], sets: IntArray, totals: IntArray
) -> Iterator[Target]:
    everyone, partners = int(setting.complete.sum()), len(setting.partners)
    number = sets.sum(axis=1)
    for k in range(len(aspects) + 1):
        readings = counted("n_aspects", everyone, term=str(k), **ASPECT_WAVE)
        yield Target(np.tile((number == k).astype(np.float64), partners), readings)
    for i, j in itertools.combinations(range(len(aspects)), 2):
        naming = {"term": f"{aspects[i]}+{aspects[j]}", **ASPECT_WAVE}
        readings = counted("aspect_pair", everyone, **naming)
        phi = _phi(int(totals[i]), int(totals[j]), everyone, naming)
        both = (sets[:, i] * sets[:, j]).astype(np.float64)
        yield Target(np.tile(both, partners), (*readings, phi) if phi else readings)


def _phi(first: int, second: int, everyone: int, naming: dict[str, str]) -> Reading | None:
    """Return phi as a line in the number that did both: the four margins are printed."""
    spread = math.sqrt(first * second * (everyone - first) * (everyone - second))
    if not spread:
        return None
    return Reading(named("aspect_phi", **naming), slope=everyone / spread, shift=-first * second / spread)


def indicator_block(setting: Setting) -> Block:
    """Return the block of indicators: partners × indicators, companies that worked on each.

    An indicator belongs to one aspect: of a partner no more companies worked on it than on that aspect.
    Tables 17 to 21 print its companies over all partners.
    """
    indicators = setting.codebook.indicators
    names = tuple(str(name) for name in indicators["indicator"])
    order = [str(name) for name in setting.codebook.aspects["aspect"]]
    most = aspect_counts(setting)[:, [order.index(str(aspect)) for aspect in indicators["aspect"]]]
    totals = np.array(
        [
            setting.printed.count(str(table), name, "totaal", "N") or 0
            for table, name in zip(indicators["table"], names, strict=True)
        ]
    )
    conditions = Conditions(most.size)
    for item, name in enumerate(names):
        row = np.zeros(most.shape, dtype=np.int64)
        row[:, item] = 1
        conditions.add(f"{name}/totaal", row, low=totals[item], high=totals[item])
    for place, item in np.ndindex(most.shape):
        row = np.zeros(most.shape, dtype=np.int64)
        row[place, item] = 1
        conditions.add(f"P{setting.partners[place]}.3/{names[item]}", row, low=0, high=int(most[place, item]))
    targets = tuple(_indicator_targets(setting, names, int(totals.sum())))
    return Block("indicators", conditions, (most > 0).reshape(-1), targets)


def _indicator_targets(setting: Setting, names: tuple[str, ...], total: int) -> Iterator[Target]:
    shape, everyone = (len(setting.partners), len(names)), int(setting.complete.sum())
    for place, (partner, size) in enumerate(zip(setting.partners, setting.complete.tolist(), strict=True)):
        group = {**INDICATOR_WAVE, **of_partner(partner)}
        for item, name in enumerate(names):
            coefficients = np.zeros(shape)
            coefficients[place, item] = 1
            yield Target(coefficients.reshape(-1), counted("indicator", size, term=name, **group))
        coefficients = np.zeros(shape)
        coefficients[place] = 1
        away = against_others("n_indicators", partner, size=size, total=total, everyone=everyone)
        yield Target(coefficients.reshape(-1), (averaged("n_indicators_mean", size, **group), away))

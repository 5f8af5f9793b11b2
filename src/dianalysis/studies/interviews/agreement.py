"""How far two coders agree, code by code, before their differences were settled."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from dianalysis.estimation.agreement import krippendorff_alpha, specific_agreement
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.interviews.segments import VALENCES
from dianalysis.studies.interviews.presence import BoolArray, Presence
from dianalysis.studies.rows import TOTAL, Record, Settings, count_row, row

LEAST_ALPHA = 0.67  # Krippendorff (2004): below it no conclusion, not even a tentative one
COUNTS = ("both", "only_1", "only_2")


def agreement_rows(presence: Presence) -> Iterator[Record]:
    """Give alpha with its interval, prevalence and specific agreement of every code, and of valences.

    Alpha of presence is over all segments both coders read; alpha of valence over those both gave the code.
    The row `totaal` takes every segment with every code as a unit, so that common codes weigh most.
    """
    if len(presence.interviews.coders) != 2:
        return
    both = _read_by_both(presence)
    sides = [presence.by(name)[both] for name in presence.interviews.coders]
    values = [_valences(presence, name)[both] for name in presence.interviews.coders]
    units = presence.units.to_numpy()[both]
    places = [(code, slice(k, k + 1)) for k, code in enumerate(presence.codes)]
    for code, place in [*places, (TOTAL, slice(None))]:
        width = sides[0][:, place].shape[1]
        clusters = np.repeat(units, width)
        one, two = (side[:, place].ravel() for side in sides)
        yield from _presence_rows(presence, code, (one, two), clusters)
        table = np.column_stack([side[:, place].ravel() for side in values])
        shared = table[one & two]
        found = _alpha(presence.settings, shared, clusters[one & two])
        yield row("valence_alpha", found, term=code, **presence.naming)
        same = float((shared[:, 0] == shared[:, 1]).sum())
        yield count_row("valence_same_n", same, float(len(shared)), term=code, **presence.naming)


def _presence_rows(
    presence: Presence, code: str, sides: tuple[BoolArray, BoolArray], clusters: np.ndarray
) -> Iterator[Record]:
    one, two = sides
    named = {"term": code, **presence.naming}
    table = np.column_stack(sides).astype(np.float64)
    yield row("agreement_alpha", _alpha(presence.settings, table, clusters), **named)
    n = float(one.size)
    prevalence = Estimate(float((one.sum() + two.sum()) / (2 * n)), n=n, method="mean of both coders")
    yield row("agreement_prevalence", prevalence, **named)
    for measure, value in zip(("positive", "negative"), specific_agreement(one, two), strict=True):
        yield row(f"agreement_{measure}", Estimate(value, n=n, method="specific agreement"), **named)
    counts = dict(zip(COUNTS, (one & two, one & ~two, ~one & two), strict=True))
    for name, found in counts.items():
        yield count_row("agreement_n", float(found.sum()), n, **{**named, "term": f"{code}.{name}"})


def _alpha(settings: Settings, table: FloatArray, clusters: np.ndarray) -> Estimate:
    if not len(table):
        return Estimate(level=settings.conf_level, n=0.0, method="Krippendorff's alpha, nominal")
    return krippendorff_alpha(
        table, metric="nominal", n_resamples=settings.n_resamples, seed=settings.seed,
        conf_level=settings.conf_level, clusters=clusters,
    )  # fmt: skip


def _read_by_both(presence: Presence) -> BoolArray:
    read = presence.interviews.readings
    sets = [set(read.loc[read["coder"] == name, "segment_id"]) for name in presence.interviews.coders]
    names = pd.Series(presence.segments["segment_id"])
    return np.asarray(names.isin(sets[0] & sets[1]), dtype=bool)


def _valences(presence: Presence, coder: str) -> FloatArray:
    """Array (segments, codes): number of the valence a coder gave, NaN without the code."""
    values = np.full(presence.settled.shape, np.nan)
    for number, valence in enumerate(VALENCES):
        values[presence.by(coder, valence)] = number
    return values

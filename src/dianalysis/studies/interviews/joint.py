"""Codes beside the monitor: whose people spoke of something, and how the firms of that partner fared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from dianalysis.estimation.association import kendall_tau, permutation_p_tau
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.multiplicity import adjust_p_values
from dianalysis.studies.instrument import OUTCOMES
from dianalysis.studies.interviews.presence import Presence
from dianalysis.studies.notes import EXPLORATORY
from dianalysis.studies.population import select
from dianalysis.studies.rows import Record, Settings, row

OUTCOMES_OF_PARTNERS = ("growth", "grade")
LEAST_PARTNERS = 5  # partners in which a code must occur for an association
METHOD = "Kendall's tau-b over partners; jackknife over partners; permutation of partners"
ECOLOGICAL = "between partners only: says nothing on companies"
MONITOR = "complete"


def joint_rows(presence: Presence, companies: pd.DataFrame, settings: Settings) -> Iterator[Record]:
    """Give what the firms of each partner reached, and how that goes with what its people spoke of.

    Codes that occur at fewer than `LEAST_PARTNERS` partners have no association.
    """
    shares, names = presence.shares_by_partner()
    means = _means(select(companies, MONITOR), names)
    yield from _partner_rows(means, names)
    p_values = []
    for outcome in OUTCOMES_OF_PARTNERS:
        values = means[outcome].to_numpy(dtype=float)
        for place, code in enumerate(presence.codes):
            if (shares[:, place] > 0).sum() < LEAST_PARTNERS:
                continue
            found = _association(shares[:, place], values, settings)
            named = {"term": f"{code}.{outcome}", "note": ECOLOGICAL, **presence.naming}
            p_values.append(found.p_value)
            yield row("joint_association", found, **named)
    if not np.isnan(p_values).all():
        least = float(np.nanmin(adjust_p_values(p_values, method="holm")))
        smallest = Estimate(least, n=len(p_values), method="Holm over the associations; smallest")
        yield row("joint_smallest_p", smallest, note=EXPLORATORY, **presence.naming)


def _association(shares: FloatArray, values: FloatArray, settings: Settings) -> Estimate:
    known = ~np.isnan(values)
    x, y = shares[known], values[known]
    found = kendall_tau(x, y, np.zeros(x.size), conf_level=settings.conf_level)
    p_value = permutation_p_tau(x, y, n_resamples=settings.n_resamples, seed=settings.seed)
    return replace(found, statistic=np.nan, p_value=p_value, method=METHOD)


def _means(companies: pd.DataFrame, partners: list[str]) -> pd.DataFrame:
    columns = ["growth", "grade", *(f"outcome_{name}" for name in OUTCOMES)]
    numbers = companies[columns].astype("Float64")
    means = numbers.groupby(companies["partner"].astype(str)).mean()
    sizes = companies["partner"].astype(str).value_counts()
    return means.reindex(partners).assign(n=sizes.reindex(partners))


def _partner_rows(means: pd.DataFrame, names: list[str]) -> Iterator[Record]:
    for partner in names:
        one = means.loc[partner]
        if pd.isna(one["n"]):
            continue
        named = {"group_name": "partner", "group_level": partner, "population": MONITOR}
        cell = f"P{partner}.2/{{}}/mean"  # of the table of means in the partner's printed profile
        n = float(one["n"])
        outcomes = one[[f"outcome_{name}" for name in OUTCOMES]].dropna()
        grade = cell.format("kwaliteit_ondersteuning/cijfer")
        yield row("joint_growth", _mean(one["growth"], n), **named)
        yield row("joint_grade", _mean(one["grade"], n), figure=grade, **named)
        if len(outcomes):
            top = str(outcomes.astype(float).idxmax())
            yield row(
                "joint_top_outcome", _mean(outcomes[top], n), term=top.removeprefix("outcome_"), **named
            )


def _mean(value: object, n: float) -> Estimate:
    return Estimate(float("nan") if pd.isna(value) else float(value), n=n, method="mean")  # type: ignore[call-overload, arg-type]

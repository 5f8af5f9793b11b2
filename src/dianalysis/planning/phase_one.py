"""What the planning takes from phase one: outcomes of companies, and what every partner delivered."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dianalysis.estimation.design import estimate_icc
from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.planning.inputs import DAYS_A_MONTH
from dianalysis.studies.population import select
from dianalysis.studies.rows import Record, count_row, row

COLUMNS = (
    "partner",
    "growth",
    "grade",
    "followup",
    "satisfaction",
    "typology_start",
    "sector",
    "registration_date",
    "monitor_3_date",
    "complete",
)
SATISFIED = ("c", "d")
NO_PARTNERS = "fewer than three partners: the spread between partners cannot be estimated"


@dataclass(frozen=True)
class Outcome:
    """One outcome of companies in phase one.

    Parameters
    ----------
    values, clusters
        Value and partner of each company with an answer.
    mean, sd
        Mean, and standard deviation of companies; of a share sqrt(p(1-p)).
    icc
        Intraclass correlation with its interval.
    """

    values: FloatArray
    clusters: np.ndarray
    mean: float
    sd: float
    icc: Estimate


@dataclass(frozen=True)
class PhaseOne:
    """Companies and partners of phase one, as far as the planning needs them.

    Parameters
    ----------
    population, n
        Population of the outcomes and its number of companies with a partner.
    outcomes
        growth (steps), improved (0 or 1) and grade (1 to 10).
    partners
        One line a partner: registered and complete companies.
    followup, satisfied
        Companies with an answer on going on, and on satisfaction: partner and 0 or 1 (C or D).
    growth_given_start
        Growth less the mean growth of companies of the same start type, plus that of all.
    sectors
        Companies by partner (rows) and sector (columns); companies without a sector are left out.
    lead_months
        Months from registration to the last form of each company that filled it in, with its partner.
    """

    population: str
    n: int
    outcomes: Mapping[str, Outcome]
    partners: pd.DataFrame
    followup: pd.DataFrame
    satisfied: pd.DataFrame
    growth_given_start: Outcome
    sectors: pd.DataFrame
    lead_months: pd.DataFrame


def read_phase_one(companies: pd.DataFrame, population: str, *, conf_level: float) -> PhaseOne:
    """Take from the clean table what the planning needs.

    Parameters
    ----------
    companies
        Clean table of companies; those without a partner are left out, they belong to no cluster.
    population
        Population whose outcomes count; partners are counted over all registered companies.
    conf_level
        Level of the interval of the intraclass correlation.
    """
    placed = companies[companies["partner"].notna()].assign(partner=lambda t: t["partner"].astype(str))
    chosen = select(placed, population)
    growth = chosen["growth"].astype("Float64")
    series = {
        "growth": growth,
        "improved": (growth > 0).astype("Float64"),
        "grade": chosen["grade"].astype("Float64"),
    }
    complete = placed["complete"].fillna(False).astype(bool)
    groups = placed.assign(complete=complete).groupby("partner", sort=True)
    counted = pd.DataFrame({"registered": groups["complete"].size(), "complete": groups["complete"].sum()})
    start = growth.groupby(chosen["typology_start"].astype("string")).transform("mean")
    given_start = (growth - start + growth.mean()).astype("Float64")
    return PhaseOne(
        population,
        len(chosen),
        {name: _outcome(values, chosen["partner"], conf_level) for name, values in series.items()},
        counted,
        _yes_no(chosen, "followup", ("ja",), ("nee",)),
        _yes_no(chosen, "satisfaction", SATISFIED, ("a", "b")),
        _outcome(given_start, chosen["partner"], conf_level),
        pd.crosstab(placed["partner"], placed["sector"].astype("string")),
        _lead_months(chosen),
    )


def _outcome(values: pd.Series, partners: pd.Series, conf_level: float) -> Outcome:
    known = values.notna()
    x, clusters = values[known].to_numpy(float), partners[known].to_numpy(dtype=object).astype(str)
    mean = float(x.mean()) if x.size else float("nan")
    sd = float(x.std(ddof=1)) if x.size > 1 else float("nan")
    return Outcome(x, clusters, mean, sd, estimate_icc(x, clusters, conf_level=conf_level))


def _yes_no(companies: pd.DataFrame, column: str, yes: tuple[str, ...], no: tuple[str, ...]) -> pd.DataFrame:
    answer = companies[column].astype("string")
    known = answer.isin([*yes, *no]).fillna(False).astype(bool)
    counted = answer[known].isin(yes).astype(float)
    return pd.DataFrame({"partner": companies.loc[known, "partner"], "yes": counted})


def _lead_months(companies: pd.DataFrame) -> pd.DataFrame:
    days = (
        pd.to_datetime(companies["monitor_3_date"]) - pd.to_datetime(companies["registration_date"])
    ).dt.days
    frame = pd.DataFrame({"partner": companies["partner"], "months": days / DAYS_A_MONTH})
    return frame[frame["months"].notna() & (frame["months"] > 0)]


def input_records(phase: PhaseOne) -> Iterator[Record]:
    """Give the rows that say what the power rests on: spread, intraclass correlation, sizes of partners."""
    for term, outcome in phase.outcomes.items():
        named = {"population": phase.population, "term": term}
        n = float(outcome.values.size)
        untested = replace(
            outcome.icc, p_value=math.nan, statistic=math.nan, df=math.nan
        )  # it is an input here
        yield row("design_icc", untested, **named)
        yield row("design_sd", Estimate(outcome.sd, n=n, method="standard deviation of companies"), **named)
    sizes = phase.partners["complete"].to_numpy(float)
    spread = Estimate(
        size_variation(sizes),
        n=float(sizes.sum()),
        method="standard deviation of partners' companies over their mean",
    )
    yield row("design_size_variation", spread, population=phase.population)
    for partner, line in phase.partners.iterrows():
        group = {"group_name": "partner", "group_level": str(partner), "population": "registered"}
        figure = f"T1/{partner}/eindstand/n"
        yield count_row("delivered", line["registered"], line["registered"], figure=figure, **group)


def size_variation(sizes: FloatArray) -> float:
    """Return the coefficient of variation of cluster sizes, with the number of clusters as divisor."""
    kept = sizes[sizes > 0]
    return float(kept.std() / kept.mean()) if kept.size else float("nan")

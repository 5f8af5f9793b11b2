"""Who took part (chapter 5): companies by partner, size, sector and make-up of the workforce.

The report describes the companies as they registered, so the default population is `registered`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from dianalysis.errors import DataProblem, Unreadable, Where
from dianalysis.estimation.compare import fit_test
from dianalysis.estimation.describe import estimate_share
from dianalysis.estimation.estimate import Estimate
from dianalysis.studies.frame import estimate_companies
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.population import (
    PanelTables,
    group_of,
    of_partner,
    population_row,
    select,
)  # fmt: skip
from dianalysis.studies.rows import (
    TOTAL,
    FigureName,
    Record,
    Settings,
    count_row,
    multinomial_rows,
    no_figure,
    row,
)  # fmt: skip
from dianalysis.studies.variables import BRACKETS

NAME = "participants"
SIZE_CLASSES = ("le15", "16_24", "25_49", "50_99", "100_249", "ge250")
SECTORS = (
    "industrie", "handel", "zakelijke_dienstverlening", "horeca", "bouw_installatie", "landbouw_groen",
    "zorg_sport", "overig",
)  # fmt: skip
AGE_ROWS = {"age_lt25": "25_jaar", "age_26_55": "26_tot_55_jaar", "age_gt55": "gt55_jaar"}
EDUCATION = (
    "basisonderwijs", "lager_beroepsonderwijs", "middelbaar_beroepsonderwijs", "havo_vwo", "hoger_onderwijs",
)  # fmt: skip
CATEGORIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "size_class": ("size_class", SIZE_CLASSES),
    "sector": ("sector", SECTORS),
    "subsector": ("subsector", ()),
    **{name: (f"share_{name}", BRACKETS) for name in ("permanent", "male", *AGE_ROWS)},
    **{f"edu_{level}": (f"share_edu_{level}", BRACKETS) for level in EDUCATION},
}
COLUMNS = ("partner", "complete", *(column for column, _ in CATEGORIES.values()))
POPULATION_COLUMNS = ("variable", "value", "share")


def estimate(  # noqa: PLR0913 - the signature of every study, and one file of its own
    panel: PanelTables,
    plan: Plan,
    *,
    population: str = "registered",
    partner: str | None = None,
    conf_level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 1,
    population_shares: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Describe the companies that took part, each table on its own base.

    Parameters
    ----------
    panel, plan, population, partner, conf_level, n_resamples, seed
        As in every study; nothing here is resampled.
    population_shares
        Shares of a reference population (columns variable, value, share) to compare with, see
        `read_population_shares`; the variable is a stem of this study, such as `size_class`.

    Returns
    -------
    Results table: counts, shares with Goodman's simultaneous intervals, and the comparison if asked for.

    Raises
    ------
    ParameterError, DataProblem
        As in every study; also when the reference does not fit the categories.
    """
    settings = Settings(population, partner, conf_level, n_resamples, seed)

    def records(companies: pd.DataFrame, chosen: Settings) -> Iterator[Record]:
        return _records(companies, chosen, population_shares)

    return estimate_companies(records, settings, study=NAME, columns=COLUMNS, panel=panel, plan=plan)


def read_population_shares(file: Path) -> pd.DataFrame:
    """Read a reference population: a CSV with the columns variable, value and share (0 to 1).

    Raises
    ------
    Unreadable
        When the file is no such CSV.
    DataProblem
        When a share is not a number between 0 and 1 or the shares of a variable do not sum to 1.
    """
    try:
        table = pd.read_csv(file, dtype={"variable": str, "value": str})
    except (OSError, ValueError) as error:
        raise Unreadable("the population file cannot be read", where=Where(file=str(file))) from error
    if tuple(table.columns) != POPULATION_COLUMNS:
        remedy = f"The columns are {', '.join(POPULATION_COLUMNS)}."
        raise Unreadable("the population file has other columns", where=Where(file=file.name), remedy=remedy)
    shares = pd.to_numeric(table["share"], errors="coerce")
    if not shares.between(0, 1).all():
        line = int(np.flatnonzero(~shares.between(0, 1))[0])
        where = Where(file=file.name, row=line + 2, column="share", value=table["share"].iloc[line])
        raise DataProblem("a share lies outside 0 to 1", where=where)
    for variable, total in shares.groupby(table["variable"]).sum().items():
        if abs(float(total) - 1) > 0.005:  # shares rounded to two decimals may miss 1 by half a point
            raise DataProblem("the shares of a variable do not sum to 1", where=Where(value=str(variable)))
    return table.assign(share=shares)


def _records(companies: pd.DataFrame, settings: Settings, reference: pd.DataFrame | None) -> Iterator[Record]:
    chosen = of_partner(select(companies, settings.population), settings.partner)
    yield population_row(chosen, settings)
    yield from _partner_counts(companies, settings)
    if chosen.empty:
        return
    naming = {"population": settings.population, "wave": "registration", **group_of(settings)}
    printed = settings.partner is None and settings.population == "registered"
    for stem in CATEGORIES:
        counts, terms = _counts(chosen, stem)
        figure = _figure_of(stem) if printed else no_figure
        yield from multinomial_rows(
            stem, counts, terms, conf_level=settings.conf_level, figure=figure, **naming
        )
        if reference is not None and (reference["variable"] == stem).any():
            yield from _compare(stem, (counts, terms), reference, settings, naming)
    answered = int(chosen[[CATEGORIES[name][0] for name in AGE_ROWS]].notna().any(axis=1).sum())
    figure_id = "T4/caption/n_basis/N" if printed else ""
    yield count_row("age_base_n", answered, len(chosen), figure=figure_id, **naming)


def _partner_counts(companies: pd.DataFrame, settings: Settings) -> Iterator[Record]:
    tables = {
        "partner_registered_n": ("registered", "eindstand"),
        "partner_complete_n": ("complete", "registratie_monitor_1_3"),
    }
    for measure, (population, column) in tables.items():
        chosen = select(companies, population)
        counts = chosen["partner"].value_counts()
        names = sorted(companies["partner"].dropna().unique())
        for name in names if settings.partner is None else [settings.partner]:
            group = {"group_name": "partner", "group_level": str(name)}
            figure = f"T1/{name}/{column}/n"
            yield count_row(
                measure, int(counts.get(name, 0)), len(chosen), population=population, figure=figure, **group
            )
        if settings.partner is None:
            group = {"group_name": "partner", "group_level": TOTAL}
            figure = f"T1/{TOTAL}/{column}/n"
            yield count_row(measure, len(chosen), len(chosen), population=population, figure=figure, **group)


def _counts(companies: pd.DataFrame, stem: str) -> tuple[np.ndarray, tuple[str, ...]]:
    column, declared = CATEGORIES[stem]
    found = companies[column].dropna().astype(str).value_counts()
    terms = (*declared, *sorted(set(found.index) - set(declared)))
    return np.array([float(found.get(term, 0)) for term in terms]), terms


def _figure_of(stem: str) -> FigureName:
    def figure(term: str, stat: str) -> str:
        if stat != "pct":
            return ""
        if stem in ("permanent", "male"):
            return f"{'T2' if stem == 'permanent' else 'T3'}/{term}/bedrijven/pct"
        if stem in AGE_ROWS:
            return f"T4/{AGE_ROWS[stem]}/{term}/pct"
        return f"T5/{stem.removeprefix('edu_')}/{term}/pct" if stem.startswith("edu_") else ""

    return figure


def _compare(
    stem: str,
    observed: tuple[np.ndarray, tuple[str, ...]],
    reference: pd.DataFrame,
    settings: Settings,
    naming: dict[str, str],
) -> Iterator[Record]:
    counts, terms = observed
    shares = reference[reference["variable"] == stem].set_index("value")["share"]
    unknown = sorted(set(shares.index) ^ {t for t, c in zip(terms, counts, strict=True) if c or t in shares})
    if unknown or (shares <= 0).any():
        raise DataProblem(
            f"the population shares of {stem} do not match the categories of the companies",
            where=Where(column=stem, value=", ".join(unknown) or "share of zero"),
            remedy="Give a share above zero for every category in which there are companies, and no other.",
        )
    used = [k for k, term in enumerate(terms) if term in shares.index]
    expected = shares.reindex([terms[k] for k in used]).to_numpy(dtype=float)
    fit = fit_test(counts[used], expected / expected.sum())
    yield row("population_fit", fit, term=stem, **naming)
    for k, share in zip(used, expected, strict=True):
        own = estimate_share(counts[k], float(counts.sum()), conf_level=settings.conf_level)
        away = Estimate(
            own.value - share, own.low - share, own.high - share, own.level, own.std_error, n=own.n,
            method="share minus population share, Wilson interval",
        )  # fmt: skip
        yield row("population_difference", away, term=f"{stem}.{terms[k]}", **naming)

"""How companies answered: missing answers, the same answer throughout, preferred grades, late entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from dianalysis.estimation.describe import estimate_mean, estimate_share
from dianalysis.studies.population import group_of
from dianalysis.studies.rows import Record, Settings, count_row, multinomial_rows, row
from dianalysis.studies.variables import FORM_DATES, variables_of, with_prefix

BATTERIES = {"outcomes": "outcome_", "conditions": "condition_"}
GRADES = tuple(range(1, 11))


def answer_records(
    companies: pd.DataFrame, reasons: pd.DataFrame, cut_off: date, settings: Settings
) -> Iterator[Record]:
    """Give missing answers by question and reason, straight-lining, grades, late entry and duration.

    Parameters
    ----------
    companies
        Clean table of the companies to examine.
    reasons
        Long table of missing answers (firm_id, form, variable, reason).
    cut_off
        Last day on which an entry counts.
    settings
        As the study was asked.
    """
    naming = {"population": settings.population, **group_of(settings)}
    yield from _missing(companies, settings, naming)
    yield from _reasons(companies, reasons, naming)
    yield from _straight_lines(companies, settings, naming)
    yield from _grades(companies, settings, naming)
    yield from _timing(companies, cut_off, settings, naming)


def _counted(
    stem: str, count: int, base: int, settings: Settings, naming: dict[str, str]
) -> Iterator[Record]:
    yield count_row(f"{stem}_n", count, base, **naming)
    yield row(f"{stem}_share", estimate_share(count, base, conf_level=settings.conf_level), **naming)


def _missing(companies: pd.DataFrame, settings: Settings, naming: dict[str, str]) -> Iterator[Record]:
    """The base of a question is the companies that handed in its form."""
    for form, dated in FORM_DATES.items():
        handed_in = companies[companies[dated].notna()]
        for variable in variables_of(form, companies.columns):
            count = int(handed_in[variable].isna().sum())
            named = {**naming, "wave": form, "term": variable}
            yield from _counted("item_missing", count, len(handed_in), settings, named)


def _reasons(companies: pd.DataFrame, reasons: pd.DataFrame, naming: dict[str, str]) -> Iterator[Record]:
    if reasons.empty:
        return
    own = reasons[reasons["firm_id"].isin(companies["firm_id"])]
    for (form, variable, reason), part in own.groupby(["form", "variable", "reason"], sort=True):
        named = {**naming, "wave": str(form), "term": str(variable), "contrast": str(reason)}
        yield count_row("missing_reason_n", len(part), len(companies), **named)


def _straight_lines(companies: pd.DataFrame, settings: Settings, naming: dict[str, str]) -> Iterator[Record]:
    """Companies that answered every statement of a block, all with the same score."""
    for term, prefix in BATTERIES.items():
        columns = with_prefix(companies.columns, prefix)
        if not columns:
            continue
        answered = companies[columns].dropna()
        scores = answered.to_numpy(dtype=float)
        same = int((scores == scores[:, :1]).all(axis=1).sum())
        named = {**naming, "wave": "monitor_3", "term": term}
        yield from _counted("straight_line", same, len(answered), settings, named)


def _grades(companies: pd.DataFrame, settings: Settings, naming: dict[str, str]) -> Iterator[Record]:
    grades = companies["grade"].dropna().to_numpy(dtype=float)
    if grades.size == 0:
        return
    named = {**naming, "wave": "monitor_3"}
    counts = np.array([float((grades == grade).sum()) for grade in GRADES])
    terms = tuple(str(grade) for grade in GRADES)
    printed = settings.population == "complete" and settings.partner is None

    def figure(term: str, stat: str) -> str:
        return f"T25/{term}/bedrijven/{stat}" if printed else ""

    yield from multinomial_rows(
        "grade", counts, terms, conf_level=settings.conf_level, figure=figure, **named
    )
    top_two = int(np.sort(counts)[-2:].sum())
    share = estimate_share(top_two, grades.size, conf_level=settings.conf_level)
    yield row("grade_heaping", share, **named)


def _timing(
    companies: pd.DataFrame, cut_off: date, settings: Settings, naming: dict[str, str]
) -> Iterator[Record]:
    ended = pd.to_datetime(companies["monitor_3_date"])
    days = (ended - pd.to_datetime(companies["monitor_1_date"])).dt.days
    times = pd.DataFrame({"ended": ended.notna(), "late": ended > pd.Timestamp(cut_off), "days": days})
    groups: list[tuple[dict[str, str], pd.DataFrame]] = [({}, times)]
    if settings.partner is None:
        for name, part in times.groupby(companies["partner"], sort=True):
            groups.append(({"group_name": "partner", "group_level": str(name)}, part))
    for group, part in groups:
        named = {**naming, **group, "wave": "monitor_3"}
        counts = int(part["late"].sum()), int(part["ended"].sum())
        yield from _counted("late_entry", *counts, settings, named)
        mean = estimate_mean(part["days"].dropna().to_numpy(dtype=float), conf_level=settings.conf_level)
        yield row("duration_days_mean", mean, **{**named, "wave": "change"})

"""Lay the forms of a firm side by side and derive what follows from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from dianalysis.codebook import Codebook
from dianalysis.monitor.recode import Recoded, conform
from dianalysis.monitor.relations import DATES, MONITORS, REGISTRATION

SELF_EMPLOYED = "self_employed"
STOPPED, LATE = "stopped", "late"
LATER_ADVISERS = {form: f"adviser_id_{form.replace('onitor_', '')}" for form in MONITORS}
"""Form to the column that holds its adviser where that is not the one of the registration."""
_SHARED = ("firm_id", "adviser_id")


def company_columns(codebook: Codebook) -> dict[str, str]:
    """Return the variables of the clean company table, each with the form it comes from, in order."""
    columns = {v.name: REGISTRATION for v in codebook.variables(REGISTRATION) if not v.personal}
    for form in MONITORS:
        columns |= {
            v.name: form for v in codebook.variables(form) if not v.personal and v.name not in _SHARED
        }
    return columns


def derive_companies(
    forms: Mapping[str, Recoded], codebook: Codebook, *, cut_off: dt.date | None
) -> pd.DataFrame:
    """Make the clean company table: one row per registered firm, in the order of firm_id.

    Parameters
    ----------
    forms
        Recoded forms, one row per firm each; a form that is absent gives empty columns.
    codebook
        The vocabulary.
    cut_off
        Last day on which an entry counts; None counts every entry.

    Returns
    -------
    All variables of `company_columns`, `adviser_id_m1` to `adviser_id_m3` (where another adviser filled in
    the monitor), and the columns of `derive_columns`.
    """
    base = _of(forms, REGISTRATION, codebook)
    for form in MONITORS:
        part = _of(forms, form, codebook)
        advisers = part.pop("adviser_id").reindex(base.index)
        base = base.join(part)
        same = advisers.isna() | (advisers == base["adviser_id"])
        base[LATER_ADVISERS[form]] = advisers.mask(same).astype("str")
    table = base.reset_index()[[*company_columns(codebook), *LATER_ADVISERS.values()]]
    return derive_columns(table, codebook, cut_off=cut_off)


def _of(forms: Mapping[str, Recoded], form: str, codebook: Codebook) -> pd.DataFrame:
    """Return the non-personal variables of a form, all of them, indexed and sorted by firm."""
    names = [variable.name for variable in codebook.variables(form) if not variable.personal]
    frame = forms[form].frame if form in forms else pd.DataFrame(columns=names)
    full = conform(frame.reindex(columns=names), form, codebook)
    return full.set_index("firm_id").sort_index()


def derive_columns(companies: pd.DataFrame, codebook: Codebook, *, cut_off: dt.date | None) -> pd.DataFrame:
    """Add the derived columns to a company table; the draws of the reconstruction pass here too.

    Returns
    -------
    The table with `start_step`, `end_step` (1 to 7), `growth` (end minus start, in steps), `started`
    (monitor 1 is there), `n_aspects` (worked on, where monitor 2 is there), `n_indicators` (worked on, where
    monitor 3 is there), `complete` (all four forms there, none dated after the cut-off) and
    `incomplete_reason` (stopped, late or NA).
    """
    table = companies.copy()
    for form in (REGISTRATION, *MONITORS):
        table = conform(table, form, codebook)
    _add_steps(table, codebook)
    there = {form: is_there(table, form, codebook) for form in MONITORS}
    aspects = [f"aspect_{name}" for name in codebook.aspects["aspect"]]
    indicators = [f"indicator_{name}" for name in codebook.indicators["indicator"]]
    table["started"] = there["monitor_1"]
    table["n_aspects"] = (table[aspects] == "ja").sum(axis=1).astype("Int64").where(there["monitor_2"])
    table["n_indicators"] = table[indicators].notna().sum(axis=1).astype("Int64").where(there["monitor_3"])
    on_time = pd.Series(True, index=table.index)
    for form in (REGISTRATION, *MONITORS):
        if cut_off is not None:
            on_time &= ~(table[DATES[form]] > pd.Timestamp(cut_off))
    table["complete"] = on_time & there["monitor_1"] & there["monitor_2"] & there["monitor_3"]
    reason = pd.Series(LATE, index=table.index, dtype="str").mask(table["status"] == "gestopt", STOPPED)
    table["incomplete_reason"] = reason.mask(table["complete"])
    return table


def is_there(companies: pd.DataFrame, form: str, codebook: Codebook) -> pd.Series:
    """Tell per firm whether a form holds any answer."""
    names = [name for name, source in company_columns(codebook).items() if source == form]
    return companies[names].notna().any(axis=1)


def derive_self_employed(forms: Mapping[str, Recoded], codebook: Codebook) -> pd.DataFrame:
    """Make the clean table of the self-employed, one row per person, with the steps and the growth."""
    table = _of(forms, SELF_EMPLOYED, codebook).reset_index()
    return derive_self_employed_columns(table, codebook)


def derive_self_employed_columns(self_employed: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Add `start_step`, `end_step` and `growth` to a table of the self-employed."""
    table = conform(self_employed.copy(), SELF_EMPLOYED, codebook)
    _add_steps(table, codebook)
    return table


def _add_steps(table: pd.DataFrame, codebook: Codebook) -> None:
    steps = {value: codebook.step(value) for value in codebook.values("typology")}
    table["start_step"] = table["typology_start"].map(steps).astype("Int64")
    table["end_step"] = table["typology_end"].map(steps).astype("Int64")
    table["growth"] = table["end_step"] - table["start_step"]

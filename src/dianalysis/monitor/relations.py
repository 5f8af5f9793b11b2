"""Checks that need more than one cell: duplicates, orphans, tests, order of dates, advisers, cut-off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pandas as pd

from dianalysis.codebook import Codebook
from dianalysis.monitor.forms import RawForm, RawForms
from dianalysis.monitor.problems import Problem, make_problem
from dianalysis.monitor.recode import Recoded, recode_form
from dianalysis.monitor.rows import add_flag, shown_number
from dianalysis.monitor.text import same, word

REGISTRATION = "registration"
MONITORS = ("monitor_1", "monitor_2", "monitor_3")
DATES = {REGISTRATION: "registration_date"} | {form: f"{form}_date" for form in MONITORS}
_NEEDED = ("firm_id", "adviser_id", "partner", "stop_date", *DATES.values())
_TEST = re.compile(r"\b(test|proef|dummy)\d*\b")
_TEST_ID = re.compile(r"^(test|dummy|x{2,})", re.IGNORECASE)
_FORMERLY = re.compile(r"\(|\)|\bv/h\b|\bvoorheen\b|\bformerly\b|\bh\.?o\.?d\.?n\.?\b")
_LEGAL = re.compile(r"\b(b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|ltd|eenmanszaak)(?=\W|$)")

Flag = tuple[int, str, str, str]
"""Position of the row, variable, rule, message."""


def relation_problems(raw: RawForms, codebook: Codebook, *, cut_off: dt.date | None) -> list[Problem]:
    """Flag rows and cells that contradict other rows or cells.

    Parameters
    ----------
    raw
        The forms as read.
    codebook
        The vocabulary.
    cut_off
        Last day on which an entry counts.
    """
    numbered = {name: form for name, form in raw.forms.items() if "firm_id" in form.variables}
    clean = {name: recode_form(form, codebook, only=_NEEDED) for name, form in numbered.items()}
    problems: list[Problem] = []
    if REGISTRATION in raw.forms and not raw.rows(REGISTRATION) and any(raw.rows(m) for m in MONITORS):
        message = "the registration has no firm, so no monitor can be placed"
        problems.append(make_problem("missing_form", message, form=REGISTRATION))
    for name, form in numbered.items():
        problems += _shared_firms(name, clean[name].frame["firm_id"], form.frame["_file"])
        for position, variable, rule, message in _flags(form, clean, cut_off):
            add_flag(problems, form, position, codebook.variable(name, variable), rule=rule, message=message)
    return problems


def _flags(form: RawForm, clean: dict[str, Recoded], cut_off: dt.date | None) -> Iterator[Flag]:
    frame = clean[form.form].frame
    yield from _test_records(form)
    yield from _duplicates(frame)
    yield from _own_dates(form.form, frame, cut_off)
    if form.form == REGISTRATION:
        yield from _same_firm(form.frame, frame)
    elif form.form in MONITORS and REGISTRATION in clean:
        yield from _against_registration(clean[REGISTRATION].frame, frame)
        yield from _date_order(form.form, frame, clean)


def _test_records(form: RawForm) -> Iterator[Flag]:
    for position, number in enumerate(form.frame["firm_id"]):
        if _TEST_ID.match(number.strip()):
            yield position, "firm_id", "test_record", "the number of the firm is that of a test"
    if "firm_name" in form.variables:
        for position, name in enumerate(form.frame["firm_name"]):
            if _TEST.search(same(name)):
                yield position, "firm_name", "test_record", "the name of the firm is that of a test"


def _shared_firms(form: str, numbers: pd.Series, files: pd.Series) -> Iterator[Problem]:
    """Flag two files of one form that hold the same firms: one is a copy or a later export."""
    firms = {str(file): set(of.dropna()) for file, of in numbers.groupby(files.to_numpy())}
    for one, other in combinations(firms, 2):
        if shared := len(firms[one] & firms[other]):
            message = f"{shared} of its firms are also in {one}"
            yield make_problem("same_firms_two_files", message, form=form, file=other)


def _duplicates(frame: pd.DataFrame) -> Iterator[Flag]:
    known = frame[frame["firm_id"].notna()]
    repeated = known[known["firm_id"].duplicated(keep=False)]
    for firm, rows in repeated.groupby("firm_id"):
        shown = shown_number(str(firm)) or "this firm"
        message = f"{shown} has {len(rows)} rows in this form"
        advisers = rows["adviser_id"].dropna().nunique() if "adviser_id" in rows.columns else 1
        for position in rows.index:
            yield int(position), "firm_id", "duplicate_firm", message
            if advisers > 1:
                yield int(position), "adviser_id", "two_advisers", f"the rows of {shown} name two advisers"


def _own_dates(form: str, frame: pd.DataFrame, cut_off: dt.date | None) -> Iterator[Flag]:
    last = "monitor_3_date" if form == "self_employed" else DATES[form]
    if cut_off is not None and last in frame.columns:
        for position in frame.index[frame[last] > pd.Timestamp(cut_off)]:
            yield (
                int(position),
                last,
                "late_after_cutoff",
                f"entered after the cut-off ({cut_off.isoformat()})",
            )
    pairs = (("monitor_1_date", "monitor_3_date"), ("registration_date", "stop_date"))
    for first, second in pairs:
        if {first, second} <= set(frame.columns):
            for position in frame.index[frame[second] < frame[first]]:
                yield int(position), second, "date_order", f"{second} lies before {first}"


def _same_firm(raw: pd.DataFrame, frame: pd.DataFrame) -> Iterator[Flag]:
    if "firm_name" not in raw.columns or "partner" not in frame.columns:
        return
    owners: dict[tuple[object, str], set[str]] = {}
    names = [_name_parts(name) for name in raw["firm_name"]]
    rows = list(zip(frame["partner"], frame["firm_id"], names, strict=True))
    for partner, firm, parts in rows:
        for part in parts:
            owners.setdefault((partner, part), set()).add(str(firm))
    for position, (partner, firm, parts) in enumerate(rows):
        others = set().union(*(owners[(partner, part)] for part in parts)) - {str(firm)} if parts else set()
        if others and not pd.isna(firm):
            shown = ", ".join([shown_number(o) or "a firm without number" for o in sorted(others)[:3]])
            yield position, "firm_name", "same_firm_two_ids", f"the name is also that of {shown}"


def _name_parts(name: str) -> tuple[str, ...]:
    """Return the names in "New BV (v/h Old BV)" without legal forms, as words."""
    parts = (word(_LEGAL.sub(" ", part)) for part in _FORMERLY.split(same(name)))
    return tuple(part for part in parts if part)


def _against_registration(registered: pd.DataFrame, frame: pd.DataFrame) -> Iterator[Flag]:
    known = _by_firm(registered)
    if known.empty:
        return  # an empty registration is told once, not for every row of every monitor
    for position in frame.index[frame["firm_id"].notna() & ~frame["firm_id"].isin(known.index)]:
        yield int(position), "firm_id", "orphan", "no registration has this number"
    if "adviser_id" in frame.columns and "adviser_id" in known.columns:
        first = _look_up(frame["firm_id"], known["adviser_id"])
        differs = first.notna() & frame["adviser_id"].notna() & (first != frame["adviser_id"])
        for position in frame.index[differs]:
            yield int(position), "adviser_id", "two_advisers", "the registration names another adviser"


def _by_firm(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the first row of every firm, indexed by its number."""
    return frame[frame["firm_id"].notna()].drop_duplicates("firm_id").set_index("firm_id")


def _look_up(firms: pd.Series, known: pd.Series) -> pd.Series:
    """Return for every firm what is known of it; unlike `map` it bears an empty table."""
    return pd.Series(known.reindex(firms).array, index=firms.index)


def _date_order(form: str, frame: pd.DataFrame, clean: dict[str, Recoded]) -> Iterator[Flag]:
    order = [REGISTRATION, *MONITORS]
    for earlier, later in pairwise(order):
        if later != form or earlier not in clean or DATES[earlier] not in clean[earlier].frame.columns:
            continue
        before = _by_firm(clean[earlier].frame)[DATES[earlier]]
        if DATES[form] in frame.columns:
            for position in frame.index[frame[DATES[form]] < _look_up(frame["firm_id"], before)]:
                yield int(position), DATES[form], "date_order", f"{DATES[form]} lies before {DATES[earlier]}"

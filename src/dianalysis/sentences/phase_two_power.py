"""Findings on the trial of phase two: how likely it finds a difference, and which it can find."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_number, format_value, select_rows
from dianalysis.sentences.parts import Finding, find_row, say, say_nothing

_OUTCOMES = ("growth", "improved", "grade")


def describe_power(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how likely the planned trial finds the smallest difference that matters, and the other one."""
    planned, target = find_row_of(results, "planned_trial"), find_row_of(results, "power_target")
    rows = select_rows(results, "design_power", group="planned_firms", contrast=None)
    if planned is None or target is None or rows["estimate"].isna().all():
        return say_nothing(results, page)
    firms, _, partners = str(planned["term"]).partition(".")
    own = rows[(rows["group_level"] == firms) & rows["term"].astype(str).str.endswith(f".{partners}")]
    own = own.assign(term=own["term"].astype(str).str.partition(".")[0])
    other = select_rows(results, "design_power_other", contrast=None)
    return say(
        page,
        nl="Met {firms} bedrijven bij {partners} convenantpartners is de kans om het kleinste verschil dat "
        "ertoe doet te vinden, bij een verdeling binnen convenantpartners {within} en bij een verdeling "
        "tussen convenantpartners {between}; voor het andere verschil binnen convenantpartners {other}. "
        "Gestreefd wordt naar {target}.",
        en="With {firms} companies at {partners} partners the chance to find the smallest difference that "
        "matters is {within} when companies are divided within partners and {between} when partners are "
        "divided; for the other difference, within partners, {other}. The aim is {target}.",
        firms=format_number(float(firms), page.lang, decimals=0),
        partners=format_number(float(partners), page.lang, decimals=0),
        within=_chances(own, "within_partners", page),
        between=_chances(own, "between_partners", page),
        other=_chances(other, "within_partners", page),
        target=page.value("power_target", target["estimate"], decimals=0),
    )


def describe_verdict(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say for which outcomes the planned trial is large enough, and for which difference, within partners."""
    target, planned = find_row_of(results, "power_target"), find_row_of(results, "planned_trial")
    primary = select_rows(results, "primary_outcome")
    if target is None or planned is None or primary.empty:
        return say_nothing(results, page)
    firms, _, partners = str(planned["term"]).partition(".")
    own = select_rows(results, "design_power", group="planned_firms", contrast="within_partners")
    own = own[(own["group_level"] == firms) & own["term"].astype(str).str.endswith(f".{partners}")]
    own = own.assign(term=own["term"].astype(str).str.partition(".")[0])
    other = select_rows(results, "design_power_other", contrast="within_partners")
    if own["estimate"].isna().all():
        return say_nothing(results, page)
    aim = float(target["estimate"])
    enough = {name: _enough(rows, aim) for name, rows in (("own", own), ("other", other))}
    return say(
        page,
        nl="De proef beslist op {primary}. Bij een verdeling binnen convenantpartners is het geplande aantal "
        "bedrijven groot genoeg voor het kleinste verschil dat ertoe doet bij: {own}; voor het andere "
        "verschil bij: {other}. Over alle waarden hierboven ligt de kans om het kleinste verschil in "
        "{primary} te vinden tussen {ends}.",
        en="The trial decides on {primary}. Divided within partners, the planned number of companies is "
        "enough for the smallest difference that matters in: {own}; for the other difference in: {other}. "
        "Over all values above the chance for {primary} at the smallest difference lies between {ends}.",
        primary=_outcome_name(str(primary["term"].iloc[0]), page),
        ends=_ends(results, page),
        **{name: _names(terms, page) for name, terms in enough.items()},
    )


def _enough(rows: pd.DataFrame, aim: float) -> list[str]:
    reached = (rows["estimate"] >= aim).fillna(False).astype(bool)
    return [str(term) for term in rows.loc[reached, "term"]]


def _ends(results: pd.DataFrame, page: Page) -> str:
    rows = select_rows(results, "power_sensitivity", group="group_icc", contrast="within_partners")
    rows = rows[rows["term"].astype(str).str.startswith("planned.") & rows["estimate"].notna()]
    ends = (page.value("power_sensitivity", rows["estimate"].agg(how), decimals=0) for how in ("min", "max"))
    return {"nl": " en ", "en": " and "}[page.lang].join(ends)


def _names(terms: list[str], page: Page) -> str:
    none = {"nl": "geen uitkomst", "en": "no outcome"}[page.lang]
    return ", ".join(_outcome_name(term, page) for term in terms) or none


def _outcome_name(term: str, page: Page) -> str:
    name = page.word(f"design_{term}").partition(" (")[0]
    return lower_first(name)


def find_row_of(results: pd.DataFrame, measure: str) -> pd.Series | None:
    """Find the only row of a measure, or None."""
    rows = select_rows(results, measure)
    rows = rows[rows["estimate"].notna()]
    return None if rows.empty else rows.iloc[0]


def _chances(rows: pd.DataFrame, design: str, page: Page) -> str:
    own = rows[rows["contrast"] == design].set_index("term")["estimate"].dropna()
    parts = [
        f"{_outcome_name(outcome, page)} {page.value('design_power', own[outcome], decimals=0)}"
        for outcome in _OUTCOMES
        if outcome in own.index
    ]
    return ", ".join(parts)


def describe_detectable(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which difference in growth a trial of the planned size can find, within and between partners."""
    parts = {design: _growth(results, f"{design}_partners", page) for design in ("within", "between")}
    if not all(parts.values()):
        return say_nothing(results, page)
    return say(
        page,
        nl="Te vinden is een verschil in groei van {within} stappen binnen convenantpartners en van "
        "{between} stappen ertussen.",
        en="A difference in growth of {within} steps can be found within partners and of {between} steps "
        "between them.",
        **parts,
    )


def _growth(results: pd.DataFrame, design: str, page: Page) -> str:
    found = find_row(results, "detectable_effect", term="growth", contrast=design)
    return "" if found is None else format_value(found["estimate"], page.lang, kind="mean")


def lower_first(text: str) -> str:
    """Return a text with a small first letter."""
    return text[:1].lower() + text[1:]

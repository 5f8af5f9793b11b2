"""Findings on the design of phase two; what is hidden or open is said to be so."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_count, format_number, format_value, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write

_OUTCOMES = ("growth", "improved", "grade")


def describe_power(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which trials of the planned size reach the chance aimed at, and what can be found by the others."""
    planned, target = find_row_of(results, "planned_trial"), find_row_of(results, "power_target")
    rows = select_rows(results, "design_power", group="planned_firms", contrast=None)
    if planned is None or target is None or rows["estimate"].isna().all():
        return say_nothing(results, page)
    firms, _, partners = str(planned["term"]).partition(".")
    own = rows[(rows["group_level"] == firms) & rows["term"].astype(str).str.endswith(f".{partners}")]
    return say(
        page,
        nl="Met {firms} bedrijven bij {partners} convenantpartners is de kans om het kleinste verschil dat "
        "ertoe doet te vinden, bij een verdeling binnen convenantpartners {within}; bij een verdeling tussen "
        "convenantpartners {between}. Gestreefd wordt naar {target}.",
        en="With {firms} companies at {partners} partners the chance to find the smallest difference that "
        "matters is, when companies are divided within partners, {within}; when partners are divided, "
        "{between}. The aim is {target}.",
        firms=format_number(float(firms), page.lang, decimals=0),
        partners=format_number(float(partners), page.lang, decimals=0),
        within=_chances(own, "within_partners", page),
        between=_chances(own, "between_partners", page),
        target=write(target, page),
    )


def find_row_of(results: pd.DataFrame, measure: str) -> pd.Series | None:
    """Find the only row of a measure, or None."""
    rows = select_rows(results, measure)
    rows = rows[rows["estimate"].notna()]
    return None if rows.empty else rows.iloc[0]


def _chances(rows: pd.DataFrame, design: str, page: Page) -> str:
    own = rows[rows["contrast"] == design]
    parts = []
    for outcome in _OUTCOMES:
        found = own[own["term"].astype(str).str.startswith(f"{outcome}.")]
        if len(found) and pd.notna(found["estimate"].iloc[0]):
            name = page.word(f"design_{outcome}").partition(" (")[0]
            chance = page.value("design_power", found["estimate"].iloc[0], decimals=0)
            parts.append(f"{name[:1].lower()}{name[1:]} {chance}")
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


def describe_lots(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many partners take part and how large the largest lot is, or which limits clash."""
    clash = select_rows(results, "lot_conflict")
    if len(clash):
        return say(
            page,
            nl="Er is geen toedeling: deze grenzen zijn samen niet te halen: {names}. "
            "Zonder een ervan lukt het wel.",
            en="There is no division: these limits cannot be kept together: {names}. "
            "Without any one of them there is.",
            names="; ".join(page.word(f"conflict_{term}") for term in clash["term"]),
        )
    largest, taking = find_row_of(results, "lot_largest"), find_row_of(results, "lot_partners")
    if largest is None or taking is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Er doen {taking} convenantpartners mee; het grootste aantal bij één van hen is {largest} "
        "bedrijven{before}.",
        en="{taking} partners take part; the largest number with one of them is {largest} companies{before}.",
        taking=write(taking, page),
        largest=write(largest, page),
        before=_before(results, page),
    )


def _before(results: pd.DataFrame, page: Page) -> str:
    before = select_rows(results, "delivered", group="partner")
    if before.empty or before["estimate"].isna().any():
        return ""
    most = format_count(before["estimate"].max(), page.lang)
    return say(page, nl=", tegen {most} in fase één", en=", against {most} in phase one", most=most)


def describe_budget(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say what phase two costs per company and in all, and what is left open."""
    rows = {name: find_row(results, "budget", term=name) for name in ("total", "per_firm", "per_finisher")}
    total, firm, finisher = rows["total"], rows["per_firm"], rows["per_finisher"]
    if total is None or firm is None or finisher is None:
        return say_nothing(results, page)
    lines = select_rows(results, "budget")
    open_ = lines[lines["note"].astype(str).str.startswith("not filled in")]
    first = say(
        page,
        nl="Bij {firm} euro per bedrijf kost fase twee {total} euro, dat is {finisher} euro per bedrijf dat "
        "het afmaakt.",
        en="At {firm} euros per company phase two costs {total} euros, which is {finisher} euros per company "
        "that finishes.",
        firm=write(firm, page),
        total=write(total, page),
        finisher=quote(finisher, page),
    )
    if open_.empty:
        return first
    second = say(
        page,
        nl="Daar komt nog bij wat niet gedrukt is en niet is ingevuld: {names}.",
        en="To this comes what was not printed and is not filled in: {names}.",
        names=", ".join(page.word(f"budget_{term}").lower() for term in open_["term"]),
    )
    return Finding(f"{first} {second}")


def describe_ranks(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many partners are nearly surely among the first or not, and how many might be either."""
    rows = select_rows(results, "selection_top", group="partner", terms=["both"])
    chances = rows["estimate"].dropna().astype(float)
    places = find_row_of(results, "places")
    if chances.empty or places is None:
        return say_nothing(results, page)
    sure, never = int((chances >= 0.9).sum()), int((chances <= 0.1).sum())
    return say(
        page,
        nl="In minstens negen van de tien trekkingen bij de eerste {k}: {sure} van de {n} "
        "convenantpartners; in hoogstens een van de tien: {never}. Van de andere {rest} is het niet te "
        "zeggen.",
        en="Among the first {k} in at least nine of ten draws: {sure} of the {n} partners; in one of "
        "ten at most: {never}. Of the other {rest} it cannot be said.",
        n=format_count(len(chances), page.lang),
        sure=format_count(sure, page.lang),
        k=write(places, page),
        never=format_count(never, page.lang),
        rest=format_count(len(chances) - sure - never, page.lang),
    )


def describe_done(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which part of the companies is done by the deadline for both ways to start, and when most are."""
    done = {name: find_row(results, "done_by_deadline", term=name) for name in ("once", "groups")}
    late = {name: find_row(results, "months_to_most", term=name) for name in ("once", "groups")}
    deadline = find_row_of(results, "deadline")
    if deadline is None or any(row is None for row in (*done.values(), *late.values())):
        return say_nothing(results, page)
    parts = {name: quote(row, page) for name, row in done.items() if row is not None}
    months = {
        f"{name}_months": format_number(row["estimate"], page.lang, decimals=0)
        for name, row in late.items()
        if row is not None
    }
    return say(
        page,
        nl="Na {deadline} maanden is {once} van de bedrijven klaar als allemaal tegelijk beginnen en "
        "{groups} als zij in groepen beginnen. Negen van de tien afmakers zijn klaar na {once_months} en "
        "{groups_months} maanden.",
        en="After {deadline} months {once} of the companies are done when all start at once and {groups} "
        "when they start in groups. Nine in ten of those that finish are done after {once_months} and "
        "{groups_months} months.",
        deadline=write(deadline, page),
        **parts,
        **months,
    )

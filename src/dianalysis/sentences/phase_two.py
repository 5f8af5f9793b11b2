"""Findings on money, partners and time of phase two; what is hidden or open is said to be so."""

from __future__ import annotations

import math

import pandas as pd

from dianalysis.formats import Page, format_count, format_number, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write
from dianalysis.sentences.phase_two_power import find_row_of, lower_first


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
        nl="Bij {firm} euro per bedrijf is wat is ingevuld samen {total} euro, dat is {finisher} euro per "
        "bedrijf met volledige gegevens.",
        en="At {firm} euros per company what is filled in comes to {total} euros, which is {finisher} euros "
        "per company with complete data.",
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
        names="; ".join(lower_first(page.word(f"budget_{term}")) for term in open_["term"]),
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


def describe_without(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say whose place changes most when complete data at the cut-off do not count."""
    ranks = {
        name: select_rows(results, "selection_rank", group="partner", contrast=contrast)
        .set_index("group_level")["estimate"]
        .dropna()
        for name, contrast in (("with", ""), ("without", "without_completed"))
    }
    moved = (ranks["with"] - ranks["without"]).dropna().astype(float)
    if moved.empty:
        return say_nothing(results, page)
    partner = str(moved.abs().sort_index().idxmax())
    return say(
        page,
        nl="Telt niet mee of gegevens op de peildatum volledig waren, dan verandert de middelste plaats het "
        "meest bij {partner}: van {before} naar {after}.",
        en="When it does not count whether data were complete at the cut-off, the middle rank changes most "
        "for {partner}: from {before} to {after}.",
        partner=page.group("partner", partner),
        before=format_count(ranks["with"][partner], page.lang),
        after=format_count(ranks["without"][partner], page.lang),
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
        "{groups} als zij in groepen beginnen. Van de bedrijven die klaar komen, zijn negen van de tien dat "
        "na {once_months} en {groups_months} maanden; wie in groepen begint, houdt {room} maanden over.",
        en="After {deadline} months {once} of the companies are done when all start at once and {groups} "
        "when they start in groups. Nine in ten of those that get there are done after {once_months} and "
        "{groups_months} months; starts in groups leave {room} months to spare.",
        deadline=write(deadline, page),
        room=_room(deadline, late["groups"], page),
        **parts,
        **months,
    )


def _room(deadline: pd.Series, late: pd.Series | None, page: Page) -> str:
    left = math.nan if late is None else float(deadline["estimate"]) - float(late["estimate"])
    return format_number(left, page.lang, decimals=0)


def describe_calibration(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how the simulation of time does on phase one itself, and how many firms meet at a partner."""
    seen, made = (find_row(results, "done_at_cut_off", term=term) for term in ("phase_one", "simulated"))
    once, groups = (find_row(results, "meeting_size", term=term) for term in ("once", "groups"))
    if seen is None or made is None or once is None or groups is None:
        return say_nothing(results, page)
    size = {
        name: format_number(row["estimate"], page.lang, decimals=0)
        for name, row in (("once", once), ("groups", groups))
    }
    return say(
        page,
        nl="Op de peildatum van fase één had {seen} van de bedrijven volledige gegevens; dezelfde simulatie "
        "geeft voor fase één {made}. Bij een middelgrote convenantpartner komen {once} bedrijven bijeen, en "
        "{groups} als zij in groepen beginnen.",
        en="At the cut-off of phase one {seen} of the companies had complete data; the same simulation gives "
        "{made} for phase one. At a partner of middle size {once} companies meet, and {groups} when they "
        "start in groups.",
        seen=write(seen, page),
        made=quote(made, page),
        **size,
    )

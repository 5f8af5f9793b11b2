"""Findings on which companies took part."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write

_COMPARABLE = 2


def describe_largest(results: pd.DataFrame, stem: str, *, page: Page) -> Finding:
    """Say which category holds most companies.

    Parameters
    ----------
    results
        Released results of participants.
    stem
        Beginning of the measure: `sector` or `size_class`.
    page
        Labels and language.
    """
    rows = select_rows(results, f"{stem}_share")
    rows = rows[rows["estimate"].notna() & (rows["term"] != "totaal")]
    if rows.empty:
        return say_nothing(results, page)
    largest = rows.sort_values("estimate", ascending=False, kind="stable").iloc[0]
    return say(
        page,
        nl="Het grootst is de groep {label}, met {share} van de bedrijven.",
        en="The largest group is {label}, with {share} of the companies.",
        label=page.term(stem, str(largest["term"])).lower(),
        share=quote(largest, page),
    )


def describe_recruitment(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say between which numbers of registered companies the partners lie, and how many there are in all."""
    rows = select_rows(results, "partner_registered_n", group="partner")
    rows = rows[rows["estimate"].notna()]
    parts = rows[rows["group_level"] != "totaal"].sort_values("estimate", kind="stable")
    whole = rows[rows["group_level"] == "totaal"]
    if len(parts) < _COMPARABLE or whole.empty:
        return say_nothing(results, page)
    return say(
        page,
        nl="Samen registreerden de convenantpartners {whole} bedrijven; per convenantpartner van "
        "{low} ({least}) tot {high} ({most}).",
        en="Together the partners registered {whole} companies; by partner from {low} ({least}) to "
        "{high} ({most}).",
        whole=write(whole.iloc[0], page),
        low=write(parts.iloc[0], page),
        high=write(parts.iloc[-1], page),
        least=page.group("partner", str(parts.iloc[0]["group_level"])),
        most=page.group("partner", str(parts.iloc[-1]["group_level"])),
    )


def describe_staff(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say in how many companies nearly all staff have a permanent contract, and nearly all are men."""
    permanent = find_row(results, "permanent_share", term="gt75")
    male = find_row(results, "male_share", term="gt75")
    if permanent is None or male is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Bij {permanent} van de bedrijven heeft meer dan driekwart van de medewerkers een vast "
        "contract; bij {male} "
        "is meer dan driekwart man.",
        en="In {permanent} of the companies more than three quarters of the staff have a permanent "
        "contract; in {male} "
        "more than three quarters are men.",
        permanent=quote(permanent, page),
        male=quote(male, page),
    )

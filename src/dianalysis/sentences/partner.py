"""Findings on one partner."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_count, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write

_COMPARABLE = 2


def describe_partner(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say where a partner's companies stood at the start and at the end, and how they graded the support."""
    start = find_row(results, "typology_mean", wave="monitor_1")
    end = find_row(results, "typology_mean", wave="monitor_3")
    grade = find_row(results, "grade_mean")
    if start is None or end is None or grade is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="De bedrijven van {partner} gingen gemiddeld van {start} naar {end} op de typologie; de "
        "ondernemers gaven "
        "de ondersteuning gemiddeld een {grade}.",
        en="The companies of {partner} went from {start} to {end} on the typology on average; their "
        "entrepreneurs "
        "graded the support {grade} on average.",
        partner=page.group("partner", str(start["group_level"])),
        start=write(start, page),
        end=quote(end, page),
        grade=quote(grade, page),
    )


def describe_difference(results: pd.DataFrame, *, page: Page, term: str = "growth") -> Finding:
    """Say how far a partner is from the mean of the partners, and whether its interval holds nought.

    Parameters
    ----------
    results
        Released results of partner_profile.
    page
        Labels and language.
    term
        What is compared: growth, grade, outcome_<slug>, ...
    """
    row = find_row(results, "difference_pooled", contrast="partner-others", term=term)
    if row is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="{label}: de afstand tot het gemiddelde van de convenantpartners, naar nul getrokken, is {gap}; "
        "{verdict}.",
        en="{label}: the distance from the mean of the partners, drawn towards nought, is {gap}; {verdict}.",
        label=page.term("difference", term),
        gap=quote(row, page),
        verdict=_verdict(row, page),
    )


def describe_worked_on(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which aspect a partner's companies worked on most, and which least."""
    rows = select_rows(results, "aspect_share")
    rows = rows[rows["estimate"].notna()].sort_values("estimate", ascending=False, kind="stable")
    if len(rows) < _COMPARABLE:
        return say_nothing(results, page)
    most, least = rows.iloc[0], rows.iloc[-1]
    if most["estimate"] == least["estimate"]:
        return say(
            page,
            nl="Aan alle aspecten is even vaak gewerkt ({high} van de bedrijven).",
            en="Equally many companies worked on every aspect ({high}).",
            high=write(most, page),
        )
    return say(
        page,
        nl="Het vaakst is gewerkt aan {most} ({high} van de bedrijven), het minst aan {least} ({low}).",
        en="Most companies worked on {most} ({high}), fewest on {least} ({low}).",
        most=_names(rows, most["estimate"], page),
        least=_names(rows, least["estimate"], page),
        high=write(most, page),
        low=write(least, page),
    )


def describe_partner_facts(facts: pd.DataFrame, partner: str, *, basis: str, page: Page) -> Finding:
    """Say how many points the report tells of a partner, and on which topics it learned something.

    Parameters
    ----------
    facts
        Facts as `dianalysis.published.read_partner_facts` gives them.
    partner
        Slug of the partner.
    basis
        What the page rests on; with `data` the sentence adds that the facts are about phase one.
    page
        Labels and language.
    """
    name = page.group("partner", partner)
    rows = facts[facts["partner"] == partner]
    if rows.empty:
        return Finding(page.word("no_partner_facts").format(partner=name))
    learned = rows.loc[rows["kind"] == "learned", "topic"]
    said = say(
        page,
        nl="Uit het profiel van {partner} zijn {n} punten genoteerd, {setup} over de opzet van het programma "
        "en {learned} over wat de convenantpartner leerde{topics}.",
        en="From the profile of {partner} {n} points were noted, {setup} on how the programme was set up and "
        "{learned} on what the partner learned{topics}.",
        partner=name,
        n=format_count(len(rows), page.lang),
        setup=format_count(len(rows) - len(learned), page.lang),
        learned=format_count(len(learned), page.lang),
        topics=_list_topics(learned, page),
    )
    return Finding(f"{said} {page.word('facts_phase_one')}") if basis == "data" else said


def _list_topics(topics: pd.Series, page: Page) -> str:
    """Names of topics between brackets, in the order of the codebook; nothing without topics."""
    known = page.codebook.tables["coding_frame"]["code"]
    touched = known[known.isin(topics)]
    names = [page.codebook.label("topic", str(topic), page.lang).lower() for topic in touched]
    return f" ({', '.join(names)})" if names else ""


def _names(rows: pd.DataFrame, value: float, page: Page) -> str:
    """Names of all aspects with this share: several when they tie."""
    return ", ".join(
        page.term("aspect", str(term)).lower() for term in rows.loc[rows["estimate"] == value, "term"]
    )


def _verdict(row: pd.Series, page: Page) -> str:
    if pd.isna(row["conf_low"]) or pd.isna(row["conf_high"]):
        return say(page, nl="hoe zeker dat is, is niet bekend", en="how certain that is, is not known")
    if row["conf_low"] > 0:
        return say(
            page,
            nl="het interval ligt {just}boven nul",
            en="the interval lies {just}above nought",
            just=_just(row["conf_low"], page),
        )
    if row["conf_high"] < 0:
        return say(
            page,
            nl="het interval ligt {just}onder nul",
            en="the interval lies {just}below nought",
            just=_just(row["conf_high"], page),
        )
    return say(page, nl="dat is niet van nul te onderscheiden", en="that cannot be told apart from nought")


def _just(end: float, page: Page) -> str:
    """Say that an end lies so close to nought that it is written as nought."""
    if page.value("difference_pooled", end) != page.value("difference_pooled", 0.0):
        return ""
    return say(page, nl="net ", en="just ")

"""Findings on whether companies go on, with what, and what stands in their way."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write

_COMPARABLE = 2


def describe_followup(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many companies mean to go on, and how many of those that said how continue what runs."""
    onward = find_row(results, "followup_share", term="ja")
    same = find_row(results, "followup_kind_within_share", term="doorgaan")
    if onward is None or same is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Van alle bedrijven wil {onward} verder; van de bedrijven die zeiden hoe, zet {same} voort wat "
        "loopt.",
        en="Of all companies {onward} mean to go on; of those that said how, {same} continue what runs.",
        onward=quote(onward, page),
        same=quote(same, page),
    )


def describe_support(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many companies answered whether they want support, and how many of those do."""
    answered = find_row(results, "support_wanted_share", term="totaal")
    wanted = find_row(results, "support_wanted_within_share", term="ja")
    if answered is None or wanted is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Over ondersteuning gaf {answered} van de bedrijven antwoord; van wie antwoord gaf, wil {wanted} "
        "ondersteuning.",
        en="On support {answered} of the companies gave an answer; of those that answered, {wanted} want it.",
        answered=write(answered, page),
        wanted=quote(wanted, page),
    )


def describe_aspect_followup(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say with which aspect companies go on most surely, and with which least."""
    rows = select_rows(results, "aspect_followup_share")
    rows = rows[rows["term"].str.endswith(".ja")]
    return _ends(
        results,
        rows.assign(term=rows["term"].str.removesuffix(".ja")),
        page,
        nl="Het vaakst “ja” bij {most}: {high} van de antwoorden; het minst bij {least}: {low}.",
        en="Most often “yes” with {most}: {high} of the answers; least with {least}: {low}.",
    )


def describe_indicator_followup(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which indicators have the highest and the lowest pooled share."""
    return _ends(
        results,
        select_rows(results, "indicator_yes_share_pooled"),
        page,
        nl="Naar elkaar toe getrokken is het aandeel het hoogst bij {most}, met {high}, en het laagst bij "
        "{least}, met {low}.",
        en="Drawn towards each other, the share is highest with {most}, at {high}, and lowest with {least}, "
        "at {low}.",
    )


def describe_conditions(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which statement on what is lacking gets most agreement, and which least."""
    return _ends(
        results,
        select_rows(results, "condition_mean"),
        page,
        nl="De meeste instemming met een tekort kreeg {most}: {high}; de minste {least}: {low}.",
        en="Agreement that something is lacking was highest for {most}: {high}; lowest for {least}: {low}.",
    )


def _ends(results: pd.DataFrame, rows: pd.DataFrame, page: Page, *, nl: str, en: str) -> Finding:
    rows = rows[rows["estimate"].notna()].sort_values("estimate", ascending=False, kind="stable")
    if len(rows) < _COMPARABLE:
        return say_nothing(results, page)
    most, least = rows.iloc[0], rows.iloc[-1]
    return say(
        page,
        nl=nl,
        en=en,
        most=_name(most, page),
        least=_name(least, page),
        high=quote(most, page),
        low=quote(least, page),
    )


def _name(row: pd.Series, page: Page) -> str:
    return f"“{page.term(str(row['measure']), str(row['term']))}”"

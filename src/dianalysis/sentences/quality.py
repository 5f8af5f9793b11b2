"""Findings on who took part and how complete the data are."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from dianalysis.disclosure import release_count
from dianalysis.formats import Page, format_count, format_interval, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write, write_p_value
from dianalysis.studies.notes import INDEPENDENT

ALL_PARTNERS = "all"
PERSONS = "self_employed"
_USUAL_LEVEL = 0.05


class CompanyTables(Protocol):
    """What is asked of a panel here: its companies by population."""

    def population(self, name: str) -> pd.DataFrame: ...


def describe_panel(
    panel: CompanyTables, population: str, *, profile: str, page: Page, partner: str = ALL_PARTNERS
) -> Finding:
    """Check that the population exists and say how many companies it holds, as far as that may be said.

    Parameters
    ----------
    panel
        The panel of the page.
    population
        registered, started, complete or self_employed.
    profile
        Disclosure profile the number passes.
    page
        Labels and language.
    partner
        Slug of the partner the page is restricted to; `all` for none.

    Raises
    ------
    ParameterError
        When there is no such population, partner or profile.
    """
    companies = panel.population(population)
    name = ""
    if partner != ALL_PARTNERS:
        name = page.codebook.partner_label(partner)
        companies = companies[companies["partner"] == partner]
    count = release_count(len(companies), profile=profile)
    if count == 0:
        return _say_empty(population, page)
    return say(
        page,
        nl="Deze pagina gaat over {n} {population}{partner}.",
        en="This page is about {n} {population}{partner}.",
        n=page.word("too_few") if count is None else format_count(count, page.lang),
        population=page.population(population, count=count),
        partner=f" ({name})" if name else "",
    )


def describe_population(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many companies a page is about, and of which partner."""
    row = find_row(results, "population_n")
    if row is None:
        return say_nothing(results, page)
    if row["estimate"] == 0:
        return _say_empty(str(row["population"]), page)
    partner = page.group("partner", str(row["group_level"])) if row["group_level"] else ""
    return say(
        page,
        nl="Deze pagina gaat over {n} {population}{partner}.",
        en="This page is about {n} {population}{partner}.",
        n=format_count(row["estimate"], page.lang),
        population=page.population(str(row["population"]), count=row["estimate"]),
        partner=f" ({partner})" if partner else "",
    )


def _say_empty(population: str, page: Page) -> Finding:
    return Finding(page.word("no_companies" + ("_persons" if population == PERSONS else "")))


def describe_flow(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many registered, how many are analysed, and where the others are from."""
    stages = {
        name: find_row(results, "flow_n", term=name) for name in ("registered", "stopped", "late", "complete")
    }
    found = {name: write(row, page) for name, row in stages.items() if row is not None}
    if "registered" not in found or "complete" not in found:
        return say_nothing(results, page)
    if len(found) < len(stages):
        return say(
            page,
            nl="Het aantal geregistreerde bedrijven is {registered}, dat met volledige gegevens {complete}.",
            en="The number of registered companies is {registered}, that with complete data {complete}.",
            **found,
        )
    return say(
        page,
        nl="Het aantal geregistreerde bedrijven is {registered}, dat met volledige gegevens "
        "{complete}; gestopt: "
        "{stopped}, te laat of onvolledig op de peildatum: {late}{split}.",
        en="The number of registered companies is {registered}, of those with complete data "
        "{complete}; stopped: "
        "{stopped}, late or incomplete at the cut-off: {late}{split}.",
        split=_say_split([row for row in stages.values() if row is not None], page),
        **found,
    )


def describe_dropout(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say with which characteristics drop-out goes together."""
    rows = select_rows(results, "dropout_association")
    rows = rows[rows["p_value"].notna()]
    if rows.empty:
        return say_nothing(results, page)
    related: list[str] = []
    unrelated: list[str] = []
    for _, row in rows.iterrows():
        value = row["p_adjusted"] if pd.notna(row["p_adjusted"]) else row["p_value"]
        text = f"{page.group_kind(str(row['term'])).lower()} ({write_p_value(row, page)})"
        (related if value < _USUAL_LEVEL else unrelated).append(text)
    none = page.word("none")
    return say(
        page,
        nl="Kenmerken waarmee uitval samenhangt: {related}. Kenmerken waarmee geen samenhang blijkt: "
        "{unrelated}.{caveat}",
        en="Characteristics with which drop-out goes together: {related}. Characteristics with which "
        "no relation "
        "shows: {unrelated}.{caveat}",
        caveat=_say_caveat(rows, page),
        related="; ".join(related) or none,
        unrelated="; ".join(unrelated) or none,
    )


def describe_bounds(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say between which ends the share that moved up lies, whatever the incomplete companies did."""
    row = find_row(results, "improved_share_bounds")
    if row is None:
        return say_nothing(results, page)
    if page.value("improved_share", row["conf_low"]) == page.value("improved_share", row["conf_high"]):
        return say(
            page,
            nl="Er is geen onvolledig bedrijf dat het aandeel vooruit van {share} kan veranderen.",
            en="No company is incomplete that could change the share of {share} that moved up.",
            share=write(row, page),
        )
    return say(
        page,
        nl="Van de bedrijven met een antwoord ging {share} vooruit; wat de onvolledige bedrijven ook "
        "deden, het aandeel "
        "onder alle geregistreerde bedrijven ligt binnen {bounds}.",
        en="Of the companies with an answer {share} moved up; whatever the incomplete companies did, the "
        "share among "
        "all registered companies lies within {bounds}.",
        share=write(row, page),
        bounds=format_interval(row["conf_low"], row["conf_high"], page.lang),
    )


def describe_completeness(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which form is completed least."""
    rows = select_rows(results, "form_complete_share")
    rows = rows[rows["estimate"].notna()]
    if rows.empty:
        return say_nothing(results, page)
    least = rows.sort_values("estimate", kind="stable").iloc[0]
    if rows["estimate"].min() == rows["estimate"].max():
        return say(
            page,
            nl="Elk formulier is van {share} van de bedrijven ingeleverd.",
            en="Every form was handed in for {share} of the companies.",
            share=quote(least, page),
        )
    return say(
        page,
        nl="Het minst ingeleverde formulier is {form}: van {share} van de bedrijven is het ingeleverd.",
        en="The form handed in least is {form}: it was handed in for {share} of the companies.",
        form=page.term("form_complete", str(least["term"])),
        share=quote(least, page),
    )


def describe_straight_lines(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many companies gave one and the same answer to every statement on outcomes."""
    row = find_row(results, "straight_line_share", term="outcomes")
    if row is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Bij {share} van de bedrijven kregen alle stellingen over opbrengsten hetzelfde antwoord.",
        en="For {share} of the companies every statement on outcomes got the same answer.",
        share=quote(row, page),
    )


def _say_split(rows: list[pd.Series], page: Page) -> str:
    if all(row["basis"] != "reconstructed" for row in rows):
        return ""
    return say(page, nl=" (die splitsing is reconstructie)", en=" (this split is reconstruction)")


def _say_caveat(rows: pd.DataFrame, page: Page) -> str:
    """Say what the p-values leave out: clustering by partner, and which companies left."""
    parts = []
    if rows["note"].str.contains(INDEPENDENT, regex=False).any():
        nl = " Behalve bij de convenantpartner zien de toetsen bedrijven als onafhankelijk."
        parts.append(say(page, nl=nl, en=" Except for the partner, the tests take companies as independent."))
    if (rows["basis"] == "reconstructed").fillna(False).any():
        nl = " Welke bedrijven van een convenantpartner uitvielen is reconstructie."
        parts.append(say(page, nl=nl, en=" Which companies of a partner dropped out is reconstruction."))
    return "".join(parts)

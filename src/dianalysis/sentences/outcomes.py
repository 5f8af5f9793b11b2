"""Findings on what the support brought, by the advisers' statements."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_count, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write, write_p_value

TERMS = "short-long"


def describe_outcomes(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which outcomes have the highest and the lowest mean, and how short-term and long-term ones differ.

    Parameters
    ----------
    results
        Released results of outcomes.
    page
        Labels and language.
    """
    means = select_rows(results, "outcome_mean")
    means = means[means["estimate"].notna()].sort_values("estimate", ascending=False, kind="stable")
    if len(means) < 2:
        return say_nothing(results, page)
    high, low = means.iloc[0], means.iloc[-1]
    return say(
        page,
        nl="Het hoogst scoort {high} met gemiddeld {high_mean}, het laagst {low} met {low_mean}{terms}.",
        en="The highest mean is that of {high}, {high_mean}; the lowest that of {low}, {low_mean}{terms}.",
        high=page.term("outcome_mean", str(high["term"])).lower(),
        high_mean=quote(high, page),
        low=page.term("outcome_mean", str(low["term"])).lower(),
        low_mean=quote(low, page),
        terms=_terms(results, page),
    )


def describe_outcome_pairs(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how strongly companies agree on the order of the outcomes, and how many pairs differ clearly."""
    order = find_row(results, "outcome_concordance", term="friedman")
    pairs = select_rows(results, "outcome_pair_difference", contrast=None)
    pairs = pairs[pairs["conf_low"].notna() & pairs["conf_high"].notna()]
    if order is None or pairs.empty:
        return say_nothing(results, page)
    apart = int(((pairs["conf_low"] > 0) | (pairs["conf_high"] < 0)).sum())
    return say(
        page,
        nl="Op een schaal van nul tot één is de eensgezindheid van bedrijven over de volgorde van de "
        "opbrengsten {order}; van {every} tweetallen verschillen er {apart} zo dat het interval nul "
        "buitensluit.",
        en="On a scale from nought to one the agreement of companies on the order of the outcomes is "
        "{order}; of {every} pairs {apart} differ so that the interval leaves out nought.",
        order=quote(order, page, kind="mean"),
        every=format_count(len(pairs), page.lang),
        apart=format_count(apart, page.lang),
    )


def describe_reliability(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how well the eight statements together measure one thing."""
    found = {term: find_row(results, "outcome_reliability", term=term) for term in ("alpha", "omega")}
    parts = {term: quote(row, page, kind="mean") for term, row in found.items() if row is not None}
    if len(parts) < len(found):
        return say_nothing(results, page)
    return say(
        page,
        nl="Als één schaal gelezen is de betrouwbaarheid van de stellingen {alpha} volgens alfa en {omega} "
        "volgens omega.",
        en="Read as one scale, the statements have a reliability of {alpha} by alpha and of {omega} by "
        "omega.",
        **parts,
    )


def _terms(results: pd.DataFrame, page: Page) -> str:
    means = {term: find_row(results, "outcome_term_mean", term=term) for term in ("short", "long")}
    away = find_row(results, "outcome_term_difference", contrast=TERMS)
    parts = {term: write(row, page) for term, row in means.items() if row is not None}
    if away is None or len(parts) < len(means):
        return ""
    return say(
        page,
        nl="; opbrengsten op korte termijn halen {short}, op lange termijn {long}, een verschil van "
        "{away}{test}",
        en="; short-term outcomes reach {short}, long-term ones {long}, a difference of {away}{test}",
        away=quote(away, page),
        test="" if pd.isna(away["p_value"]) else f", {write_p_value(away, page)}",
        **parts,
    )

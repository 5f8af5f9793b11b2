"""Findings on how entrepreneurs value the support."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_count, select_rows
from dianalysis.formats.limits import INNER, OUTER, find_partners, is_beyond
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write_p_value

WITHIN = "within_partner"


def describe_grade(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say the mean grade and how many gave a seven or more and an eight or more.

    Parameters
    ----------
    results
        Released results of satisfaction.
    page
        Labels and language.
    """
    names = {"mean": "grade_mean", "seven": "grade_7_or_more_share", "eight": "grade_8_or_more_share"}
    found = {name: find_row(results, measure) for name, measure in names.items()}
    parts = {name: quote(row, page) for name, row in found.items() if row is not None}
    if len(parts) < len(names):
        return say_nothing(results, page)
    return say(
        page,
        nl="Ondernemers geven de ondersteuning gemiddeld een {mean}; {seven} geeft een zeven of hoger en "
        "{eight} een acht of hoger.",
        en="Entrepreneurs grade the support {mean} on average; {seven} give a seven or higher and {eight} an "
        "eight or higher.",
        **parts,
    )


def describe_satisfied(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many chose the two highest descriptions, and how many the lowest."""
    high = find_row(results, "satisfied_share")
    low = find_row(results, "satisfaction_share", term="a")
    if high is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="{high} van de ondernemers koos een van de twee hoogste omschrijvingen, C of D{rest}.",
        en="{high} of the entrepreneurs chose one of the two highest descriptions, C or D{rest}.",
        high=quote(high, page),
        rest=""
        if low is None
        else say(
            page, nl="; {low} koos de laagste, A", en="; {low} chose the lowest, A", low=quote(low, page)
        ),
    )


def describe_funnel(results: pd.DataFrame, name: str = "grade_8", *, page: Page) -> Finding:
    """Say how many partners lie beyond the limits of chance, in this draw and in every draw.

    Parameters
    ----------
    results
        Released results of satisfaction.
    name
        `grade_8` or `satisfied`.
    page
        Labels and language.
    """
    rows = select_rows(results, f"{name}_limits", group="partner")
    parts = find_partners(results, name) if len(rows) else pd.DataFrame()
    if len(parts) < 2:
        return say_nothing(results, page)
    counts = {
        "every": len(parts),
        "wide": int((parts["state"] == f"beyond_{OUTER}").sum()),
        "near": int((parts["state"] != "within").sum()),
    }
    ratio = find_row(results, f"{name}_overdispersion")
    return say(
        page,
        nl="Van {every} convenantpartners liggen er {near} buiten de binnenste grenzen, waarvan {wide} ook "
        "buiten de buitenste{always}{ratio}.",
        en="Of {every} partners {near} lie beyond the inner limits, {wide} of them also beyond the outer "
        "ones{always}{ratio}.",
        always=_always(parts, page),
        ratio="" if ratio is None else _ratio(ratio, page),
        **{key: format_count(count, page.lang) for key, count in counts.items()},
    )


def describe_appreciation(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how strongly satisfaction, grade, growth and outcomes go together within partners."""
    rows = select_rows(results, "appreciation_association", contrast=WITHIN)
    rows = rows[rows["estimate"].notna()].sort_values("estimate", ascending=False, kind="stable")
    if len(rows) < 2:
        return say_nothing(results, page)
    high, low = rows.iloc[0], rows.iloc[-1]
    return say(
        page,
        nl="Binnen convenantpartners is de samenhang het sterkst van {high}, tau-b {high_tau}, en het zwakst "
        "van {low}, tau-b {low_tau}.",
        en="Within partners the association is strongest for {high}, tau-b {high_tau}, and weakest for "
        "{low}, tau-b {low_tau}.",
        high=_pair(high, page),
        high_tau=_tau(high, page),
        low=_pair(low, page),
        low_tau=_tau(low, page),
    )


def _pair(row: pd.Series, page: Page) -> str:
    return page.term("appreciation_association", str(row["term"])).lower()


def _tau(row: pd.Series, page: Page) -> str:
    test = "" if pd.isna(row["p_value"]) else f", {write_p_value(row, page)}"
    return f"{quote(row, page)}{test}"


def _always(parts: pd.DataFrame, page: Page) -> str:
    """How many lie beyond the inner limits whatever print leaves open; empty where it leaves nothing open."""
    open_ = parts.dropna(subset=["range_low", "range_high"])
    if open_.empty:
        return ""
    sure = int(is_beyond(open_, "range_low", "range_high", INNER).sum())
    number = format_count(sure, page.lang) if sure else page.word("none")
    if set(open_["range_method"]) == {"exact"}:
        return say(
            page,
            nl="; bij alle gegevens die bij de gedrukte cijfers passen buiten de binnenste: {sure}",
            en="; beyond the inner ones in all data sets that fit the printed figures: {sure}",
            sure=number,
        )
    return say(
        page,
        nl="; in elke trekking opnieuw buiten de binnenste: {sure}",
        en="; beyond the inner ones in every draw: {sure}",
        sure=number,
    )


def _ratio(row: pd.Series, page: Page) -> str:
    return say(
        page,
        nl="; convenantpartners lopen {ratio} keer zo sterk uiteen als toeval zou geven",
        en="; partners vary {ratio} times as much as chance would make them",
        ratio=quote(row, page, kind="mean"),
    )

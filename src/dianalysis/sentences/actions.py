"""Findings on what companies worked on, and whether those that did more fared better."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing

_COMPARABLE = 2


def describe_amount(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say on how many aspects and indicators a company worked on average."""
    aspects = find_row(results, "n_aspects_mean")
    indicators = find_row(results, "n_indicators_mean")
    if aspects is None or indicators is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Een bedrijf werkte gemiddeld aan {aspects} aspecten en aan {indicators} indicatoren.",
        en="On average a company worked on {aspects} aspects and on {indicators} indicators.",
        aspects=quote(aspects, page),
        indicators=quote(indicators, page),
    )


def describe_pairs(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which two aspects go together most strongly."""
    rows = select_rows(results, "aspect_phi")
    rows = rows[rows["estimate"].notna()].sort_values("estimate", ascending=False, kind="stable")
    if len(rows) < _COMPARABLE:
        return say_nothing(results, page)
    most = rows.iloc[0]
    return say(
        page,
        nl="Het sterkst gaan samen: {pair}, met een phi van {phi}.",
        en="The pair that goes together most strongly: {pair}, with a phi of {phi}.",
        pair=page.term("aspect_phi", str(most["term"])).lower(),
        phi=quote(most, page),
    )


def describe_dose(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many associations of doing more with faring better can be told apart from nought."""
    rows = select_rows(results, "dose_association", contrast="within_partner")
    rows = rows[rows["estimate"].notna()]
    if rows.empty:
        return say_nothing(results, page)
    tested = rows["p_adjusted"].fillna(rows["p_value"])
    levels = 1 - rows["conf_level"].fillna(0.95).astype("float64")
    apart = rows[(tested.astype("float64") < levels).fillna(False).astype(bool)]
    widest = rows.iloc[int(rows["estimate"].abs().astype("float64").to_numpy().argmax())]
    if apart.empty:
        nl, en = (
            "Geen enkele toets onderscheidt een samenhang van nul",
            "No test tells an association apart from nought",
        )
    else:
        names = "; ".join(page.term("dose_association", str(term)) for term in apart["term"])
        nl, en = f"De toetsen onderscheiden van nul: {names}", f"The tests tell apart from nought: {names}"
    return say(
        page,
        nl="{verdict}; het grootst is “{name}”, met {tau}.",
        en="{verdict}; the largest is “{name}”, with {tau}.",
        verdict=say(page, nl=nl, en=en),
        name=page.term("dose_association", str(widest["term"])).lower(),
        tau=quote(widest, page),
    )

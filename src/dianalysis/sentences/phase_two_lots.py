"""The finding on lots of phase one: whether smaller ones went better, as far as print tells."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_count, select_rows
from dianalysis.sentences.parts import Finding, quote, say

_OUTCOMES = ("delivered", "complete", "grade")
_WORDS = {
    "delivered": {"nl": "het geleverde deel", "en": "the part delivered"},
    "complete": {"nl": "het deel met volledige gegevens", "en": "the part with complete data"},
    "grade": {"nl": "het rapportcijfer", "en": "the grade"},
}


def describe_lot_association(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say whether partners that were allotted fewer companies delivered more of them or got higher grades.

    An association is only called one where its interval leaves out nought; without printed lots, as with own
    data, it is said that there are none.
    """
    rows = select_rows(results, "lot_association", contrast="partners", terms=_OUTCOMES)
    rows = rows[rows["estimate"].notna()]
    if rows.empty:
        return say(
            page,
            nl="Hoeveel bedrijven elke convenantpartner kreeg toegewezen, staat niet in deze gegevens.",
            en="How many companies each partner was allotted does not stand in these data.",
        )
    told = {
        "n": format_count(rows["n"].max(), page.lang),
        "parts": "; ".join(_part(row, float(rows["n"].max()), page) for _, row in rows.iterrows()),
    }
    better = rows[(rows["conf_high"] < 0).fillna(False).astype(bool)]
    worse = rows[(rows["conf_low"] > 0).fillna(False).astype(bool)]
    return say(page, **_verdict(better, worse, page), **told)


def _part(row: pd.Series, most: float, page: Page) -> str:
    """An outcome with its association, and over how many partners where that is not all."""
    text = f"{_WORDS[row['term']][page.lang]} {quote(row, page)}"
    if row["n"] == most:
        return text
    fewer = {
        "nl": "{text}, over {n} omdat de rest niet gedrukt is",
        "en": "{text}, over {n} since the rest was not printed",
    }
    return say(page, **fewer, text=text, n=format_count(row["n"], page.lang))


def _verdict(better: pd.DataFrame, worse: pd.DataFrame, page: Page) -> dict[str, str]:
    """The sentence that fits: no sign, or a sign with the outcomes that show it."""
    if better.empty and worse.empty:
        return {
            "nl": "Dat het bij kleinere aantallen beter ging, blijkt niet: over {n} convenantpartners is de "
            "samenhang van het toegewezen aantal met {parts}.",
            "en": "There is no sign that smaller numbers went better: over {n} partners the association of "
            "the number allotted is, with {parts}.",
        }
    names = {
        key: ", ".join(_WORDS[term][page.lang] for term in part["term"])
        for key, part in (("better", better), ("worse", worse))
    }
    parts = {
        "nl": [f"bij kleinere aantallen was hoger: {names['better']}"] if names["better"] else [],
        "en": [f"with smaller numbers this was higher: {names['better']}"] if names["better"] else [],
    }
    if names["worse"]:
        parts["nl"].append(f"bij kleinere aantallen was lager: {names['worse']}")
        parts["en"].append(f"with smaller numbers this was lower: {names['worse']}")
    ends = {"nl": " (over {n} convenantpartners, {parts}).", "en": " (over {n} partners, {parts})."}
    return {lang: _capital("; ".join(said)) + ends[lang] for lang, said in parts.items()}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

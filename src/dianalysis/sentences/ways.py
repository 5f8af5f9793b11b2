"""Findings on ways of working: what the tests tell apart, and what the printed figures settle."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dianalysis.formats import Page, format_count, select_rows
from dianalysis.sentences.parts import Finding, quote, say, say_nothing

_TESTED = ("within_association", "end_odds_ratio")


def describe_ways(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many tests of the family tell an association from none after correction, and which."""
    rows = select_rows(results, _TESTED, contrast=None)
    rows = rows[rows["p_adjusted"].notna()]
    if rows.empty:
        return say_nothing(results, page)
    levels = 1 - rows["conf_level"].fillna(0.95).astype("float64")
    apart = rows[(rows["p_adjusted"].astype("float64") < levels).to_numpy(dtype=bool)]
    if apart.empty:
        return say(
            page,
            nl="Van de {n} toetsen onderscheidt er na correctie geen een samenhang van nul.",
            en="Of the {n} tests none tells an association from none after correction.",
            n=format_count(len(rows), page.lang),
        )
    return say(
        page,
        nl="Van de {n} toetsen onderscheiden er na correctie {k} een samenhang van nul: {names}.",
        en="Of the {n} tests {k} tell an association from none after correction: {names}.",
        n=format_count(len(rows), page.lang),
        k=format_count(len(apart), page.lang),
        names="; ".join(_name(row, page) for _, row in apart.iterrows()),
    )


def describe_limits(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say for how many associations the sign would follow from the answers by partner, or from print."""
    within = _limits(results, "within_association_limits")
    if within.empty:
        return say_nothing(results, page)
    between = _limits(results, "between_association_limits")
    first = say(
        page,
        nl="Wie alleen de antwoorden van elke convenantpartner kent, weet binnen convenantpartners van "
        "{k} van de {n} samenhangen of zij positief of negatief zijn.",
        en="Who knows only the answers of each partner can tell for {k} of the {n} associations within "
        "partners whether they are positive or negative.",
        k=format_count(int(_signed(within).sum()), page.lang),
        n=format_count(len(within), page.lang),
    )
    if between.empty:
        return first
    settled = between[_signed(between)]
    second = say(
        page,
        nl="Tussen convenantpartners leggen de gedrukte cijfers de richting vast van {k} van de {n}{names}.",
        en="Between partners the printed figures settle the direction of {k} of the {n}{names}.",
        k=format_count(len(settled), page.lang),
        n=format_count(len(between), page.lang),
        names=_listed(_name(row, page) for _, row in settled.iterrows()),
    )
    return Finding(f"{first} {second}")


def describe_ending(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which odds ratio is farthest from one, and for how many ways a single one will not do."""
    rows = select_rows(results, "end_odds_ratio", contrast=None)
    rows = rows[rows["estimate"].notna()]
    if rows.empty:
        return say_nothing(results, page)
    ratios = rows["estimate"].astype("float64")
    widest = rows.iloc[int(ratios.where(ratios > 1, 1 / ratios).to_numpy().argmax())]
    checks = select_rows(results, "end_parallel_odds", contrast=None)
    checks = checks[checks["p_value"].notna()]
    doubtful = checks[
        (checks["p_value"].astype("float64") < 1 - rows["conf_level"].max()).to_numpy(dtype=bool)
    ]
    return say(
        page,
        nl="De odds ratio ligt het verst van één bij “{way}”: {ratio}. Dat één getal voor alle stappen "
        "volstaat, wordt bij {k} van de {n} manieren van werken verworpen{names}.",
        en="The odds ratio lies farthest from one for “{way}”: {ratio}. That one number does for all steps "
        "is rejected for {k} of the {n} ways of working{names}.",
        way=_inside(page.term("exposure", str(widest["term"]))),
        ratio=quote(widest, page),
        k=format_count(len(doubtful), page.lang),
        n=format_count(len(checks), page.lang),
        names=_listed(_inside(page.term("exposure", str(term))) for term in doubtful["term"]),
    )


def _listed(names: Iterable[str]) -> str:
    text = "; ".join(names)
    return f": {text}" if text else ""


def _inside(label: str) -> str:
    """A label inside a sentence: abbreviations keep their capitals."""
    return label[:1].lower() + label[1:]


def _limits(results: pd.DataFrame, measure: str) -> pd.DataFrame:
    rows = select_rows(results, measure, contrast=None)
    return rows[rows["conf_low"].notna() & rows["conf_high"].notna()]


def _signed(rows: pd.DataFrame) -> pd.Series:
    return ((rows["conf_low"] > 0) | (rows["conf_high"] < 0)).astype(bool)


def _name(row: pd.Series, page: Page) -> str:
    way, _, response = str(row["term"]).partition(".")
    ends = page.term("answer", response) if response else page.word("typology_end")
    if str(row["measure"]).endswith("_limits"):
        value = page.interval(str(row["measure"]), row["conf_low"], row["conf_high"])
    else:
        value = quote(row, page)
    return f"{_inside(page.term('exposure', way))} – {_inside(ends)}, {value}"

"""What else could explain the change: other assumptions, and a return to the mean."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_value, select_rows
from dianalysis.sentences.parts import Finding, find_row, say, say_nothing, write

_RELIABILITY = "reliability_70"


def describe_robustness(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say between which values net improvement lies under all alternatives, and whose interval holds zero."""
    rows = select_rows(results, "net_improvement", contrast="sensitivity")
    rows = rows[rows["estimate"].notna()]
    if rows.empty:
        return say_nothing(results, page)
    ends = [
        format_value(value, page.lang, kind="points")
        for value in (rows["estimate"].min(), rows["estimate"].max())
    ]
    holding = rows[(rows["conf_low"] <= 0).fillna(False) & (rows["conf_high"] >= 0).fillna(False)]
    names = "; ".join(page.term("net_improvement", str(term)).lower() for term in holding["term"])
    return say(
        page,
        nl="Onder de vastgelegde aannames ligt de netto verbetering tussen {low} en {high} "
        "procentpunt; aannames "
        "waarbij het interval nul bevat: {names}.",
        en="Under the declared assumptions net improvement lies between {low} and {high} percentage points; "
        "assumptions under which its interval includes zero: {names}.",
        low=ends[0],
        high=ends[1],
        names=names or page.word("none"),
    )


def describe_regression(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how far below their long-run level companies must have started for a return to it to be all."""
    row = find_row(results, "rtm_needed_gap", term=_RELIABILITY)
    if row is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Bij {reliability} verklaart een terugkeer naar het gemiddelde alle groei alleen als de bedrijven "
        "gemiddeld {gap} stappen onder hun langjarig niveau begonnen.",
        en="At {reliability} a return to the mean explains all growth only if companies started "
        "{gap} steps below "
        "their long-run level on average.",
        reliability=page.term("growth", _RELIABILITY),
        gap=write(row, page),
    )

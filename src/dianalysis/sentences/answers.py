"""Findings on how carefully the forms were filled, and when."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_count, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing


def describe_open_answers(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which question was left open by the largest share of the companies asked."""
    rows = select_rows(results, "item_missing_share")
    rows = rows[rows["estimate"].notna()]
    if rows.empty:
        return say_nothing(results, page)
    most = rows.sort_values("estimate", ascending=False, kind="stable").iloc[0]
    if most["estimate"] == 0:
        return say(page, nl="Geen enkele vraag is opengelaten.", en="No question was left open.")
    question = page.codebook.variable(str(most["wave"]), str(most["term"])).question(page.lang)
    return say(
        page,
        nl="Het vaakst opengelaten is de vraag “{question}”: {share}.",
        en="The question left open most is “{question}”: {share}.",
        question=question,
        share=quote(most, page),
    )


def describe_heaping(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which part of the grades falls on the two grades given most."""
    row = find_row(results, "grade_heaping")
    if row is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Het aandeel van de twee meest gegeven cijfers in alle cijfers is {share}.",
        en="The two grades given most make up {share} of all grades.",
        share=quote(row, page),
    )


def describe_late_entry(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many final measurements came after the cut-off, and how long after the first they were made."""
    late = find_row(results, "late_entry_share")
    days = find_row(results, "duration_days_mean")
    if late is None or days is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Na de peildatum ingevoerd: {late} van de eindmetingen. Tussen begin- en eindmeting lagen "
        "gemiddeld "
        "{days} dagen{source}.",
        en="Entered after the cut-off: {late} of the final measurements. Between the first and the final "
        "measurement lay {days} days on average{source}.",
        late=quote(late, page),
        days=format_count(days["estimate"], page.lang),
        source=say(page, nl=" (reconstructie)", en=" (reconstruction)")
        if days["basis"] == "reconstructed"
        else "",
    )

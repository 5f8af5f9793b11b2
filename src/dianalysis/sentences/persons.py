"""Findings on the self-employed: shares with their exact interval, means and tests, and no comparison."""

from __future__ import annotations

import pandas as pd

from dianalysis.disclosure import release_count
from dianalysis.formats import Page, format_count, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write_p_value
from dianalysis.studies.self_employed.refusal import ComparisonRefused

CHANGE = "monitor_3-monitor_1"
_WAVES = {"start": "monitor_1", "end": "monitor_3"}


def describe_person_shift(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many self-employed people were of the lowest type at the start and at the end, and the means.

    Parameters
    ----------
    results
        Released results of self_employed.
    page
        Labels and language.
    """
    found = {}
    for name, wave in _WAVES.items():
        found[name] = find_row(results, "person_typology_share", wave=wave, term="a")
        found[f"{name}_mean"] = find_row(results, "person_typology_mean", wave=wave)
    parts = {name: quote(row, page) for name, row in found.items() if row is not None}
    if len(parts) < len(found):
        return say_nothing(results, page)
    return say(
        page,
        nl="Bij de start hoorde {start} van de zelfstandigen bij type A, aan het eind {end}; de gemiddelde "
        "plaats op de typologie ging van {start_mean} naar {end_mean}.",
        en="At the start {start} of the self-employed were of type A, at the end {end}; their mean place on "
        "the typology went from {start_mean} to {end_mean}.",
        **parts,
    )


def describe_person_growth(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many self-employed people moved up, how many more than down, how far, and by what tests."""
    risen = find_row(results, "person_improved_share")
    net = find_row(results, "person_net_improvement", contrast=CHANGE, term="sign_test")
    mean = find_row(results, "person_growth_mean", contrast=CHANGE, term="sign_flip")
    if risen is None or net is None or mean is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Van de zelfstandigen eindigde {risen} hoger dan bij de start; het aandeel vooruit min het "
        "aandeel achteruit is {net}{net_test} en de gemiddelde groei {mean}{mean_test}.",
        en="Of the self-employed {risen} ended higher than they started; the share that moved up minus the "
        "share that moved down is {net}{net_test} and mean growth {mean}{mean_test}.",
        risen=quote(risen, page),
        net=quote(net, page, kind="points", unit=say(page, nl="procentpunt", en="percentage points")),
        net_test=_test(net, page),
        mean=quote(mean, page, kind="mean", unit=say(page, nl="stappen", en="steps")),
        mean_test=_test(mean, page),
    )


def describe_person_work(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say on which indicator most self-employed people worked, and on which fewest."""
    return _ends(
        results,
        "person_indicator_share",
        page,
        nl="De meeste zelfstandigen werkten aan {most}: {high}; de minste aan {least}: {low}.",
        en="Most self-employed people worked on {most}: {high}; fewest on {least}: {low}.",
    )


def describe_person_outcomes(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say with which outcome most self-employed people agreed, and with which fewest."""
    return _ends(
        results,
        "person_outcome_top_two_share",
        page,
        nl="Een vier of vijf voor {most} gaf {high} van wie antwoordde; voor {least} was dat {low}.",
        en="A four or five for {most} was given by {high} of those that answered; for {least} by {low}.",
    )


def describe_person_conditions(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which lack has the highest and the lowest mean, and how many self-employed people agree with it."""
    means = select_rows(results, "person_condition_mean")
    means = means[means["estimate"].notna()].sort_values("estimate", ascending=False, kind="stable")
    if len(means) < 2:
        return say_nothing(results, page)
    ends = {"most": means.iloc[0], "least": means.iloc[-1]}
    agreed = {
        name: find_row(results, "person_condition_top_two_share", term=str(row["term"]))
        for name, row in ends.items()
    }
    shares = {f"{name}_share": quote(row, page) for name, row in agreed.items() if row is not None}
    if len(shares) < len(ends):
        return say_nothing(results, page)
    return say(
        page,
        nl="Het grootste tekort zien de zelfstandigen bij {most}: gemiddeld {most_mean}, en {most_share} gaf "
        "een vier of vijf; het kleinste bij {least}: gemiddeld {least_mean}, en {least_share}.",
        en="The self-employed see the greatest lack in {most}: {most_mean} on average, and {most_share} gave "
        "a four or five; the smallest in {least}: {least_mean} on average, and {least_share}.",
        **{name: _name(row, page) for name, row in ends.items()},
        **{f"{name}_mean": quote(row, page) for name, row in ends.items()},
        **shares,
    )


def describe_person_grade(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say the mean grade of the self-employed, and how many gave a seven and an eight or more."""
    names = {
        "mean": "person_grade_mean", "seven": "person_grade_7_or_more_share",
        "eight": "person_grade_8_or_more_share",
    }  # fmt: skip
    found = {name: find_row(results, measure) for name, measure in names.items()}
    parts = {name: quote(row, page) for name, row in found.items() if row is not None}
    if len(parts) < len(names):
        return say_nothing(results, page)
    return say(
        page,
        nl="Zelfstandigen geven de ondersteuning gemiddeld een {mean}; {seven} geeft een zeven of hoger en "
        "{eight} een acht of hoger.",
        en="The self-employed grade the support {mean} on average; {seven} give a seven or higher and "
        "{eight} an eight or higher.",
        **parts,
    )


def describe_person_satisfaction(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which of the four descriptions most self-employed people chose, and how many chose the lowest."""
    rows = select_rows(results, "person_satisfaction_share")
    rows = rows[(rows["term"] != "totaal") & rows["estimate"].notna()]
    low = find_row(results, "person_satisfaction_share", term="a")
    if rows.empty or low is None:
        return say_nothing(results, page)
    most = rows.sort_values("estimate", ascending=False, kind="stable").iloc[0]
    return say(
        page,
        nl="De meeste zelfstandigen kozen omschrijving {most}: {high}; {low} koos de laagste, A.",
        en="Most self-employed people chose description {most}: {high}; {low} chose the lowest, A.",
        most=str(most["term"]).upper(),
        high=quote(most, page),
        low=quote(low, page),
    )


def describe_refusal(refusal: ComparisonRefused, *, profile: str, page: Page) -> Finding:
    """Say that a comparison with companies is refused, and on what ground.

    Parameters
    ----------
    refusal
        What the study raises when a comparison is asked for.
    profile
        Disclosure profile the numbers pass.
    page
        Labels and language.

    Raises
    ------
    ParameterError
        When there is no such profile.
    """
    sizes = {
        name: release_count(count, profile=profile)
        for name, count in (("people", refusal.people), ("companies", refusal.companies))
    }
    written = {
        name: page.word("too_few") if count is None else format_count(count, page.lang)
        for name, count in sizes.items()
    }
    return say(
        page,
        nl="Een vergelijking met bedrijven wordt geweigerd. Zelfstandigen: {people}, {population}: "
        "{companies}; convenantpartners met zelfstandigen: {partners}. Bovendien vulden zij een andere "
        "vragenlijst in, over zichzelf: aan een verschil is niet te zien waar het vandaan komt.",
        en="A comparison with companies is refused. Self-employed people: {people}, {population}: "
        "{companies}; partners with self-employed people: {partners}. They also filled in another "
        "questionnaire, about themselves: a difference would not tell where it came from.",
        population=page.population(refusal.population),
        partners=format_count(refusal.partners, page.lang),
        **written,
    )


def _ends(results: pd.DataFrame, measure: str, page: Page, *, nl: str, en: str) -> Finding:
    """Fill in the categories with the highest and the lowest share."""
    rows = select_rows(results, measure)
    rows = rows[rows["estimate"].notna()].sort_values("estimate", ascending=False, kind="stable")
    if len(rows) < 2:
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


def _test(row: pd.Series, page: Page) -> str:
    return "" if pd.isna(row["p_value"]) else f" ({write_p_value(row, page)})"

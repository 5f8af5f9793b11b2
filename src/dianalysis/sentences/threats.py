"""What it would take to undo the growth, threat by threat, each in a sentence."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_count, format_value, select_rows
from dianalysis.sentences.parts import Finding, find_row, quote, say, say_nothing, write, write_p_value

SENSITIVITY = "sensitivity"
CHANGE = "monitor_3-monitor_1"


def _left(results: pd.DataFrame, term: str) -> pd.Series | None:
    return find_row(results, "growth_left", contrast=SENSITIVITY, term=term)


def _above_zero(row: pd.Series, page: Page) -> str:
    """Whether an interval still lies above nought, for behind a number; empty without an interval."""
    if pd.isna(row["conf_low"]):
        return ""
    if row["conf_low"] > 0:
        return say(page, nl=", nog steeds boven nul", en=", still above nought")
    return say(page, nl=", niet van nul te onderscheiden", en=", not to be told apart from nought")


def describe_low_starters(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say what is left of the growth of low starters when their start ratings were worth nothing."""
    found, left = _left(results, "regression_100"), _left(results, "regression_0")
    if found is None or left is None:
        return say_nothing(results, page)
    tip = find_row(results, "tipping_reliability", term="low_starters")
    top = find_row(results, "tipping_reliability", term="long_run_top")
    return say(
        page,
        nl="Bedrijven die onder het gemiddelde van deze groep begonnen, groeiden {found} stappen; "
        "trekt men daarvan "
        "af wat een terugkeer naar dat gemiddelde geeft als de startindeling niets zou zeggen, dan "
        "blijft er {left} "
        "over{zero}{tip}{top}.",
        en="Companies that started below the mean of this group grew {found} steps; less what a "
        "return to that mean "
        "gives when the rating at the start says nothing at all, {left} are left{zero}{tip}{top}.",
        found=quote(found, page), left=quote(left, page), zero=_above_zero(left, page),
        tip="" if tip is None else say(
            page, nl="; bij een betrouwbaarheid van {value} of lager verklaart die terugkeer alles",
            en="; at a reliability of {value} or lower that return explains it all", value=write(tip, page),
        ),
        top="" if top is None else say(
            page, nl="; boven een betrouwbaarheid van {value} kan geen enkel langjarig niveau, ook "
            "D niet, alle "
            "groei van de hele groep verklaren",
            en="; above a reliability of {value} no long-run level, not even D, can explain all "
            "growth of the "
            "whole group", value=write(top, page),
        ),
    )  # fmt: skip


def describe_ends(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say what companies at the ends of the scale could hide."""
    low, tip = _left(results, "floor_1"), find_row(results, "tipping_steps", term="floor")
    if low is None or tip is None:
        return say_nothing(results, page)
    high = _left(results, "ceiling_1")
    return say(
        page,
        nl="Aan het eind stonden {bottom} bedrijven op A; was elk daarvan in werkelijkheid nog een "
        "stap gezakt, dan "
        "blijft er {left} stappen groei over, en het moesten er {tip} per bedrijf zijn om alle "
        "groei op te heffen{beyond}{high}.",
        en="At the end {bottom} companies stood at A; had each of them in truth fallen one step "
        "more, {left} steps "
        "of growth are left, and it would take {tip} steps each to undo all growth{beyond}{high}.",
        bottom=format_count(tip["n"], page.lang), left=quote(low, page), tip=write(tip, page),
        beyond=_beyond(tip, page),
        high="" if high is None else say(
            page, nl="; {top} bedrijven stonden op D, en een verborgen stap omhoog bij elk daarvan "
            "maakt er {value} van",
            en="; {top} stood at D, and a hidden step up for each of those makes it {value}",
            top=format_count(high["n"], page.lang), value=write(high, page),
        ),
    )  # fmt: skip


def describe_start_tipping(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say which share of low start ratings brings the interval to nought, and if one partner carries it."""
    tip = find_row(results, "tipping_share", term="start_error")
    low, high = (_left(results, f"without_partner_{end}") for end in ("lowest", "highest"))
    if tip is None and low is None:
        return say_nothing(results, page)
    parts = []
    if tip is not None:
        parts.append(say(
            page, nl="het interval van de gemiddelde groei bereikt nul als {share} van de "
            "startindelingen een stap "
            "te laag was", en="the interval of mean growth reaches nought when {share} of start "
            "ratings were one "
            "step too low", share=quote(tip, page, kind="share"),
        ))  # fmt: skip
    if low is not None and high is not None:
        parts.append(say(
            page, nl="zonder welke convenantpartner ook ligt de gemiddelde groei tussen {low} en "
            "{high} stappen",
            en="whichever partner is left out, mean growth lies between {low} and {high} steps",
            low=quote(low, page), high=write(high, page),
        ))  # fmt: skip
    text = "; ".join(parts)
    return Finding(f"{text[0].upper()}{text[1:]}.")


def _beyond(tip: pd.Series, page: Page) -> str:
    """Say that a move is longer than the scale, where it is."""
    if not abs(float(tip["estimate"])) > page.scale_steps():
        return ""
    return str(say(page, nl=", meer dan de schaal er heeft", en=", more than the scale has"))


def describe_completion(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how the companies without complete data must have moved to undo the growth."""
    worst, tip = _left(results, "completion_6"), find_row(results, "tipping_steps", term="completion")
    if worst is None or tip is None:
        return say_nothing(results, page)
    share = find_row(results, "tipping_share", term="completion")
    return say(
        page,
        nl="Om de gemiddelde groei tot nul te brengen, moesten de {lost} bedrijven zonder volledige "
        "gegevens gemiddeld "
        "{tip} stappen zijn veranderd{beyond}; waren zij alle de hele schaal gezakt, dan bleef er {left} "
        "over{zero}{share}.",
        en="To bring mean growth to nought, the {lost} companies without complete data would have "
        "to have changed by "
        "{tip} steps on average{beyond}; had all of them fallen the whole scale, {left} would be "
        "left{zero}{share}.",
        lost=format_count(tip["n"], page.lang), tip=write(tip, page), left=quote(worst, page),
        zero=_above_zero(worst, page), beyond=_beyond(tip, page),
        share="" if share is None else say(
            page, nl="; pas als {share} van alle bedrijven zo was weggevallen, was de groei nul",
            en="; only with {share} of all companies lost in that way would growth be nought",
            share=write(share, page, kind="share"),
        ),
    )  # fmt: skip


def describe_spontaneous(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how far companies must have risen by themselves, and how strong an unseen cause must be."""
    mean = find_row(results, "tipping_steps", term="spontaneous")
    low = find_row(results, "tipping_steps", term="spontaneous_interval")
    if mean is None:
        return say_nothing(results, page)
    odds = find_row(results, "tipping_odds", term="sign_companies")
    partners = find_row(results, "tipping_odds", term="sign_partners")
    return say(
        page,
        nl="Zonder vergelijkingsgroep verklaart een eigen groei van gemiddeld {mean} stappen per "
        "bedrijf alles{low}"
        "{odds}{partners}.",
        en="Without a comparison group a growth by itself of {mean} steps per company on average "
        "explains it all{low}"
        "{odds}{partners}.",
        mean=write(mean, page),
        low="" if low is None else say(
            page, nl="; vanaf {low} stappen is de rest niet meer van nul te onderscheiden",
            en="; from {low} steps the rest can no longer be told apart from nought", low=write(low, page),
        ),
        odds="" if odds is None else say(
            page, nl="; de tekentoets houdt stand tot een verborgen oorzaak vooruitgang {odds} keer "
            "zo waarschijnlijk "
            "maakt als achteruitgang als bedrijven onafhankelijk zijn",
            en="; the sign test holds until a hidden cause makes a move up {odds} times as likely "
            "as one down if "
            "companies are independent", odds=write(odds, page),
        ),
        partners="" if partners is None else say(
            page, nl=", en {odds} keer als elke convenantpartner voor één telt",
            en=", and {odds} times if every partner counts as one", odds=write(partners, page),
        ),
    )  # fmt: skip


def describe_odds(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how the odds of a higher type changed, and whether one number does for every step."""
    odds = find_row(results, "wave_odds_ratio", contrast=CHANGE, term="ordinal_gee")
    if odds is None:
        return say_nothing(results, page)
    check = find_row(results, "wave_odds_spread", contrast=CHANGE, term="parallel_odds")
    return say(
        page,
        nl="De odds ratio om aan het eind boven een willekeurige stap te staan, tegenover de start, is "
        "{odds}{check}.",
        en="The odds ratio of standing above any given step at the end, against the start, is "
        "{odds}{check}.",
        odds=quote(odds, page),
        check="" if check is None else say(
            page, nl="; toets dat zij bij elke stap gelijk is: {p}",
            en="; test that it is the same at every step: {p}", p=write_p_value(check, page),
        ),
    )  # fmt: skip


def describe_halo(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say what remains between the grade and single outcomes without the general impression."""
    plain, partial = (
        select_rows(results, measure, contrast="within_partner")
        for measure in ("halo_association", "halo_partial")
    )
    plain = plain[plain["term"].str.startswith("outcome_") & plain["estimate"].notna()]
    partial = partial[partial["estimate"].notna()]
    if plain.empty or partial.empty:
        return say_nothing(results, page)
    ends = [format_value(end, page.lang) for part in (plain, partial)
            for end in (part["estimate"].min(), part["estimate"].max())]  # fmt: skip
    held = int(((partial["conf_low"] <= 0) & (partial["conf_high"] >= 0)).fillna(False).sum())
    return say(
        page,
        nl="Met de afzonderlijke opbrengsten hangt het cijfer samen met een tau-b van {a} tot {b}; "
        "zonder de algemene "
        "indruk blijft daarvan {c} tot {d} over, en bevat bij {held} van de {all} het interval nul.",
        en="With single outcomes the grade has a tau-b of {a} to {b}; without the general "
        "impression {c} to {d} is "
        "left, and the interval holds nought for {held} of {all}.",
        a=ends[0], b=ends[1], c=ends[2], d=ends[3], held=format_count(held, page.lang),
        all=format_count(len(partial), page.lang),
    )  # fmt: skip

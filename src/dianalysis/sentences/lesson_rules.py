"""How far the register of lessons hangs on its rules and links, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dianalysis.formats import Page, format_count, format_percent
from dianalysis.sentences.parts import Finding, say


def describe_base_rate(valences: Mapping[str, int], *, page: Page) -> Finding:
    """Say what part of all codes support their own claim: what a strand of interviews is to be seen against.

    Parameters
    ----------
    valences
        How many codes support, qualify and contradict; empty when there are none or they are not released.
    page
        Language.
    """
    total = sum(valences.values())
    if not total:
        return say(
            page,
            nl="Bij deze gegevens zijn geen codes van gesprekken te tellen.",
            en="These data have no codes of interviews that can be counted.",
        )
    return say(
        page,
        nl="Van alle {total} codes in de gesprekken steunt {share} de eigen stelling. Dat gesprekken voor "
        "een les zijn, zegt dus weinig meer dan dat mensen erover spraken; dat ze ertegen zijn, zegt meer.",
        en="Of all {total} codes in the interviews {share} support their own claim. That interviews are for "
        "a lesson says little more, then, than that people spoke of it; that they are against it says more.",
        total=format_count(total, page.lang),
        share=format_percent(valences.get("supports", 0) / total, page.lang),
    )


def describe_declared(declared: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many of the tests that the analysis plan declares for lessons are linked, and how many not.

    Parameters
    ----------
    declared
        A row per test, with `is_linked`.
    page
        Language.
    """
    linked = int(declared["is_linked"].sum())
    return say(
        page,
        nl="Het analyseplan noemt {total} toetsen voor een les. Daarvan liggen er {linked} naast de les; "
        "{left} zijn weggelaten, elk met een reden in het register.",
        en="The analysis plan declares {total} tests for a lesson. Of these {linked} are held against it; "
        "{left} are left out, each with a reason in the register.",
        total=format_count(len(declared), page.lang),
        linked=format_count(linked, page.lang),
        left=format_count(len(declared) - linked, page.lang),
    )


def describe_shared(segments: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many segments count in more than one lesson.

    Parameters
    ----------
    segments
        A row per lesson and segment; none of own interviews.
    page
        Language.
    """
    if segments.empty:
        return say(
            page,
            nl="Hoeveel eigen fragmenten bij meer lessen tellen, wordt niet getoond.",
            en="How many own segments count in several lessons is not shown.",
        )
    lessons = segments.groupby("segment_id")["lesson"].nunique()
    return say(
        page,
        nl="Van de {total} verschillende fragmenten tellen er {shared} bij meer dan één les. Lessen zijn dus "
        "niet los van elkaar gesteund.",
        en="Of the {total} different segments {shared} count in more than one lesson. So lessons are not "
        "supported independently of each other.",
        total=format_count(len(lessons), page.lang),
        shared=format_count(int((lessons > 1).sum()), page.lang),
    )


def describe_changes(before: pd.DataFrame, after: pd.DataFrame, *, page: Page) -> Finding:
    """Name the lessons whose verdict becomes another one under another rule, or say that none does.

    Parameters
    ----------
    before, after
        The same lessons with both verdicts, in the same order.
    page
        Language.
    """
    moved = before["verdict"].to_numpy() != after["verdict"].to_numpy()
    if not moved.any():
        return say(page, nl="Geen oordeel wordt anders.", en="No verdict becomes another one.")
    pairs = zip(before[moved].to_dict("records"), after[moved].to_dict("records"), strict=True)
    named = [f"{old[f'title_{page.lang}']} ({_word(old, page)} → {_word(new, page)})" for old, new in pairs]
    return say(
        page,
        nl="Van {number} van de {total} lessen wordt het oordeel anders: {names}.",
        en="Of {number} of the {total} lessons the verdict becomes another one: {names}.",
        number=format_count(int(moved.sum()), page.lang),
        total=format_count(len(before), page.lang),
        names="; ".join(named),
    )


def _word(row: Mapping[str, str], page: Page) -> str:
    return page.word(f"verdict_{row['verdict']}").lower()

"""What the register of lessons comes to, in sentences."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from dianalysis.formats import Page, format_count, select_rows
from dianalysis.sentences.parts import Finding, say, say_nothing

_ORDER = ("supported", "supported_in_part", "contested", "contradicted", "not_testable")


def describe_register(
    lessons: pd.DataFrame, links: pd.DataFrame, segments: pd.DataFrame, *, page: Page
) -> Finding:
    """Say how many lessons are held against what and whose interviews, and how many figures are absent.

    Parameters
    ----------
    lessons, links, segments
        Frames of the overview; `told_basis` of a lesson says whose interviews are weighed.
    page
        Language.
    """
    results = links[links["kind"] == "result"]
    absent = results[results["problem"] != ""]
    is_own = bool(lessons["told_basis"].eq("data").any())
    text = _say_own(lessons, results, page) if is_own else _say_printed(lessons, results, segments, page)
    if absent.empty:
        return text
    more = say(
        page,
        nl="Van die cijfers ontbreken er {absent} in deze run of zijn ze niet vrijgegeven; lessen die erop "
        "rusten, blijven daar open.",
        en="Of these figures {absent} are absent from this run or not released; lessons that rest on them "
        "stay open there.",
        absent=format_count(len(absent), page.lang),
    )
    return Finding(f"{text} {more}")


def _say_printed(lessons: pd.DataFrame, results: pd.DataFrame, segments: pd.DataFrame, page: Page) -> Finding:
    return say(
        page,
        nl="Er zijn {lessons} lessen, naast {results} keer een cijfer en {segments} verschillende fragmenten "
        "uit gesprekken gelegd.",
        en="There are {lessons} lessons, held against a figure {results} times and against {segments} "
        "different segments of interviews.",
        lessons=format_count(len(lessons), page.lang),
        results=format_count(len(results), page.lang),
        segments=format_count(segments["segment_id"].nunique(), page.lang),
    )


def _say_own(lessons: pd.DataFrame, results: pd.DataFrame, page: Page) -> Finding:
    """Say what own data bring; how many segments there are of a lesson is not said here."""
    told = int((lessons["told_hidden"] | lessons["segments"].fillna(0).gt(0)).sum())
    first = say(
        page,
        nl="Er zijn {lessons} lessen, naast {results} keer een cijfer uit eigen gegevens gelegd.",
        en="There are {lessons} lessons, held against a figure of own data {results} times.",
        lessons=format_count(len(lessons), page.lang),
        results=format_count(len(results), page.lang),
    )
    second = say(
        page,
        nl="Over {told} lessen gaan eigen gesprekken." if told else
        "Bij deze gegevens horen geen gecodeerde gesprekken; lessen die daarop moeten rusten, zijn hier niet "
        "te toetsen.",
        en="Own interviews are about {told} of the lessons." if told else
        "No coded interviews belong to these data; lessons that must rest on them cannot be tested here.",
        told=format_count(told, page.lang),
    )  # fmt: skip
    third = say(
        page,
        nl="De gedrukte gesprekken van fase één staan apart en wegen niet mee.",
        en="The printed interviews of phase one stand apart and carry no weight.",
    )
    return Finding(f"{first} {second} {third}")


def describe_lessons(lessons: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many lessons got which verdict."""
    return _say_verdicts(lessons["verdict"].value_counts().to_dict(), page)


def describe_lesson_counts(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many lessons for a next phase got which verdict, from the results of their chapter."""
    rows = select_rows(results, "lesson_count")
    if rows.empty or rows["estimate"].isna().any():
        return say_nothing(results, page)
    return _say_verdicts(dict(zip(rows["term"], rows["estimate"].astype(int), strict=True)), page)


def _say_verdicts(counts: Mapping[Hashable, int], page: Page) -> Finding:
    parts = [
        f"{page.word(f'verdict_{name}').lower()} {format_count(counts[name], page.lang)}"
        for name in _ORDER
        if counts.get(name)
    ]
    return say(
        page,
        nl="Van de {total} lessen voor fase twee: {parts}.",
        en="Of the {total} lessons for phase two: {parts}.",
        total=format_count(sum(counts.values()), page.lang),
        parts=", ".join(parts),
    )


def describe_contradicted(lessons: pd.DataFrame, *, page: Page) -> Finding:
    """Name the lessons that the evidence contradicts, or say that there are none."""
    names = lessons.loc[lessons["verdict"] == "contradicted", f"title_{page.lang}"]
    if names.empty:
        return say(page, nl="Geen les wordt weersproken.", en="No lesson is contradicted.")
    return say(
        page,
        nl="Weersproken wordt: {names}.",
        en="Contradicted is: {names}.",
        names="; ".join(names),
    )


def describe_carriers(lessons: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many of the supported lessons are carried by interviews only."""
    held = lessons[lessons["verdict"].isin(["supported", "supported_in_part"])]
    told = held[held["quantitative"] == "none"]
    return say(
        page,
        nl="Van de {held} lessen die geheel of deels gesteund worden, rusten er {told} alleen op gesprekken.",
        en="Of the {held} lessons that are supported wholly or in part, {told} rest on interviews only.",
        held=format_count(len(held), page.lang),
        told=format_count(len(told), page.lang),
    )

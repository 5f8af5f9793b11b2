"""Findings on the firms of phase two: how they are divided, which limits bind, and the goal."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_count, select_rows
from dianalysis.sentences.parts import Finding, say, say_nothing, write
from dianalysis.sentences.phase_two_power import find_row_of

_NONE = {"nl": "niets", "en": "nothing"}


def describe_lots(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many partners take part and how large the largest lot is, or which limits clash."""
    clash = select_rows(results, "lot_conflict")
    if len(clash):
        return say(
            page,
            nl="Er is geen toedeling: deze grenzen zijn samen niet te halen: {names}. "
            "Zonder een ervan lukt het wel.",
            en="There is no division: these limits cannot be kept together: {names}. "
            "Without any one of them there is.",
            names="; ".join(page.word(f"conflict_{term}") for term in clash["term"]),
        )
    largest, taking = find_row_of(results, "lot_largest"), find_row_of(results, "lot_partners")
    if largest is None or taking is None:
        return say_nothing(results, page)
    return say(
        page,
        nl="Er doen {taking} convenantpartners mee; het grootste aantal bij één van hen is {largest} "
        "bedrijven{before}.",
        en="{taking} partners take part; the largest number with one of them is {largest} companies{before}.",
        taking=write(taking, page),
        largest=write(largest, page),
        before=_before(results, page),
    )


def describe_binding(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many new partners a division takes, which limits bind and which partners are left out."""
    new = select_rows(results, "lot_largest_by_new", group="new_partners")
    without = select_rows(results, "lot_largest_without")
    largest, known = find_row_of(results, "lot_largest"), new[new["estimate"].notna()]
    if largest is None or without.empty or known.empty:
        return say_nothing(results, page)
    bind = without[(without["estimate"] < largest["estimate"]).fillna(False).astype(bool)]
    lots = select_rows(results, "lot", group="partner")
    out = lots[(lots["estimate"] == 0).fillna(False).astype(bool)]["group_level"]
    names = [str(name) for name in out if not str(name).startswith("new_")]
    return say(
        page,
        nl="Nieuwe convenantpartners die minstens nodig zijn: {few} (het grootste aantal is dan {most}); met "
        "{many} is het grootste aantal {least}. Wat knelt: {bind}. Van fase één valt weg: {out}.",
        en="New partners that are needed at least: {few} (the largest number is then {most}); with {many} "
        "the largest number is {least}. What binds: {bind}. Left out of those of phase one: {out}.",
        few=format_count(float(known["group_level"].iloc[0]), page.lang),
        many=format_count(float(known["group_level"].iloc[-1]), page.lang),
        most=write(known.iloc[0], page),
        least=write(known.iloc[-1], page),
        bind="; ".join(page.word(f"conflict_{term}") for term in bind["term"]) or _NONE[page.lang],
        out=", ".join(page.group("partner", name) for name in names) or _NONE[page.lang],
    )


def describe_goal(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say whether both phases together reach the goal of the programme, counted in two ways."""
    rows = {str(row["term"]): row for _, row in select_rows(results, "goal").iterrows()}
    if not rows or any(pd.isna(row["estimate"]) for row in rows.values()):
        return say_nothing(results, page)
    return say(
        page,
        nl="Met fase één samen zijn dat {firms} bedrijven, waarvan naar verwachting {complete} met volledige "
        "gegevens; het doel van het programma is minstens {goal}. Daarvoor zijn {needed} bedrijven nodig, of "
        "{needed_complete} als alleen bedrijven met volledige gegevens tellen.",
        en="With phase one that makes {firms} companies, of which {complete} are expected to have complete "
        "data; the goal of the programme is {goal} at least. That takes {needed} companies, or "
        "{needed_complete} when only those with complete data count.",
        **{term: write(row, page) for term, row in rows.items()},
    )


def _before(results: pd.DataFrame, page: Page) -> str:
    before = select_rows(results, "delivered", group="partner")
    if before.empty or before["estimate"].isna().any():
        return ""
    most = format_count(before["estimate"].max(), page.lang)
    return say(page, nl=", tegen {most} in fase één", en=", against {most} in phase one", most=most)

"""Findings of the audit of printed figures."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page, format_count, name_printed_table, select_rows
from dianalysis.sentences.parts import Finding, find_row, say, say_nothing, write
from dianalysis.studies.published_audit import ALL, CLAIMS

_GROUP = "table_group"
_CLAIMS_TABLE = "facts"
_MOST_TABLES = 2


def describe_printed(verdicts: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many printed figures and claims the page is about, and how many tables they come from.

    Parameters
    ----------
    verdicts
        The audit, one row per printed figure or claim.
    page
        Labels and language.
    """
    is_claim = verdicts["table"] == _CLAIMS_TABLE
    if verdicts.empty:
        return Finding(page.word("no_verdicts"))
    return say(
        page,
        nl="Deze pagina gaat over {cells} cijfers in {tables} gedrukte tabellen, en over {claims} beweringen "
        "in de tekst.",
        en="This page is about {cells} figures in {tables} printed tables, and about {claims} claims of the "
        "text.",
        cells=format_count(int((~is_claim).sum()), page.lang),
        tables=format_count(verdicts.loc[~is_claim, "table"].nunique(), page.lang),
        claims=format_count(int(is_claim.sum()), page.lang),
    )


def describe_verdicts(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many printed figures follow from the others, contradict them, were lost or stand alone.

    Parameters
    ----------
    results
        Released results of published_audit.
    page
        Labels and language.
    """
    parts = _verdict_parts(results, ALL, page)
    if not parts:
        return say_nothing(results, page)
    return say(
        page,
        nl="Van de {total} gedrukte cijfers volgen er {reproduced} ({reproduced_share}) uit de andere, "
        "verschillen er {rounding} door afronding en zitten er {contradiction} ({contradiction_share}) "
        "in een tegenspraak; {lost} zijn in druk verloren en {not_derivable} zijn niet na te gaan.",
        en="Of the {total} printed figures {reproduced} ({reproduced_share}) follow from the others, "
        "{rounding} differ by rounding and {contradiction} ({contradiction_share}) are caught in a "
        "contradiction; {lost} were lost in print and {not_derivable} cannot be checked.",
        **parts,
    )


def describe_claims(results: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many claims of the text follow from the figures, and how many contradict them."""
    parts = _verdict_parts(results, CLAIMS, page)
    if not parts:
        return say_nothing(results, page)
    return say(
        page,
        nl="Van de {total} beweringen in de tekst volgen er {reproduced} uit de gedrukte cijfers of uit "
        "elkaar en zijn er {contradiction} in tegenspraak; het aantal dat door afronding verschilt is "
        "{rounding}. Voor {not_derivable} is niets gedrukt om ze aan te toetsen, en voor {lost} is dat "
        "verloren gegaan.",
        en="Of the {total} claims of the text {reproduced} follow from the printed figures or from each "
        "other and {contradiction} contradict them; the number that differs by rounding is {rounding}. For "
        "{not_derivable} nothing was printed to hold them against, and for {lost} that was lost.",
        **parts,
    )


def describe_sets(sets: pd.DataFrame, members: pd.DataFrame, *, page: Page) -> Finding:
    """Say how many sets of figures clash, how many figures take part, and how many must change.

    Parameters
    ----------
    sets, members
        The minimal sets and their figures.
    page
        Labels and language.
    """
    if sets.empty:
        return Finding(page.word("no_contradictions"))
    counts = {
        "sets": len(sets),
        "repaired": members.loc[members["leave_out"], "figure"].nunique(),
        "smallest": int(sets["size"].min()),
        "largest": int(sets["size"].max()),
        "single": int((sets["equal"] == 1).sum()),
    }
    return say(
        page,
        nl="Er zijn {sets} verzamelingen van {smallest} tot {largest} cijfers die niet allemaal kunnen "
        "kloppen. Met {repaired} andere cijfers zijn alle tegenspraken opgelost; bij {single} "
        "verzamelingen is er maar één kleinste herstel, bij de andere een keuze.",
        en="There are {sets} sets of {smallest} to {largest} figures that cannot all be right. Changing "
        "{repaired} figures resolves every contradiction; for {single} sets there is only one smallest "
        "repair, for the others there is a choice.",
        **{name: format_count(count, page.lang) for name, count in counts.items()},
    )


def describe_lost(verdicts: pd.DataFrame, *, page: Page) -> Finding:
    """Say which tables lost most figures in print, and for how many the other figures give the value."""
    lost = verdicts[(verdicts["verdict"] == "lost") & (verdicts["table"] != _CLAIMS_TABLE)]
    if lost.empty:
        return say_nothing(verdicts.iloc[:0], page)
    most = lost["table"].value_counts().head(_MOST_TABLES)
    named = [
        f"{name_printed_table(str(table), page)} ({format_count(n, page.lang)})" for table, n in most.items()
    ]
    return say(
        page,
        nl="Van de {lost} verloren cijfers staan de meeste in {tables}; voor {found} ervan geven de andere "
        "cijfers de waarde toch.",
        en="Of the {lost} lost figures most belong to {tables}; for {found} of them the other figures give "
        "the value all the same.",
        lost=format_count(len(lost), page.lang),
        tables=say(page, nl=" en ", en=" and ").join(named),
        found=format_count(int((lost["computed"] != "").sum()), page.lang),
    )


def _verdict_parts(results: pd.DataFrame, level: str, page: Page) -> dict[str, str]:
    rows = select_rows(results, "audit_n", group=_GROUP, level=level)
    parts: dict[str, str] = {}
    for verdict in rows["term"]:
        for measure, name in (("audit_n", verdict), ("audit_share", f"{verdict}_share")):
            row = find_row(results, measure, group=_GROUP, level=level, term=str(verdict))
            if row is None:
                return {}
            parts[name] = write(row, page)
    return parts | {"total": format_count(rows["n"].max(), page.lang)} if parts else {}

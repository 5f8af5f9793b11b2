"""The audit: one verdict for every printed figure and for every claim of the text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from dianalysis.published.audit.claims import claim_verdicts
from dianalysis.published.audit.evidence import (
    POSSIBLE,
    REPRODUCED,
    ROUNDING,
    Evidence,
    gather,
    implied_by_sum,
)
from dianalysis.published.audit.prepare import prepare
from dianalysis.published.audit.proofs import read_proofs, recheck, write_proofs
from dianalysis.published.audit.reasons import find_missing_part
from dianalysis.published.audit.rounding import twice_rounded
from dianalysis.published.audit.rules import Rules
from dianalysis.published.audit.search import Contradiction, Found, find_contradictions
from dianalysis.published.audit.settle import settle_values
from dianalysis.published.audit.system import System

VERDICTS = ("reproduced", "rounding", "contradiction", "lost", "not_derivable")
AUDIT_COLUMNS = ("table", "row", "column", "stat", "printed", "computed", "verdict", "proof", "repair")
SHOWN = 24
NOT_REPAIRED = "no repair by one or two figures, or by a count with its shares, was found"

Verdict = tuple[str, str, str, str]


def audit_figures(
    figures: pd.DataFrame, *, facts: pd.DataFrame | None = None, rules: Rules | None = None,
    proofs: Path | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Give every printed figure, and every claim of the text, one verdict.

    Parameters
    ----------
    figures
        Printed figures: table, row, column, stat, value and, if known, status; decimal commas are accepted.
    facts
        Claims of the running text as in `facts.csv`; None = figures only.
    rules
        How the tables hang together, see `read_rules`; None takes what such tables usually keep to.
    proofs
        Stored contradictions; used when they belong to these figures and rules, else found anew.

    Returns
    -------
    table, row, column, stat, printed, computed, verdict (one of `VERDICTS`), proof, repair; a claim has the
    table `facts`, its id as row, its measure as column and its unit as stat.

    Raises
    ------
    Unreadable
        The figures break the format.
    ParameterError
        A rule refers to a figure that does not exist.
    """
    frame, recovered, system = prepare(figures, rules)
    stored = read_proofs(proofs, system) if proofs is not None and proofs.exists() else None
    found = stored if stored is not None else find_contradictions(system)
    verdicts = _figure_verdicts(frame, recovered, system, found)
    rows = [
        (cell.table, cell.row, cell.column, cell.stat, cell.value if cell.status == "ok" else "", *verdict)
        for cell, verdict in zip(frame.itertuples(index=False), verdicts, strict=True)
    ]
    if facts is not None:
        told = {str(name): one for name, one in zip(frame["figure"], verdicts, strict=True)}
        claims = rules.claims if rules is not None else {}
        rows += claim_verdicts(facts, system, told, claims)
    return pd.DataFrame(rows, columns=list(AUDIT_COLUMNS))


def make_proofs(figures: pd.DataFrame, rules: Rules | None, path: Path) -> Found:
    """Search for contradictions and write them with their minimal sets; return what was found."""
    _, _, system = prepare(figures, rules)
    found = find_contradictions(system)
    write_proofs(path, system, found)
    return found


def recheck_proofs(figures: pd.DataFrame, rules: Rules | None, path: Path) -> pd.DataFrame:
    """Check stored proofs anew against the figures and rules.

    Returns
    -------
    One row per contradiction, see `proofs.recheck`; empty when the proofs belong to other figures.
    """
    _, _, system = prepare(figures, rules)
    found = read_proofs(path, system)
    return recheck(system, found if found is not None else Found())


def _figure_verdicts(
    frame: pd.DataFrame, recovered: Mapping[str, str], system: System, found: Found
) -> list[Verdict]:
    evidence = gather(system, without=found.left_out)
    computed = settle_values(system, found)
    involved = {name: one for one in reversed(found.contradictions) for name in one.figures}
    undecided = {name for one in found.undecided for name in one}
    verdicts = []
    for name, status in zip(frame["figure"].astype(str), frame["status"], strict=True):
        if status != "ok":
            verdicts.append(_lost(name, str(status), recovered, system, found))
        elif name in computed:
            verdicts.append(_contradiction(name, system, found, computed))
        else:
            verdicts.append(_standing(name, evidence.get(name, []), involved.get(name), system, undecided))
    return verdicts


def _lost(name: str, status: str, recovered: Mapping[str, str], system: System, found: Found) -> Verdict:
    if name in recovered:
        return recovered[name], "lost", "place lost in print; one arrangement of the row fits its columns", ""
    value = implied_by_sum(system, name, without=found.left_out)
    why = "value lost in print" if status == "lost" else "values stand in print, their places do not"
    return ("", "lost", why, "") if value is None else (value.computed, "lost", f"{why}; {value.proof}", "")


def _contradiction(name: str, system: System, found: Found, computed: Mapping[str, str]) -> Verdict:
    one = next(one for one in found.contradictions if name in one.repair.figures)
    number = found.contradictions.index(one) + 1
    twice = any(twice_rounded(system, ratio) for ratio in system.ratios.get(name, []))
    note = "; rounding twice would give the printed number" if twice else ""
    size = len(one.repair.figures)
    kept = "no smaller repair exists" if one.repair.proven else "no smaller repair was found"
    others = (
        f"; {one.repair.equal} repairs are as small, this one changes least" if one.repair.equal > 1 else ""
    )
    repair = f"{size} figure(s) left out: {', '.join(one.repair.figures)}; {kept}{others}"
    return (
        computed[name],
        "contradiction",
        f"set {number}: {_set_in_words(one, system)}{note}{_left_out_of_sum(name, system)}",
        repair,
    )


def _left_out_of_sum(name: str, system: System) -> str:
    """Say which single part a total misses by, when the difference is exactly one of its parts."""
    found = find_missing_part(system, name)
    return f"; the parts and the total differ by {found[0]}, which is exactly {found[1]}" if found else ""


def _set_in_words(one: Contradiction, system: System) -> str:
    shown = "; ".join(f"{name} = {system.known[name]}" for name in one.figures[:SHOWN])
    return f"these {len(one.figures)} cannot all be right, any {len(one.figures) - 1} of them can: {shown}"


def _standing(
    name: str, evidence: list[Evidence], one: Contradiction | None, system: System, undecided: set[str]
) -> Verdict:
    for kind in (REPRODUCED, ROUNDING):
        found = [each for each in evidence if each.kind == kind]
        if found:
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            return found[0].computed, kind, f"{found[0].proof}{more}", ""
    if one is not None:
        left = "the smallest repair leaves this one as printed" if one.repair.figures else NOT_REPAIRED
        return "", "contradiction", _set_in_words(one, system), left
    possible = [each.proof for each in evidence if each.kind == POSSIBLE]
    limit = "; its group is too large to decide but by arithmetic" if name in undecided else ""
    return (
        "",
        "not_derivable",
        (possible[0] if possible else "nothing printed to hold it against") + limit,
        "",
    )

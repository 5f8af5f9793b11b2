"""The audit of the phase-one report as one thing: verdicts, sets of figures that clash, claims with their
words, and the proof made again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.errors import Unreadable, Where
from dianalysis.paths import ProjectPaths
from dianalysis.published.audit.files import FACTS, PROOFS, RULES, audit_file, read_claims
from dianalysis.published.audit.prepare import prepare
from dianalysis.published.audit.proofs import read_proofs
from dianalysis.published.audit.reading import read_any_figures
from dianalysis.published.audit.reasons import explain_set
from dianalysis.published.audit.rules import read_rules
from dianalysis.published.audit.search import Found, find_contradictions
from dianalysis.published.audit.settle import settle_values
from dianalysis.published.audit.system import System
from dianalysis.published.audit.verdicts import recheck_proofs

FIGURES = "figures.csv"
SET_COLUMNS = ("number", "size", "kind", "numbers", "missing", "equal", "proven")
MEMBER_COLUMNS = ("number", "figure", "table", "row", "column", "stat", "printed", "repaired", "leave_out")
CLAIM_COLUMNS = (
    "fact_id", "statement_nl", "statement_en", "source_line", "unit", "printed", "computed", "verdict",
)  # fmt: skip


@dataclass(frozen=True)
class ReportAudit:
    """The audit of a report.

    Parameters
    ----------
    verdicts
        One row per printed figure and per claim, see `audit_figures`.
    sets
        One row per minimal set of figures that cannot all be right: number, size, `kind` and `numbers` of the
        reason (see `reasons.Reason`), `missing` (the one part a total leaves out), `equal` (how many repairs
        are as small) and `proven` (no smaller repair exists).
    members
        One row per figure of a set: number of the set, the figure and its parts, `printed`, `leave_out`
        (whether the smallest repair changes it) and `repaired` (its value then; empty when none follows).
    claims
        One row per claim of the text: its statement in two languages, line of the report, what it says
        (`printed`), what the figures give (`computed`), and its verdict.
    folder
        Where figures, rules and proofs are.
    """

    verdicts: pd.DataFrame
    sets: pd.DataFrame
    members: pd.DataFrame
    claims: pd.DataFrame
    folder: Path

    def recheck(self) -> pd.DataFrame:
        """Prove every stored set again; see `recheck_proofs`."""
        figures, rules = read_any_figures(self.folder / FIGURES), read_rules(self.folder / RULES)
        return recheck_proofs(figures, rules, self.folder / PROOFS)


def audit_report(folder: Path | None = None) -> ReportAudit:
    """Audit the printed figures and the claims of the report.

    Parameters
    ----------
    folder
        Folder with `figures.csv`, `rules.yaml`, `facts.csv` and `proofs.json`; that of this project when
        absent.

    Raises
    ------
    Unreadable
        When a file is not there or breaks its format.
    ParameterError
        When a rule refers to a figure that does not exist.
    """
    folder = ProjectPaths.find().published if folder is None else folder
    for name in (FIGURES, RULES, FACTS):
        if not (folder / name).is_file():
            where = Where(file=str(folder / name))
            raise Unreadable("the audit needs this file", where=where, remedy="Restore data/published.")
    verdicts = audit_file(folder / FIGURES)
    _, _, system = prepare(read_any_figures(folder / FIGURES), read_rules(folder / RULES))
    stored = read_proofs(folder / PROOFS, system) if (folder / PROOFS).is_file() else None
    found = stored if stored is not None else find_contradictions(system)
    claims = join_claims(verdicts, read_claims(folder / FACTS), file=folder / FACTS)
    return ReportAudit(verdicts, list_sets(system, found), list_members(system, found), claims, folder)


def list_sets(system: System, found: Found) -> pd.DataFrame:
    """List the minimal sets with the reason why their figures cannot all be right; see `ReportAudit`."""
    rows = []
    for number, one in enumerate(found.contradictions, start=1):
        why = explain_set(system, one.figures)
        repair = one.repair
        size = len(one.figures)
        rows.append((number, size, why.kind, dict(why.numbers), why.missing, repair.equal, repair.proven))
    return pd.DataFrame(rows, columns=list(SET_COLUMNS))


def list_members(system: System, found: Found) -> pd.DataFrame:
    """List the figures of every minimal set, those of its repair included; see `ReportAudit`."""
    settled = settle_values(system, found)
    rows = []
    for number, one in enumerate(found.contradictions, start=1):
        for name in dict.fromkeys((*one.figures, *one.repair.figures)):
            out = name in one.repair.figures
            repaired = settled.get(name, "") if out else ""
            rows.append((number, name, *name.split("/"), system.known[name], repaired, out))
    return pd.DataFrame(rows, columns=list(MEMBER_COLUMNS))


def join_claims(verdicts: pd.DataFrame, facts: pd.DataFrame, *, file: Path) -> pd.DataFrame:
    """Join the verdicts on claims to their statements and lines.

    Raises
    ------
    Unreadable
        When the facts have no statements or lines.
    """
    for column in ("statement_nl", "statement_en", "source_line"):
        if column not in facts:
            where = Where(file=str(file), column=column)
            raise Unreadable("the claims lack a column", where=where, remedy="restore the file")
    told = verdicts[verdicts["table"] == "facts"].rename(columns={"row": "fact_id"})
    told = told[["fact_id", "printed", "computed", "verdict"]]
    words = facts[["fact_id", "statement_nl", "statement_en", "source_line", "unit"]]
    joined = words.merge(told, on="fact_id", how="inner", validate="one_to_one")
    joined["source_line"] = joined["source_line"].astype(int)
    return joined[list(CLAIM_COLUMNS)].sort_values("source_line", kind="stable").reset_index(drop=True)

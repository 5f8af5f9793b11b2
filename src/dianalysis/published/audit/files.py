"""The audit from file to file: figures with whatever stands beside them, verdicts out."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.errors import Unreadable, Where
from dianalysis.published.audit.reading import read_any_figures
from dianalysis.published.audit.rules import read_rules
from dianalysis.published.audit.verdicts import VERDICTS, audit_figures
from dianalysis.sources import write_csv

RULES, FACTS, PROOFS, AUDIT = "rules.yaml", "facts.csv", "proofs.json", "published_audit.csv"
FACT_COLUMNS = ("fact_id", "measure", "value", "unit", "figure")


def audit_file(figures: Path, *, rules: Path | None = None, facts: Path | None = None) -> pd.DataFrame:
    """Audit a figures file.

    Parameters
    ----------
    figures
        File of printed figures.
    rules, facts
        Rules and claims; None takes `rules.yaml` and `facts.csv` from the same folder if they are there.
        Stored proofs (`proofs.json`) of that folder are used when they belong to the figures and rules.

    Returns
    -------
    The verdicts, see `audit_figures`.

    Raises
    ------
    Unreadable
        A file cannot be read, or the claims lack a column.
    ParameterError
        A rule is malformed or refers to a figure that does not exist.
    """
    rules = rules if rules is not None else _beside(figures, RULES)
    facts = facts if facts is not None else _beside(figures, FACTS)
    return audit_figures(
        read_any_figures(figures),
        facts=None if facts is None else read_claims(facts),
        rules=None if rules is None else read_rules(rules),
        proofs=_beside(figures, PROOFS),
    )


def read_claims(path: Path) -> pd.DataFrame:
    """Read the claims of a text: fact_id, measure, value, unit, figure, everything as text."""
    try:
        found = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise Unreadable(
            "the claims cannot be read", where=Where(file=str(path)), remedy="restore the file"
        ) from error
    for column in FACT_COLUMNS:
        if column not in found:
            where = Where(file=str(path), column=column)
            raise Unreadable("the claims lack a column", where=where, remedy=f"needed: {FACT_COLUMNS}")
    return found


def write_audit(audit: pd.DataFrame, path: Path) -> Path:
    """Write the verdicts as CSV, formulas neutralised; the same verdicts give the same bytes."""
    write_csv(audit, path)
    return path


def count_verdicts(audit: pd.DataFrame) -> dict[str, int]:
    """Count the verdicts, in the order of `VERDICTS`, for a summary line."""
    counts = audit["verdict"].value_counts()
    return {verdict: int(counts.get(verdict, 0)) for verdict in VERDICTS}


def _beside(figures: Path, name: str) -> Path | None:
    path = figures.with_name(name)
    return path if path.exists() else None

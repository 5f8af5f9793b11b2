"""Proofs of contradictions, kept beside the figures and checked again by whoever doubts them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pandas as pd

from dianalysis.errors import Unreadable, Where
from dianalysis.published.audit.minimal import can_all_be_right, is_minimal
from dianalysis.published.audit.repair import Repair
from dianalysis.published.audit.search import Contradiction, Found
from dianalysis.published.audit.solve import tighten
from dianalysis.published.audit.system import System

RECHECK_COLUMNS = ("number", "size", "figures", "impossible", "minimal", "unchanged", "method")


def fingerprint(system: System) -> str:
    """Return a hash of the figures and rules, to tell whether stored proofs belong to them."""
    content = "\n".join(f"{name}={text}" for name, text in system.known.items())
    rules = "\n".join(repr(one) for one in (*system.network.linears, *system.network.ratios))
    return hashlib.sha256(f"{content}\n{rules}\n{sorted(system.loose)}".encode()).hexdigest()


def write_proofs(path: Path, system: System, found: Found) -> None:
    """Write what the search found; the same figures and rules give the same bytes."""
    content = {
        "figures_and_rules": fingerprint(system),
        "contradictions": [
            {
                "figures": {name: system.known[name] for name in one.figures},
                "repair": list(one.repair.figures),
                "computed": dict(one.repair.computed),
                "equal": one.repair.equal,
                "proven": one.repair.proven,
            }
            for one in found.contradictions
        ],
        "undecided": [list(one) for one in found.undecided],
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_proofs(path: Path, system: System) -> Found | None:
    """Read stored proofs; None when they belong to other figures or rules.

    Raises
    ------
    Unreadable
        The file is not what `write_proofs` wrote.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["figures_and_rules"] != fingerprint(system):
            return None
        contradictions = [
            Contradiction(
                tuple(one["figures"]),
                Repair(tuple(one["repair"]), one["computed"], one["equal"], one["proven"]),
            )
            for one in content["contradictions"]
        ]
        return Found(contradictions, [tuple(one) for one in content["undecided"]])
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise Unreadable(
            "the stored proofs cannot be read", where=Where(file=str(path)), remedy="make them again"
        ) from error


def recheck(system: System, found: Found) -> pd.DataFrame:
    """Check every contradiction anew: impossible together, possible without any one member.

    Returns
    -------
    One row per contradiction: number, size, figures (names joined by ;), impossible and minimal (held
    against every rule of the report), unchanged (all its figures are still printed), method (what refutes
    the set: bounds in exact integers, or the solver).
    """
    rows: list[dict[str, object]] = []
    for number, one in enumerate(found.contradictions, start=1):
        known = all(name in system.known for name in one.figures)
        minimal = known and is_minimal(system, one.figures, everything=True)
        rows.append(
            {
                "number": number,
                "size": len(one.figures),
                "figures": ";".join(one.figures),
                "impossible": minimal or (known and not _possible(system, one.figures)),
                "minimal": minimal,
                "unchanged": known,
                "method": "exact bounds"
                if known and _by_bounds(system, one.figures)
                else "integer programme",
            }
        )
    return pd.DataFrame(rows, columns=list(RECHECK_COLUMNS))


def _by_bounds(system: System, figures: tuple[str, ...]) -> bool:
    return tighten(system.conditions(figures), start=system.box) is None


def _possible(system: System, figures: tuple[str, ...]) -> bool:
    return can_all_be_right(system, figures) is not False

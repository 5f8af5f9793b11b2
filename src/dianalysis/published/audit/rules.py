"""The rules of a report as data: how its tables hang together, read from YAML and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dianalysis.errors import ParameterError, Unreadable, Where

Entry = Mapping[str, Any]
KINDS: dict[str, set[str]] = {
    "sums": {"rule", "total", "parts"},
    "limits": {"rule", "small", "large"},
    "equals": {"rule", "left", "right"},
    "shares": {"rule", "share", "base"},
    "distributions": {"rule", "shares"},
    "means": {"rule", "mean", "scores"},
    "grains": {"rule", "mean", "base", "low", "high"},
    "pooled": {"rule", "base", "mean", "low", "high", "scores"},
    "balances": {"rule", "sides"},
}
OPTIONAL = {
    "sums": {"each", "may_miss"},
    "limits": {"each"},
    "equals": {"each"},
    "shares": {"count", "each"},
    "distributions": {"each", "base", "at_most", "total"},
    "means": {"values", "each"},
    "grains": {"each"},
    "pooled": {"values", "each"},
    "balances": set(),
}
TOTAL_NAMES = ("totaal", "total", "Total", "Totaal", "totals", "all")
BASE_NAMES = ("caption", "header", "n_basis", "base")


@dataclass(frozen=True)
class Rules:
    """How the tables of a report hang together.

    Parameters
    ----------
    entries
        Kind of rule (see `KINDS`) -> its entries.
    totals, bases
        Row names that are totals, or that only hold a base.
    claims
        Claim id -> how the text's claim is checked; see `claims`.
    """

    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    totals: tuple[str, ...] = TOTAL_NAMES
    bases: tuple[str, ...] = BASE_NAMES
    claims: Mapping[str, Entry] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of one kind."""
        return self.entries.get(kind, ())


def read_rules(path: Path) -> Rules:
    """Read the rules of a report.

    Parameters
    ----------
    path
        YAML with `totals`, `bases`, a list for each kind of `KINDS`, and `claims`.

    Raises
    ------
    Unreadable
        The file cannot be read as YAML.
    ParameterError
        A key is unknown or a needed key is absent.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Unreadable(
            "the rules cannot be read",
            where=Where(file=str(path)),
            remedy="restore the file, or audit without rules",
        ) from error
    return make_rules(content or {}, file=str(path))


def make_rules(content: object, *, file: str = "") -> Rules:
    """Check the content of a rules file and return it as rules."""
    if not isinstance(content, dict):
        raise ParameterError("the rules are not a mapping of kinds", where=Where(file=file))
    known = {*KINDS, "totals", "bases", "claims"}
    _refuse(set(content) - known, file, "a kind of rule is not known", sorted(known))
    entries = {kind: tuple(content.get(kind) or ()) for kind in KINDS}
    for kind, many in entries.items():
        for place, entry in enumerate(many, start=1):
            _check_entry(kind, entry, f"{file} {kind} {place}".strip())
    return Rules(
        entries,
        tuple(content.get("totals", TOTAL_NAMES)),
        tuple(content.get("bases", BASE_NAMES)),
        dict(content.get("claims") or {}),
    )


def _check_entry(kind: str, entry: object, place: str) -> None:
    if not isinstance(entry, dict):
        raise ParameterError("a rule is not a mapping", where=Where(file=place, value=entry))
    needed, allowed = KINDS[kind], KINDS[kind] | OPTIONAL[kind]
    _refuse(set(entry) - allowed, place, "a rule has an unknown key", sorted(allowed))
    _refuse(needed - set(entry), place, "a rule lacks a key", sorted(needed))


def _refuse(names: set[str], file: str, message: str, known: list[str]) -> None:
    if names:
        remedy = f"known are {', '.join(known)}"
        raise ParameterError(message, where=Where(file=file, value=sorted(map(str, names))[0]), remedy=remedy)

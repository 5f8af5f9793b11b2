"""Who and what is known by name: from the registration, the list of partners and a roster of the user."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.errors import DataProblem, Where
from dianalysis.interviews.pseudonyms.kinds import NAME_KINDS
from dianalysis.interviews.pseudonyms.text import fold
from dianalysis.sources import read_export

ROSTER_COLUMNS = ("kind", "name")
REGISTRATION_KINDS: Mapping[str, str] = {
    "contact_name": "person",
    "adviser_name": "person",
    "firm_name": "company",
    "place": "place",
}
"""Columns of a registration that hold names, and what they name."""
_SHORT_PART = 3
_SEVERAL = re.compile(r"\s*(?:[;/&]|\ben\b)\s*")


@dataclass(frozen=True)
class Entry:
    """Somebody or something with a name.

    Parameters
    ----------
    key
        What identifies it: the kind and the folded name.
    kind
        person, company, place or partner.
    name
        The name in full.
    aliases
        Other ways it is called.
    """

    key: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


def entry(kind: str, name: str, aliases: Iterable[str] = ()) -> Entry:
    """Make an entry; its key follows from kind and name, so that the same name is the same entry."""
    clean = " ".join(name.split())
    words = "-".join(part for part in (fold(word) for word in clean.replace("-", " ").split()) if part)
    return Entry(
        f"{kind}:{words}", kind, clean, tuple(dict.fromkeys(a.strip() for a in aliases if a.strip()))
    )


def roster_of_registration(frames: Iterable[pd.DataFrame]) -> tuple[Entry, ...]:
    """Make a roster of the names in registration tables.

    Parameters
    ----------
    frames
        Tables with any of the columns of `REGISTRATION_KINDS`; empty cells are passed over. A cell
        for persons may hold
        several, parted by "en", "/", "&" or ";".
    """
    found = [
        entry(kind, name)
        for frame in frames
        for column, kind in REGISTRATION_KINDS.items()
        if column in frame
        for cell in frame[column].dropna().astype(str)
        for name in (_SEVERAL.split(cell) if kind == "person" else [cell])
        if name.strip()
    ]
    return merge(found)


def roster_of_partners(partners: pd.DataFrame) -> tuple[Entry, ...]:
    """Make a roster of the partners of the codebook (columns partner, label, full_name_nl), for when
    they are masked.

    A partner that is several organisations counts as one; each of its parts is an alias.
    """
    found = []
    for row in partners.to_dict("records"):
        label, full = str(row["label"]), str(row["full_name_nl"]).split(":")[0].strip()
        parts = [part.strip() for part in label.split(",")] if "," in label else []
        parts += [part for part in label.split("-") if "-" in label and len(part) > _SHORT_PART]
        code = str(row["partner"]).replace("_", " ")
        found.append(entry("partner", label, [code, *parts, *([full] if len(full.split()) <= 6 else [])]))
    return merge(found)


def read_roster(path: Path) -> tuple[Entry, ...]:
    """Read the roster of a user: a table with the columns kind, name and, if there are any, aliases
    (parted by ;).

    Raises
    ------
    DataProblem
        When a column is missing, a kind is not known or a name is empty; the message names the row,
        never a name.
    """
    found = []
    for table in read_export(path):
        for column in ROSTER_COLUMNS:
            if column not in table.frame:
                remedy = "It has the columns kind, name and aliases."
                raise DataProblem(
                    "a column is missing", where=Where(file=path.name, column=column), remedy=remedy
                )
        for row in table.frame.to_dict("records"):
            found.append(_roster_row(row, path.name))
    return merge(found)


def _roster_row(row: Mapping[object, object], file: str) -> Entry:
    kind, name, line = str(row["kind"]).strip().lower(), str(row["name"]).strip(), int(str(row["_row"]))
    if kind not in NAME_KINDS:
        where = Where(file=file, row=line, column="kind")
        raise DataProblem("the kind is not known", where=where, remedy=f"Use one of {', '.join(NAME_KINDS)}.")
    if not any(c.isalnum() for c in name):
        raise DataProblem("the name is empty", where=Where(file=file, row=line, column="name"))
    return entry(kind, name, str(row.get("aliases", "")).split(";"))


def merge(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Make entries of the same kind and name one, with the aliases of all."""
    merged: dict[str, Entry] = {}
    for one in entries:
        before = merged.get(one.key)
        aliases = one.aliases if before is None else (*before.aliases, *one.names)
        name = one.name if before is None else before.name
        merged[one.key] = entry(one.kind, name, [a for a in aliases if a != name])
    return tuple(merged.values())

"""The register of pseudonyms: who is meant by which, the same over all rounds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from dianalysis.errors import DataProblem
from dianalysis.interviews.pseudonyms.kinds import KINDS, NAME_KINDS, pseudonym
from dianalysis.interviews.pseudonyms.roster import Entry, entry
from dianalysis.interviews.pseudonyms.text import fold
from dianalysis.interviews.pseudonyms.vault import open_vault, write_vault

VALUE_KINDS = ("email", "phone", "web", "iban", "bsn", "kvk", "postcode")
"""Kinds that are written in one way but for spaces; an address and other things are compared word by word."""


@dataclass(frozen=True)
class Registered:
    """One pseudonym: its kind and number, the name it stands for, and the ways that name was written.

    Parameters
    ----------
    kind, number
        Of the pseudonym.
    entry_key
        The key of the entry it stands for.
    name
        The name in full as first met.
    written
        All ways it was written, the name included.
    local
        Ways of writing that are an ordinary word elsewhere: masked only where a person decided so.
    """

    kind: str
    number: int
    entry_key: str
    name: str
    written: tuple[str, ...] = ()
    local: tuple[str, ...] = ()

    @property
    def pseudonym(self) -> str:
        """What stands in its place."""
        return pseudonym(self.kind, self.number)


@dataclass
class Register:
    """All pseudonyms, by the key of the entry; `fingerprint` is that of the file they were read from."""

    entries: dict[str, Registered] = field(default_factory=dict)
    fingerprint: str = ""

    def find(self, key: str) -> Registered | None:
        """Return the pseudonym of an entry, or nothing."""
        return self.entries.get(key)

    def by_pseudonym(self, text: str) -> Registered | None:
        """Return what a pseudonym stands for, with or without its brackets."""
        wanted = f"[{text.strip().strip('[]')}]"
        return next((one for one in self.entries.values() if one.pseudonym == wanted), None)

    def admit(self, one: Entry, *, local: bool = False) -> Registered:
        """Return the pseudonym of an entry, giving it the next number of its kind when it has none."""
        if one.key not in self.entries:
            numbers = [other.number for other in self.entries.values() if other.kind == one.kind]
            written, only_here = ((), one.names) if local else (one.names, ())
            self.entries[one.key] = Registered(
                one.kind, max(numbers, default=0) + 1, one.key, one.name, written, only_here
            )
        return self.entries[one.key]

    def note_written(self, key: str, written: str, *, local: bool = False) -> None:
        """Remember a way the name of an entry was written."""
        one = self.entries[key]
        if local and written not in one.written:
            one = replace(one, local=tuple(dict.fromkeys((*one.local, written))))
        elif not local:
            one = replace(one, written=tuple(dict.fromkeys((*one.written, written))))
        self.entries[key] = one

    def roster(self) -> tuple[Entry, ...]:
        """Return the names as a roster, so that who was met in one round is known in the next.

        Who is only known by an ordinary word is left out: each place with that word is decided by itself.
        """
        named = [one for one in self.entries.values() if one.kind in NAME_KINDS and one.written]
        return tuple(
            Entry(one.entry_key, one.kind, one.name, tuple(w for w in one.written if w != one.name))
            for one in named
        )


def plain_value(kind: str, written: str) -> str:
    """Write a number or address without what makes no difference: case, spaces, dots; +31 in front of a
    telephone number."""
    if kind in ("email", "web"):
        return re.sub(r"\s", "", written.casefold())
    plain = re.sub(r"[^0-9a-z]", "", written.casefold())
    return re.sub(r"^(?:0031|31)0?", "0", plain) if kind == "phone" else plain


def value_entry(kind: str, written: str) -> Entry:
    """Make an entry of a number or address; what makes no difference gives the same entry."""
    return (
        Entry(f"{kind}:{plain_value(kind, written)}", kind, written)
        if kind in VALUE_KINDS
        else entry(kind, written)
    )


def read_register(path: Path, passphrase: str) -> Register:
    """Read the register; an empty one when the file does not exist.

    Raises
    ------
    ParameterError, Unreadable
        When the passphrase is wrong or the file is no register; never an empty register instead.
    DataProblem
        When what it holds breaks its own contract.
    """
    sealed = open_vault(path, passphrase)
    if sealed is None:
        return Register()
    register = Register(fingerprint=sealed.fingerprint)
    for row in json.loads(sealed.content)["entries"]:
        one = Registered(
            row["kind"],
            int(row["number"]),
            row["key"],
            row["name"],
            tuple(row["written"]),
            tuple(row["local"]),
        )
        if one.kind not in KINDS or one.entry_key in register.entries:
            raise DataProblem("the register holds an entry twice or of a kind that is not known")
        register.entries[one.entry_key] = one
    return register


def write_register(register: Register, path: Path, passphrase: str) -> None:
    """Write the register, encrypted; see `write_vault` for what may go wrong."""
    rows = [
        {"kind": one.kind, "number": one.number, "key": one.entry_key, "name": one.name,
         "written": list(one.written), "local": list(one.local)}
        for one in register.entries.values()
    ]  # fmt: skip
    content = json.dumps({"entries": rows}, ensure_ascii=False)
    write_vault(path, content, passphrase, before=register.fingerprint)


def nearest_key(roster: Iterable[Entry], kind: str, written: str) -> str:
    """Return the key of the one entry of a kind that has exactly this name or alias; empty when none or
    several."""
    wanted = [fold(word) for word in written.split()]
    keys = {
        one.key
        for one in roster
        if one.kind == kind and any([fold(w) for w in n.split()] == wanted for n in one.names)
    }
    return keys.pop() if len(keys) == 1 else ""

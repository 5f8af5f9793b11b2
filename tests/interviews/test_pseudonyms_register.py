"""The register: one pseudonym for all rounds, unreadable without the passphrase, never silently empty."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dianalysis.errors import DataProblem, ParameterError, Unreadable
from dianalysis.interviews.pseudonyms import vault
from dianalysis.interviews.pseudonyms.register import (
    Register,
    nearest_key,
    read_register,
    value_entry,
    write_register,
)
from dianalysis.interviews.pseudonyms.roster import entry

PASSPHRASE = "vier woorden zijn genoeg"
NAME = "Truus Geheimzinnig"


@pytest.fixture(autouse=True)
def cheap_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "_COST", {"n": 2**4, "r": 8, "p": 1})


def filled() -> Register:
    register = Register()
    register.admit(entry("person", NAME))
    register.admit(entry("company", "Bloem"))
    register.note_written(f"person:{NAME.lower().replace('ij', 'y').replace(' ', '-')}", "truus")
    return register


def test_the_same_entry_keeps_its_pseudonym(tmp_path: Path) -> None:
    path = tmp_path / "private" / "register.json"
    write_register(filled(), path, PASSPHRASE)
    again = read_register(path, PASSPHRASE)
    assert again.entries == filled().entries
    assert again.admit(entry("person", "truus geheimzinnig")).pseudonym == "[persoon-01]"
    assert again.admit(entry("person", "Piet")).pseudonym == "[persoon-02]"
    assert "truus" in again.roster()[0].aliases


def test_the_file_tells_nothing_and_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "private" / "register.json"
    write_register(filled(), path, PASSPHRASE)
    assert "Truus" not in path.read_text() and "persoon" not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700
    assert [p.name for p in path.parent.iterdir()] == ["register.json"]


def test_a_wrong_passphrase_is_an_error_and_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "register.json"
    write_register(filled(), path, PASSPHRASE)
    before = path.read_bytes()
    with pytest.raises(ParameterError, match="does not open with this passphrase") as caught:
        read_register(path, "vijf woorden zijn er genoeg")
    assert "Truus" not in str(caught.value) and path.read_bytes() == before


@pytest.mark.parametrize("content", ["", "no json", "[]", '{"format": "other"}', '{"format": 1}'])
def test_what_is_no_register_is_never_an_empty_one(tmp_path: Path, content: str) -> None:
    path = tmp_path / "register.json"
    path.write_text(content)
    with pytest.raises(Unreadable, match="not a register"):
        read_register(path, PASSPHRASE)


def test_a_register_that_was_tampered_with_does_not_open(tmp_path: Path) -> None:
    path = tmp_path / "register.json"
    write_register(filled(), path, PASSPHRASE)
    envelope = json.loads(path.read_text())
    token = envelope["fernet"]
    envelope["fernet"] = token[:40] + ("A" if token[40] != "A" else "B") + token[41:]
    path.write_text(json.dumps(envelope))
    with pytest.raises(ParameterError, match="was changed"):
        read_register(path, PASSPHRASE)
    envelope["scrypt"]["n"] = 2
    path.write_text(json.dumps(envelope))
    with pytest.raises(Unreadable, match="another version"):
        read_register(path, PASSPHRASE)


def test_two_at_a_time_do_not_overwrite_each_other(tmp_path: Path) -> None:
    path = tmp_path / "register.json"
    write_register(filled(), path, PASSPHRASE)
    mine, theirs = read_register(path, PASSPHRASE), read_register(path, PASSPHRASE)
    write_register(theirs, path, PASSPHRASE)
    with pytest.raises(DataProblem, match="changed by somebody else"):
        write_register(mine, path, PASSPHRASE)
    with pytest.raises(DataProblem, match="changed by somebody else"):
        write_register(Register(), path, PASSPHRASE)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "register.json"
    write_register(filled(), path, PASSPHRASE)
    before = path.read_bytes()

    def full(handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(vault.os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        write_register(read_register(path, PASSPHRASE), path, PASSPHRASE)
    assert path.read_bytes() == before and len(list(tmp_path.iterdir())) == 1


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="shorter than 12"):
        write_register(filled(), tmp_path / "register.json", "kort")


def test_numbers_are_the_same_however_they_are_spaced() -> None:
    assert value_entry("phone", "+31 (0)6-12 34 56 78").key == value_entry("phone", "0612345678").key
    assert value_entry("iban", "NL91 ABNA 0417 1643 00").key == value_entry("iban", "nl91abna0417164300").key


def test_a_name_of_two_entries_is_of_neither() -> None:
    roster = [
        entry("person", "Jan Bos", ["jan"]),
        entry("person", "Jan Vos", ["jan"]),
        entry("person", "Els"),
    ]
    assert nearest_key(roster, "person", "Jan") == "" and nearest_key(roster, "person", "els") == "person:els"

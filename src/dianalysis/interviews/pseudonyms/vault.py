"""A file only who knows the passphrase can read: Fernet, key by scrypt, written whole or not at all."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dianalysis.errors import DataProblem, ParameterError, Unreadable, Where

FORMAT, VERSION = "dianalysis register of pseudonyms", 1
SHORTEST_PASSPHRASE = 12
_COST = {"n": 2**17, "r": 8, "p": 1}  # the OWASP password storage guide's first choice for scrypt: 128 MB
_SALT_BYTES = 16


@dataclass(frozen=True)
class Sealed:
    """What a vault held, and the fingerprint of the file it was read from (empty when there was none)."""

    content: str
    fingerprint: str


def open_vault(path: Path, passphrase: str) -> Sealed | None:
    """Read a vault; nothing when the file does not exist.

    Raises
    ------
    ParameterError
        When the passphrase is not the one it was sealed with, or the library for it is not installed.
    Unreadable
        When the file is no vault, or is damaged.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreadable(
            f"the register cannot be opened ({error.strerror})", where=Where(file=path.name)
        ) from error
    fernet, invalid = _library()
    salt, token = _envelope(data, path.name)
    try:
        content = fernet(_key(passphrase, salt)).decrypt(token).decode("utf-8")
    except invalid:
        raise ParameterError(
            "the register does not open with this passphrase, or the file was changed",
            where=Where(file=path.name),
            remedy="Give the passphrase it was made with. Nothing was written.",
        ) from None
    return Sealed(content, hashlib.sha256(data).hexdigest())


def write_vault(path: Path, content: str, passphrase: str, *, before: str) -> None:
    """Write a vault under a new salt, readable by its owner only; the old file stays until the new one
    is whole.

    Parameters
    ----------
    path, content, passphrase
        Where, what, and under which passphrase (at least `SHORTEST_PASSPHRASE` characters).
    before
        Fingerprint of the file the content was made from; empty when there was none.

    Raises
    ------
    ParameterError
        When the passphrase is too short.
    DataProblem
        When the file was changed meanwhile; it is left as it is.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ParameterError(
            f"the passphrase is shorter than {SHORTEST_PASSPHRASE} characters",
            remedy="Use a sentence of a few words.",
        )
    now = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
    if now != before:
        raise DataProblem(
            "the register was changed by somebody else meanwhile",
            where=Where(file=path.name),
            remedy="Run again.",
        )
    fernet, _ = _library()
    salt = os.urandom(_SALT_BYTES)
    token = fernet(_key(passphrase, salt)).encrypt(content.encode("utf-8"))
    envelope = {
        "format": FORMAT,
        "version": VERSION,
        "scrypt": {**_COST, "salt": base64.b64encode(salt).decode("ascii")},
        "fernet": token.decode("ascii"),
    }
    write_private(path, json.dumps(envelope, indent=1).encode("ascii"))


def write_private(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable and writable by its owner only; so is a folder made
    for it."""
    if not path.parent.exists():
        path.parent.mkdir(parents=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:  # mkstemp makes it with mode 600
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _envelope(data: bytes, file: str) -> tuple[bytes, bytes]:
    wrong = Unreadable("this is not a register of pseudonyms, or it is damaged", where=Where(file=file))
    try:
        envelope: Any = json.loads(data)
        if envelope["format"] != FORMAT:
            raise wrong
        cost = {name: envelope["scrypt"][name] for name in _COST}
        if envelope["version"] != VERSION or cost != _COST:
            raise Unreadable(
                "the register was written by another version",
                where=Where(file=file),
                remedy="Use that version.",
            )
        return base64.b64decode(envelope["scrypt"]["salt"], validate=True), str(envelope["fernet"]).encode(
            "ascii"
        )
    except (ValueError, KeyError, TypeError, binascii.Error) as error:
        raise wrong from error


def _key(passphrase: str, salt: bytes) -> bytes:
    """Derive a Fernet key (32 bytes, base64) from a passphrase: scrypt, RFC 7914."""
    derived = hashlib.scrypt(passphrase.encode("utf-8"), salt=salt, dklen=32, maxmem=2**28, **_COST)
    return base64.urlsafe_b64encode(derived)


def _library() -> tuple[Any, Any]:
    try:
        from cryptography.fernet import Fernet, InvalidToken  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ParameterError(
            "cryptography is not installed, so no register can be kept",
            remedy="Install the extra: pip install 'dianalysis[interviews]'.",
        ) from error
    return Fernet, InvalidToken

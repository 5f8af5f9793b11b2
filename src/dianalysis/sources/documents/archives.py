"""Open zip archives from strangers (.docx, .qdpx): their directory is judged first, reading is bounded."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from dianalysis.errors import Unreadable, Where
from dianalysis.sources.documents.text import MAX_TEXT_BYTES
from dianalysis.sources.guard import (
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_FROM_BYTES,
    check_file,
)

MAX_XML_BYTES = 100 * 1024**2
"""Largest member that is parsed as XML."""
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RESAVE = "Save or export it again from the program it was made with."


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose directory gives no reason for distrust; nothing is unpacked to disk.

    Raises
    ------
    Unreadable
        When the file is no archive, is damaged, protected, a zip bomb, or names members outside its folder.
    """
    check_file(path)
    where = Where(file=path.name)
    with path.open("rb") as stream:
        start = stream.read(8)
    if start == _OLE_MAGIC:
        raise Unreadable(
            "the file is protected with a password, or of the old .doc kind",
            where=where,
            remedy="Remove the password and save it as .docx.",
        )
    try:
        with zipfile.ZipFile(path) as archive:
            check_directory(archive.infolist(), where)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Unreadable(
            f"the file is damaged, or is no {path.suffix} file", where=where, remedy=_RESAVE
        ) from error


def check_directory(members: list[zipfile.ZipInfo], where: Where) -> None:
    """Refuse the directory of an archive that is encrypted, swollen, or points outside its folder."""
    if any(member.flag_bits & 0x1 for member in members):
        raise Unreadable("the file is encrypted", where=where, remedy="Save it without a password.")
    if len(members) > MAX_MEMBERS:
        raise _unopened(f"it has {len(members):,} members, more than {MAX_MEMBERS:,}", where)
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if unpacked > MAX_UNPACKED_BYTES:
        limit = MAX_UNPACKED_BYTES // 1024**2
        raise _unopened(f"it unpacks to {unpacked / 1024**2:,.0f} MB, more than {limit} MB", where)
    if unpacked > RATIO_FROM_BYTES and unpacked / packed > MAX_RATIO:
        raise _unopened(f"it unpacks to {unpacked / packed:,.0f} times its size", where)
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise _unopened("it holds two members of the same name", where)
    if any(_leads_away(member) for member in members):
        raise _unopened("one of its members points outside the archive", where)


def read_member(
    archive: zipfile.ZipFile, name: str, *, file: str, most: int = MAX_TEXT_BYTES, shown: str = ""
) -> bytes:
    """Read one member of an opened archive, at most `most` bytes.

    Parameters
    ----------
    archive, name
        The archive and the name of its member.
    file, shown
        What an error calls the archive and the member; a name somebody gave to a member may be the name of a
        person, so it is not shown then.
    most
        The most bytes that are read.

    Raises
    ------
    Unreadable
        When the archive has no such member, or it is larger.
    """
    where = Where(file=file, sheet=shown or name)
    if name not in archive.namelist():
        raise Unreadable("the archive lacks a member it speaks of", where=where, remedy=_RESAVE)
    with archive.open(name) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise _unopened(f"a member is larger than {most // 1024**2} MB", where)
    return data


def _leads_away(member: zipfile.ZipInfo) -> bool:
    plain = member.filename.replace("\\", "/")
    path = PurePosixPath(plain)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return is_link or path.is_absolute() or ".." in path.parts or plain[1:2] == ":"


def _unopened(finding: str, where: Where) -> Unreadable:
    return Unreadable(f"the file was not opened: {finding}", where=where, remedy=_RESAVE)

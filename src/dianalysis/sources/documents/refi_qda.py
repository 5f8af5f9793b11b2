"""Read projects (.qdpx) and codebooks (.qdc) of the REFI-QDA exchange format, version 1.0.

NVivo, ATLAS.ti, MAXQDA and QualCoder write them. Elements are found by their name whatever their namespace;
texts stay as they are in the file, since codings point into them by character.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dianalysis.errors import Unreadable, Where
from dianalysis.sources.documents.archives import MAX_XML_BYTES, open_archive, read_member
from dianalysis.sources.documents.markup import child_text, children, local_name, parse_xml
from dianalysis.sources.guard import check_file
from dianalysis.sources.plaintext import decode_text

_PROJECT = "project.qde"
_INTERNAL = "internal://"
_REEXPORT = "Export it again from the program it was made with."


@dataclass(frozen=True)
class QdaCode:
    """A code: its identity, name, description, whether it may be given, and the code it stands under."""

    guid: str
    name: str
    description: str = ""
    codable: bool = True
    parent: str = ""


@dataclass(frozen=True)
class QdaSource:
    """A text with the values of its variables (variable name to value)."""

    guid: str
    name: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class QdaCoding:
    """A code given to the characters `start` up to `end` of a source, counted from 0, by a user.

    `note` is the description of the selection, "" when it has none.
    """

    source: str
    start: int
    end: int
    code: str
    user: str = ""
    note: str = ""


@dataclass(frozen=True)
class QdaCase:
    """A case: the sources that belong to it and the values of its variables."""

    guid: str
    name: str
    sources: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class QdaProject:
    """What was read of a project; `left_out` counts what this format holds and is not read, by its kind."""

    name: str
    codes: tuple[QdaCode, ...]
    sources: tuple[QdaSource, ...] = ()
    codings: tuple[QdaCoding, ...] = ()
    cases: tuple[QdaCase, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


def read_qdc(path: Path) -> QdaProject:
    """Read a codebook.

    Raises
    ------
    Unreadable
        When the file is damaged, hostile, or no codebook of this format.
    """
    check_file(path)
    if path.stat().st_size > MAX_XML_BYTES:
        limit = MAX_XML_BYTES // 1024**2
        raise Unreadable(
            f"the codebook is larger than {limit} MB", where=Where(file=path.name), remedy=_REEXPORT
        )
    root = parse_xml(path.read_bytes(), file=path.name)
    if local_name(root) != "CodeBook":
        raise _other(path.name, "CodeBook")
    return QdaProject(path.stem, tuple(_codes(root)))


def read_qdpx(path: Path) -> QdaProject:
    """Read a project with its texts, codes, codings and cases.

    Raises
    ------
    Unreadable
        When the archive is damaged or hostile, or holds no project of this format.
    """
    with open_archive(path) as archive:
        found = [name for name in archive.namelist() if name.lower().endswith(".qde")]
        if len(found) != 1:
            raise _other(path.name, _PROJECT)
        data = read_member(archive, found[0], file=path.name, most=MAX_XML_BYTES, shown=_PROJECT)
        root = parse_xml(data, file=path.name, part=_PROJECT)
        if local_name(root) != "Project":
            raise _other(path.name, "Project")
        return _Reader(archive, path.name, root).read()


class _Reader:
    """Reads one project; keeps the names its parts refer to."""

    def __init__(self, archive: zipfile.ZipFile, file: str, root: Any) -> None:
        self._archive, self._file, self._root = archive, file, root
        self._variables = {_guid(v): v.get("name", "") for v in _within(root, "Variables", "Variable")}
        self._users = {_guid(u): u.get("name", "") for u in _within(root, "Users", "User")}
        self._members = {name.lower().rpartition("/")[2]: name for name in archive.namelist()}
        self._left_out: Counter[str] = Counter()

    def read(self) -> QdaProject:
        """Read all parts."""
        sources: list[QdaSource] = []
        codings: list[QdaCoding] = []
        for element in (child for part in children(self._root, "Sources") for child in part):
            shown = f"text {len(sources) + 1}"
            text = self._text(element, shown) if local_name(element) == "TextSource" else None
            if text is None:
                self._left_out[local_name(element) or "comment"] += 1
                continue
            source = QdaSource(_guid(element), element.get("name", ""), text, self._values(element))
            sources.append(source)
            codings += list(self._codings(element, source))
        books = children(self._root, "CodeBook")
        codes = tuple(_codes(books[0])) if books else ()
        cases = tuple(self._case(element) for element in _within(self._root, "Cases", "Case"))
        name = self._root.get("name", "")
        return QdaProject(name, codes, tuple(sources), tuple(codings), cases, dict(self._left_out))

    def _text(self, element: Any, shown: str) -> str | None:
        """Return the text of a source, None when it lies outside the archive or is no plain text."""
        if children(element, "PlainTextContent"):
            return child_text(element, "PlainTextContent")
        place = element.get("plainTextPath", "")
        if not place.startswith(_INTERNAL):
            return None
        name = place.removeprefix(_INTERNAL).replace("\\", "/").rpartition("/")[2]
        member = self._members.get(name.lower(), name)
        return decode_text(read_member(self._archive, member, file=self._file, shown=shown), self._file)[0]

    def _codings(self, element: Any, source: QdaSource) -> Iterator[QdaCoding]:
        size = len(source.text)
        spans = [(selection, *_span(selection)) for selection in children(element, "PlainTextSelection")]
        for holder, start, end in [*spans, (element, 0, size)]:
            for coding in children(holder, "Coding"):
                reference = children(coding, "CodeRef")
                if not reference or not 0 <= start <= end <= size:
                    self._left_out["Coding outside its text"] += 1
                    continue
                user = self._users.get(_plain_guid(coding.get("creatingUser", "")), "")
                note = child_text(holder, "Description") if holder is not element else ""
                yield QdaCoding(source.guid, start, end, _target(reference[0]), user, note)

    def _case(self, element: Any) -> QdaCase:
        sources = tuple(_target(reference) for reference in children(element, "SourceRef"))
        return QdaCase(_guid(element), element.get("name", ""), sources, self._values(element))

    def _values(self, element: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        for value in children(element, "VariableValue"):
            reference = children(value, "VariableRef")
            texts = ["".join(child.itertext()) for child in value if local_name(child).endswith("Value")]
            if reference and texts and _target(reference[0]) in self._variables:
                found[self._variables[_target(reference[0])]] = texts[0]
        return found


def _codes(book: Any) -> Iterator[QdaCode]:
    """Yield the codes of a codebook from the top down, each after the one it stands under."""
    waiting = [(code, "") for part in children(book, "Codes") for code in children(part, "Code")][::-1]
    while waiting:
        element, parent = waiting.pop()
        codable = element.get("isCodable", "true") in ("true", "1")
        yield QdaCode(
            _guid(element), element.get("name", ""), child_text(element, "Description"), codable, parent
        )
        waiting += [(child, _guid(element)) for child in children(element, "Code")][::-1]


def _within(root: Any, part: str, name: str) -> list[Any]:
    return [element for holder in children(root, part) for element in children(holder, name)]


def _span(selection: Any) -> tuple[int, int]:
    try:
        return int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
    except ValueError:
        return -1, -1


def _guid(element: Any) -> str:
    return _plain_guid(element.get("guid", ""))


def _target(element: Any) -> str:
    return _plain_guid(element.get("targetGUID", ""))


def _plain_guid(text: str) -> str:
    return text.strip().strip("{}").lower()


def _other(file: str, expected: str) -> Unreadable:
    return Unreadable(
        f"the file holds no {expected}, so it is not of the REFI-QDA format",
        where=Where(file=file),
        remedy=_REEXPORT,
    )

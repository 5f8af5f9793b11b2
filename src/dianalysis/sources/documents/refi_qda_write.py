"""Write projects (.qdpx) and codebooks (.qdc) of the REFI-QDA exchange format, version 1.0.

The same input gives the same bytes: identities follow from names (UUID version 5), times are passed in.
"""

from __future__ import annotations

import datetime as dt
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from dianalysis.sources.documents.refi_qda import QdaCode, QdaCoding, QdaProject

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
_SPACE = uuid.UUID("6f1f2a9e-0d0c-5c8b-9a39-3f2f4a4c8a10")
"""The name space of identities this package gives."""
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def make_guid(*names: str) -> str:
    """Return the identity of what is called so: a UUID version 5 over the names."""
    return str(uuid.uuid5(_SPACE, "\x1f".join(names)))


def write_qdc(codes: Sequence[QdaCode], path: Path, *, origin: str) -> None:
    """Write a codebook.

    Parameters
    ----------
    codes
        The codes, each after the one it stands under.
    path
        File to write; its folder is made when absent.
    origin
        The program and version it comes from.
    """
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", {"origin": origin}, nsmap={None: CODEBOOK})
    _add_codes(root, codes)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_bytes(root))


def write_qdpx(project: QdaProject, path: Path, *, origin: str, written: dt.datetime) -> None:
    """Write a project: its texts as plain text files of their own, codings as selections in them.

    Parameters
    ----------
    project
        What to write; positions of codings count characters (code points) from 0.
    path
        File to write; its folder is made when absent.
    origin
        The program and version it comes from.
    written
        The time every part is said to be written at.
    """
    root = _Writer(project, origin, written).write()
    members = {"project.qde": _bytes(root)}
    members |= {f"sources/{source.guid}.txt": source.text.encode() for source in project.sources}
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, data)


class _Writer:
    """Writes one project, in the order of elements the standard asks."""

    def __init__(self, project: QdaProject, origin: str, written: dt.datetime) -> None:
        self._project, self._time = project, written.isoformat(timespec="seconds")
        self._users = {name: make_guid("user", name) for name in _users(project.codings)}
        holders = [*(source.values for source in project.sources), *(case.values for case in project.cases)]
        self._variables = {name: make_guid("variable", name) for values in holders for name in values}
        about = {"name": project.name, "origin": origin, "creationDateTime": self._time}
        self._root = etree.Element(f"{{{PROJECT}}}Project", about, nsmap={None: PROJECT})

    def write(self) -> Any:
        """Return the root of the document; a part without members is left out, as the standard asks."""
        users = [{"guid": guid, "name": name} for name, guid in self._users.items()]
        variables = [
            {"guid": guid, "name": name, "typeOfVariable": "Text"} for name, guid in self._variables.items()
        ]
        self._list("Users", "User", users)
        if self._project.codes:
            _add_codes(_child(self._root, "CodeBook"), self._project.codes)
        self._list("Variables", "Variable", variables)
        self._add_cases()
        self._add_sources()
        return self._root

    def _list(self, name: str, member: str, attributes: Sequence[Mapping[str, str]]) -> None:
        if attributes:
            holder = _child(self._root, name)
            for one in attributes:
                _child(holder, member, one)

    def _add_cases(self) -> None:
        holder = _child(self._root, "Cases") if self._project.cases else None
        for case in self._project.cases:
            element = _child(holder, "Case", {"guid": case.guid, "name": case.name})
            self._add_values(element, case.values)
            for source in case.sources:
                _child(element, "SourceRef", {"targetGUID": source})

    def _add_sources(self) -> None:
        holder = _child(self._root, "Sources") if self._project.sources else None
        for source in self._project.sources:
            place = f"internal://{source.guid}.txt"
            about = {"guid": source.guid, "name": source.name, "plainTextPath": place}
            element = _child(holder, "TextSource", about | {"creationDateTime": self._time})
            for number, coding in enumerate(c for c in self._project.codings if c.source == source.guid):
                self._add_coding(element, coding, number)
            self._add_values(element, source.values)

    def _add_coding(self, element: Any, coding: QdaCoding, number: int) -> None:
        name = ("coding", coding.source, str(number), coding.code, coding.user)
        about = {"guid": make_guid("selection", *name), "name": f"{coding.start}-{coding.end}"}
        place = {"startPosition": str(coding.start), "endPosition": str(coding.end)}
        who = {"creatingUser": self._users[coding.user]} if coding.user else {}
        when = {"creationDateTime": self._time}
        selection = _child(element, "PlainTextSelection", about | place | who | when)
        if coding.note:
            _child(selection, "Description").text = coding.note
        given = _child(selection, "Coding", {"guid": make_guid(*name)} | who | when)
        _child(given, "CodeRef", {"targetGUID": coding.code})

    def _add_values(self, element: Any, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            holder = _child(element, "VariableValue")
            _child(holder, "VariableRef", {"targetGUID": self._variables[name]})
            _child(holder, "TextValue").text = value


def _users(codings: Sequence[QdaCoding]) -> list[str]:
    return sorted({coding.user for coding in codings if coding.user})


def _add_codes(book: Any, codes: Sequence[QdaCode]) -> None:
    holders = {"": _child(book, "Codes")}
    for code in codes:
        about = {"guid": code.guid, "name": code.name, "isCodable": "true" if code.codable else "false"}
        element = holders[code.guid] = _child(holders[code.parent], "Code", about)
        if code.description:
            _child(element, "Description").text = code.description


def _child(element: Any, name: str, attributes: Mapping[str, str] | None = None) -> Any:
    """Add a child in the name space of its parent."""
    space = etree.QName(element).namespace
    return etree.SubElement(element, f"{{{space}}}{name}", dict(attributes or {}))


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))

"""The text inside every kind of file a run writes, so that it can be searched for names."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

TEXT_KINDS = frozenset(
    [
        ".txt",
        ".md",
        ".csv",
        ".tsv",
        ".html",
        ".htm",
        ".xml",
        ".svg",
        ".css",
        ".js",
        ".json",
        ".ipynb",
        ".yaml",
        ".yml",
        ".toml",
        ".log",
        ".rst",
        ".tex",
        ".jsonld",
        ".qdc",
        ".qde",
        ".inv",
        ".map",
    ]
)
ZIP_KINDS = frozenset([".zip", ".xlsx", ".xlsm", ".docx", ".pptx", ".odt", ".ods", ".qdpx"])
SKIPPED_KINDS = frozenset(
    [".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".woff", ".woff2", ".ttf", ".eot", ".otf"]
)
"""Pictures and letters: they hold no text that is searched."""
MAX_MEMBER_BYTES = 200 * 2**20
_BASE64 = re.compile(r"base64,[A-Za-z0-9+/=\s]+")
_INLINE_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|a|mark|small|sub|sup|code|w:(?!p\b|tab|br)[^>\s]*|a:[^>\s]*)(?:\s[^<>]*)?/?>"
)
_TAG = re.compile(r"<[^<>]*>")
_MARKUP = frozenset([".html", ".htm", ".xml", ".svg", ".qdc", ".qde", ".rels", ".vml"])


class NotRead(Exception):
    """A file whose text cannot be searched; the caller reports it."""


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts of a file with the place inside it ("" for the file as a whole).

    Raises
    ------
    NotRead
        When its kind is not known, or it is damaged.
    """
    kind = path.suffix.lower()
    if kind in SKIPPED_KINDS:
        return
    try:
        yield from _texts(path.read_bytes(), kind, "")
    except (OSError, ValueError, zipfile.BadZipFile, pa.ArrowException) as error:
        raise NotRead(type(error).__name__) from error


def _texts(data: bytes, kind: str, place: str) -> Iterator[tuple[str, str]]:
    if kind in ZIP_KINDS:
        yield from _members(data, place)
    elif kind == ".parquet":
        yield from _columns(data, place)
    elif kind in TEXT_KINDS or kind == "":
        yield from ((place, text) for text in _written(data, kind))
    else:
        raise NotRead(f"files of the kind {kind} are not read")


def _members(data: bytes, place: str) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            inside = f"{place}/{member.filename}".lstrip("/")
            kind = Path(member.filename).suffix.lower()
            yield inside, member.filename
            if member.is_dir() or kind in SKIPPED_KINDS:
                continue
            if member.file_size > MAX_MEMBER_BYTES:
                raise NotRead("a member is too large")
            yield from _texts(archive.read(member), ".xml" if kind in (".rels", ".vml") else kind, inside)


def _columns(data: bytes, place: str) -> Iterator[tuple[str, str]]:
    table = pq.read_table(io.BytesIO(data))
    for name in table.column_names:
        yield f"{place} column {name}".strip(), name
        column = table.column(name)
        if (
            pa.types.is_string(column.type)
            or pa.types.is_large_string(column.type)
            or pa.types.is_dictionary(column.type)
        ):
            for value in column.unique().to_pylist():
                if isinstance(value, str):
                    yield f"{place} column {name}".strip(), value


def _written(data: bytes, kind: str) -> Iterator[str]:
    text = _BASE64.sub("", _decoded(data))
    if kind in (".json", ".ipynb", ".jsonld"):
        yield from _strings(json.loads(text))
        return
    if kind in _MARKUP:
        yield html.unescape(_TAG.sub("\n", _INLINE_TAG.sub("", text)))
        yield from (html.unescape(tag) for tag in _TAG.findall(text) if '"' in tag or "'" in tag)
        return
    yield text


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        plain = _INLINE_TAG.sub("", value)
        yield html.unescape(_TAG.sub("\n", plain)) if "<" in value else value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from _strings(inner)
    elif isinstance(value, list):
        if value and all(isinstance(one, str) for one in value):
            yield from _strings("".join(value))  # the lines of a notebook cell
        else:
            for one in value:
                yield from _strings(one)

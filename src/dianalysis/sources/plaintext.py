"""Decode text: strict UTF-8 first, then cp1252, and say which."""

from __future__ import annotations

import codecs

from dianalysis.errors import Unreadable, Where

ENCODINGS = ("utf-8", "cp1252")
_MANY_ZEROS = 0.2
"""Share of zero bytes from which a text is UTF-16 rather than damaged."""


def decode_text(data: bytes, file: str, *, remedy: str = "Save it as UTF-8.") -> tuple[str, str]:
    """Return a text and the encoding it was read with.

    Parameters
    ----------
    data
        The bytes of the file; a byte order mark of UTF-8 is left out.
    file, remedy
        For the message of an error: what the bytes came from, and how to save it instead.

    Raises
    ------
    Unreadable
        When the bytes are neither UTF-8 nor Windows-1252, or hold zero bytes.
    """
    _refuse_zero_bytes(data, file, remedy)
    for encoding in ENCODINGS:
        try:
            return data.removeprefix(codecs.BOM_UTF8).decode(encoding), encoding
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
    raise Unreadable(
        "the text is in another encoding than UTF-8 or Windows-1252",
        where=Where(file=file, row=line),
        remedy=remedy,
    )


def _refuse_zero_bytes(data: bytes, file: str, remedy: str) -> None:
    zeros = data.count(0)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or zeros > len(data) * _MANY_ZEROS:
        raise Unreadable(
            "the text is in UTF-16, an encoding that is not read",
            where=Where(file=file),
            remedy=remedy,
        )
    if zeros:
        raise Unreadable(
            f"the text holds {zeros} zero byte{'s' if zeros > 1 else ''}: it is damaged, or is no text",
            where=Where(file=file, row=data.count(b"\n", 0, data.index(0)) + 1),
            remedy="Make the export again, or look at this row in a text editor.",
        )

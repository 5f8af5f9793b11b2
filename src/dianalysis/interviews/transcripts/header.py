"""Find the header block at the top of a transcript."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dianalysis.errors import DataProblem, Where
from dianalysis.interviews.transcripts.ledger import Ledger
from dianalysis.interviews.transcripts.metadata import Said
from dianalysis.interviews.transcripts.words import HEADER_WORDS, UNUSED_WORDS, plain
from dianalysis.sources.documents.text import TextLine

_LINE = re.compile(r"[>#*_\s]{0,9}([^\W\d][\w '-]{1,24}?)[*_\s]{0,9}(?::|\t)(.*)")
_SIGNS = "*_ \t"
_FENCE = re.compile(r"\s*-{3,}\s*")


def take_header(
    lines: Sequence[TextLine], file: str, ledger: Ledger
) -> tuple[dict[str, Said], list[TextLine]]:
    """Take the header off a transcript.

    A header is a block of lines such as "Ronde: 2" at the top, in Dutch or English, with or without a line
    of dashes before and after it. It ends at the first line that is none.

    Parameters
    ----------
    lines
        The lines of the transcript.
    file
        Its name, for places.
    ledger
        Takes in what the header holds; lines of no use here are set aside in it.

    Returns
    -------
    Field to what was said, and the lines that are left.

    Raises
    ------
    DataProblem
        When a field stands there twice.
    """
    said: dict[str, Said] = {}
    last = _last_field(lines)
    for position, line in enumerate(lines):
        if not line.text.strip() and not said:
            continue
        if _FENCE.fullmatch(line.text):
            ledger.mark(line.text)
            if said:
                return said, list(lines[position + 1 :])
            continue
        match = _LINE.fullmatch(line.text)
        word = plain(match[1]) if match else ""
        if match and word in HEADER_WORDS:
            _add(said, HEADER_WORDS[word], Said(match[2].strip(_SIGNS), Where(file=file, row=line.number)))
            ledger.header(line.text)
        elif word in UNUSED_WORDS or (match and position < last):
            ledger.reject(line.number, line.text, "a line of the header that is not used")
        else:
            return said, list(lines[position:])
    return said, []


def _last_field(lines: Sequence[TextLine]) -> int:
    """Return the position of the last field of the block of lines at the top."""
    last = -1
    for position, line in enumerate(lines):
        if last >= 0 and not line.text.strip():
            break
        match = _LINE.fullmatch(line.text)
        if match and plain(match[1]) in HEADER_WORDS:
            last = position
        elif not match and line.text.strip() and not _FENCE.fullmatch(line.text):
            break
    return last


def _add(said: dict[str, Said], field: str, value: Said) -> None:
    if field in said:
        raise DataProblem(
            f"the header gives the {field} twice",
            where=value.where,
            remedy=f"The other place: {said[field].where}. Leave one.",
        )
    said[field] = value

"""What one file gives: interviews with their turns, and what was noticed."""

from __future__ import annotations

from dataclasses import dataclass, field

from dianalysis.interviews.transcripts.ledger import Ledger
from dianalysis.interviews.transcripts.metadata import InterviewData
from dianalysis.interviews.transcripts.turns import Turn


@dataclass(frozen=True)
class ReadCoding:
    """A code that a file of other software gives a turn: position of the turn, code, coder, note."""

    turn: int
    code: str
    coder: str
    note: str


@dataclass(frozen=True)
class Transcript:
    """One interview as read.

    Parameters
    ----------
    file, part
        The file it came from, and where the file holds more than one: which of them.
    encoding
        What the file was read as.
    data
        Round, partner, role and date.
    turns
        What was said, in order.
    ledger
        What became of every character.
    codings
        Codes the file gives turns; only projects of other software have them.
    """

    file: str
    part: str
    encoding: str
    data: InterviewData
    turns: tuple[Turn, ...]
    ledger: Ledger
    codings: tuple[ReadCoding, ...] = field(default=())

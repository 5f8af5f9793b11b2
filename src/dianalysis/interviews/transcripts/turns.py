"""Cut a transcript into turns: who spoke, in answer to which question, and what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dianalysis.interviews.transcripts.labels import Labelled, find_speakers, question_of, take_apart
from dianalysis.interviews.transcripts.ledger import Ledger
from dianalysis.interviews.transcripts.words import plain
from dianalysis.sources.documents.text import TextLine

_HEADING = re.compile(r"\s*(?P<signs>#{1,6})\s+(?P<text>.*)")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}")


@dataclass
class Turn:
    """One turn of a conversation, or one paragraph of a text without speakers.

    Parameters
    ----------
    row, last_row
        The lines it begins and ends at.
    speaker, question
        The label before it and the number of the question it belongs to; absent where there is none.
    pieces
        What was said, one paragraph a piece.
    """

    row: int
    speaker: str | None
    question: str | None
    pieces: list[str] = field(default_factory=list)
    last_row: int = 0

    @property
    def text(self) -> str:
        """What was said, one paragraph a line."""
        return "\n".join(self.pieces)


def cut_turns(
    lines: Sequence[TextLine], ledger: Ledger, *, speakers: Sequence[str] = (), by_line: bool = False
) -> list[Turn]:
    """Cut the lines of a transcript, without its header, into turns.

    A turn begins at a label ("Anja:", "V:", "Vraag 3:", "Anja  00:12") and holds all lines up to the next.
    Lines before the first label, and texts without labels, are cut into paragraphs. Where nothing but
    questions is labelled, the paragraphs after a question are its answer.

    Parameters
    ----------
    lines
        The lines, those beside the running text included; the latter are set aside.
    ledger
        Takes in every character.
    speakers
        The speakers the header names.
    by_line
        Whether every line is a paragraph (a document of Word), or a blank line parts them.

    Returns
    -------
    The turns with a text, in their order.
    """
    for line in lines:
        if line.part:
            ledger.reject(line.number, line.text, f"stands beside the running text ({line.part})")
    running = [line for line in lines if not line.part]
    parts = [take_apart(line.number, line.text) for line in running]
    cutter = _Cutter(ledger, find_speakers(parts, speakers), by_line)
    for line, taken in zip(running, parts, strict=True):
        cutter.take(line.text, taken)
    return cutter.finish(last_row=running[-1].number if running else 0)


class _Cutter:
    """Holds the turn that is open while the lines pass."""

    def __init__(self, ledger: Ledger, known: frozenset[str], by_line: bool) -> None:
        self._ledger, self._known, self._by_line = ledger, known, by_line
        self._asks_only = all(question_of(label) is not None for label in known)
        self._turns: list[Turn] = []
        self._question: str | None = None
        self._goes_on = False

    def take(self, raw: str, line: Labelled) -> None:
        """Take in one line."""
        if not raw.strip():
            self._goes_on = self._goes_on and self._is_long()
        elif _RULE.fullmatch(raw):
            self._ledger.mark(raw)
        elif heading := _HEADING.fullmatch(raw):
            self._take_heading(heading, line.row)
        elif line.label and plain(line.label) in self._known:
            self._open(line)
        else:
            self._add(line)

    def finish(self, *, last_row: int) -> list[Turn]:
        """Return the turns that hold words; a label without any is told of."""
        ends = [*(turn.row - 1 for turn in self._turns[1:]), last_row][: len(self._turns)]
        for turn, end in zip(self._turns, ends, strict=True):
            turn.last_row = end
            self._ledger.segment(turn.text)
            if not turn.pieces:
                self._ledger.notice(turn.row, "a speaker without words")
        return [turn for turn in self._turns if turn.pieces]

    def _take_heading(self, heading: re.Match[str], row: int) -> None:
        self._ledger.mark(heading["signs"])
        text, line = heading["text"], take_apart(row, heading["text"])
        if (number := question_of(text)) is not None:
            self._question = number or None
            self._ledger.label(text)
        elif line.label and question_of(line.label) is not None:
            self._open(line)
        else:
            self._ledger.reject(row, text, "a heading")
        self._goes_on = False

    def _open(self, line: Labelled) -> None:
        number = question_of(line.label)
        if number is not None:
            self._question = number or None
        self._ledger.label(line.label_signs)
        self._ledger.mark(line.time_signs)
        self._turns.append(Turn(line.row, line.label, self._question, [line.text] if line.text else []))
        self._goes_on = True

    def _add(self, line: Labelled) -> None:
        """Add a line to the turn that is open, or open one without a speaker."""
        self._ledger.mark(line.time_signs)
        text = f"{line.label_signs.strip()} {line.text}".strip() if line.label else line.text.strip()
        if line.label:
            self._ledger.notice(line.row, "a word with a colon was taken as text, not as a speaker")
        if not text:
            return
        if not self._goes_on or (self._by_line and not self._is_long()):
            self._turns.append(Turn(line.row, None, self._question))
        self._goes_on = True
        self._turns[-1].pieces.append(text)

    def _is_long(self) -> bool:
        """Tell whether the open turn may hold more than one paragraph."""
        speaker = self._turns[-1].speaker if self._turns else None
        return speaker is not None and not (self._asks_only and question_of(speaker) is not None)

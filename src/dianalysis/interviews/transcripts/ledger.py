"""The ledger of an import: every character is in a segment, around one, or set aside with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from dianalysis.errors import DataProblem, Where


def count_signs(text: str) -> int:
    """Count the characters of a text that are not white space."""
    return sum(not c.isspace() for c in text)


@dataclass(frozen=True)
class Rejected:
    """A piece of text that became no segment: the line it stands on, and why."""

    row: int
    text: str
    reason: str


@dataclass
class Ledger:
    """What became of the characters of one interview, white space left out.

    Parameters
    ----------
    segments, labels, headers, marks
        Characters in segments; in labels of speakers and questions; in the header; in signs that only give
        form or time (timestamps, heading signs, rules).
    rejected
        What was set aside.
    notices
        What the user may want to look at, by line.
    """

    segments: int = 0
    labels: int = 0
    headers: int = 0
    marks: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    notices: list[tuple[int, str]] = field(default_factory=list)

    def segment(self, text: str) -> None:
        """Enter a piece of text that belongs to a segment."""
        self.segments += count_signs(text)

    def label(self, text: str) -> None:
        """Enter a label of a speaker or question."""
        self.labels += count_signs(text)

    def header(self, text: str) -> None:
        """Enter a line of the header."""
        self.headers += count_signs(text)

    def mark(self, text: str) -> None:
        """Enter a sign that gives form or time."""
        self.marks += count_signs(text)

    def reject(self, row: int, text: str, reason: str) -> None:
        """Set a piece of text aside."""
        if text.strip():
            self.rejected.append(Rejected(row, text.strip(), reason))

    def notice(self, row: int, text: str) -> None:
        """Enter something the user may want to look at; it must hold no word of the interview."""
        self.notices.append((row, text))

    @property
    def set_aside(self) -> int:
        """Characters set aside."""
        return sum(count_signs(piece.text) for piece in self.rejected)

    def balance(self, total: int, file: str) -> None:
        """Hold the ledger against the number of characters of the file.

        Raises
        ------
        DataProblem
            When they differ: something would have been lost or told twice.
        """
        entered = self.segments + self.labels + self.headers + self.marks + self.set_aside
        if entered != total:
            raise DataProblem(
                f"of {total:,} characters {entered:,} are accounted for; nothing was imported",
                where=Where(file=file),
                remedy="This is a fault of the program: report the format of the file (not its text).",
            )

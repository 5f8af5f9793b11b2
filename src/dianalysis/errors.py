"""Errors a user can act on: what is wrong, where it is, and the remedy.

Every error the package raises on purpose is a `DianalysisError`. Its `exit_code` is what the command line
returns: 1 when the data or the figures have problems, 2 when the request itself could not be read.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_VALUE_LENGTH = 60


@dataclass(frozen=True)
class Where:
    """A place in an input: any part that is unknown stays empty.

    Parameters
    ----------
    file, sheet, column
        Names as the user knows them.
    row
        Row number as a spreadsheet shows it (the first line of a file is 1).
    value
        The offending value; leave it out for personal data.
    """

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: object | None = None

    def __str__(self) -> str:
        parts = [
            f"file {self.file}" if self.file else "",
            f"sheet {self.sheet}" if self.sheet else "",
            f"row {self.row}" if self.row is not None else "",
            f"column {self.column}" if self.column else "",
            f"value {_shorten(self.value)}" if self.value is not None else "",
        ]
        return ", ".join(part for part in parts if part)


def _shorten(value: object) -> str:
    text = repr(value)
    return text if len(text) <= MAX_VALUE_LENGTH else text[: MAX_VALUE_LENGTH - 1] + "…"


class DianalysisError(Exception):
    """Base of all errors raised on purpose: a message, a place and a remedy.

    Parameters
    ----------
    message
        What is wrong, in the words of the domain, without a full stop.
    where
        The place in the input, if there is one.
    remedy
        What the user can do about it.
    """

    exit_code = 2

    def __init__(self, message: str, *, where: Where | None = None, remedy: str = "") -> None:
        self.message = message
        self.where = where if where is not None else Where()
        self.remedy = remedy
        super().__init__(self._compose())

    def _compose(self) -> str:
        place = str(self.where)
        text = f"{self.message} ({place})" if place else self.message
        return f"{text}. {self.remedy}" if self.remedy else text


class DataProblem(DianalysisError):
    """The input can be read, but what it says cannot be right."""

    exit_code = 1


class Unreadable(DianalysisError):
    """The input cannot be read at all."""


class ParameterError(DianalysisError):
    """A name or value the user asked for does not exist or has the wrong type."""


class CodebookError(DianalysisError):
    """The codebook itself is inconsistent."""


class ProjectError(DianalysisError):
    """The project folder is incomplete."""


class ResultsError(DianalysisError):
    """A table of results breaks its own contract."""

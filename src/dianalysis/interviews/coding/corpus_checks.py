"""What the files of coded interviews must keep to."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dianalysis.codebook import Codebook
from dianalysis.errors import DataProblem, Where
from dianalysis.interviews.segments import ROLES, ROUNDS, segment_id

LEVELS = ("partner", "company")
KINDS = ("sketch", "quote", "interview", "approach", "success", "lesson")
NEEDED = ("segment_id", "interview_id", "partner", "role", "round")  # what an analysis uses of a segment
COLUMNS = (
    "segment_id", "interview_id", "partner", "role", "round", "level", "kind", "source_line", "last_line",
    "summary_nl", "summary_en", "codes", "coder",
)  # fmt: skip
MAX_WORDS = 25
_MAY_BE_ABSENT = ("round", "codes")
_SUMMARIES = ("summary_nl", "summary_en")
_LINES = ("source_line", "last_line")
Fault = tuple["pd.Series[bool]", str, str, str]


def check_known(segments: pd.DataFrame, codebook: Codebook, *, file: str) -> None:
    """Refuse segments with an absent or repeated name, or a partner, role or round that is not known.

    Raises
    ------
    DataProblem
        At the first such row: file, row, column and value.
    """
    _refuse(segments, _faults_of_names(segments, codebook), file)


def check_published(segments: pd.DataFrame, codebook: Codebook, *, file: str) -> None:
    """Refuse a published corpus with a cell that is absent, unknown or too long, or lines out of order.

    Raises
    ------
    DataProblem
        At the first such row: file, row, column and value.
    """
    check_known(segments, codebook, file=file)
    _refuse(segments, _faults_of_cells(segments), file)
    _refuse(segments, _faults_of_lines(segments), file)


def check_settled(segments: pd.DataFrame, codings: pd.DataFrame, settled: pd.DataFrame, *, file: str) -> None:
    """Refuse codings whose settled rows are not those that follow from the coders and the settlement.

    Parameters
    ----------
    segments
        The corpus; every segment must have been read.
    codings
        All rows of the file.
    settled
        The settled rows as they should be.
    file
        Name of the file of segments, for the message.

    Raises
    ------
    DataProblem
        When a segment was not read, or a settled row is one too many or is not there.
    """
    unread = ~segments["segment_id"].isin(codings["segment_id"])
    _refuse(segments, iter([(unread, "segment_id", "no coder has read the segment", "Code it.")]), file)
    wanted, found = (
        set(map(tuple, table.fillna("").to_numpy()))
        for table in (settled, codings[codings["coder"].isin(settled["coder"])])
    )
    if wanted != found:
        first = min(wanted ^ found)
        raise DataProblem(
            "the settled codes are not those the coders and the settlement give",
            where=Where(column="code", value=f"{first[0]} {first[1]}"),
            remedy="`dianalysis interviews settle` writes them.",
        )


def _faults_of_names(segments: pd.DataFrame, codebook: Codebook) -> Iterator[Fault]:
    for name in NEEDED[:-1]:
        yield segments[name].isna(), name, f"the {name} is absent", "Fill the cell."
    twice = segments["segment_id"].duplicated()
    yield twice, "segment_id", "the segment stands there twice", "Number the segments of an interview."
    partners = tuple(codebook.partners["partner"])
    for name, known in (("partner", partners), ("role", ROLES), ("round", ROUNDS)):
        wrong = segments[name].notna() & ~segments[name].isin(known)
        yield wrong, name, f"the {name} is not known", f"Use one of {', '.join(known)}."


def _faults_of_cells(segments: pd.DataFrame) -> Iterator[Fault]:
    for name in COLUMNS:
        if name not in _MAY_BE_ABSENT:
            yield segments[name].isna(), name, f"the {name} is absent", "Fill the cell."
    for name, known in (("level", LEVELS), ("kind", KINDS)):
        yield ~segments[name].isin(known), name, f"the {name} is not known", f"Use one of {', '.join(known)}."
    for name in _SUMMARIES:
        words = segments[name].map(lambda text: len(str(text).split()))
        yield words > MAX_WORDS, name, "the summary is too long", f"Use at most {MAX_WORDS} words."
    for name in _LINES:
        whole = segments[name].str.fullmatch(r"[1-9]\d{0,6}").fillna(False).astype(bool)
        yield ~whole, name, "the line is not a whole number", "Write a number of 1 or more."


def _faults_of_lines(segments: pd.DataFrame) -> Iterator[Fault]:
    first, last = (segments[name].astype("int64") for name in _LINES)
    groups = segments["interview_id"]
    yield last < first, "last_line", "the last line comes before the first", "Exchange the two."
    before = last.groupby(groups, sort=False).shift(fill_value=0)
    yield first <= before, "source_line", "the segment overlaps the one before", "Order and part the lines."
    place = segments.groupby("interview_id", sort=False).cumcount() + 1
    names = [segment_id(str(name), n) for name, n in zip(groups, place, strict=True)]
    wrong = segments["segment_id"] != pd.Series(names, index=segments.index, dtype="string")
    yield wrong, "segment_id", "the name is not that of its place", "Number segments interview/001 and on."


def _refuse(table: pd.DataFrame, faults: Iterator[Fault], file: str) -> None:
    for wrong, column, message, remedy in faults:
        bad = wrong.fillna(False).to_numpy(dtype=bool)
        if bad.any():
            row = int(bad.argmax())
            value = table[column].iloc[row]
            where = Where(file=file, row=row + 2, column=column, value=None if pd.isna(value) else value)
            raise DataProblem(message, where=where, remedy=remedy)

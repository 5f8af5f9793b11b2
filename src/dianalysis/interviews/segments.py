"""The two tables of this wing: segments of interviews, and the codes that coders gave them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dianalysis.errors import DataProblem, Where

SEGMENT_COLUMNS = (
    "segment_id", "interview_id", "round", "partner", "role", "date", "speaker", "question", "order", "text",
)  # fmt: skip
CODING_COLUMNS = ("segment_id", "code", "valence", "coder")
ROUNDS = (
    "1",
    "2",
    "3",
    "4",
    "closing",
)  # after recruitment, after advice, during execution, at the end; later
ROLES = ("partner", "project_lead", "adviser", "entrepreneur", "self_employed", "employee", "other")
VALENCES = ("supports", "qualifies", "contradicts")  # towards the claim of the code


def segment_id(interview_id: str, order: int) -> str:
    """Return the name of the `order`-th segment of an interview, counted from 1."""
    return f"{interview_id}/{order:03d}"


def check_segments(segments: pd.DataFrame, *, file: str) -> pd.DataFrame:
    """Return the segments when they keep the contract of the table.

    Parameters
    ----------
    segments
        One row per segment with the columns of `SEGMENT_COLUMNS`, all text but `order` (whole numbers
        from 1); round, date, speaker and question may be absent.
    file
        What the rows came from, for the message of an error.

    Raises
    ------
    DataProblem
        When a column is missing, a name stands twice, an order skips, or a round or role is not known. The
        message names the row and never its text.
    """
    _require_columns(segments, SEGMENT_COLUMNS, file)
    for column in ("segment_id", "interview_id", "role", "order", "text"):
        _refuse(segments, segments[column].isna(), column, "is absent", file)
    _refuse(segments, segments["segment_id"].duplicated(), "segment_id", "stands there twice", file)
    known = segments["role"].isin(ROLES)
    _refuse(segments, ~known, "role", f"is none of {', '.join(ROLES)}", file)
    known = segments["round"].isna() | segments["round"].isin(ROUNDS)
    _refuse(segments, ~known, "round", f"is none of {', '.join(ROUNDS)}", file)
    expected = segments.groupby("interview_id", sort=False).cumcount() + 1
    _refuse(segments, segments["order"] != expected, "order", "does not follow on the one before", file)
    return segments


def check_codings(
    codings: pd.DataFrame, *, segments: Sequence[str], codes: Sequence[str], file: str
) -> pd.DataFrame:
    """Return the codings when they keep the contract of the table.

    Parameters
    ----------
    codings
        One row per code a coder gave a segment, with the columns of `CODING_COLUMNS`. An absent code, without
        valence, says that the coder read the segment and found nothing.
    segments, codes
        The segments there are, and the codes in use.
    file
        What the rows came from, for the message of an error.

    Raises
    ------
    DataProblem
        When a column is missing, a segment, code or valence is not known, a coder gave a code twice, or
        found nothing in a segment and gave it a code all the same.
    """
    _require_columns(codings, CODING_COLUMNS, file)
    allowed = {"segment_id": segments, "code": codes, "valence": VALENCES}
    nothing = codings["code"].isna() & codings["valence"].isna()
    for column, values in allowed.items():
        known = codings[column].isin(list(values))
        _refuse(codings, ~known & ~(nothing & (column != "segment_id")), column, "is not known", file)
    _refuse(codings, codings["coder"].isna(), "coder", "is absent", file)
    twice = codings.duplicated(["segment_id", "code", "coder"])
    _refuse(codings, twice, "code", "was given twice by the same coder", file)
    several = codings.groupby(["segment_id", "coder"])["segment_id"].transform("size") > 1
    _refuse(codings, nothing & several, "code", "is absent beside another of the same coder", file)
    return codings


def _require_columns(table: pd.DataFrame, columns: tuple[str, ...], file: str) -> None:
    missing = [name for name in columns if name not in table]
    if missing:
        remedy = f"It has the columns {', '.join(columns)}."
        raise DataProblem("a column is missing", where=Where(file=file, column=missing[0]), remedy=remedy)


def _refuse(table: pd.DataFrame, wrong: pd.Series, column: str, why: str, file: str) -> None:
    if not wrong.any():
        return
    position = int(wrong.to_numpy().argmax())
    value = None if column == "text" else table[column].iloc[position]
    where = Where(file=file, row=position + 2, column=column, value=value)
    raise DataProblem(f"the {column} of a row {why}", where=where)

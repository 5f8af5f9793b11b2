"""The contract of segments and codings: every breach is named by its row, never by its text."""

from __future__ import annotations

import pandas as pd
import pytest

from dianalysis.errors import DataProblem
from dianalysis.interviews.segments import (
    CODING_COLUMNS,
    SEGMENT_COLUMNS,
    check_codings,
    check_segments,
    segment_id,
)

SECRET = "what nobody may read in a message"


def segments() -> pd.DataFrame:
    rows = [
        (segment_id(name, order), name, "1", "goc", "adviser", None, "A", None, order, SECRET)
        for name in ("first", "second")
        for order in (1, 2)
    ]
    return pd.DataFrame(rows, columns=list(SEGMENT_COLUMNS))


def codings() -> pd.DataFrame:
    rows = [("first/001", "pace", "supports", "a"), ("first/001", "pace", "qualifies", "b")]
    return pd.DataFrame(rows, columns=list(CODING_COLUMNS))


def test_whole_tables_pass() -> None:
    assert check_segments(segments(), file="x.csv").equals(segments())
    names = segments()["segment_id"].tolist()
    assert check_codings(codings(), segments=names, codes=["pace"], file="x.csv").equals(codings())


@pytest.mark.parametrize(
    ("column", "row", "value", "message"),
    [
        ("role", 1, "boss", "role of a row is none of"),
        ("round", 2, "5", "round of a row is none of"),
        ("segment_id", 3, "first/001", "stands there twice"),
        ("order", 1, 3, "does not follow"),
        ("interview_id", 0, None, "is absent"),
        ("text", 2, None, "is absent"),
    ],
)
def test_a_breach_is_named_without_the_text(column: str, row: int, value: object, message: str) -> None:
    table = segments()
    table.loc[row, column] = value
    with pytest.raises(DataProblem, match=message) as caught:
        check_segments(table, file="x.csv")
    assert f"row {row + 2}" in str(caught.value) and SECRET not in str(caught.value)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(DataProblem, match="column is missing"):
        check_segments(segments().drop(columns="speaker"), file="x.csv")


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("segment_id", "third/001", "segment_id of a row is not known"),
        ("code", "haste", "code of a row is not known"),
        ("valence", "neutral", "valence of a row is not known"),
        ("coder", None, "coder of a row is absent"),
        ("coder", "a", "given twice"),
    ],
)
def test_a_wrong_coding_is_refused(column: str, value: object, message: str) -> None:
    table = codings()
    table.loc[1, column] = value
    with pytest.raises(DataProblem, match=message):
        check_codings(table, segments=segments()["segment_id"].tolist(), codes=["pace"], file="x.csv")

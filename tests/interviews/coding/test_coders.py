"""Two coders: where they differ, and what is settled."""

from __future__ import annotations

import pandas as pd
import pytest

from dianalysis.errors import DataProblem
from dianalysis.interviews.coding import SETTLED, list_disagreements, segments_read, settle_codings
from dianalysis.interviews.segments import check_codings

Row = tuple[str, str | None, str | None]
ANN: list[Row] = [("i/001", "pace", "supports"), ("i/002", None, None), ("i/003", "budget", "supports")]
BOB: list[Row] = [
    ("i/001", "pace", "supports"),
    ("i/002", "pace", "qualifies"),
    ("i/003", "budget", "contradicts"),
]


def codings(ann: list[Row], bob: list[Row]) -> pd.DataFrame:
    parts = [
        pd.DataFrame(rows, columns=["segment_id", "code", "valence"], dtype="string").assign(coder=name)
        for name, rows in (("ann", ann), ("bob", bob))
    ]
    return pd.concat(parts, ignore_index=True)


def decisions(*settled: str | None) -> pd.DataFrame:
    listed = list_disagreements(codings(ANN, BOB))
    return listed.assign(settled=pd.Series(settled, dtype="string"))


def test_disagreements_are_a_code_of_one_coder_or_another_valence() -> None:
    assert list_disagreements(codings(ANN, BOB)).to_dict("records") == [
        {"segment_id": "i/002", "code": "pace", "coder_1": "none", "coder_2": "qualifies"},
        {"segment_id": "i/003", "code": "budget", "coder_1": "supports", "coder_2": "contradicts"},
    ]
    assert list_disagreements(codings(ANN, ANN)).empty


def test_what_is_agreed_stays_and_the_third_reading_decides_the_rest() -> None:
    settled, open_ = settle_codings(codings(ANN, BOB), decisions("none", "qualifies"))
    assert list(settled["segment_id"]) == ["i/001", "i/002", "i/003"]
    assert list(settled["code"].fillna("")) == ["pace", "", "budget"]
    assert list(settled["valence"].fillna("")) == ["supports", "", "qualifies"]
    assert set(settled["coder"]) == {SETTLED} and open_.empty


def test_an_open_disagreement_counts_as_no_code_and_is_told() -> None:
    settled, open_ = settle_codings(codings(ANN, BOB), decisions(None, "supports"))
    assert list(settled["code"].fillna("")) == ["pace", "", "budget"]
    assert list(open_["segment_id"]) == ["i/002"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (decisions("none", "maybe"), "a decision is not known"),
        (decisions("none", "none").head(1), "a disagreement of the coders is not listed"),
        (decisions("none", "none").assign(code="pace"), "a decision is about no disagreement"),
    ],
)
def test_decisions_must_fit_the_disagreements(table: pd.DataFrame, message: str) -> None:
    with pytest.raises(DataProblem, match=message):
        settle_codings(codings(ANN, BOB), table)


def test_coders_must_have_read_the_same() -> None:
    with pytest.raises(DataProblem, match="1 segments were read by one coder only"):
        list_disagreements(codings(ANN, BOB[:2]))
    with pytest.raises(DataProblem, match="not of 1"):
        list_disagreements(codings(ANN, []))


def test_an_empty_code_says_that_a_segment_was_read() -> None:
    table = codings(ANN, BOB)
    checked = check_codings(
        table, segments=["i/001", "i/002", "i/003"], codes=["pace", "budget"], file="c.csv"
    )
    assert len(segments_read(checked)) == 6
    beside = codings([("i/001", "pace", "supports"), ("i/001", None, None)], BOB)
    with pytest.raises(DataProblem, match="absent beside another"):
        check_codings(beside, segments=["i/001", "i/002", "i/003"], codes=["pace", "budget"], file="c.csv")
    half = codings([("i/001", None, "supports")], BOB)
    with pytest.raises(DataProblem, match="code of a row is not known"):
        check_codings(half, segments=["i/001", "i/002", "i/003"], codes=["pace", "budget"], file="c.csv")

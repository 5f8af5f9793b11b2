"""The examples of the self-employed: complete, in both languages, from the lines of tables 28 and 29."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dianalysis.studies.instrument import PERSON_INDICATORS

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
LINES = {"T28": (2964, 2991), "T29": (2993, 3013)}


@pytest.fixture(scope="module")
def actions() -> pd.DataFrame:
    return pd.read_csv(PUBLISHED / "actions_self_employed.csv", dtype=str, keep_default_na=False)


def test_columns_are_those_of_the_other_catalogue(actions: pd.DataFrame) -> None:
    other = pd.read_csv(PUBLISHED / "actions.csv", dtype=str, nrows=0)
    assert list(actions.columns) == list(other.columns)


def test_numbers_run_on_and_lines_follow(actions: pd.DataFrame) -> None:
    numbered = actions[actions["number"] != ""]
    assert numbered["number"].tolist() == [str(number) for number in range(1, len(numbered) + 1)]
    lines = pd.to_numeric(actions["source_line"])
    assert lines.is_monotonic_increasing
    for table, (first, last) in LINES.items():
        assert lines[actions["table"] == table].between(first, last).all()


def test_only_the_four_indicators_have_items_and_each_has_both_kinds(actions: pd.DataFrame) -> None:
    kinds = actions[actions["number"] != ""].groupby("indicator")["kind"].unique()
    assert set(kinds.index) == set(PERSON_INDICATORS)
    assert all(list(found) == ["action", "result"] for found in kinds)
    assert ((actions["number"] == "") == (actions["status"] == "none")).all()


@pytest.mark.parametrize("column", ["summary_nl", "summary_en"])
def test_summaries_are_there_short_and_clean(actions: pd.DataFrame, column: str) -> None:
    text = actions[column]
    assert (text != "").all() and text.str.split().str.len().max() <= 12
    assert (text == text.str.strip()).all() and not text.str.endswith(".").any()

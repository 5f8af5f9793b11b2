"""The double entry can be checked: settled values follow from the two passes and the settlement."""

import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

FOLDER = Path(__file__).parents[2] / "data" / "published"
KEY = ["table", "row", "column", "stat"]


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(FOLDER / name, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return read("figures.csv")


def test_every_cell_once_with_a_known_status(figures: pd.DataFrame) -> None:
    assert len(figures) == 1860
    assert not figures.duplicated(KEY).any()
    assert set(figures["status"]) == {"ok", "lost", "ambiguous"}


def test_value_stands_exactly_where_the_status_is_ok(figures: pd.DataFrame) -> None:
    assert ((figures["value"] != "") == (figures["status"] == "ok")).all()
    assert figures.loc[figures["status"] == "ok", "value"].str.fullmatch(r"\d+(\.\d+)?").all()


def test_settled_where_readers_agree_and_only_there_without_a_reason(figures: pd.DataFrame) -> None:
    one, two, settled = read("passes/reader_1.csv"), read("passes/reader_2.csv"), read("settlement.csv")
    differs = (one[["value", "status"]] != two[["value", "status"]]).any(axis=1)
    assert [tuple(row) for row in one.loc[differs, KEY].to_numpy()] == [
        tuple(row) for row in settled[KEY].to_numpy()
    ]
    agreed = figures.loc[~differs, ["value", "status"]]
    assert (agreed == one.loc[~differs, ["value", "status"]]).all(axis=None)
    assert (settled["reason"] != "").all()


@pytest.mark.parametrize("reader", [1, 2])
def test_readme_states_the_error_rate_of_the_pass(figures: pd.DataFrame, reader: int) -> None:
    entered = read(f"passes/reader_{reader}.csv")
    wrong = (entered[["value", "status"]] != figures[["value", "status"]]).any(axis=1).sum()
    numbers = (entered["value"] != figures["value"]).sum()
    expected = (
        f"| reader {reader} | {len(figures)} | {wrong} | {numbers} | {100 * wrong / len(figures):.2f} % |"
    )
    assert expected in (FOLDER / "README.md").read_text("utf-8")


def test_readme_states_the_counts_by_status(figures: pd.DataFrame) -> None:
    text = (FOLDER / "README.md").read_text("utf-8")
    stated = {
        name: int(n) for name, n in re.findall(r"^\| (ok|lost|ambiguous) \| (\d+) \|", text, re.MULTILINE)
    }
    assert stated == Counter(figures["status"])


def test_readme_states_the_excluded_figures_by_table() -> None:
    text = (FOLDER / "README.md").read_text("utf-8")
    section = text.partition("## Figures that cannot be right")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (T\d+|profiles) \| (\d+) \|", section, re.MULTILINE)
    stated = {name: int(n) for name, n in rows}
    tables = read("exclusions.csv")["figure"].str.split("/").str[0]
    assert stated == Counter(tables.where(~tables.str.startswith("P"), "profiles"))
    assert f" {len(tables)} do not fit the others" in section


def test_readme_lists_every_file() -> None:
    text = (FOLDER / "README.md").read_text("utf-8")
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.csv")}
    assert files == set(re.findall(r"`([\w/]+\.csv)`", text.partition("\n## ")[0]))

"""The catalogue of actions and results: complete, in both languages, and as its README counts it."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).parents[2] / "data"
PUBLISHED = DATA / "published"
COLUMNS = [
    "table", "aspect", "indicator", "number", "kind",
    "summary_nl", "summary_en", "status", "source_line", "note",
]  # fmt: skip
SUMMARIES = ["summary_nl", "summary_en"]
ITEMS = 253
PASSES = {"pass_1": "actions_1.csv", "pass_2": "actions_2.csv", "reader_2": "actions_reader_2.csv"}
LINES = (1367, 1978)
ASPECTS = {
    "T10": "organisatie",
    "T11": "vitaliteit_gezondheid",
    "T12": "betrokkenheid_motivatie",
    "T13": "ontwikkeling_mobiliteit",
    "T14": "monitoring",
}


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def actions() -> pd.DataFrame:
    return read(PUBLISHED / "actions.csv")


@pytest.fixture(scope="module")
def numbered(actions: pd.DataFrame) -> pd.DataFrame:
    return actions[actions["number"] != ""]


@pytest.fixture(scope="module")
def section() -> str:
    return (PUBLISHED / "README.md").read_text("utf-8").split("## Actions and results")[1].split("\n## ")[0]


def test_columns_and_statuses(actions: pd.DataFrame) -> None:
    assert list(actions.columns) == COLUMNS
    assert set(actions["status"]) == {"ok", "none"}
    assert not actions.duplicated(["table", "indicator", "number"]).any()


def test_numbers_run_on_without_a_gap(numbered: pd.DataFrame) -> None:
    assert numbered["number"].tolist() == [str(number) for number in range(1, ITEMS + 1)]


def test_only_indicators_without_items_lack_a_number(actions: pd.DataFrame, numbered: pd.DataFrame) -> None:
    bare = actions[actions["number"] == ""]
    assert bare["indicator"].tolist() == ["combinatiebanen", "coaching"]
    assert not set(bare["indicator"]) & set(numbered["indicator"])
    assert (actions["status"] == "none").equals(actions["number"] == "")


def test_indicators_are_those_of_the_codebook_in_its_order(actions: pd.DataFrame) -> None:
    known = read(DATA / "codebook" / "indicators.csv")
    met = actions.drop_duplicates("indicator")
    assert met[["aspect", "indicator"]].values.tolist() == known[["aspect", "indicator"]].values.tolist()
    assert (actions["table"].map(ASPECTS) == actions["aspect"]).all()


def test_kind_stands_exactly_where_the_status_is_ok(actions: pd.DataFrame) -> None:
    sure = actions["status"] == "ok"
    assert actions.loc[sure, "kind"].isin(["action", "result"]).all()
    assert (actions.loc[~sure, "kind"] == "").all()


def test_per_indicator_actions_come_before_results(numbered: pd.DataFrame) -> None:
    for indicator, rows in numbered.groupby("indicator"):
        assert rows["kind"].is_monotonic_increasing, indicator
        assert set(rows["kind"]) == {"action", "result"}, indicator


@pytest.mark.parametrize("column", SUMMARIES)
def test_summaries_are_there_short_and_clean(actions: pd.DataFrame, column: str) -> None:
    text = actions[column]
    assert (text != "").all()
    assert text.str.split().str.len().max() <= 12
    assert (text == text.str.strip()).all()
    assert not text.str.endswith(".").any()
    assert not text.str.contains("  ", regex=False).any()


def test_languages_differ_and_use_their_own_abbreviation(actions: pd.DataFrame) -> None:
    assert (actions["summary_nl"] != actions["summary_en"]).all()
    dutch = actions["summary_nl"].str.contains(r"\bDI\b")
    english = actions["summary_en"].str.contains(r"\bSE\b")
    assert dutch.equals(english)
    assert not actions["summary_nl"].str.contains(r"\b(?:SE|the|and|of the)\b").any()
    assert not actions["summary_en"].str.contains(r"\b(?:DI|het|een|en)\b").any()


def test_source_lines_follow_the_numbers(actions: pd.DataFrame) -> None:
    lines = pd.to_numeric(actions["source_line"])
    assert lines.between(*LINES).all()
    assert lines.is_monotonic_increasing
    shared = actions[lines.duplicated(keep=False)]
    assert shared["note"].str.contains("on one line").all()


def test_readme_counts_tables_and_kinds(actions: pd.DataFrame, section: str) -> None:
    labels = actions["kind"].where(actions["kind"] != "", actions["status"])
    counts = pd.crosstab(actions["table"], labels)
    stated = re.findall(r"\| (T1\d) \| (\d+) \| (\d+) \| (\d+) \|", section)
    assert [row[0] for row in stated] == list(ASPECTS)
    assert set(labels) == {"action", "result", "none"}
    kinds = ["action", "result", "none"]
    for table, *numbers in stated:
        assert [int(number) for number in numbers] == counts.loc[table, kinds].tolist(), table


@pytest.fixture(scope="module")
def passes(numbered: pd.DataFrame) -> pd.DataFrame:
    """The three judgements beside the settled kind, by item."""
    found = {"settled": numbered.set_index("number")["kind"]}
    for column, name in PASSES.items():
        judged = read(PUBLISHED / "passes" / name)
        assert judged["number"].tolist() == numbered["number"].tolist()
        found[column] = judged.set_index("number")["kind"]
    return pd.DataFrame(found)


def agreement(one: pd.Series, two: pd.Series) -> tuple[float, float]:
    """Share of equal judgements, and Cohen's kappa."""
    equal = (one == two).mean()
    chance = sum((one == kind).mean() * (two == kind).mean() for kind in set(one) | set(two))
    return equal, (equal - chance) / (1 - chance)


def test_readme_states_how_far_the_judgements_differ(passes: pd.DataFrame, section: str) -> None:
    text = " ".join(section.split())
    apart = passes["pass_1"] != passes["pass_2"]
    assert f"differ on {apart.sum()} of the {ITEMS} items ({100 * apart.mean():.2f} %)" in text
    equal, kappa = agreement(passes["pass_1"], passes["reader_2"])
    same = (passes["pass_1"] == passes["reader_2"]).sum()
    assert f"{same} of the {ITEMS} items ({100 * equal:.2f} %; Cohen's kappa {kappa:.3f})" in text


def test_readme_states_on_how_many_indicators_the_readers_agree(
    numbered: pd.DataFrame, passes: pd.DataFrame, section: str
) -> None:
    equal = (passes["pass_1"] == passes["reader_2"]).to_numpy()
    per_indicator = pd.Series(equal).groupby(numbered["indicator"].to_numpy()).all()
    text = " ".join(section.split())
    assert f"in truth {len(per_indicator)}: the readers agree on {per_indicator.sum()} of these" in text


def test_settlement_holds_exactly_the_items_that_differ(passes: pd.DataFrame) -> None:
    settlement = read(PUBLISHED / "settlement_actions.csv").set_index("number")
    judged = passes[list(PASSES)]
    differ = passes[judged.ne(judged["pass_1"], axis=0).any(axis=1)]
    columns = [*PASSES, "settled"]
    assert settlement[columns].equals(differ[columns])
    assert (settlement["reason"] != "").all()
    agreed = passes.drop(index=differ.index)
    assert (agreed["settled"] == agreed["pass_1"]).all()

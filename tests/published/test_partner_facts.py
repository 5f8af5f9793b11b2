"""What the report tells of the partners: complete, in both languages, and read strictly."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from dianalysis.codebook import load_codebook
from dianalysis.errors import Unreadable
from dianalysis.paths import ProjectPaths
from dianalysis.published import read_partner_facts
from dianalysis.published.partner_facts import COLUMNS, KINDS, MAX_WORDS

ROOT = ProjectPaths(Path(__file__).parents[2])
TEXTS = ["fact_nl", "fact_en"]
README = (ROOT.published / "README.md").read_text("utf-8")
GOOD = {
    "partner": "lltb", "number": "1", "kind": "setup", "topic": "diagnosis", "fact_nl": "Een gesprek.",
    "fact_en": "A talk.", "source_line": "10", "last_line": "12",
}  # fmt: skip
Write = Callable[..., Path]


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return read_partner_facts(paths=ROOT)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write good rows, the last of them with some cells changed."""

    def to_file(*, rows: int = 2, **changed: str) -> Path:
        good = [GOOD | {"number": str(place + 1)} for place in range(rows)]
        good[-1] |= changed
        path = tmp_path / "partner_facts.csv"
        pd.DataFrame(good, columns=list(COLUMNS)).to_csv(path, index=False)
        return path

    return to_file


def test_every_partner_has_facts_of_both_kinds(facts: pd.DataFrame) -> None:
    counts = pd.crosstab(facts["partner"], facts["kind"])
    assert set(counts.index) == set(load_codebook(ROOT.codebook).partners["partner"])
    assert set(counts.columns) == set(KINDS)
    assert (counts > 0).all(axis=None)
    assert counts.sum(axis=1).between(6, 14).all()


def test_no_fact_stands_twice(facts: pd.DataFrame) -> None:
    for name in TEXTS:
        assert not facts[name].duplicated().any()
        assert facts[name].str.endswith(".").all()
        assert facts[name].eq(facts[name].str.strip()).all()


def test_the_languages_differ_and_give_the_same_digits(facts: pd.DataFrame) -> None:
    assert facts["fact_nl"].ne(facts["fact_en"]).all()
    digits = facts[TEXTS].map(lambda text: sorted(re.findall(r"\d+", text)))
    assert digits["fact_nl"].tolist() == digits["fact_en"].tolist()


def test_the_lines_of_a_partner_lie_within_its_own_profile(facts: pd.DataFrame) -> None:
    order = list(dict.fromkeys(facts["partner"]))
    assert order == list(load_codebook(ROOT.codebook).partners["partner"])
    ends = facts.groupby("partner", sort=False).agg(first=("source_line", "min"), last=("last_line", "max"))
    for (_, above), (_, below) in pairwise(ends.iterrows()):
        assert above["last"] < below["first"]


def test_the_topics_that_are_used_are_those_of_the_codebook(facts: pd.DataFrame) -> None:
    topics = load_codebook(ROOT.codebook).tables["coding_frame"]
    assert set(facts["topic"]) <= set(topics["code"])
    assert not topics["label_nl"].duplicated().any() and not topics["label_en"].duplicated().any()


def test_the_readme_counts_the_facts(facts: pd.DataFrame) -> None:
    counts = facts["kind"].value_counts()
    assert f"{len(facts)} facts, {counts['setup']} on the set-up and {counts['learned']} on what" in README


def test_good_rows_are_read_as_they_stand(write: Write) -> None:
    table = read_partner_facts(write(), paths=ROOT)
    assert list(table.columns) == list(COLUMNS)
    assert table["source_line"].tolist() == [10, 10] and table["number"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("partner", "nobody", "partner is not known"),
        ("kind", "lesson", "kind is not known"),
        ("topic", "weather", "topic is not known"),
        ("fact_nl", " ", "a fact is empty"),
        ("fact_en", "", "a fact is empty"),
        ("fact_en", "word " * (MAX_WORDS + 1), "a fact is too long"),
        ("number", "two", "number is not a whole number"),
        ("source_line", "10.5", "source_line is not a whole number"),
        ("last_line", "0", "last_line is not a whole number"),
        ("last_line", "9", "last line comes before"),
        ("number", "3", "do not run on"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_place(write: Write, column: str, value: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message) as caught:
        read_partner_facts(write(**{column: value}), paths=ROOT)
    where = caught.value.where
    assert (where.file, where.row, where.column) == ("partner_facts.csv", 3, column)
    assert caught.value.remedy


def test_a_fact_of_the_most_words_passes(write: Write) -> None:
    assert len(read_partner_facts(write(fact_en=" ".join(["word"] * MAX_WORDS)), paths=ROOT)) == 2


def test_an_absent_empty_or_wrongly_headed_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read_partner_facts(tmp_path / "absent.csv", paths=ROOT)
    path = tmp_path / "partner_facts.csv"
    path.write_text("", "utf-8")
    with pytest.raises(Unreadable, match="cannot be read"):
        read_partner_facts(path, paths=ROOT)
    path.write_text(",".join(COLUMNS[:-1]) + "\n", "utf-8")
    with pytest.raises(Unreadable, match="column last_line"):
        read_partner_facts(path, paths=ROOT)
    path.write_text(",".join([*COLUMNS, "extra"]) + "\n", "utf-8")
    with pytest.raises(Unreadable, match="column extra"):
        read_partner_facts(path, paths=ROOT)

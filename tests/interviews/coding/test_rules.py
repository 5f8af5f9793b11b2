"""Rules that propose codes, and what they are worth."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from dianalysis.cli.app import app
from dianalysis.codebook import coding_frame, load_codebook
from dianalysis.errors import CodebookError, DataProblem
from dianalysis.interviews.coding import (
    Rule,
    accept_proposals,
    keep_decisions,
    load_rules,
    measure_rules,
    propose_codes,
    text_of_lines,
)  # fmt: skip

ROOT = Path(__file__).parents[3]
FRAME = coding_frame(load_codebook(ROOT / "data" / "codebook"))
PACE = Rule("pace", (re.compile(r"\bvaart\b"), re.compile(r"\btempo")), (re.compile(r"\bscheepvaart"),))
MONEY = Rule("budget", (re.compile(r"\bgeld\b"),), ())


def segments(*texts: str) -> pd.DataFrame:
    return pd.DataFrame({"segment_id": [f"a/{n:03d}" for n in range(1, len(texts) + 1)], "text": texts})


def test_the_rules_of_the_project_are_for_codes_in_use() -> None:
    rules = load_rules(ROOT / "data" / "codebook", FRAME)
    assert {rule.code for rule in rules} == set(FRAME.active)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ghost:\n  words: ['a']\n", "not in use"),
        ("pace:\n  word: ['a']\n", "a rule has words"),
        ("pace:\n  words: ['(']\n", "cannot be read"),
        ("pace:\n  words: a\n", "in a list"),
        ("- pace\n", "under their codes"),
        ("pace: [\n", "rules cannot be read"),
    ],
)
def test_rules_that_make_no_sense_are_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "coding_rules.yaml").write_text(text, "utf-8")
    with pytest.raises(CodebookError, match=message):
        load_rules(tmp_path, FRAME)


def test_a_proposal_shows_what_was_found_and_leaves_the_decision_open() -> None:
    table = propose_codes(segments("Er zat weinig Vaart in.", "Geld en tempo.", "Niets."), [PACE, MONEY])
    assert list(zip(table["segment_id"], table["code"], table["found"], strict=True)) == [
        ("a/001", "pace", "vaart"), ("a/002", "pace", "tempo"), ("a/002", "budget", "geld"),
    ]  # fmt: skip
    assert table["context"].iloc[0] == "Er zat weinig Vaart in."
    assert table[["decision", "valence"]].isna().all(axis=None)


def test_unless_takes_a_proposal_back() -> None:
    assert propose_codes(segments("De scheepvaart hield vaart."), [PACE]).empty


def test_words_broken_over_a_line_are_joined() -> None:
    table = pd.DataFrame({"segment_id": ["a/001"], "source_line": [2], "last_line": [3]})
    joined = text_of_lines(table, ["een", "de vaar-", "t bleef", "vier"])
    assert joined["text"].iloc[0] == "de vaart bleef"


def test_precision_and_recall_count_segments() -> None:
    given = pd.DataFrame({"segment_id": ["a/001", "a/003", "b/001"], "code": "pace"})
    found = measure_rules(segments("vaart", "vaart", "niets"), given, [PACE, MONEY]).set_index("code")
    assert list(found.loc["pace", ["given", "proposed", "right"]]) == [2, 2, 1]
    assert found.loc["pace", "precision"] == found.loc["pace", "recall"] == 0.5
    assert pd.isna(found.loc["budget", "precision"]) and pd.isna(found.loc["budget", "recall"])
    assert found.loc["all", "proposed"] == 2


def test_decisions_outlive_a_new_run_and_become_codings() -> None:
    first = propose_codes(segments("vaart", "geld"), [PACE, MONEY])
    first.loc[0, ["decision", "valence"]] = ["yes", "supports"]
    again = keep_decisions(propose_codes(segments("niets", "geld"), [PACE, MONEY]), first)
    assert list(again["code"]) == ["pace", "budget"] and list(again["decision"].fillna("")) == ["yes", ""]
    with pytest.raises(DataProblem, match="1 proposals have no decision"):
        accept_proposals(again, "ann", file="proposals.csv")
    again.loc[1, "decision"] = "no"
    codings = accept_proposals(again, "ann", file="proposals.csv")
    assert codings.to_dict("records") == [
        {"segment_id": "a/001", "code": "pace", "valence": "supports", "coder": "ann"}
    ]
    with pytest.raises(DataProblem, match="have no valence"):
        accept_proposals(again.assign(valence=pd.NA), "ann", file="proposals.csv")


def test_the_readme_tells_what_the_rules_are_worth_on_the_held_out_partners() -> None:
    result = CliRunner().invoke(app, ["interviews", "rules"])
    assert result.exit_code == 0, result.output
    last = result.output.strip().splitlines()[-1].split()
    precision, recall = (round(100 * float(value)) for value in last[-2:])
    text = (ROOT / "data" / "interviews" / "README.md").read_text("utf-8")
    assert f"| summaries | {precision}% | {recall}% |" in text


def test_agreement_of_the_corpus_can_be_made_again(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["interviews", "agreement", "--out", str(tmp_path), "--resamples", "0"])
    assert result.exit_code in (0, 1), result.output
    listed = pd.read_csv(tmp_path / "settlement.csv", dtype=str)
    assert len(listed) == len(pd.read_csv(ROOT / "data/interviews/settlement.csv"))

"""`interviews mask`, `review` and `leaks` from the command line: the gate, the release, the planted name."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from dianalysis.cli.app import app
from dianalysis.cli.pseudonyms import PASSPHRASE
from dianalysis.errors import DataProblem, DianalysisError, ParameterError
from dianalysis.interviews.pseudonyms import read_review, vault
from dianalysis.interviews.segments import SEGMENT_COLUMNS
from dianalysis.sources import write_parquet

WORDS = "een zin van meer woorden"


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(vault, "_COST", {"n": 2**4, "r": 8, "p": 1})
    monkeypatch.setenv(PASSPHRASE, WORDS)
    folder = tmp_path / "private"
    row = (
        "a/001",
        "a",
        "1",
        "goc",
        "entrepreneur",
        None,
        "Ondernemer",
        None,
        1,
        "ja, zei Truus van Hoven met Frodo",
    )
    table = pd.DataFrame([row], columns=list(SEGMENT_COLUMNS)).astype({"date": "str", "question": "str"})
    write_parquet(table, folder / "segments.parquet")
    (tmp_path / "roster.csv").write_text("kind,name\nperson,Truus van Hoven\n", encoding="utf-8")
    return folder


def call(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["interviews", *(str(one) for one in arguments)])
    if isinstance(done.exception, DianalysisError):
        raise done.exception
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert "Truus" not in done.output and "Frodo" not in done.output
    return done.exit_code, done.output


def mask(private: Path) -> tuple[int, str]:
    out = private.parent / "out"
    roster = private.parent / "roster.csv"
    return call("mask", "--private", private, "--roster", roster, "--no-deduce", "--out", out)


def decide(private: Path, decision: str) -> None:
    path = private / "review.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(",undecided,", f",{decision},"), encoding="utf-8"
    )


def test_from_gate_to_release_to_a_planted_name(private: Path) -> None:
    with pytest.raises(DataProblem, match=r"1 candidates are undecided.*a/001"):
        mask(private)
    assert not (private.parent / "out").exists() and not (private / "register.json").exists()
    assert call("review", "--private", private)[0] == 1
    decide(private, "mask as person")
    assert call("review", "--private", private)[0] == 0
    assert mask(private)[0] == 0
    released = pd.read_parquet(private.parent / "out" / "segments.parquet")
    assert released["text"].tolist() == ["ja, zei [persoon-01] met [persoon-02]"]
    first = {path.name: path.read_bytes() for path in (private.parent / "out").iterdir()}
    assert mask(private)[0] == 0
    assert first == {path.name: path.read_bytes() for path in (private.parent / "out").iterdir()}
    assert call("leaks", private.parent / "out", "--private", private)[0] == 0
    (private.parent / "out" / "page.html").write_text("<p>Truus <b>van</b> Hoven</p>", encoding="utf-8")
    code, told = call("leaks", private.parent / "out", "--private", private)
    assert code == 1 and "page.html" in told and "[persoon-01]" in told


def test_what_comes_later_is_decided_before_anything_leaves_again(private: Path) -> None:
    with pytest.raises(DataProblem):
        mask(private)
    decide(private, "mask as person")
    mask(private)
    table = pd.read_parquet(private / "segments.parquet")
    more = table.assign(segment_id="a/002", order=2, text="nee hoor, zei Frodoo toen")
    write_parquet(pd.concat([table, more], ignore_index=True), private / "segments.parquet")
    with pytest.raises(DataProblem, match="undecided"):
        mask(private)
    rows = read_review(private / "review.csv")
    assert [(one.decision, one.found) for one in rows] == [("undecided", "yes"), ("mask as person", "no")]


def test_a_wrong_passphrase_stops_before_anything_is_written(
    private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataProblem):
        mask(private)
    decide(private, "keep")
    mask(private)
    before = {path.name: path.read_bytes() for path in private.iterdir()}
    monkeypatch.setenv(PASSPHRASE, "een andere zin van woorden")
    with pytest.raises(ParameterError, match="does not open"):
        mask(private)
    assert before == {path.name: path.read_bytes() for path in private.iterdir()}


def test_without_a_register_there_is_nothing_to_test_with(private: Path) -> None:
    with pytest.raises(ParameterError, match="no register"):
        call("leaks", private, "--private", private)


def test_the_private_folder_is_never_among_the_outputs(private: Path) -> None:
    with pytest.raises(ParameterError, match="outputs"):
        call("mask", "--private", "outputs/private", "--no-deduce")

"""The published corpus as committed, and what a corpus is refused for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copy

import pandas as pd
import pytest

from dianalysis import pipeline
from dianalysis.codebook import load_codebook
from dianalysis.errors import DataProblem, DianalysisError, ParameterError, Unreadable
from dianalysis.interviews.coding import (
    CODINGS,
    SEGMENTS,
    SETTLED,
    SETTLEMENT,
    read_own,
    read_published,
)  # fmt: skip
from dianalysis.interviews.released import seal
from dianalysis.paths import ProjectPaths, RunPaths
from dianalysis.pipeline import Source

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "data" / "interviews"
CODEBOOK = load_codebook(ROOT / "data" / "codebook")
PARTNERS = 18


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (SEGMENTS, CODINGS, SETTLEMENT):
        copy(FOLDER / name, tmp_path / name)
    return tmp_path


def change(folder: Path, name: str, row: int, **cells: str) -> None:
    table = pd.read_csv(folder / name, dtype=str, keep_default_na=False)
    table.loc[row, list(cells)] = list(cells.values())
    table.to_csv(folder / name, index=False)


def test_the_committed_corpus_holds_every_partner_and_two_coders_read_all_of_it() -> None:
    corpus = read_published(FOLDER, CODEBOOK)
    assert corpus.basis == "published" and not corpus.is_empty
    assert corpus.segments["partner"].nunique() == PARTNERS
    assert len(corpus.coders) == 2
    read = corpus.readings.groupby("coder")["segment_id"].nunique()
    assert set(read) == {len(corpus.segments)} and SETTLED in read.index
    assert set(corpus.codings["code"]) <= set(corpus.codes)


def test_every_disagreement_has_a_decision_with_its_reason() -> None:
    table = pd.read_csv(FOLDER / SETTLEMENT, dtype=str, keep_default_na=False)
    assert (table[["settled", "why_nl", "why_en"]] != "").all(axis=None)
    assert read_published(FOLDER, CODEBOOK).undecided == 0


def test_summaries_quote_nobody() -> None:
    segments = read_published(FOLDER, CODEBOOK).segments
    for name in ("summary_nl", "summary_en"):
        assert not segments[name].str.contains('["“”„]', regex=True).any()


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"partner": "nobody"}, "the partner is not known"),
        ({"role": "baker"}, "the role is not known"),
        ({"round": "9"}, "the round is not known"),
        ({"level": "town"}, "the level is not known"),
        ({"kind": "poem"}, "the kind is not known"),
        ({"summary_en": "word " * 26}, "the summary is too long"),
        ({"summary_nl": ""}, "the summary_nl is absent"),
        ({"source_line": "1.5"}, "the line is not a whole number"),
        ({"last_line": "1"}, "the last line comes before the first"),
        ({"segment_id": "agf_cko_sketch/1"}, "the name is not that of its place|is not known"),
        ({"codes": "pace:supports"}, "are not the settled ones"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_is_refused_with_its_place(
    folder: Path, cells: dict[str, str], message: str
) -> None:
    change(folder, SEGMENTS, 0, **cells)
    with pytest.raises(DataProblem, match=message):
        read_published(folder, CODEBOOK)


def test_overlapping_segments_are_refused(folder: Path) -> None:
    table = pd.read_csv(folder / SEGMENTS, dtype=str, keep_default_na=False)
    change(folder, SEGMENTS, 1, source_line=str(table.loc[0, "last_line"]))
    with pytest.raises(DataProblem, match="overlaps the one before"):
        read_published(folder, CODEBOOK)


def test_settled_codes_cannot_be_written_by_hand(folder: Path) -> None:
    table = pd.read_csv(folder / CODINGS, dtype=str, keep_default_na=False)
    row = int(table.index[(table["coder"] == SETTLED) & (table["code"] != "")][0])
    turned = "contradicts" if table.loc[row, "valence"] == "supports" else "supports"
    change(folder, CODINGS, row, valence=turned)
    with pytest.raises(DataProblem, match="not those the coders and the settlement give"):
        read_published(folder, CODEBOOK)


def test_an_unknown_code_and_a_missing_column_are_refused(folder: Path) -> None:
    change(folder, CODINGS, 1, code="ghost")
    with pytest.raises(DataProblem, match="code of a row is not known"):
        read_published(folder, CODEBOOK)
    (folder / SETTLEMENT).write_text("segment_id,code\n", "utf-8")
    copy(FOLDER / CODINGS, folder / CODINGS)
    with pytest.raises(Unreadable, match="columns are not as they should be"):
        read_published(folder, CODEBOOK)


def own(folder: Path, *coders: str, sealed: bool = True) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    segments = pd.DataFrame(
        [(f"a/{n:03d}", "a", "goc", "adviser", "1", "secret") for n in (1, 2)],
        columns=["segment_id", "interview_id", "partner", "role", "round", "text"],
    )
    segments.to_csv(folder / "segments.csv", index=False)
    second = {"ann": "budget", "bob": "pace"}
    rows = [("a/001", "pace", "supports", coder) for coder in coders]
    rows += [("a/002", second[coder], "supports", coder) for coder in coders]
    pd.DataFrame(rows, columns=["segment_id", "code", "valence", "coder"]).to_csv(
        folder / CODINGS, index=False
    )
    if sealed:
        seal(folder, ["segments.csv"])
    return folder


def test_own_segments_are_read_without_their_text_and_only_when_released(tmp_path: Path) -> None:
    coded = read_own(own(tmp_path / "one", "ann"), CODEBOOK)
    assert coded.basis == "data" and "text" not in coded.segments and coded.undecided == 0
    assert list(coded.codings.loc[coded.codings["coder"] == SETTLED, "code"]) == ["pace", "budget"]
    with pytest.raises(Unreadable, match="no released interviews"):
        read_own(own(tmp_path / "two", "ann", sealed=False), CODEBOOK)


def test_two_coders_without_settlement_give_what_they_agree_on(tmp_path: Path) -> None:
    coded = read_own(own(tmp_path / "one", "ann", "bob"), CODEBOOK)
    settled = coded.codings[coded.codings["coder"] == SETTLED]
    assert list(settled["segment_id"]) == ["a/001"] and coded.undecided == 2


def test_a_run_keeps_own_interviews_without_their_text(tmp_path: Path) -> None:
    own(tmp_path / "exports" / "interviews", "ann", "bob")
    source, run = Source("mine", str(tmp_path / "exports"), None, None, "data"), RunPaths(tmp_path / "run")
    pipeline.keep_interviews(source, ProjectPaths(ROOT), run)
    kept = pipeline.open_interviews("mine", out=str(run.root))
    assert kept.undecided == 2 and kept.coders == ("ann", "bob") and "text" not in kept.segments
    assert run.clean / "interviews" in pipeline.interview_inputs(ProjectPaths(ROOT), run)
    pipeline.keep_interviews(replace(source, address=str(tmp_path)), ProjectPaths(ROOT), run)
    assert pipeline.open_interviews("mine", out=str(run.root)).is_empty


def test_own_exports_without_interviews_have_none_and_the_demo_takes_no_others(tmp_path: Path) -> None:
    assert pipeline.open_interviews(str(tmp_path)).is_empty
    own(tmp_path / "interviews", "ann")
    assert len(pipeline.open_interviews(str(tmp_path)).segments) == 2
    with pytest.raises(ParameterError, match="not put beside the demo"):
        pipeline.open_interviews("demo", folder=str(tmp_path))
    with pytest.raises(DianalysisError, match="no folder of interviews"):
        pipeline.open_interviews(str(tmp_path), folder=str(tmp_path / "nowhere"))

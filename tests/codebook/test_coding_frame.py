"""The coding frame: what it refuses, and what becomes of codes that go."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pandas as pd
import pytest

from dianalysis.codebook import CodingFrame, coding_frame, load_codebook, migrate_codings
from dianalysis.errors import CodebookError, DataProblem

FOLDER = Path(__file__).parents[2] / "data" / "codebook"
FRAME = pd.DataFrame(
    {
        "code": ["one", "two", "three", "four"],
        "status": ["active", "merged", "dropped", "merged"],
        "replaced_by": ["", "one", "", "two"],
        "version": [1, 2, 2, 3],
        "theme": "advice",
    }
)


def frame() -> CodingFrame:
    return CodingFrame(FRAME, pd.DataFrame())


def codings(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["segment_id", "code", "valence"]).assign(coder="ann")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copytree(FOLDER, tmp_path / "codebook")


def change(folder: Path, name: str, code: str, **cells: str) -> None:
    file = folder / f"{name}.csv"
    rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    rows.loc[rows["code"] == code, list(cells)] = list(cells.values())
    rows.to_csv(file, index=False)


def test_the_frame_of_the_project_has_its_codes_themes_and_labels() -> None:
    codebook = load_codebook(FOLDER)
    found = coding_frame(codebook)
    assert {"recruitment", "pace", "market_effect"} <= set(found.active)
    assert set(found.themes) == set(found.active)
    assert codebook.label("topic", "pace", "nl") == codebook.label("code", "pace", "nl") == "Tempo"
    assert codebook.label("theme", found.themes["pace"], "en") == "Approach"
    assert not found.codes["label_nl"].duplicated().any() and not found.codes["label_en"].duplicated().any()
    assert (found.history["version"] <= found.version).all()


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"theme": "weather"}, "theme does not exist"),
        ({"status": "merged"}, "status merged cannot be so"),
        ({"replaced_by": "diagnosis"}, "status active cannot be so"),
        ({"status": "merged", "replaced_by": "nowhere"}, "leads nowhere"),
        ({"status": "merged", "replaced_by": "pace"}, "leads nowhere"),
        ({"status": "dropped"}, "history does not say why"),
    ],
)
def test_a_code_that_does_not_fit_is_refused(folder: Path, cells: dict[str, str], message: str) -> None:
    change(folder, "coding_frame", "pace", **cells)
    with pytest.raises(CodebookError, match=message) as caught:
        load_codebook(folder)
    assert caught.value.where.file == "coding_frame.csv"
    assert caught.value.where.row == 12  # header, then pace as the eleventh code


def test_a_successor_that_was_dropped_is_refused(folder: Path) -> None:
    change(folder, "coding_frame", "diagnosis", status="dropped")
    change(folder, "coding_frame", "pace", status="merged", replaced_by="diagnosis")
    with pytest.raises(CodebookError, match="not in use"):
        load_codebook(folder)


def test_a_history_of_what_is_not_there_is_refused(folder: Path) -> None:
    file = folder / "coding_frame_history.csv"
    file.write_text(file.read_text("utf-8") + "1,ghost,refined,waarom,why\n", "utf-8")
    with pytest.raises(CodebookError, match="a code the frame does not have"):
        load_codebook(folder)


def test_codes_follow_their_successors_and_the_log_says_so() -> None:
    before = codings(("s1", "four", "supports"), ("s2", "one", "qualifies"), ("s3", None, None))
    after, log = migrate_codings(before, frame())
    assert list(after["code"].fillna("")) == ["one", "one", ""]
    assert log.to_dict("records") == [
        {"segment_id": "s1", "coder": "ann", "code": "four", "became": "one"},
    ]
    again, empty = migrate_codings(after, frame())
    assert again.equals(after) and empty.empty


def test_a_dropped_code_leaves_the_segment_read() -> None:
    after, log = migrate_codings(
        codings(("s1", "three", "supports"), ("s2", "three", "supports"), ("s2", "one", "supports")), frame()
    )
    assert list(after["segment_id"]) == ["s1", "s2"]
    assert list(after["code"].fillna("")) == ["", "one"]
    assert list(log["became"]) == ["", ""]


def test_two_codes_that_become_one_must_agree() -> None:
    both = codings(("s1", "one", "supports"), ("s1", "two", "supports"))
    assert len(migrate_codings(both, frame())[0]) == 1
    against = codings(("s1", "one", "supports"), ("s1", "two", "contradicts"))
    with pytest.raises(DataProblem, match="segment s1 become one, with different valences"):
        migrate_codings(against, frame())


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(DataProblem, match="does not know this code"):
        migrate_codings(codings(("s1", "ghost", "supports")), frame())

"""Executed notebooks and records tell nothing about the machine or the hour."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from toy_project import notebook

from dianalysis.errors import Unreadable
from dianalysis.runner.record import MAX_MESSAGE, Outcome, RunRecord, read_record, trim_message, write_record
from dianalysis.runner.scrub import private_text, scrub_notebook, scrub_text, scrubbed

REPLACE = {"/home/someone/project": ".", "/home/someone": "~"}


def executed() -> dict[str, object]:
    made = notebook(("markdown", "", "# Q"), ("code", "injected-parameters", "x = 1"), ("code", "", "x"))
    made["metadata"] |= {"papermill": {"start_time": "now", "input_path": "/home/someone/x"}}  # type: ignore[operator]
    for number, cell in enumerate(made["cells"]):  # type: ignore[arg-type, var-annotated]
        cell["metadata"] |= {"papermill": {"duration": number}, "execution": {"iopub.status.busy": "now"}}
    made["cells"][1]["id"] = "random"  # type: ignore[index]
    text = ["<obj at 0x7f12ab34cd56>", "/home/someone/project/a.py", "/tmp/ipykernel_123/456789.py"]
    png = "0x7f12ab34cd56"
    data = {"text/plain": text, "image/png": png}
    made["cells"][2]["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]  # type: ignore[index]
    return made


def test_times_paths_addresses_and_random_ids_go() -> None:
    clean = scrubbed(executed(), replace=REPLACE)
    assert "papermill" not in json.dumps(clean)
    assert "iopub" not in json.dumps(clean)
    assert "someone" not in json.dumps(clean)
    assert clean["cells"][1]["id"] == "injected-parameters-1"
    data = clean["cells"][2]["outputs"][0]["data"]
    assert data["text/plain"] == ["<obj at 0x…>", "./a.py", "/tmp/ipykernel/cell.py"]
    assert data["image/png"] == "0x7f12ab34cd56", "an image is no text"
    assert clean["metadata"]["kernelspec"]["name"] == "python3"
    assert clean["cells"][1]["metadata"]["tags"] == ["injected-parameters"]


def test_scrubbing_twice_changes_nothing_more(tmp_path: Path) -> None:
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps(executed()), encoding="utf-8")
    scrub_notebook(path, replace=REPLACE)
    once = path.read_bytes()
    scrub_notebook(path, replace=REPLACE)
    assert path.read_bytes() == once
    assert [file.name for file in tmp_path.iterdir()] == ["x.ipynb"]


def test_longest_text_is_replaced_first() -> None:
    assert scrub_text("/home/someone/project/x and /home/someone/y", replace=REPLACE) == "./x and ~/y"


def test_private_text_covers_root_and_home(tmp_path: Path) -> None:
    assert private_text(tmp_path)[str(tmp_path)] == "."
    assert private_text(tmp_path).get(str(Path.home())) in ("~", None)


def record(**changes: object) -> RunRecord:
    outcomes = (
        Outcome("first", "first", {}, "ok", seconds=1.23456),
        Outcome("third-north", "third", {"partner": "north"}, "failed", 2.0, True, "ValueError", "no"),
    )
    values = {
        "started": datetime(2026, 1, 1, tzinfo=UTC),
        "finished": datetime(2026, 1, 2, tzinfo=UTC),
        "parameters": {"source": "/home/someone/project/data", "seed": 1},
        "data_hash": "abc",
        "jobs": 2,
        "outcomes": outcomes,
        "notes": ("a note",),
    }
    return RunRecord(**(values | changes))  # type: ignore[arg-type]


def test_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "run.json"
    write_record(record(), path, replace=REPLACE)
    back = read_record(path)
    assert back.outcomes[1] == record().outcomes[1]
    assert back.outcomes[0].seconds == 1.23
    assert (back.started, back.finished, back.notes) == (record().started, record().finished, ("a note",))
    assert back.packages["papermill"] == record().packages["papermill"]
    assert [outcome.name for outcome in back.failed] == ["third-north"]
    assert [file.name for file in path.parent.iterdir()] == ["run.json"], "no half-written file is left"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("/home/someone/project/data/mine", "./data/mine"),
        ("/home/someone/secret/mine.xlsx", "…/mine.xlsx"),
        ("/mnt/other/exports", "…/exports"),
        ("../../someone/run", "…/run"),
        ("demo", "demo"),
    ],
)
def test_record_names_no_folder_outside_the_project(tmp_path: Path, source: str, shown: str) -> None:
    path = tmp_path / "run.json"
    write_record(record(parameters={"source": source}), path, replace=REPLACE)
    assert read_record(path).parameters == {"source": shown}


def test_record_that_is_absent_or_foreign_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    with pytest.raises(Unreadable, match="no record of a run"):
        read_record(path)
    for text in ("", "[]", '{"format": 99}', '{"format": 1}'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(Unreadable, match="cannot be read"):
            read_record(path)


def test_long_messages_are_trimmed() -> None:
    assert len(trim_message("x" * 5000, replace={})) == MAX_MESSAGE
    assert trim_message(" /home/someone/a ", replace=REPLACE) == "~/a"

"""`dianalysis lessons` from the command line: what it prints, what it writes, how it exits."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from toy_evidence import accepted_results  # noqa: E402

from dianalysis.cli.app import app  # noqa: E402
from dianalysis.sources import write_parquet  # noqa: E402

GRADE = "satisfaction/grade_8_or_more_share/complete/monitor_3"
Command = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the command reads, so that accepting does not touch the repository."""
    for name in ("codebook", "plan", "published", "interviews", "evidence"):
        shutil.copytree(
            ROOT / "data" / name, tmp_path / "data" / name, ignore=shutil.ignore_patterns("private")
        )
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / "catalogue.yaml", tmp_path / "notebooks")
    monkeypatch.setenv("DIANALYSIS_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def lessons(project: Path) -> Command:
    """Run the command on results, with options."""

    def command(results: pd.DataFrame, *options: str) -> Result:
        write_parquet(results, project / "run" / "results" / "results.parquet")
        return CliRunner().invoke(app, ["lessons", "--run", str(project / "run"), *options])

    return command


def test_accepted_results_pass(lessons: Command) -> None:
    done = lessons(accepted_results())
    assert done.exit_code == 0, done.output
    assert "0 lessons stale" in done.output
    assert "L-growth" in done.output
    assert "What advisers saw change" in done.output


def test_titles_come_in_dutch(lessons: Command) -> None:
    assert "Wat adviseurs zagen veranderen" in lessons(accepted_results(), "--lang", "nl").output


def test_a_changed_number_fails_and_names_the_lesson(lessons: Command) -> None:
    done = lessons(accepted_results(**{GRADE: {"n": 470}}))
    assert done.exit_code == 1
    assert f"stale L-support: n {GRADE} 476 -> 470" in done.output
    assert "1 lessons stale" in done.output


def test_a_code_taken_out_fails_and_names_the_lesson(lessons: Command, project: Path) -> None:
    frame = project / "data" / "codebook" / "coding_frame.csv"
    table = pd.read_csv(frame, dtype=str, keep_default_na=False)
    gone = table["code"] == "regional_cooperation"
    table.loc[gone, "status"] = "dropped"
    table.loc[gone, "version"] = "9"
    table.to_csv(frame, index=False)
    with (frame.parent / "coding_frame_history.csv").open("a", encoding="utf-8") as stream:
        stream.write("9,regional_cooperation,dropped,Te breed.,Too broad.\n")
    refused = str(lessons(accepted_results()).exception)
    assert "L-region: the code of a link is no longer in use" in refused
    assert "regional_cooperation" in refused
    assert "It became nothing" in refused


def test_a_changed_number_is_accepted_with_a_reason(lessons: Command, project: Path) -> None:
    changed = accepted_results(**{GRADE: {"n": 470}})
    done = lessons(changed, "--accept", "six forms withdrawn", "--date", "2026-02-03")
    assert done.exit_code == 0, done.output
    assert lessons(changed).exit_code == 0
    last = (project / "data" / "evidence" / "history.csv").read_text("utf-8").splitlines()[-1]
    assert last.startswith("2026-02-03,")
    assert last.endswith(",1,six forms withdrawn")


def test_own_exports_are_held_against_the_same_lessons_but_not_accepted(lessons: Command) -> None:
    own = accepted_results()
    own = own[own["study"] != "published_audit"].assign(
        basis=pd.array(["data"] * (own["study"] != "published_audit").sum(), dtype="string")
    )
    done = lessons(own)
    assert done.exit_code == 0, done.output
    assert "told  L-partners: verdict not_testable -> " in done.output
    assert "told  L-claims: unsettled" in done.output
    refused = lessons(own, "--accept", "mine")
    assert refused.exit_code != 0
    assert "own exports cannot be accepted" in str(refused.exception)


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--accept", " "), "needs a reason"), (("--accept", "why", "--date", "3 feb"), "yyyy-mm-dd")],
)
def test_an_acceptance_that_cannot_be_is_refused(
    lessons: Command, options: tuple[str, ...], words: str
) -> None:
    assert words in str(lessons(accepted_results(), *options).exception)


def test_the_proposal_is_written(lessons: Command, project: Path) -> None:
    done = lessons(accepted_results(), "--proposal", str(project / "proposal"))
    assert done.exit_code == 0, done.output
    assert {file.name for file in (project / "proposal").iterdir()} == {
        "forms.csv", "value_labels.csv", "variables.csv", "proposal.diff",
    }  # fmt: skip


def test_the_register_is_exported_in_the_language_asked_for(lessons: Command, project: Path) -> None:
    done = lessons(accepted_results(), "--export", str(project / "out"), "--lang", "nl")
    assert done.exit_code == 0, done.output
    files = {file.name for file in (project / "out").iterdir()}
    assert files == {"lessons_nl.docx", "lessons_nl.xlsx", "lessons.jsonld"}
    assert all(f"export    {project / 'out' / name}" in done.output for name in files)


def test_without_python_docx_the_remedy_is_named(
    lessons: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    refused = lessons(accepted_results(), "--export", str(project / "out"))
    assert "dianalysis[office]" in str(refused.exception)
    assert not (project / "out").exists()


def test_a_run_without_results_is_refused(project: Path) -> None:
    done = CliRunner().invoke(app, ["lessons", "--run", str(project)])
    assert "dianalysis run" in str(done.exception)

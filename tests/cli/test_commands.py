"""The commands a user types: what they say, what they write, how they exit."""

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]


def dianalysis(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "dianalysis"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_help_lists_every_command() -> None:
    done = dianalysis("--help")
    assert done.returncode == 0
    for name in ("run", "check", "template", "codebook", "reconstruct", "site", "audit"):
        assert name in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("run", "--only", "typologie_change"), "typology_change"),
        (("run", "--partner", "metaaluni"), "metaalunie"),
        (("run", "--data", "no/such/folder"), "no/such/folder"),
        (("run", "--lang", "fr"), "fr"),
        (("run", "--jobs", "0"), "greater than or equal to 1"),
        (("check", "no/such/file.csv"), "no/such/file.csv"),
    ],
)
def test_wrong_request_is_refused_before_anything_runs(arguments: tuple[str, ...], message: str) -> None:
    done = dianalysis(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_request_is_checked_without_data_libraries() -> None:
    heavy = "{'pandas', 'sphinx', 'scipy', 'matplotlib', 'papermill'}"
    code = f"import sys, dianalysis.cli.request; sys.exit({heavy} & set(sys.modules) or 0)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_mistyped_database_address_does_not_repeat_its_password() -> None:
    done = dianalysis("run", "--data", "postgresql:/reader:geheim@host/monitor")
    assert done.returncode == 2
    assert "geheim" not in done.stdout + done.stderr


def test_a_run_folder_that_cannot_be_made_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    done = dianalysis("run", "--only", "participants", "--out", str(tmp_path / "file" / "run"))
    assert done.returncode == 2
    assert "nothing can be written" in done.stderr


def test_site_of_a_folder_without_a_run_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    done = dianalysis("site", "--out", str(tmp_path / "none"))
    assert done.returncode == 2
    assert not (tmp_path / "none").exists()


def test_outside_a_project_the_message_says_so(tmp_path: Path) -> None:
    done = dianalysis("codebook", cwd=tmp_path)
    assert done.returncode == 2
    assert "not inside a dianalysis project" in done.stderr


def test_check_of_the_demo_is_clean_because_the_log_decides(tmp_path: Path) -> None:
    done = dianalysis("check", "data/demo/exports", "--out", str(tmp_path))
    assert done.returncode == 0, done.stdout[-2000:]
    assert {path.suffix for path in tmp_path.iterdir()} == {".html", ".csv"}


def test_check_without_the_log_finds_the_problems(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    shutil.copytree(ROOT / "data/demo/exports", exports)
    shutil.copy(ROOT / "data/demo/mapping.yaml", exports)
    done = dianalysis("check", str(exports), "--out", str(tmp_path / "report"))
    assert done.returncode == 1
    assert "registration.xlsx" in done.stdout


def test_check_of_an_empty_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "monitor_1.csv").write_bytes(b"")
    done = dianalysis("check", str(tmp_path), "--out", str(tmp_path / "report"))
    assert done.returncode == 2
    assert "monitor_1.csv" in done.stdout


@pytest.mark.parametrize("command", ["template", "codebook"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_written_files_are_named_and_there(command: str, lang: str, tmp_path: Path) -> None:
    done = dianalysis(command, "--out", str(tmp_path), "--lang", lang)
    assert done.returncode == 0, done.stderr
    named = [Path(line.split(maxsplit=1)[1]) for line in done.stdout.splitlines()]
    assert named
    assert all(path.stat().st_size > 0 for path in named)


def test_templates_pass_the_check_they_are_made_for(tmp_path: Path) -> None:
    dianalysis("template", "--out", str(tmp_path / "mine"))
    done = dianalysis("check", str(tmp_path / "mine"), "--out", str(tmp_path / "report"))
    assert done.returncode == 0, done.stdout[-2000:]


def test_every_printed_figure_is_reproduced_or_excluded_with_proof(tmp_path: Path) -> None:
    (tmp_path / "draws").mkdir()
    for kind in ("companies", "self_employed"):
        shutil.copy(ROOT / f"data/demo/draws/{kind}_01.parquet", tmp_path / "draws")
    done = dianalysis("reconstruct", "--verify", "--out", str(tmp_path))
    assert done.returncode == 0, done.stdout[-2000:]
    assert done.stdout.rstrip().endswith("failed: 0")


def test_audit_gives_every_printed_figure_a_verdict(tmp_path: Path) -> None:
    done = dianalysis("audit", "--out", str(tmp_path))
    assert done.returncode == 1, done.stderr
    assert "contradiction: T15/werkplezier/m/mean printed 3.3" in done.stdout
    verdicts = pd.read_csv(tmp_path / "published_audit.csv", dtype=str)
    printed = verdicts[verdicts["table"].str.fullmatch(r"T\d+b?|P\w+\.\d")]
    assert len(printed) == 1860
    assert verdicts["verdict"].notna().all()


def test_audit_of_another_file_needs_no_rules(tmp_path: Path) -> None:
    header = "table;row;column;stat;value;status"
    rows = ["A;x;firms;n;3;ok", "A;y;firms;n;4;ok", "A;totaal;firms;n;8;ok"]
    (tmp_path / "own.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")
    done = dianalysis("audit", str(tmp_path / "own.csv"), "--out", str(tmp_path / "out"))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "A/totaal/firms/n printed 8" in done.stdout


def test_stored_proofs_stand() -> None:
    done = dianalysis("audit", "--recheck")
    assert done.returncode == 0, done.stdout
    stated = done.stdout.splitlines()[-1].split()
    assert stated[0] == stated[2] != "0"

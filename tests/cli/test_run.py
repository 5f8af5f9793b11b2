"""A whole run: own data stay apart from the demo, and every page says what it rests on."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from test_commands import ROOT, dianalysis

FORMS = ("registration", "monitor_1", "monitor_2", "monitor_3")


@pytest.fixture(scope="module")
def own_exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw 1 as tidy exports of somebody's own: CSV, headers and values of the codebook."""
    folder = tmp_path_factory.mktemp("own") / "firms"
    folder.mkdir()
    variables = pd.read_csv(ROOT / "data/codebook/variables.csv", dtype=str)
    companies = pd.read_parquet(ROOT / "data/demo/draws/companies_01.parquet")
    companies = companies.assign(firm_name="Bedrijf " + companies["firm_id"].astype(str))
    for form in FORMS:
        names = [name for name in variables.loc[variables["form"] == form, "name"] if name in companies]
        date = "registration_date" if form == "registration" else f"{form}_date"
        rows = companies.loc[companies[date].notna(), names]
        rows.to_csv(folder / f"{form}.csv", index=False, date_format="%Y-%m-%d")
    return folder


@pytest.fixture(scope="module")
def own_run(own_exports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run") / "mine"
    only = ("--only", "typology_change", "--only", "published_audit")
    done = dianalysis("run", "--data", str(own_exports), *only, "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "left out  published_audit" in done.stderr
    assert str(out / "site" / "index.html") in done.stdout
    return out


def test_own_results_rest_on_data_and_name_no_printed_figure(own_run: Path) -> None:
    results = pd.read_csv(own_run / "results" / "results.csv")
    assert set(results["basis"]) == {"data"}
    assert results["figure"].isna().all()
    shown = results[(results["measure"] == "growth_total") & results["group_name"].isna()]
    assert shown["estimate"].tolist() == [550]


def test_own_pages_do_not_say_reconstruction_and_demo_pages_do(own_run: Path) -> None:
    page = (own_run / "site" / "typology_change.html").read_text("utf-8")
    assert "own data" in page.lower()
    assert "made up" not in page


def test_record_holds_no_path_outside_the_project(own_run: Path) -> None:
    text = (own_run / "run.json").read_text("utf-8")
    record = json.loads(text)
    assert [item["status"] for item in record["outcomes"]] == ["ok", "left_out"]
    assert str(Path.home()) not in text and str(ROOT) not in text


def test_the_audit_of_print_is_left_out_of_own_data_and_said_to_be(own_run: Path) -> None:
    left_out = json.loads((own_run / "run.json").read_text("utf-8"))["outcomes"][1]
    assert left_out["name"] == "published_audit" and "printed report" in left_out["error_message"]
    assert not (own_run / "site" / "published_audit.html").exists()
    for page in ("index.html", "about.html"):
        text = (own_run / "site" / page).read_text("utf-8")
        assert "Audit of the printed figures" in text and "left out: it is about the printed report" in text


def test_only_the_audit_of_print_cannot_be_asked_of_own_data(own_exports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = dianalysis("run", "--data", str(own_exports), "--only", "published_audit", "--out", str(out))
    assert done.returncode == 2
    assert "the printed report" in done.stderr and "--data" in done.stderr
    assert not out.exists()


def test_a_folder_of_one_source_is_not_used_for_another(own_run: Path) -> None:
    done = dianalysis("run", "--only", "typology_change", "--out", str(own_run))
    assert done.returncode == 2
    assert "holds a run of firms" in done.stderr


def test_an_unchanged_run_is_not_done_twice(own_exports: Path, own_run: Path) -> None:
    done = dianalysis("run", "--data", str(own_exports), "--only", "typology_change", "--out", str(own_run))
    assert done.returncode == 0
    assert "cached" in done.stderr


def test_broken_exports_stop_a_run_before_any_kernel(own_exports: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(own_exports, broken)
    (broken / "registration.csv").write_bytes(b"")
    done = dianalysis("run", "--data", str(broken), "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "registration.csv" in done.stderr
    assert not (tmp_path / "out" / "notebooks").exists()

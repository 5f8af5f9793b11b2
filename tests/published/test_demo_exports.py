"""The demo's exports: spoilt as declared, repaired by the log to the cell, and the same bytes every time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from python_calamine import CalamineWorkbook

from dianalysis.codebook import Codebook, load_codebook
from dianalysis.errors import ParameterError, Unreadable
from dianalysis.monitor import (
    LOG_COLUMNS,
    Admitted,
    RawForms,
    admit_rows,
    apply_log,
    check_forms,
    derive_columns,
    derive_companies,
    derive_self_employed,
    derive_self_employed_columns,
    load_mapping,
    read_forms,
    read_log,
    recode_forms,
)
from dianalysis.monitor.problems import RULES
from dianalysis.published import demo_exports
from dianalysis.published.demo_exports import write_demo_exports
from dianalysis.sources import read_export

DATA = Path(__file__).parents[2] / "data"
DRAWS = DATA / "demo" / "draws"
CUT_OFF = dt.date(2016, 7, 10)
DIRT: dict[str, Any] = yaml.safe_load((DATA / "demo" / "dirt.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(DATA / "codebook")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, codebook: Codebook) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_demo_exports(
        folder,
        draws=DATA / "demo" / "draws",
        codebook=codebook,
        declared=DATA / "demo",
        log=folder / "demo.csv",
    )
    return folder


@pytest.fixture(scope="module")
def raw(codebook: Codebook) -> RawForms:
    mapping = load_mapping(DATA / "demo" / "mapping.yaml", codebook)
    return read_forms(DATA / "demo" / "exports", mapping, codebook)


@pytest.fixture(scope="module")
def admitted(raw: RawForms, codebook: Codebook) -> Admitted:
    log = read_log(DATA / "cleaning_log" / "demo.csv", codebook)
    return admit_rows(raw, apply_log(raw, log), codebook)


@pytest.fixture(scope="module")
def problems(raw: RawForms, codebook: Codebook) -> pd.DataFrame:
    applied = apply_log(raw, read_log(DATA / "cleaning_log" / "demo.csv", codebook))
    return check_forms(raw, codebook, cut_off=CUT_OFF, decided=applied).problems


def test_the_exports_in_the_project_are_those_of_draw_1(written: Path) -> None:
    made = {path.name: path.read_bytes() for path in (written / "exports").iterdir()}
    kept = {path.name: path.read_bytes() for path in (DATA / "demo" / "exports").glob("[!.]*")}
    assert made == kept
    assert (written / "demo.csv").read_bytes() == (DATA / "cleaning_log" / "demo.csv").read_bytes()


def test_cleaning_gives_draw_1_back(admitted: Admitted, codebook: Codebook) -> None:
    forms = recode_forms(admitted.forms.forms, codebook)
    wanted = derive_columns(pd.read_parquet(DRAWS / "companies_01.parquet"), codebook, cut_off=CUT_OFF)
    found = derive_companies(forms, codebook, cut_off=CUT_OFF)
    pd.testing.assert_frame_equal(found[list(wanted.columns)], wanted)
    assert found[[name for name in found.columns if name not in wanted.columns]].isna().all(axis=None)
    persons = derive_self_employed_columns(pd.read_parquet(DRAWS / "self_employed_01.parquet"), codebook)
    pd.testing.assert_frame_equal(derive_self_employed(forms, codebook)[list(persons.columns)], persons)


def test_every_form_has_its_own_format(written: Path) -> None:
    exports = written / "exports"
    text = (exports / "monitor_1.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        text.decode("utf-8")
    lines = text.decode("cp1252").splitlines()
    assert lines[0].startswith("Bedrijfsnummer;Bedrijfsnaam;")
    assert pd.Series(lines[1:]).str.fullmatch(r".*;\d{2}-\d{2}-2015;.*;\d+,\d+").mean() > 0.9
    assert (exports / "monitor_2.sav").read_bytes().startswith(b"$FL2")
    (exports / "self_employed.csv").read_text(encoding="utf-8")


def test_the_sav_has_labels_and_declares_its_missing_codes(raw: RawForms, codebook: Codebook) -> None:

    table = read_export(DATA / "demo" / "exports" / "monitor_2.sav")[0]
    labels = codebook.labels("yes_no", "nl")
    assert table.value_labels["ASP_ORG"]["1"] == labels["ja"]
    assert table.missing_codes["ASP_ORG"] == ("98", "99")
    assert (table.frame["ASP_MON"] == "98").sum() == 2


def test_monitor_3_has_one_sheet_per_block_and_registration_two_header_rows() -> None:

    exports = DATA / "demo" / "exports"
    assert len(CalamineWorkbook.from_path(str(exports / "monitor_3.xlsx")).sheet_names) == 10
    sheet = CalamineWorkbook.from_path(str(exports / "registration.xlsx")).get_sheet_by_index(0)
    group, header, first = sheet.to_python()[:3]
    assert (group[0], header[0]) == ("Bedrijf", "Bedrijfsnummer")
    assert str(first[0]).startswith("F")


@pytest.mark.parametrize("item", DIRT["items"], ids=lambda item: str(item["id"]))
def test_every_item_of_dirt_is_there_and_repaired_as_declared(
    item: dict[str, Any], problems: pd.DataFrame
) -> None:
    lines = pd.read_csv(DATA / "cleaning_log" / "demo.csv", dtype="str", keep_default_na=False)
    own = lines[lines["log_id"].str.fullmatch(rf"D-{item['id']}-\d+")]
    per_unit = {"renamed": 2, "namesakes": 2}.get(item["kind"], 1)
    assert len(own) == (item["count"] * per_unit if item["repaired_by"] == "log" else 0)
    assert set(own["why"]) <= {item.get("why", "")}
    if item["rule"]:
        assert item["rule"] in RULES
        flagged = problems[(problems["rule"] == item["rule"]) & (problems["form"] == item["form"])]
        assert len(flagged) >= item["count"]
        assert (flagged["decision"] != "").all() or item["rule"] == "two_advisers"


def test_no_error_is_left_undecided(problems: pd.DataFrame) -> None:
    errors = problems[problems["severity"].isin(("error", "unreadable"))]
    assert len(errors) > 50
    assert (errors["decision"] != "").all()


def test_rows_in_and_out(admitted: Admitted) -> None:
    counts = admitted.counts.set_index("form")
    firms = pd.read_parquet(DRAWS / "companies_01.parquet")
    answered = [int(firms[f"monitor_{wave}_date"].notna().sum()) for wave in (1, 2, 3)]
    assert list(counts["rows_out"]) == [490, *answered, 28]
    assert answered[-1] == 476
    assert (counts["rejected_by_rule"] == 0).all()
    assert counts["rejected_by_log"].sum() == len(admitted.rejected) == 24


def test_all_names_are_plainly_invented(raw: RawForms) -> None:
    frame = raw.forms["registration"].frame
    assert frame["firm_name"].str.contains("Verzonnen|verzonnen|^Test ").all()
    assert frame["contact_name"].str.contains("^Verzonnen Persoon|^Test$").all()


def test_the_log_names_roles_and_has_the_columns_of_the_monitor() -> None:
    lines = pd.read_csv(DATA / "cleaning_log" / "demo.csv", dtype="str")
    assert set(lines["who"]) == {"data manager", "adviser", "programme office"}
    assert tuple(lines.columns) == LOG_COLUMNS == demo_exports.LOG_COLUMNS
    assert set(lines["action"]) == {"change", "reject", "keep", "merge"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "mud"}, "there is no kind mud"),
        ({"transform": "sparkle", "texts": {}}, "there is no transform 'sparkle'"),
        ({"count": 10_000}, "rows are fit for it"),
    ],
)
def test_dirt_that_cannot_be_made_is_an_error(
    tmp_path: Path, codebook: Codebook, change: dict[str, Any], says: str
) -> None:
    item = {"id": "x", "form": "monitor_3", "kind": "cells", "variable": "grade", "count": 1, "rule": "",
            "repaired_by": "recode", "texts": ["1"]} | change  # fmt: skip
    declared = DIRT | {"items": [item]}
    (tmp_path / "dirt.yaml").write_text(yaml.safe_dump(declared))
    (tmp_path / "mapping.yaml").write_bytes((DATA / "demo" / "mapping.yaml").read_bytes())
    with pytest.raises(ParameterError, match=says):
        write_demo_exports(
            tmp_path,
            draws=DATA / "demo" / "draws",
            codebook=codebook,
            declared=tmp_path,
            log=tmp_path / "l.csv",
        )


def test_missing_declarations_and_draws_are_errors(tmp_path: Path, codebook: Codebook) -> None:
    with pytest.raises(ParameterError, match="the declaration cannot be read"):
        write_demo_exports(
            tmp_path,
            draws=DATA / "demo" / "draws",
            codebook=codebook,
            declared=tmp_path,
            log=tmp_path / "l.csv",
        )
    with pytest.raises(Unreadable, match="draw 1 of the reconstruction cannot be read"):
        write_demo_exports(
            tmp_path, draws=tmp_path, codebook=codebook, declared=DATA / "demo", log=tmp_path / "l.csv"
        )

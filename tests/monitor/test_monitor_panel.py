"""From admitted rows to the panel: nothing lost, populations and flow, clean tables written and read back."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import CUT_OFF, make_companies, make_self_employed, write_exports
from test_monitor_log import clean

from dianalysis.codebook import Codebook, load_codebook
from dianalysis.errors import DataProblem, ParameterError, Unreadable
from dianalysis.monitor import (
    Panel,
    RawForms,
    admit_rows,
    apply_log,
    derive_columns,
    derive_self_employed_columns,
    empty_log,
    load_mapping,
    read_clean,
    read_cut_off,
    read_draws,
    read_forms,
    read_self_employed_draws,
    select_population,
    with_draws,
    write_clean,
    write_rejected,
)
from dianalysis.monitor.admit import count_rows
from dianalysis.sources import write_csv, write_parquet

CODEBOOK = load_codebook(Path(__file__).parents[2] / "data" / "codebook")


@pytest.fixture
def panel(raw: RawForms, codebook: Codebook) -> Panel:
    return clean(raw, apply_log(raw, empty_log()), codebook)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_clean_exports_come_back_as_they_were(tmp_path: Path, codebook: Codebook, kind: str) -> None:
    companies = make_companies(codebook, n=25, lost=3)
    write_exports(tmp_path, codebook, companies=companies, kind=kind)
    raw = read_forms(tmp_path, load_mapping(None, codebook), codebook)
    panel = clean(raw, apply_log(raw, empty_log()), codebook)
    wanted = derive_columns(companies, codebook, cut_off=CUT_OFF)
    pd.testing.assert_frame_equal(panel.companies[list(wanted.columns)], wanted)
    assert panel.self_employed.empty
    assert panel.companies[["adviser_id_m1", "adviser_id_m2", "adviser_id_m3"]].isna().all(axis=None)


def test_nothing_personal_reaches_the_clean_tables(panel: Panel) -> None:
    assert not {"firm_name", "contact_name"} & set(panel.companies.columns)
    assert "Bedrijf" not in panel.companies.to_csv()


def test_populations(panel: Panel) -> None:
    assert {name: len(panel.population(name)) for name in ("registered", "started", "complete")} == {
        "registered": 40, "started": 40, "complete": 36
    }  # fmt: skip
    assert len(panel.population("self_employed")) == 6
    assert panel.population("complete")["complete"].all()
    with pytest.raises(ParameterError, match="there is no population 'all'"):
        panel.population("all")
    with pytest.raises(ParameterError):
        select_population(panel.companies, panel.self_employed, "")


def test_the_flow_adds_up_per_partner(panel: Panel) -> None:
    flow = panel.flow
    assert list(flow.columns) == ["stage", "partner", "reason", "n"]
    totals = flow.groupby("stage")["n"].sum().to_dict()
    assert totals == {
        "registered": 40, "monitor_1": 40, "monitor_2": 40, "monitor_3": 36, "complete": 36,
        "not_complete": 4, "self_employed": 6,
    }  # fmt: skip
    wide = flow.pivot_table(index="partner", columns="stage", values="n", aggfunc="sum").fillna(0)
    assert (wide["registered"] == wide["complete"] + wide["not_complete"]).all()
    assert flow.loc[flow["reason"] == "stopped", "n"].sum() == 1


def test_steps_growth_and_counts(codebook: Codebook) -> None:
    firms = make_companies(codebook, n=3, lost=1)
    firms.loc[0, ["typology_start", "typology_end"]] = ["cd", "ab"]
    aspects = [f"aspect_{a}" for a in codebook.aspects["aspect"]]
    firms.loc[0, aspects] = ["ja", "nee", "ja", "nee", "nee"]
    indicators = [f"indicator_{i}" for i in codebook.indicators["indicator"]]
    firms.loc[0, indicators] = None
    firms.loc[0, indicators[:3]] = ["ja", "nee", "misschien"]
    table = derive_columns(firms, codebook, cut_off=CUT_OFF)
    assert list(table.loc[0, ["start_step", "end_step", "growth", "n_aspects", "n_indicators"]]) == [
        6,
        2,
        -4,
        2,
        3,
    ]
    assert table.loc[2, ["end_step", "growth", "n_indicators"]].isna().all()
    assert list(table["complete"]) == [True, True, False]
    assert list(table["incomplete_reason"].fillna("-")) == ["-", "-", "stopped"]


def test_an_entry_after_the_cut_off_does_not_count_as_complete(codebook: Codebook) -> None:
    firms = make_companies(codebook, n=2, lost=0)
    firms.loc[0, "monitor_3_date"] = dt.date(2016, 7, 11)
    table = derive_columns(firms, codebook, cut_off=CUT_OFF)
    assert list(table["complete"]) == [False, True]
    assert table.loc[0, "incomplete_reason"] == "late"
    assert derive_columns(firms, codebook, cut_off=None)["complete"].all()
    assert not pd.isna(table.loc[0, "typology_end"])


def test_a_later_adviser_is_kept_beside_the_first(folder: Path, codebook: Codebook) -> None:
    path = folder / "monitor_2.csv"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    frame.loc[0, "adviser_id"] = "A777"
    frame.to_csv(path, index=False)
    raw = read_forms(folder, load_mapping(None, codebook), codebook)
    firms = clean(raw, apply_log(raw, empty_log()), codebook).companies
    assert firms.loc[0, "adviser_id_m2"] == "A777"
    assert firms.loc[0, "adviser_id"] != "A777"
    assert pd.isna(firms.loc[0, "adviser_id_m1"])


def test_reasons_are_kept(folder: Path, codebook: Codebook) -> None:
    path = folder / "registration.csv"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    frame.loc[0, "sector"] = "weet niet"
    frame.loc[1, "share_male"] = "96"
    frame.to_csv(path, index=False)
    raw = read_forms(folder, load_mapping(None, codebook), codebook)
    reasons = clean(raw, apply_log(raw, empty_log()), codebook).missing_reasons
    assert reasons[["firm_id", "variable", "reason"]].to_numpy().tolist() == [
        ["F0001", "sector", "dont_know"],
        ["F0002", "share_male", "not_asked"],
    ]


def test_undecided_rows_are_held_back_with_their_rule(
    folder: Path, tmp_path: Path, codebook: Codebook
) -> None:
    lines = (folder / "monitor_1.csv").read_text().splitlines()
    extra = [lines[1], lines[1].replace("F0001", "F0999"), lines[1].replace("F0001", ""), "F0002,A001"]
    (folder / "monitor_1.csv").write_text("\n".join([*lines, *extra]) + "\n")
    raw = read_forms(folder, load_mapping(None, codebook), codebook)
    admitted = admit_rows(raw, apply_log(raw, empty_log()), codebook)
    held = admitted.rejected.set_index("_record")["reason"].to_dict()
    assert held == {
        "monitor_1.csv:42": "duplicate_firm",
        "monitor_1.csv:43": "orphan",
        "monitor_1.csv:44": "missing_id",
        "monitor_1.csv:45": "ragged_row",
    }
    counts = admitted.counts.set_index("form").loc["monitor_1"]
    assert list(counts) == [44, 0, 4, 40]
    write_rejected(raw, admitted.rejected, tmp_path / "rejected", codebook=codebook)
    written = pd.read_csv(tmp_path / "rejected" / "monitor_1.csv", dtype="str", keep_default_na=False)
    assert list(written["reason"]) == list(held.values())
    assert "firm_name" not in pd.read_csv(tmp_path / "rejected" / "registration.csv").columns


def test_the_monitors_of_a_rejected_registration_are_orphans(folder: Path, codebook: Codebook) -> None:
    path = folder / "registration.csv"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    frame.loc[0, "firm_name"] = "Test"
    frame.to_csv(path, index=False)
    raw = read_forms(folder, load_mapping(None, codebook), codebook)
    rejected = admit_rows(raw, apply_log(raw, empty_log()), codebook).rejected
    assert dict(zip(rejected["form"], rejected["reason"], strict=True)) == {
        "registration": "test_record", "monitor_1": "orphan", "monitor_2": "orphan", "monitor_3": "orphan"
    }  # fmt: skip


def test_rows_that_do_not_add_up_are_an_error(raw: RawForms, codebook: Codebook) -> None:
    admitted = admit_rows(raw, apply_log(raw, empty_log()), codebook)
    false = pd.DataFrame([("monitor_1", "x", "F1", "why", "L1")], columns=admitted.rejected.columns)
    with pytest.raises(DataProblem, match="monitor_1: 40 rows in, 1 rejected and 40 out do not add up"):
        count_rows(raw, admitted.forms, false)


def test_no_registration_or_no_numbers_is_an_error(folder: Path, codebook: Codebook) -> None:
    path = folder / "monitor_1.csv"
    pd.read_csv(path, dtype="str").drop(columns="firm_id").to_csv(path, index=False)
    raw = read_forms(folder, load_mapping(None, codebook), codebook)
    with pytest.raises(DataProblem, match=r"monitor_1 has no column for firm_id \(file monitor_1.csv\)"):
        admit_rows(raw, apply_log(raw, empty_log()), codebook)
    (folder / "registration.csv").unlink()
    raw = read_forms(folder, load_mapping(None, codebook), codebook)
    with pytest.raises(DataProblem, match="there is no registration"):
        admit_rows(raw, apply_log(raw, empty_log()), codebook)
    (folder / "registration.csv").write_bytes(b"")
    raw = read_forms(folder, load_mapping(None, codebook), codebook)
    with pytest.raises(Unreadable, match="the file is empty"):
        admit_rows(raw, apply_log(raw, empty_log()), codebook)


ROWS = st.lists(
    st.sampled_from(["F0001", "F0002", "F0003", "f0003", " F0004", "F0999", "", "TEST1", "x y"]), max_size=12
)


@settings(max_examples=10, deadline=None)
@given(registered=ROWS.map(lambda rows: ["F0005", *rows]), first=ROWS, third=ROWS)
def test_rows_in_are_rows_out_and_rows_rejected(
    registered: list[str], first: list[str], third: list[str]
) -> None:
    rng = np.random.default_rng(len(registered))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = make_companies(CODEBOOK, n=1, seed=int(rng.integers(1, 99)), lost=0)
        for form, numbers in (("registration", registered), ("monitor_1", first), ("monitor_3", third)):
            names = [v.name for v in CODEBOOK.variables(form) if not v.personal]
            rows = pd.concat([model[names]] * max(1, len(numbers)), ignore_index=True).head(len(numbers))
            write_csv(rows.assign(firm_id=pd.Series(numbers, dtype="object")), folder / f"{form}.csv")
        raw = read_forms(folder, load_mapping(None, CODEBOOK), CODEBOOK)
        panel = clean(raw, apply_log(raw, empty_log()), CODEBOOK)
    counts = panel.counts.set_index("form")
    assert (counts["rows_in"] == counts["rejected_by_rule"] + counts["rows_out"]).all()
    assert counts.loc["registration", "rows_in"] == len(registered)
    assert counts.loc["registration", "rows_out"] == len(panel.companies)
    assert panel.companies["firm_id"].is_unique
    assert counts["rejected_by_rule"].sum() == len(panel.rejected)


def test_clean_tables_are_written_and_read_back(panel: Panel, tmp_path: Path) -> None:
    write_clean(panel, tmp_path / "clean")
    again = read_clean(tmp_path / "clean")
    for name in ("companies", "self_employed", "missing_reasons", "flow", "counts", "rejected"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(panel, name))
    assert (again.basis, again.data_hash) == (panel.basis, panel.data_hash)
    first = {path.name: path.read_bytes() for path in (tmp_path / "clean").iterdir()}
    write_clean(again, tmp_path / "clean")
    assert {path.name: path.read_bytes() for path in (tmp_path / "clean").iterdir()} == first


def test_a_clean_file_changed_by_hand_is_refused(panel: Panel, tmp_path: Path) -> None:
    write_clean(panel, tmp_path)
    firms = pd.read_parquet(tmp_path / "companies.parquet")
    firms.loc[0, "grade"] = 10 if firms.loc[0, "grade"] != 10 else 9
    write_parquet(firms, tmp_path / "companies.parquet")
    with pytest.raises(DataProblem, match="changed after it was made"):
        read_clean(tmp_path)


def test_a_folder_without_its_stamp_is_not_whole(panel: Panel, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="does not hold a whole set"):
        read_clean(tmp_path)
    write_clean(panel, tmp_path)
    (tmp_path / "flow.parquet").unlink()
    with pytest.raises(Unreadable):
        read_clean(tmp_path)


def test_draws_are_read_in_order_with_derived_columns(
    panel: Panel, tmp_path: Path, codebook: Codebook
) -> None:
    for number in (2, 1):
        write_parquet(make_companies(codebook, n=5 + number), tmp_path / f"companies_{number:02d}.parquet")
        write_parquet(
            make_self_employed(codebook, n=number), tmp_path / f"self_employed_{number:02d}.parquet"
        )
    assert [len(draw) for draw in read_draws(tmp_path, codebook, cut_off=CUT_OFF)] == [6, 7]
    assert "growth" in read_self_employed_draws(tmp_path, codebook)[0].columns
    full = with_draws(panel, tmp_path, codebook, cut_off=CUT_OFF)
    assert (len(full.draws), len(full.self_employed_draws), full.data_hash) == (2, 2, panel.data_hash)
    assert list(
        derive_self_employed_columns(make_self_employed(codebook), codebook)["growth"].dtype.name
    ) == list("Int64")


def test_the_cut_off_is_a_date_or_nothing() -> None:
    assert read_cut_off("2016-07-10") == read_cut_off(dt.date(2016, 7, 10)) == CUT_OFF
    assert read_cut_off("") is None
    with pytest.raises(ParameterError, match="is not a cut-off date"):
        read_cut_off("10 July")


def test_a_required_column_or_every_firm_missing_stops_the_cleaning(folder: Path) -> None:
    path = folder / "registration.csv"
    whole = pd.read_csv(path, dtype="str", keep_default_na=False)
    for frame, says in (
        (whole.drop(columns="partner"), "registration has no column for partner"),
        (whole.head(0), "no firm in the registration"),
        (whole.assign(firm_id="TEST"), "every row of the registration is rejected"),
    ):
        write_csv(frame, path)
        raw = read_forms(folder, load_mapping(None, CODEBOOK), CODEBOOK)
        with pytest.raises(DataProblem, match=says):
            admit_rows(raw, apply_log(raw, empty_log()), CODEBOOK)
    write_csv(whole.drop(columns="firm_name"), path)  # a personal column is not needed for the study
    raw = read_forms(folder, load_mapping(None, CODEBOOK), CODEBOOK)
    assert admit_rows(raw, apply_log(raw, empty_log()), CODEBOOK).forms.rows("registration") == 40

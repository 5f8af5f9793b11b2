"""The cleaning log: every line is held against the raw data; the review finds whatever else was changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from made_up import CUT_OFF

from dianalysis.codebook import Codebook
from dianalysis.errors import DataProblem
from dianalysis.monitor import (
    LOG_COLUMNS,
    Applied,
    Panel,
    RawForms,
    admit_rows,
    apply_log,
    build_panel,
    check_forms,
    derive_companies,
    derive_self_employed,
    empty_log,
    load_mapping,
    read_forms,
    read_log,
    recode_forms,
    require_reviewed,
    review_log,
)

Line = tuple[str, str, str, str, str, str]
"""form, record, variable, old, new, action"""


def write_log(path: Path, lines: Sequence[Line], **over: str) -> Path:
    rows = [
        dict(zip(LOG_COLUMNS[1:7], line, strict=True))
        | {"log_id": f"L{number}", "who": "data manager", "date": "2016-07-18", "why": "asked"}
        | over
        for number, line in enumerate(lines, start=1)
    ]
    pd.DataFrame(rows, columns=list(LOG_COLUMNS)).to_csv(path, index=False)
    return path


def clean(raw: RawForms, applied: Applied, codebook: Codebook) -> Panel:
    admitted = admit_rows(raw, applied, codebook)
    forms = recode_forms(admitted.forms.forms, codebook)
    return build_panel(
        derive_companies(forms, codebook, cut_off=CUT_OFF),
        derive_self_employed(forms, codebook),
        missing_reasons=pd.concat([form.reasons for form in forms.values()]),
        problems=check_forms(raw, codebook, cut_off=CUT_OFF, decided=applied).problems,
        counts=admitted.counts,
        rejected=admitted.rejected,
        basis="data",
        codebook=codebook,
    )


def text_of(raw: RawForms, form: str, position: int, variable: str) -> str:
    return str(raw.forms[form].frame.loc[position, variable])


@pytest.fixture
def applied(raw: RawForms, tmp_path: Path, codebook: Codebook) -> Applied:
    """A change, a reject, a keep and a merge on clean exports."""
    lines = [
        ("monitor_3", "F0001", "grade", text_of(raw, "monitor_3", 0, "grade"), "3", "change"),
        ("monitor_3", "monitor_3.csv:3", "", "", "", "reject"),
        ("monitor_3", "F0003", "grade", text_of(raw, "monitor_3", 2, "grade"), "", "keep"),
        ("monitor_1", "F0004", "", "", "F0005", "merge"),
    ]
    return apply_log(raw, read_log(write_log(tmp_path / "log.csv", lines), codebook))


def test_every_action_does_what_it_says(raw: RawForms, applied: Applied, codebook: Codebook) -> None:
    panel = clean(raw, applied, codebook)
    firms = panel.companies.set_index("firm_id")
    assert firms.loc["F0001", "grade"] == 3
    assert pd.isna(firms.loc["F0002", "grade"])
    assert firms.loc["F0003", "grade"] == float(text_of(raw, "monitor_3", 2, "grade"))
    assert pd.isna(firms.loc["F0004", "typology_start"])
    assert firms.loc["F0005", "typology_start"] == text_of(raw, "monitor_1", 4, "typology_start")
    assert list(applied.rejected["log_id"]) == ["L4", "L2"]
    assert list(applied.rejected["reason"]) == ["merged: asked", "asked"]
    assert review_log(raw, applied, panel, codebook=codebook, cut_off=CUT_OFF).empty


def test_a_merge_fills_what_the_kept_row_lacks(folder: Path, tmp_path: Path, codebook: Codebook) -> None:
    path = folder / "registration.csv"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    frame.loc[0, ["sector", "subsector"]] = ["", "metaal"]
    frame.loc[1, ["sector", "subsector"]] = ["horeca", "horeca"]
    frame.to_csv(path, index=False)
    raw = read_forms(folder, load_mapping(None, codebook), codebook)
    lines = [("registration", "F0002", "", "", "F0001", "merge")]
    lines += [(f"monitor_{k}", "F0002", "", "", "", "reject") for k in (1, 2, 3)]
    applied = apply_log(raw, read_log(write_log(tmp_path / "log.csv", lines), codebook))
    panel = clean(raw, applied, codebook)
    assert list(panel.companies.loc[0, ["sector", "subsector"]]) == ["horeca", "metaal"]
    assert "F0002" not in set(panel.companies["firm_id"])
    assert review_log(raw, applied, panel, codebook=codebook, cut_off=CUT_OFF).empty


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("monitor_3", "F0001", "grade", "77", "7", "change"), "no longer fits the data"),
        (("monitor_3", "F0001", "grade", "77", "", "keep"), "no longer fits the data"),
        (("monitor_3", "F9999", "", "", "", "reject"), "monitor_3 has no record F9999"),
        (("monitor_3", "monitor_3.csv:999", "", "", "", "reject"), "has no record monitor_3.csv:999"),
        (("registration", "F0001", "contact_name", "", "x", "change"), "has no column for contact_name"),
        (("monitor_1", "F0001", "", "", "F9999", "merge"), "monitor_1 has no record F9999"),
    ],
)
def test_a_line_that_does_not_fit_is_an_error(
    raw: RawForms, tmp_path: Path, codebook: Codebook, line: Line, says: str
) -> None:
    log = read_log(write_log(tmp_path / "log.csv", [line]), codebook)
    with pytest.raises(DataProblem, match=says) as caught:
        apply_log(raw, log)
    assert (caught.value.where.file, caught.value.where.row) == ("log.csv", 2)
    told = apply_log(raw, log, strict=False)
    assert told.problems[0].rule == "log_line"
    assert told.decisions.empty
    assert "log_line" in set(check_forms(raw, codebook, cut_off=None, decided=told).problems["rule"])


def test_a_number_that_names_two_rows_is_an_error(folder: Path, tmp_path: Path, codebook: Codebook) -> None:
    path = folder / "monitor_2.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n")
    raw = read_forms(folder, load_mapping(None, codebook), codebook)
    log = read_log(write_log(tmp_path / "log.csv", [("monitor_2", "F0001", "", "", "", "reject")]), codebook)
    with pytest.raises(DataProblem, match="names 2 rows") as caught:
        apply_log(raw, log)
    assert "monitor_2.csv:2, monitor_2.csv:42" in caught.value.remedy


def test_a_second_decision_on_one_cell_is_an_error(raw: RawForms, tmp_path: Path, codebook: Codebook) -> None:
    old = text_of(raw, "monitor_3", 0, "grade")
    lines = [("monitor_3", "F0001", "grade", old, new, "change") for new in ("3", "4")]
    log = read_log(write_log(tmp_path / "log.csv", lines), codebook)
    with pytest.raises(DataProblem, match="decided by an earlier line"):
        apply_log(raw, log)


@pytest.mark.parametrize(
    ("line", "over", "says"),
    [
        (("monitor_3", "F1", "grade", "7", "8", "chnge"), {}, "Did you mean change?"),
        (("monitor3", "F1", "", "", "", "reject"), {}, "Did you mean monitor_3?"),
        (("monitor_3", "F1", "grad", "7", "8", "change"), {}, "Did you mean grade?"),
        (("monitor_3", "F1", "", "", "", "merge"), {}, "merge names no row to merge into"),
        (("monitor_3", "F1", "", "", "", "reject"), {"who": ""}, "who is empty"),
        (("monitor_3", "F1", "", "", "", "reject"), {"why": " "}, "why is empty"),
        (("monitor_3", "F1", "", "", "", "reject"), {"date": "July"}, "this is not a date"),
    ],
)
def test_a_slip_in_a_line_is_an_error(
    tmp_path: Path, codebook: Codebook, line: Line, over: dict[str, str], says: str
) -> None:
    with pytest.raises(DataProblem) as caught:
        read_log(write_log(tmp_path / "log.csv", [line], **over), codebook)
    assert says in str(caught.value)


def test_ids_are_used_once_and_columns_are_complete(tmp_path: Path, codebook: Codebook) -> None:
    line = ("monitor_3", "F1", "", "", "", "reject")
    with pytest.raises(DataProblem, match="log_id X is used twice"):
        read_log(write_log(tmp_path / "log.csv", [line, line], log_id="X"), codebook)
    (tmp_path / "short.csv").write_text("log_id,form\n")
    with pytest.raises(DataProblem, match="lacks the column record"):
        read_log(tmp_path / "short.csv", codebook)


def test_a_folder_of_logs_is_read_in_order_and_no_log_is_empty(tmp_path: Path, codebook: Codebook) -> None:
    assert read_log(tmp_path, codebook).lines.empty
    assert read_log(None, codebook).lines.equals(empty_log().lines)
    line = ("monitor_3", "F1", "", "", "", "reject")
    write_log(tmp_path / "b.csv", [line], log_id="B")
    write_log(tmp_path / "a.csv", [line], log_id="A")
    assert list(read_log(tmp_path, codebook).lines["log_id"]) == ["A", "B"]


def test_a_text_made_safe_for_spreadsheets_is_read_as_it_was(tmp_path: Path, codebook: Codebook) -> None:
    log = write_log(tmp_path / "log.csv", [("monitor_3", "F1", "grade", "'=1+1", "'s", "change")])
    lines = read_log(log, codebook).lines
    assert list(lines.loc[0, ["old", "new"]]) == ["=1+1", "'s"]


@pytest.mark.parametrize(
    "variable", ["grade", "typology_start", "partner", "growth", "complete", "stop_date"]
)
def test_the_review_finds_a_cell_changed_in_the_clean_data(
    raw: RawForms, applied: Applied, codebook: Codebook, variable: str
) -> None:
    panel = clean(raw, applied, codebook)
    companies = panel.companies.copy()
    other = companies[variable].drop_duplicates().dropna()
    position = 7
    if variable == "stop_date":
        companies.loc[position, variable] = pd.Timestamp("2016-01-01")
    else:
        companies.loc[position, variable] = next(v for v in other if v != companies.loc[position, variable])
    found = review_log(raw, applied, replace(panel, companies=companies), codebook=codebook, cut_off=CUT_OFF)
    assert ("F0008", variable) in set(zip(found["firm_id"], found["variable"], strict=True))
    with pytest.raises(DataProblem, match="are not the raw data plus the cleaning log"):
        require_reviewed(found)


def test_the_review_finds_lost_added_and_swapped_rows(
    raw: RawForms, applied: Applied, codebook: Codebook
) -> None:
    panel = clean(raw, applied, codebook)
    lost = replace(panel, companies=panel.companies.iloc[1:].reset_index(drop=True))
    found = review_log(raw, applied, lost, codebook=codebook, cut_off=CUT_OFF)
    assert ("F0001", "firm_id") in set(zip(found["firm_id"], found["variable"], strict=True))
    extra = panel.companies.head(1).assign(firm_id="F7777")
    added = replace(panel, companies=pd.concat([panel.companies, extra], ignore_index=True))
    found = review_log(raw, applied, added, codebook=codebook, cut_off=CUT_OFF)
    assert ("F7777", "firm_id") in set(zip(found["firm_id"], found["variable"], strict=True))


def test_the_review_finds_a_decision_that_was_not_carried_out(
    raw: RawForms, applied: Applied, codebook: Codebook
) -> None:
    plain = clean(raw, apply_log(raw, empty_log()), codebook)
    found = review_log(raw, applied, plain, codebook=codebook, cut_off=CUT_OFF)
    assert ("F0001", "grade", "3") in set(
        found[["firm_id", "variable", "expected"]].itertuples(index=False, name=None)
    )
    require_reviewed(found.head(0))


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([("registration", "F0001", "", "", "F0001", "merge")], "merge names the row itself"),
        (
            [
                ("registration", "F0001", "", "", "F0002", "merge"),
                ("registration", "F0002", "", "", "F0001", "merge"),
            ],
            "L1 merges into a row that another line takes out",
        ),
    ],
)
def test_a_merge_never_loses_both_rows(
    raw: RawForms, tmp_path: Path, codebook: Codebook, lines: list[Line], says: str
) -> None:
    log = read_log(write_log(tmp_path / "log.csv", lines), codebook)
    with pytest.raises(DataProblem, match=says):
        apply_log(raw, log)
    told = apply_log(raw, log, strict=False)
    assert {problem.rule for problem in told.problems} == {"log_line"}
    assert told.rejected.empty


def test_a_name_in_the_log_is_not_repeated(raw: RawForms, tmp_path: Path, codebook: Codebook) -> None:
    lines = [("registration", "Bakkerij Jansen", "partner", "x", "svh", "change")]
    with pytest.raises(DataProblem) as caught:
        apply_log(raw, read_log(write_log(tmp_path / "log.csv", lines), codebook))
    assert "Jansen" not in str(caught.value)

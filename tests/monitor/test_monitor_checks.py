"""Checks flag every kind of problem at its place, and show nothing personal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from made_up import CUT_OFF

from dianalysis.codebook import Codebook
from dianalysis.monitor import CheckResult, check_forms, load_mapping, read_forms
from dianalysis.monitor.problems import PROBLEM_COLUMNS, RULES
from dianalysis.monitor.report import REPORT_COLUMNS, describe_problems, render_page, write_report
from dianalysis.monitor.wording import RULE_TITLES, SEVERITIES


def edit(folder: Path, form: str, **cells: str) -> None:
    """Change cells of the first record of a form."""
    path = folder / f"{form}.csv"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    for name, text in cells.items():
        frame.loc[0, name] = text
    frame.to_csv(path, index=False)


def add(folder: Path, form: str, **cells: str) -> None:
    """Add a copy of the first record with other cells."""
    path = folder / f"{form}.csv"
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    pd.concat([frame, frame.head(1).assign(**cells)]).to_csv(path, index=False)


def check(folder: Path, codebook: Codebook, cut_off: dt.date | None = CUT_OFF) -> CheckResult:
    return check_forms(read_forms(folder, load_mapping(None, codebook), codebook), codebook, cut_off=cut_off)


def of_rule(result: CheckResult, rule: str) -> list[tuple[str, object, str, str]]:
    rows = result.problems[result.problems["rule"] == rule]
    return [(str(r["file"]), r["row"], str(r["column"]), str(r["value"])) for r in rows.to_dict("records")]


def test_clean_exports_have_no_errors(folder: Path, codebook: Codebook) -> None:
    result = check(folder, codebook)
    assert result.exit_code == 0
    assert result.rows == {
        "registration": 40, "monitor_1": 40, "monitor_2": 40, "monitor_3": 36, "self_employed": 6
    }  # fmt: skip
    assert set(result.problems["rule"]) == {"missing_optional_column"}


@pytest.mark.parametrize(
    ("form", "column", "text", "rule"),
    [
        ("registration", "partner", "Vakcentum", "unknown_partner"),
        ("registration", "sector", "mijnbouw", "unknown_value"),
        ("registration", "registration_date", "31-06-2015", "impossible_date"),
        ("registration", "firm_id", "", "missing_id"),
        ("monitor_1", "diagnosis", "Scan; Yoga", "unknown_value"),
        ("monitor_1", "monitor_1_date", "2015-01-01", "date_order"),
        ("monitor_2", "firm_id", "F7777", "orphan"),
        ("monitor_3", "grade", "77", "out_of_range"),
        ("monitor_3", "outcome_kennis", "veel", "not_a_number"),
        ("monitor_3", "monitor_3_date", "2015-05-01", "date_order"),
        ("self_employed", "typology_end", "", "missing_required"),
    ],
)
def test_an_error_is_flagged_at_its_place(
    folder: Path, codebook: Codebook, form: str, column: str, text: str, rule: str
) -> None:
    edit(folder, form, **{column: text})
    result = check(folder, codebook)
    assert (f"{form}.csv", 2, column, text) in of_rule(result, rule)
    assert result.exit_code == 1
    assert (result.undecided["remedy"] != "").all()


def test_an_empty_answer_and_a_late_entry_are_warnings(folder: Path, codebook: Codebook) -> None:
    edit(folder, "monitor_3", grade="", monitor_3_date="2016-07-11")
    result = check(folder, codebook)
    assert of_rule(result, "missing_required") == [("monitor_3.csv", 2, "grade", "")]
    assert of_rule(result, "late_after_cutoff") == [("monitor_3.csv", 2, "monitor_3_date", "2016-07-11")]
    assert result.exit_code == 0
    assert not of_rule(check(folder, codebook, None), "late_after_cutoff")


def test_a_reason_that_does_not_fit_is_told(folder: Path, codebook: Codebook) -> None:
    edit(folder, "registration", status="weet niet")
    assert of_rule(check(folder, codebook), "reason_not_allowed") == [
        ("registration.csv", 2, "status", "weet niet")
    ]


def test_duplicates_and_second_advisers(folder: Path, codebook: Codebook) -> None:
    add(folder, "monitor_1", adviser_id="A999")
    result = check(folder, codebook)
    assert [row for _, row, _, _ in of_rule(result, "duplicate_firm")] == [2, 42]
    assert ("monitor_1.csv", 42, "adviser_id", "A999") in of_rule(result, "two_advisers")


def test_test_records_by_number_and_by_name(folder: Path, codebook: Codebook) -> None:
    add(folder, "registration", firm_id="TEST1", firm_name="Iets")
    add(folder, "registration", firm_id="F0900", firm_name="proef bedrijf")
    add(folder, "registration", firm_id="F0901", firm_name="Testo BV")
    rows = of_rule(check(folder, codebook), "test_record")
    assert rows == [("registration.csv", 42, "firm_id", "TEST1"), ("registration.csv", 43, "firm_name", "")]


def test_a_firm_registered_under_two_names(folder: Path, codebook: Codebook) -> None:
    edit(folder, "registration", firm_name="De Hamer B.V.")
    add(folder, "registration", firm_id="F0900", firm_name="De Nieuwe Hamer (v/h de hamer bv)")
    result = check(folder, codebook)
    assert [row for _, row, _, _ in of_rule(result, "same_firm_two_ids")] == [2, 42]
    assert "Hamer" not in result.problems.to_csv()


def test_a_row_with_shifted_cells(folder: Path, codebook: Codebook) -> None:
    with (folder / "monitor_1.csv").open("a") as stream:
        stream.write("F0001,A001\n")
    result = check(folder, codebook)
    assert of_rule(result, "ragged_row") == [("monitor_1.csv", 42, "", "")]


def test_missing_and_unknown_columns(folder: Path, codebook: Codebook) -> None:
    path = folder / "monitor_3.csv"
    frame = pd.read_csv(path, dtype="str")
    frame.drop(columns=["satisfaction", "support_wanted"]).assign(grad="1").to_csv(path, index=False)
    result = check(folder, codebook)
    assert "satisfaction" in [c for _, _, c, _ in of_rule(result, "missing_column")]
    assert "support_wanted" in [c for _, _, c, _ in of_rule(result, "missing_optional_column")]
    unknown = result.problems[result.problems["rule"] == "unknown_column"]
    assert list(unknown["message"]) == ["monitor_3 knows no such column; did you mean grade?"]
    assert result.exit_code == 1


def test_a_column_of_numbers_of_firms_that_is_absent(folder: Path, codebook: Codebook) -> None:
    path = folder / "monitor_1.csv"
    pd.read_csv(path, dtype="str").drop(columns="firm_id").to_csv(path, index=False)
    assert "firm_id" in [c for _, _, c, _ in of_rule(check(folder, codebook), "missing_column")]


def test_unreadable_files_give_exit_code_2(folder: Path, codebook: Codebook) -> None:
    edit(folder, "monitor_3", grade="77")
    (folder / "monitor_1.csv").write_bytes("firm_id;x\n".encode("utf-16"))
    result = check(folder, codebook)
    assert result.exit_code == 2
    assert of_rule(result, "out_of_range")


def test_nothing_personal_is_shown(folder: Path, codebook: Codebook) -> None:
    edit(folder, "registration", firm_id="Bakkerij Jansen", firm_name="Test Bakkerij Jansen")
    edit(folder, "monitor_3", firm_id="Kees Jansen, tel. 06", grade="77")
    result = check(folder, codebook)
    assert of_rule(result, "out_of_range")
    for text in (
        result.problems.to_csv(),
        render_page(result, lang="nl"),
        *describe_problems(result, lang="en"),
    ):
        assert "Jansen" not in text


def test_every_rule_and_severity_has_words_in_two_languages() -> None:
    assert set(RULE_TITLES) == set(RULES)
    assert {rule.severity for rule in RULES.values()} <= set(SEVERITIES)
    assert all(len(set(pair)) == 2 for pair in RULE_TITLES.values())


def test_the_report_escapes_and_needs_nothing_from_outside(
    folder: Path, codebook: Codebook, tmp_path: Path
) -> None:
    edit(folder, "registration", sector="<script>alert(1)</script>", subsector="=HYPERLINK(1)")
    result = check(folder, codebook)
    page, table = write_report(result, tmp_path / "report", lang="nl")
    text = page.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in text
    assert "<script" not in text
    assert "http" not in text
    assert "2 fouten vragen een besluit." in text
    written = pd.read_csv(table, keep_default_na=False)
    assert tuple(written.columns) == REPORT_COLUMNS
    assert "'=HYPERLINK(1)" in list(written["value"])
    assert set(REPORT_COLUMNS) <= set(PROBLEM_COLUMNS)


def test_the_terminal_shows_place_value_rule_and_remedy(folder: Path, codebook: Codebook) -> None:
    edit(folder, "monitor_3", grade="77")
    line = describe_problems(check(folder, codebook), lang="en")[0]
    assert line.startswith("error: monitor_3.csv, row 2 grade '77' [F0001]: grade must lie from 1 to 10")
    assert "(out_of_range). Decide in the cleaning log" in line
    assert describe_problems(check(folder, codebook), lang="nl")[0].startswith("fout: monitor_3.csv, rij 2")


def test_the_terminal_stops_somewhere(
    folder: Path, codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dianalysis.monitor.report.MAX_LINES", 1)
    edit(folder, "monitor_3", grade="77", outcome_kennis="55")
    lines = describe_problems(check(folder, codebook), lang="en")
    assert lines[1] == "… and 2 more; see the report."


def test_no_name_of_a_firm_gets_into_a_message(folder: Path, codebook: Codebook) -> None:
    path = folder / "registration.csv"
    lines = path.read_text("utf-8").splitlines()
    lines[3] = lines[3].replace("Bedrijf F0003", "Jansen, Bakkerij")  # a separator shifts the cells
    lines[5] = lines[5].replace("F0005,", "Slagerij Peters,", 1)
    lines[6] = lines[6].replace("F0006,", "Slagerij Peters,", 1)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = check(folder, codebook)
    assert {"ragged_row", "duplicate_firm"} <= set(result.problems["rule"])
    shown = result.problems.drop(columns=["record"]).to_csv()
    assert not any(name in shown for name in ("Jansen", "Bakkerij", "Slagerij", "Peters"))


def test_an_empty_registration_is_one_error(folder: Path, codebook: Codebook) -> None:
    path = folder / "registration.csv"
    path.write_text(path.read_text("utf-8").split("\n", 1)[0] + "\n", encoding="utf-8")
    result = check(folder, codebook)
    assert list(result.undecided["rule"]) == ["missing_form"]
    assert result.exit_code == 1


def test_two_files_with_the_same_firms_are_told_once(folder: Path, codebook: Codebook) -> None:
    (folder / "monitor_1_copy.csv").write_bytes((folder / "monitor_1.csv").read_bytes())
    result = check(folder, codebook)
    told = result.problems[result.problems["rule"] == "same_firms_two_files"]
    assert list(told["message"]) == ["40 of its firms are also in monitor_1.csv"]


def test_the_number_of_a_firm_may_be_written_with_spaces_or_dashes(folder: Path, codebook: Codebook) -> None:
    path = folder / "monitor_3.csv"
    text = path.read_text("utf-8").replace("F0002,", "f 0002,", 1).replace("F0003,", "F-0003,", 1)
    path.write_text(text, encoding="utf-8")
    assert check(folder, codebook).exit_code == 0


@pytest.mark.parametrize(
    ("text", "hint"),
    [("42095", "would be 2015-04-01"), ("31-03-15", "four digits"), ("03/31/2015", "day comes before")],
)
def test_a_date_that_is_none_says_what_it_may_be(
    folder: Path, codebook: Codebook, text: str, hint: str
) -> None:
    edit(folder, "registration", registration_date=text)
    result = check(folder, codebook)
    messages = result.problems.loc[result.problems["rule"] == "impossible_date", "message"]
    assert hint in messages.iloc[0]

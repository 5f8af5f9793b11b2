"""The mapping and the contract: own headers, sheets and answers fit; a slip names the nearest name."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from made_up import make_companies, split_forms

from dianalysis.codebook import Codebook
from dianalysis.errors import ParameterError, Unreadable
from dianalysis.monitor import load_mapping, read_forms
from dianalysis.monitor.recode import conform, recode_form
from dianalysis.monitor.template import write_templates
from dianalysis.sources import SavLayout, XlsxSheet, write_csv, write_parquet, write_sav, write_xlsx


def refusal(tmp_path: Path, text: str, codebook: Codebook) -> str:
    path = tmp_path / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        load_mapping(path, codebook)
    assert caught.value.where.file == "mapping.yaml"
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("form: {}", "'form' is not a key of the mapping"),
        ("forms: {registratie: {}}", "'registratie' is not a form"),
        ("forms: {registration: {colums: {}}}", "Did you mean columns?"),
        (
            "forms: {registration: {columns: {Bedrijf: firm_nr}}}",
            "'firm_nr' is not a variable of form registration",
        ),
        ("forms: {registration: {values: {partner: {Unie: metaalunion}}}}", "Did you mean metaalunie?"),
        ("forms: {registration: {values: {partnr: {Unie: metaalunie}}}}", "Did you mean partner?"),
        (
            "forms: {registration: {header_rows: 0}}",
            "header_rows of form registration must be a whole number",
        ),
        ("forms: {registration: {header_rows: yes}}", "must be a whole number"),
        ("forms: {registration: {key: number}}", "'number' is not a variable"),
        ("forms: {registration: {columns: [a]}}", "must be a list of `text: name`"),
        ("forms: {registration: {file: {a: b}}}", "must be a text or a list of texts"),
        ("forms: {registration: 3}", "must be a list of `key: value`"),
        ("forms: [", "cannot be read as YAML"),
        ("!!python/object/apply:os.system ['true']", "cannot be read as YAML"),
    ],
)
def test_a_slip_in_a_mapping_is_an_error(tmp_path: Path, codebook: Codebook, text: str, says: str) -> None:
    assert says in refusal(tmp_path, text, codebook)


def test_no_mapping_and_an_empty_one_read_by_the_codebook(tmp_path: Path, codebook: Codebook) -> None:
    (tmp_path / "m.yaml").write_text("")
    assert load_mapping(None, codebook) == load_mapping(tmp_path / "m.yaml", codebook)


def test_own_headers_files_and_answers_fit(tmp_path: Path, codebook: Codebook) -> None:
    text = """
forms:
  registration:
    file: ["bedrijven*.csv"]
    columns: {"Nr.": firm_id, Branche: partner}
    ignore: [Opmerking]
    values: {partner: {"De Unie": metaalunie}}
"""
    (tmp_path / "m.yaml").write_text(text)
    (tmp_path / "Bedrijven 2016.csv").write_text("NR;branche;opmerking;Is de sector?\nF0001;De Unie;x;y\n")
    raw = read_forms(tmp_path / "Bedrijven 2016.csv", load_mapping(tmp_path / "m.yaml", codebook), codebook)
    form = raw.forms["registration"]
    assert form.variables == ("firm_id", "partner")
    unknown = [p.column for p in raw.problems if p.rule == "unknown_column"]
    assert unknown == ["Is de sector?"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_questions_are_headers_too(tmp_path: Path, codebook: Codebook, lang: str) -> None:
    frame = split_forms(make_companies(codebook, n=3, lost=0), codebook)["monitor_3"]
    names = {v.name: v.question(lang) for v in codebook.variables("monitor_3")}
    write_csv(frame.rename(columns=names), tmp_path / "whatever.csv")
    raw = read_forms(tmp_path / "whatever.csv", load_mapping(None, codebook), codebook)
    assert set(raw.forms) == {"monitor_3"}
    assert list(raw.forms["monitor_3"].frame["grade"]) == [str(grade) for grade in frame["grade"]]
    assert not [p for p in raw.problems if p.severity != "info"]


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_header_rows_are_found_by_looking(tmp_path: Path, codebook: Codebook, rows: int) -> None:
    names = ["firm_id", "adviser_id", "monitor_1_date", "typology_start", "diagnosis", "advice_form"]
    above = [["group"] * 6] * (rows - 1)
    lines = [*above, names, ["F0001", "A001", "2015-08-01", "a", "scan", "notitie"]]
    (tmp_path / "monitor_1.csv").write_text("\n".join(";".join(line) for line in lines))
    form = read_forms(tmp_path / "monitor_1.csv", load_mapping(None, codebook), codebook).forms["monitor_1"]
    assert form.variables == tuple(names)
    assert list(form.frame["_row"]) == [rows + 1]


def test_sheets_of_one_form_are_laid_side_by_side_whatever_their_order(
    tmp_path: Path, codebook: Codebook
) -> None:
    first = pd.DataFrame({"firm_id": ["F0001", "F0002", "F0001"], "typology_end": ["a", "b", "c"]})
    second = pd.DataFrame({"firm_id": ["F0002", " f0001", "F0001"], "grade": ["2", "1", "3"]})
    third = pd.DataFrame({"firm_id": ["F0003"], "satisfaction": ["d"]})
    sheets = [XlsxSheet(n, f) for n, f in (("Een", first), ("Twee", second), ("Drie", third))]
    write_xlsx(sheets, tmp_path / "monitor_3.xlsx")
    form = read_forms(tmp_path / "monitor_3.xlsx", load_mapping(None, codebook), codebook).forms["monitor_3"]
    cells = form.frame[["firm_id", "typology_end", "grade", "satisfaction"]].to_numpy().tolist()
    assert sorted(cells) == [
        ["F0001", "a", "1", ""],
        ["F0001", "c", "3", ""],
        ["F0002", "b", "2", ""],
        ["F0003", "", "", "d"],
    ]
    row = next(r for r in form.frame.to_dict("records") if r["grade"] == "2")
    assert form.place(row, "grade") == ("monitor_3.xlsx", "Twee", 2, "grade")
    assert form.place(row, "typology_end") == ("monitor_3.xlsx", "Een", 3, "typology_end")


def test_several_files_of_one_form_are_stacked(tmp_path: Path, codebook: Codebook) -> None:
    frame = split_forms(make_companies(codebook, n=6, lost=0), codebook)["monitor_1"]
    write_csv(frame[:3], tmp_path / "monitor_1_goc.csv")
    write_parquet(frame[3:], tmp_path / "monitor_1_vhg.parquet")
    raw = read_forms(tmp_path, load_mapping(None, codebook), codebook)
    assert list(raw.forms["monitor_1"].frame["firm_id"]) == list(frame["firm_id"])
    assert raw.forms["monitor_1"].frame["_record"].is_unique


def test_a_workbook_with_a_sheet_per_form(tmp_path: Path, codebook: Codebook) -> None:
    forms = split_forms(make_companies(codebook, n=4, lost=0), codebook)
    write_xlsx(
        [XlsxSheet(name, frame.astype("object")) for name, frame in forms.items()], tmp_path / "all.xlsx"
    )
    raw = read_forms(tmp_path / "all.xlsx", load_mapping(None, codebook), codebook)
    assert {name: raw.rows(name) for name in forms} == dict.fromkeys(forms, 4)


def test_a_database_offers_each_form_as_a_table(tmp_path: Path, codebook: Codebook) -> None:
    address = f"sqlite:///{tmp_path / 'm.db'}"
    engine = sa.create_engine(address)
    for name, frame in split_forms(make_companies(codebook, n=4, lost=0), codebook).items():
        frame.to_sql(name, engine, index=False)
    pd.DataFrame({"a": [1]}).to_sql("other", engine, index=False)
    engine.dispose()
    raw = read_forms(address, load_mapping(None, codebook), codebook)
    assert list(raw.forms) == ["registration", "monitor_1", "monitor_2", "monitor_3"]
    assert [(p.rule, p.sheet) for p in raw.problems if p.rule == "unknown_table"] == [
        ("unknown_table", "other")
    ]


def test_one_unreadable_file_does_not_hide_the_others(folder: Path, codebook: Codebook) -> None:
    (folder / "monitor_2.csv").unlink()
    (folder / "monitor_2.xlsx").write_text("text")
    (folder / "extra.sav").write_bytes(b"garbage")
    raw = read_forms(folder, load_mapping(None, codebook), codebook)
    assert [p.file for p in raw.problems if p.rule == "unreadable"] == ["extra.sav", "monitor_2.xlsx"]
    assert not [p for p in raw.problems if p.rule == "missing_form"]  # it is there, only not readable
    assert raw.rows("monitor_3") == 36
    with pytest.raises(Unreadable, match=r"not an SPSS file \(file extra.sav"):
        raw.require()


def test_an_absent_address_is_one_problem(tmp_path: Path, codebook: Codebook) -> None:
    raw = read_forms(tmp_path / "none", load_mapping(None, codebook), codebook)
    assert [p.message for p in raw.problems] == ["the file does not exist"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_templates_fit_the_contract(tmp_path: Path, codebook: Codebook, lang: str) -> None:
    files = write_templates(tmp_path, codebook, lang=lang)
    assert [file.stem for file in files] == list(codebook.forms)
    raw = read_forms(tmp_path, load_mapping(None, codebook), codebook)
    for form in codebook.forms:
        assert raw.forms[form].variables == tuple(v.name for v in codebook.variables(form))
    assert {p.rule for p in raw.problems} == {"no_rows"}


def test_templates_exist_in_two_languages_only(tmp_path: Path, codebook: Codebook) -> None:
    with pytest.raises(ParameterError):
        write_templates(tmp_path, codebook, lang="de")


def test_the_labels_of_a_sav_decide_what_a_code_means(tmp_path: Path, codebook: Codebook) -> None:
    frame = pd.DataFrame({"firm_id": ["F0001", "F0002", "F0003"], "aspect_organisatie": [1.0, 2.0, 99.0]})
    labels = {1: "nee", 2: "ja", 99: "weet niet"}
    layout = SavLayout({}, {"aspect_organisatie": labels}, {"aspect_organisatie": (99,)})
    write_sav(frame, tmp_path / "monitor_2.sav", layout=layout)
    form = read_forms(tmp_path / "monitor_2.sav", load_mapping(None, codebook), codebook).forms["monitor_2"]
    recoded = recode_form(form, codebook)
    assert list(recoded.frame["aspect_organisatie"].fillna("-")) == ["nee", "ja", "-"]
    assert list(recoded.reasons["reason"]) == ["dont_know"]


@pytest.mark.parametrize("lang", ["nl", "en", "codes"])
def test_labels_and_codes_come_back_as_values(tmp_path: Path, codebook: Codebook, lang: str) -> None:
    forms = split_forms(make_companies(codebook, n=30, lost=0), codebook)
    for name, frame in forms.items():
        shown = frame.copy()
        for variable in codebook.variables(name):
            if variable.name in shown.columns and variable.value_set and variable.type != "multiple":
                known = variable.value_set
                words = codebook.codes(known) if lang == "codes" else codebook.labels(known, lang)
                keys = [_key(value) for value in frame[variable.name]]
                shown[variable.name] = pd.Series([words.get(key) for key in keys], dtype="object")
        write_csv(shown, tmp_path / f"{name}.csv", delimiter=";")
    raw = read_forms(tmp_path, load_mapping(None, codebook), codebook)
    for name, frame in forms.items():
        wanted = conform(frame.drop(columns="firm_name", errors="ignore"), name, codebook)
        found = recode_form(raw.forms[name], codebook).frame[list(wanted.columns)]
        pd.testing.assert_frame_equal(found, wanted)


def _key(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value == value else str(value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("forms: 3", "forms of the mapping must be a list"),
        ("forms: [registration]", "forms of the mapping must be a list"),
        ('forms: !!python/object/apply:os.system ["echo"]', "a tag (!) is not read here"),
        ("forms: {registration: {file: &a [x], ignore: *a}}", "an anchor or alias"),
        ("forms: &f\n  registration: *f", "an anchor or alias"),
        ("forms: " + "[" * 3000 + "]" * 3000, "nested more than"),
        ("forms:\n  registration: {}\n  registration: {file: a.csv}", "'registration' occurs twice"),
        ("forms: {registration: {columns: {A: [partner]}}}", "this must be the name of a variable"),
        ("forms: {registration: {header_rows: " + "9" * 6000 + "}}", "header_rows of form registration"),
        ("x: " + "a" * 1_000_001, "larger than"),
    ],
)
def test_a_hostile_or_odd_mapping_is_one_message(
    tmp_path: Path, codebook: Codebook, text: str, says: str
) -> None:
    assert says in refusal(tmp_path, text, codebook)


def test_texts_of_a_mapping_stay_the_texts_they_are(tmp_path: Path, codebook: Codebook) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(
        "forms:\n  monitor_3:\n    file: 2015-01-01\n    values: {followup: {Yes: ja, No: nee, 007: ja}}\n",
        encoding="utf-8",
    )
    form = load_mapping(path, codebook).form("monitor_3")
    assert form.files == ("2015-01-01",)
    assert form.values["followup"] == {"Yes": "ja", "No": "nee", "007": "ja"}


def test_a_first_row_that_is_no_header_is_told_without_its_cells(folder: Path, codebook: Codebook) -> None:
    path = folder / "registration.csv"
    path.write_text(path.read_text("utf-8").split("\n", 1)[1], encoding="utf-8")
    raw = read_forms(folder, load_mapping(None, codebook), codebook)
    assert [(p.rule, p.file) for p in raw.problems] == [("no_header", "registration.csv")]
    assert "Bedrijf" not in str(raw.problems)


def test_a_repeated_header_and_an_idle_pattern_are_told(folder: Path, codebook: Codebook) -> None:
    path = folder / "monitor_1.csv"
    path.write_text(path.read_text("utf-8").replace("diagnosis", "typology_start", 1), encoding="utf-8")
    mapping = folder / "mapping.yaml"
    mapping.write_text("forms: {monitor_2: {file: nothing*.sav}}", encoding="utf-8")
    problems = read_forms(folder, load_mapping(mapping, codebook), codebook).problems
    assert [p.column for p in problems if p.rule == "repeated_column"] == ["typology_start (2)"]
    assert "nothing*.sav" in next(p.message for p in problems if p.rule == "idle_pattern")


def test_a_database_address_is_kept_without_its_account(codebook: Codebook) -> None:
    raw = read_forms("postgresql://someone:pw@host/x?password=pw2", load_mapping(None, codebook), codebook)
    assert raw.source == "postgresql://host/x"
    assert [p.rule for p in raw.problems] == ["unreadable"]
    assert "pw" not in str(raw)

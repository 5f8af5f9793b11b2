"""Loading a codebook, asking it things, and what it says when a file is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dianalysis.codebook import Codebook, load_codebook
from dianalysis.errors import CodebookError, ParameterError

SOURCE = Path(__file__).parents[2] / "data" / "codebook"
Edit = Callable[[str, str, str], Path]


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(SOURCE)


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Copy the codebook and replace one text in one file; the text must be there once."""
    folder = tmp_path / "codebook"
    shutil.copytree(SOURCE, folder)

    def replace(file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old, text.count(old))
        path.write_text(text.replace(old, new), encoding="utf-8", newline="")
        return folder

    return replace


def test_the_same_files_give_the_same_object(codebook: Codebook) -> None:
    assert load_codebook(SOURCE) is codebook


def test_a_changed_file_is_read_again(edit: Edit) -> None:
    folder = edit("aspects.csv", "monitoring,5,Monitoring,Monitoring", "monitoring,5,Volgen,Following")
    first = load_codebook(folder)
    assert first.label("aspect", "monitoring", "en") == "Following"
    path = folder / "aspects.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Following", "Keeping track"), encoding="utf-8")
    assert load_codebook(folder).label("aspect", "monitoring", "en") == "Keeping track"


def test_a_byte_order_mark_is_no_obstacle(edit: Edit) -> None:
    folder = edit("forms.csv", "form,order", "\ufeffform,order")
    assert load_codebook(folder).forms[0] == "registration"


def test_labels_codes_values(codebook: Codebook) -> None:
    assert codebook.labels("yes_no", "nl") == {"ja": "ja", "nee": "nee"}
    assert codebook.labels("yes_no", "en") == {"ja": "yes", "nee": "no"}
    assert codebook.codes("followup_certainty") == {"ja": 1, "misschien": 2, "nee": 3}
    assert codebook.values("size_class") == ("le15", "16_24", "25_49", "50_99", "100_249", "ge250")
    assert [codebook.step(value) for value in codebook.values("typology")] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("kind", "slug", "lang", "expected"),
    [
        ("form", "monitor_2", "en", "Monitor 2 (midway)"),
        ("aspect", "organisatie", "en", "Organisation"),
        ("indicator", "mto", "en", "Employee satisfaction survey"),
        ("indicator", "training", "nl", "Training"),
        ("outcome_short", "beleid", "nl", "Beleid"),
        ("condition_short", "effecten_meten", "en", "Measuring effects"),
        ("missing", "dont_know", "nl", "weet niet"),
        ("partner", "nisb_fitvak_han", "en", "NISB, Fit!Vak, HAN"),
        ("partner_full_name", "lltb", "nl", "Limburgse Land- en Tuinbouwbond"),
        ("sector", "horeca", "en", "Hospitality"),
    ],
)
def test_label_of_one_thing(codebook: Codebook, kind: str, slug: str, lang: str, expected: str) -> None:
    assert codebook.label(kind, slug, lang) == expected


def test_partner_label_is_the_short_name(codebook: Codebook) -> None:
    assert codebook.partner_label("metaalunie") == "Koninklijke Metaalunie"


@pytest.mark.parametrize(
    "ask",
    [
        lambda c: c.variables("monitor_9"),
        lambda c: c.variable("monitor_1", "grade"),
        lambda c: c.labels("colour", "nl"),
        lambda c: c.labels("sector", "de"),
        lambda c: c.codes("colour"),
        lambda c: c.values("colour"),
        lambda c: c.step("e"),
        lambda c: c.label("colour", "red", "nl"),
        lambda c: c.label("aspect", "vitality", "nl"),
        lambda c: c.label("aspect", "organisatie", "fr"),
        lambda c: c.partner_label("cinop"),
        lambda c: c.variable("monitor_3", "grade").question("fr"),
    ],
)
def test_an_unknown_name_is_an_error_that_lists_what_there_is(
    codebook: Codebook, ask: Callable[[Codebook], object]
) -> None:
    with pytest.raises(ParameterError) as caught:
        ask(codebook)
    assert "Known:" in str(caught.value) or "nl or en" in str(caught.value)


def test_changing_a_returned_table_leaves_the_codebook_as_it_was(codebook: Codebook) -> None:
    partners = codebook.partners
    partners["label"] = "gone"
    assert codebook.partners["label"].iloc[0] == "AGF-CKO"
    labels = codebook.labels("yes_no", "en")
    labels["ja"] = "gone"
    assert codebook.labels("yes_no", "en")["ja"] == "yes"


def test_rows_may_stand_in_any_order_in_the_file(edit: Edit) -> None:
    folder = edit("aspects.csv", "monitoring,5,Monitoring,Monitoring\n", "")
    path = folder / "aspects.csv"
    head, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(f"{head}\nmonitoring,5,Monitoring,Monitoring\n{rest}", encoding="utf-8", newline="")
    assert load_codebook(folder).aspects["aspect"].iloc[-1] == "monitoring"


MALFORMED = [
    # file, old text, new text, row, column, part of the message
    ("aspects.csv", "monitoring,5,", "monitoring,five,", 6, "order", "whole number"),
    ("aspects.csv", "monitoring,5,", "Monitoring,5,", 6, "aspect", "small letters"),
    ("aspects.csv", "5,Monitoring,Monitoring", "5,,Monitoring", 6, "label_nl", "may not be empty"),
    ("aspects.csv", "5,Monitoring,Monitoring", "5,Monitoring ,Monitoring", 6, "label_nl", "spaces"),
    ("aspects.csv", "aspect,order,", "aspect;order;", 1, "aspect;order;label_nl", "aspect,order,label_nl"),
    ("aspects.csv", "5,Monitoring,Monitoring", "5,Monitoring,Monitoring,x", 6, "", "5 cells instead of 4"),
    ("aspects.csv", "monitoring,5,", "organisatie,5,", 6, "aspect", "repeats row 2"),
    ("outcomes.csv", "Beleid,Policy,short", "Beleid,Policy,soon", 4, "term", "short, long"),
    ("indicators.csv", "monitoring,mto,28", "measuring,mto,28", 29, "aspect", "does not exist"),
    ("missing.csv", "refused,99", "refused,98", 3, "code", "used already in row 2"),
    ("value_labels.csv", "yes_no,nee,2,2", "yes_no,nee,1,2", None, "code", "used already"),
    ("value_labels.csv", "yes_no,nee,2,2", "yes_no,nee,98,2", None, "code", "missing reason"),
    ("value_labels.csv", "yes_no,nee,2,2", "yes_no,nee,2.5,2", None, "code", "whole number"),
    ("value_labels.csv", "\ntypology,d,", "\ntypology,e,8,8,E,E\ntypology,d,", None, "value", "typology.csv"),
    ("typology.csv", "7,d,D,", "7,e,D,", 8, "value", "does not exist"),
    ("partners.csv", "\nsvh,", "\nsvh_horeca,", 7, "partner", "does not exist"),
    ("conditions.csv", "\nbudget,", "\nmoney,", 6, "condition", "condition_money"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "row", "column", "said"), MALFORMED)
def test_a_malformed_file_says_where_and_what_to_do(
    edit: Edit, file: str, old: str, new: str, row: int | None, column: str, said: str
) -> None:
    with pytest.raises(CodebookError) as caught:
        load_codebook(edit(file, old, new))
    where = caught.value.where
    assert said in str(caught.value)
    assert where.file in {file, "value_labels.csv"}
    assert row is None or where.row == row
    assert where.column.startswith(column)
    assert caught.value.remedy
    assert caught.value.exit_code == 2


GRADE = "score,points,grade,yes,1,10,dont_know;refused,no,"


@pytest.mark.parametrize(
    ("new", "column", "said"),
    [
        ("score,points,marks,yes,1,10,dont_know;refused,no,", "value_set", "does not exist"),
        ("score,points,,yes,1,10,dont_know;refused,no,", "value_set", "Name its value set"),
        ("integer,points,grade,yes,1,10,dont_know;refused,no,", "value_set", "Leave value_set empty"),
        ("score,points,grade,yes,11,10,dont_know;refused,no,", "minimum", "above the maximum"),
        ("score,points,grade,yes,\"1,5\",10,dont_know;refused,no,", "minimum", "decimal point"),
        ("score,points,grade,yes,1,10,dont_know;asleep,no,", "missing_reasons", "does not exist"),
        ("score,points,grade,yes,1,10,dont_know; refused,no,", "missing_reasons", "semicolons"),
        ("mark,points,grade,yes,1,10,dont_know;refused,no,", "type", "Choose one of"),
        ("score,points,grade,maybe,1,10,dont_know;refused,no,", "required", "yes, no"),
        ("score,points,grade,yes,1,10,dont_know;refused,no,[", "pattern", "regular expression"),
    ],
)  # fmt: skip
def test_a_malformed_variable(tmp_path: Path, new: str, column: str, said: str) -> None:
    folder = tmp_path / "codebook"
    shutil.copytree(SOURCE, folder)
    path = folder / "variables.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(GRADE, new, 1), encoding="utf-8", newline="")
    with pytest.raises(CodebookError, match=r"variables\.csv") as caught:
        load_codebook(folder)
    assert caught.value.where.column == column
    assert said in str(caught.value)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "codebook"
    shutil.copytree(SOURCE, folder)
    (folder / "glossary.csv").unlink()
    with pytest.raises(CodebookError, match=r"glossary\.csv"):
        load_codebook(folder)


@pytest.mark.parametrize(
    "raw",
    [b"aspect,order,label_nl,label_en\na,1,caf\xe9,x\n", b'aspect,order,label_nl,label_en\na,1,"x"y,z\n'],
)
def test_bytes_that_are_not_a_csv_in_utf8(tmp_path: Path, raw: bytes) -> None:
    folder = tmp_path / "codebook"
    shutil.copytree(SOURCE, folder)
    (folder / "aspects.csv").write_bytes(raw)
    with pytest.raises(CodebookError, match="UTF-8"):
        load_codebook(folder)


@pytest.mark.parametrize("text", ["", "aspect,order,label_nl,label_en\n"])
def test_an_empty_file(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "codebook"
    shutil.copytree(SOURCE, folder)
    (folder / "aspects.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=r"aspects\.csv"):
        load_codebook(folder)

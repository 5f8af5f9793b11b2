"""What one typed text means: dates, numbers, choices, missing answers, and every label of the codebook."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dianalysis.codebook import Codebook, load_codebook
from dianalysis.monitor.dates import read_date, read_number
from dianalysis.monitor.readers import Reading, make_reader
from dianalysis.monitor.text import nearest, same, tidy, word

CODEBOOK = load_codebook(Path(__file__).parents[2] / "data" / "codebook")
CLOSED = [
    (form, variable.name)
    for form in CODEBOOK.forms
    for variable in CODEBOOK.variables(form)
    if variable.value_set
]


def read(form: str, name: str, text: str, **aliases: str) -> Reading:
    return make_reader(CODEBOOK.variable(form, name), CODEBOOK, aliases=aliases)(text)


@pytest.mark.parametrize(("form", "name"), CLOSED)
def test_every_value_is_read_from_slug_labels_and_code(form: str, name: str) -> None:
    variable = CODEBOOK.variable(form, name)
    reader = make_reader(variable, CODEBOOK)
    codes = CODEBOOK.codes(variable.value_set)
    for value in CODEBOOK.values(variable.value_set):
        spellings = [CODEBOOK.labels(variable.value_set, lang)[value] for lang in ("nl", "en")]
        for text in (value, str(codes[value]), *spellings):
            spaced = (f"  {text} ", text.replace(" ", "\u00a0"))
            for variant in (text, *spaced, text.upper(), text.replace("–", "-")):
                assert str(reader(variant).value) == value, variant


@pytest.mark.parametrize(("form", "name"), CLOSED)
def test_every_allowed_reason_is_read_from_labels_and_code(form: str, name: str) -> None:
    variable = CODEBOOK.variable(form, name)
    reader = make_reader(variable, CODEBOOK)
    for reason, code in CODEBOOK.missing_codes().items():
        for text in (str(code), *(CODEBOOK.label("missing", reason, lang) for lang in ("nl", "en"))):
            reading = reader(text)
            assert (reading.value, reading.reason) == (None, reason)
            assert (reading.rule == "reason_not_allowed") == (reason not in variable.missing_reasons)


@given(st.sets(st.sampled_from(CODEBOOK.values("diagnosis")), min_size=1), st.data())
def test_multiple_answers_are_ordered_whatever_parts_them(chosen: set[str], data: st.DataObject) -> None:
    wanted = "+".join(value for value in CODEBOOK.values("diagnosis") if value in chosen)
    lang = data.draw(st.sampled_from(["nl", "en"]))
    separator = data.draw(st.sampled_from(["; ", ";", " | ", "+", " & ", ", ", "\n"]))
    shuffled = data.draw(st.permutations(sorted(chosen)))
    labels = CODEBOOK.labels("diagnosis", lang)
    assert read("monitor_1", "diagnosis", separator.join(labels[v] for v in shuffled)).value == wanted
    assert read("monitor_1", "diagnosis", wanted).value == wanted


def test_a_label_with_a_separator_in_it_is_one_answer() -> None:
    assert read("registration", "partner", "NISB, Fit!Vak, HAN").value == "nisb_fitvak_han"
    text = "Mondeling & Anders: zelfanalyse bij de kick-off"
    assert read("monitor_1", "advice_form", text).value == "mondeling+anders_zelfanalyse_kick_off"


@pytest.mark.parametrize(
    ("form", "name", "text", "rule", "says"),
    [
        ("registration", "partner", "Tuinbranch NL", "unknown_partner", "did you mean tuinbranche_nl?"),
        ("registration", "partner", "qqqq", "unknown_partner", "this is not a partner"),
        ("registration", "sector", "Industri", "unknown_value", "did you mean industrie?"),
        ("monitor_1", "diagnosis", "Scan; Scann", "unknown_value", "did you mean scan?"),
        ("monitor_3", "grade", "acht", "not_a_number", "grade must be a number"),
        ("monitor_3", "grade", "7,5", "not_a_number", "grade must be a whole number"),
        ("monitor_3", "grade", "11", "out_of_range", "grade must lie from 1 to 10"),
        ("monitor_3", "outcome_beleid", "0", "out_of_range", "must lie from 1 to 5"),
        ("monitor_1", "monitor_1_date", "30-02-2015", "impossible_date", "is not a date"),
        ("registration", "firm_id", "12", "unusual_id", "not written as usual"),
    ],
)
def test_what_cannot_be_read_names_its_rule(form: str, name: str, text: str, rule: str, says: str) -> None:
    reading = read(form, name, text)
    assert reading.rule == rule
    assert says in reading.message


def test_an_unusual_number_stays_and_a_small_letter_is_mended() -> None:
    assert read("registration", "firm_id", "K-12").value == "K-12"
    assert read("registration", "firm_id", "f0012").value == "F0012"


def test_a_code_written_as_a_decimal_is_that_code() -> None:
    assert read("monitor_3", "followup", "1.0").value == "ja"
    assert read("monitor_3", "grade", "8,00").value == 8
    assert read("registration", "sector", "99.0").reason == "refused"


def test_an_empty_text_is_missing_without_a_reason() -> None:
    assert read("monitor_3", "grade", " \u00a0 ") == Reading()


def test_aliases_lead_to_values_and_to_reasons() -> None:
    aliases = {"Kon. Metaalunie": "metaalunie", "n.v.t.": "not_applicable"}
    reader = make_reader(CODEBOOK.variable("registration", "partner"), CODEBOOK, aliases=aliases)
    assert reader("kon. METAALUNIE").value == "metaalunie"
    assert reader("N.v.t.").reason == "not_applicable"
    follow = make_reader(CODEBOOK.variable("monitor_3", "indicator_pesten"), CODEBOOK, aliases=aliases)
    assert follow("n.v.t.") == Reading(None, "not_applicable")


@pytest.mark.parametrize(
    "text", ["31-03-2015", "31/3/2015", "31.03.2015", "2015-03-31", "2015-03-31 00:00:00", "2015/3/31",
             "31 maart 2015", "31 mrt 2015", "31 March 2015", "31-mar-2015", "2015-03-31T10:20:30Z"],
)  # fmt: skip
def test_dates_are_read_day_first(text: str) -> None:
    assert read_date(text) == dt.date(2015, 3, 31)


@pytest.mark.parametrize(
    "text",
    ["31-06-2015", "2015-13-01", "03-2015", "12-31-2015", "01-02-15", "1 foo 2015", "42094", "01-01-1915"],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_every_date_is_read_back(date: dt.date) -> None:
    assert read_date(date.isoformat()) == read_date(date.strftime("%d-%m-%Y")) == date


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7,5", 7.5),
        ("7.5", 7.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("-3", -3),
        ("8,0", 8),
        ("1.234", 1.234),
    ],
)
def test_numbers_with_comma_or_point(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "acht", "7,5,1", "1.2.3", "8a", "nan", "inf", "1e5", "-", ","])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_texts_are_compared_without_case_dashes_and_spaces(codebook: Codebook) -> None:
    assert same(" 25 – 50 % ") == same("25-50%")
    assert tidy("a\u00a0\u200b  b\n") == "a b"
    assert word("Datum monitor 1 (é)") == "datum_monitor_1_e"
    assert nearest("vakcentum", codebook.values("partner")) == "vakcentrum"
    assert nearest("xyz", codebook.values("partner")) == ""

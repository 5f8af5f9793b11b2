"""The codebook that is in the repository: complete, consistent, in both languages."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from dianalysis.codebook import Codebook, load_codebook

FOLDER = Path(__file__).parents[2] / "data" / "codebook"
FORMS = ("registration", "monitor_1", "monitor_2", "monitor_3", "self_employed")
PRINTED = pd.read_csv(Path(__file__).with_name("printed_slugs.csv"), dtype=str)


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(FOLDER)


def printed(table: str, axis: str = "row") -> list[str]:
    """Slugs of the printed rows or columns of one table, totals left out."""
    rows = PRINTED[(PRINTED["table"] == table) & (PRINTED["axis"] == axis) & (PRINTED["slug"] != "totaal")]
    return list(rows["slug"])


def test_five_forms_with_the_fixed_number_of_variables(codebook: Codebook) -> None:
    assert codebook.forms == FORMS
    assert [len(codebook.variables(form)) for form in FORMS] == [21, 6, 9, 60, 26]


def test_numbers_of_things(codebook: Codebook) -> None:
    assert len(codebook.aspects) == 5
    assert len(codebook.indicators) == 31
    assert len(codebook.outcomes) == 8
    assert (codebook.outcomes["self_employed"] == "yes").sum() == 6
    assert len(codebook.conditions) == 12
    assert (codebook.conditions["self_employed"] == "yes").sum() == 7
    assert len(codebook.tables["typology"]) == 7
    assert codebook.partners["scope"].value_counts().to_dict() == {
        "sectoral": 14,
        "national": 2,
        "regional": 2,
    }


@pytest.mark.parametrize("name", [path.name for path in sorted(FOLDER.glob("*.csv"))])
def test_every_text_is_there_in_both_languages(name: str) -> None:
    frame = pd.read_csv(FOLDER / name, dtype=str, keep_default_na=False)
    both = [c for c in frame.columns if c.endswith(("_nl", "_en")) and "_note_" not in c]
    assert both or name == "variables.csv"
    for column in both:
        assert frame[column].str.strip().ne("").all(), column
        assert frame[column].eq(frame[column].str.strip()).all(), column


@pytest.mark.parametrize("note", ["scope_note", "name_note"])
def test_a_note_on_a_partner_is_in_both_languages_or_in_none(codebook: Codebook, note: str) -> None:
    partners = codebook.partners
    assert (partners[f"{note}_nl"].ne("") == partners[f"{note}_en"].ne("")).all()


def test_partners_that_are_not_evidently_sectoral_say_why(codebook: Codebook) -> None:
    partners = codebook.partners.set_index("partner")
    others = partners[partners["scope"] != "sectoral"]
    assert sorted(others.index) == ["awvn", "mkb_deventer", "sbi", "vpb_emmen"]
    assert others["scope_note_en"].ne("").all()
    assert "does not fit" in partners.loc["inretail", "name_note_en"]


def test_files_are_utf8_with_unix_line_ends() -> None:
    for path in FOLDER.glob("*.csv"):
        raw = path.read_bytes()
        assert b"\r" not in raw, path.name
        assert raw.endswith(b"\n"), path.name
        assert not raw.startswith(b"\xef\xbb\xbf"), path.name
        raw.decode("utf-8")


def test_orders_run_from_one_without_gaps(codebook: Codebook) -> None:
    frames = [
        codebook.aspects,
        codebook.indicators,
        codebook.outcomes,
        codebook.conditions,
        codebook.partners,
    ]
    for frame in frames:
        assert frame["order"].tolist() == list(range(1, len(frame) + 1))
    for form in FORMS:
        assert [v.order for v in codebook.variables(form)] == list(
            range(1, len(codebook.variables(form)) + 1)
        )
    assert codebook.tables["typology"]["step"].tolist() == [1, 2, 3, 4, 5, 6, 7]


def test_codes_are_unique_within_a_set_and_apart_from_missing_codes(codebook: Codebook) -> None:
    reserved = set(codebook.missing_codes().values())
    assert codebook.missing_codes() == {"dont_know": 98, "refused": 99, "not_applicable": 97, "not_asked": 96}
    for name in codebook.value_sets:
        codes = list(codebook.codes(name).values())
        assert len(codes) == len(set(codes))
        assert not reserved & set(codes)


def test_every_value_set_is_used_or_derived(codebook: Codebook) -> None:
    used = {v.value_set for form in FORMS for v in codebook.variables(form)} - {""}
    assert set(codebook.value_sets) - used == {"incomplete_reason", "self_employed_indicator"}
    assert used <= set(codebook.value_sets)


@pytest.mark.parametrize(
    ("value_set", "table"),
    [("partner", "*"), ("typology", "T6"), ("share", "T2"), ("satisfaction", "T23"), ("grade", "T25")],
)
def test_values_are_the_printed_slugs(codebook: Codebook, value_set: str, table: str) -> None:
    axis = "partner" if table == "*" else "row"
    assert list(codebook.values(value_set)) == printed(table, axis)


def test_scores_are_the_printed_columns(codebook: Codebook) -> None:
    assert [*codebook.values("score_5"), "m"] == printed("T15", "column")


@pytest.mark.parametrize(
    ("aspect_table", "column", "frame"), [("T15", "outcome", "outcomes"), ("T22", "condition", "conditions")]
)
def test_statements_are_the_printed_slugs(
    codebook: Codebook, aspect_table: str, column: str, frame: str
) -> None:
    assert getattr(codebook, frame)[column].tolist() == printed(aspect_table)


@pytest.mark.parametrize(
    ("table", "column", "frame"), [("T30", "outcome", "outcomes"), ("T33", "condition", "conditions")]
)
def test_statements_for_the_self_employed(codebook: Codebook, table: str, column: str, frame: str) -> None:
    rows = getattr(codebook, frame)
    assert set(rows.loc[rows["self_employed"] == "yes", column]) == set(printed(table))


def test_aspects_and_indicators_are_the_printed_slugs(codebook: Codebook) -> None:
    assert set(codebook.aspects["aspect"]) == set(printed("T9"))
    for table, rows in codebook.indicators.groupby("table"):
        assert rows["indicator"].tolist() == printed(str(table))
        assert len(set(rows["aspect"])) == 1


def test_combinations_in_the_profiles_follow_the_order_of_the_value_sets(codebook: Codebook) -> None:
    sets = [codebook.values(name) for name in ("diagnosis", "advice_form", "execution_form")]
    profiles = PRINTED[PRINTED["table"].str.match(r"P.*\.1$")]
    assert len(profiles) > 90
    for slug in profiles["slug"]:
        parts = slug.split("+")
        homes = [values for values in sets if set(parts) <= set(values)]
        assert homes, slug
        assert any(all(v.index(a) < v.index(b) for a, b in pairwise(parts)) for v in homes), slug


def test_shares_by_age_and_education_have_their_variables(codebook: Codebook) -> None:
    names = {v.name for v in codebook.variables("registration") if v.value_set == "share"}
    schools = {f"share_edu_{slug}" for slug in printed("T5")}
    assert names - schools == {
        "share_permanent", "share_male", "share_age_lt25", "share_age_26_55", "share_age_gt55",
    }  # fmt: skip
    assert schools <= names


def test_identifiers_have_patterns_and_names_are_personal(codebook: Codebook) -> None:
    for form in FORMS:
        for variable in codebook.variables(form):
            assert bool(variable.pattern) == (variable.type == "id")
            assert variable.personal == (variable.name in {"firm_name", "contact_name"})
    assert re.fullmatch(codebook.variable("monitor_1", "firm_id").pattern, "F0001")
    assert re.fullmatch(codebook.variable("self_employed", "firm_id").pattern, "Z0028")
    assert re.fullmatch(codebook.variable("registration", "adviser_id").pattern, "A012")
    assert not re.fullmatch(codebook.variable("registration", "firm_id").pattern, "F001")


def test_scores_have_bounds_that_equal_their_labels(codebook: Codebook) -> None:
    scores = [v for form in FORMS for v in codebook.variables(form) if v.type == "score"]
    assert len(scores) == 8 + 12 + 1 + 6 + 7 + 1
    for variable in scores:
        codes = codebook.codes(variable.value_set)
        assert all(str(code) == value for value, code in codes.items())
        assert (variable.minimum, variable.maximum) == (min(codes.values()), max(codes.values()))


def test_a_blank_is_explained_wherever_it_is_allowed(codebook: Codebook) -> None:
    for form in FORMS:
        for variable in codebook.variables(form):
            assert variable.required or variable.missing_reasons, f"{form}.{variable.name}"


def test_questions_within_a_form_differ(codebook: Codebook) -> None:
    for form in FORMS:
        for lang in ("nl", "en"):
            questions = [v.question(lang) for v in codebook.variables(form)]
            assert len(questions) == len(set(questions))


def test_the_glossary_explains_the_terms_of_the_report(codebook: Codebook) -> None:
    terms = " ".join(codebook.tables["glossary"]["term_nl"])
    for term in (
        "convenantpartner",
        "duurzame inzetbaarheid",
        "belronde",
        "kavel",
        "herverdeling",
        "doorgaan",
        "olievlekwerking",
    ):
        assert term in terms

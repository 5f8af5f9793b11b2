"""Labels come from the codebook and measures.csv; rows are picked and described one way."""

from __future__ import annotations

import pandas as pd
import pytest
from toy_results import profile_results, row, typology_results

from dianalysis.disclosure import release
from dianalysis.errors import CodebookError, ParameterError, Unreadable
from dianalysis.formats import (
    ABSENT,
    find_level,
    find_word,
    is_mixed,
    open_page,
    order_partners,
    read_measures,
    require_measures,
    say_base,
    say_basis,
    say_n,
    say_range,
    say_state,
    select_rows,
    state_of,
    write_range,
    write_value,
)
from dianalysis.formats.words import WORDS
from dianalysis.paths import ProjectPaths
from dianalysis.results import empty_results, make_results


@pytest.mark.parametrize(
    ("measure", "term", "nl", "en"),
    [
        ("growth_n", "min_2", "−2", "−2"),
        ("growth_share", "plus_3", "+3", "+3"),
        ("growth_n", "stabiel", "Stabiel", "Stable"),
        ("direction_share", "vooruitgang", "Vooruit", "Moved up"),
        ("transition_n", "a_to_bc", "A → BC", "A → BC"),
        ("typology_group_n", "a_ab", "A–AB", "A–AB"),
        ("size_class_n", "totaal", "Totaal", "Total"),
        ("diagnosis_n", "inventarisatie+hr", "Inventarisatie + HR", "Inventory + HR"),
        ("execution_form_n", "onbekend", "niet ingevuld", "not filled in"),
        ("outcome_mean", "beleid", "Beleid", "Policy"),
        ("difference", "outcome_beleid", "Beleid", "Policy"),
        ("difference_pooled", "typology_start", "Typologie start (stap)", "Typology at the start (step)"),
        ("net_improvement", "nobody_knows", "nobody knows", "nobody knows"),
    ],
)
def test_terms_have_labels_in_both_languages(page_nl, page_en, measure, term, nl, en):
    assert page_nl.term(measure, term) == nl
    assert page_en.term(measure, term) == en


def test_groups_have_labels(page_nl, page_en):
    assert page_en.group("partner", "metaalunie") == "Koninklijke Metaalunie"
    assert page_nl.group("partner", "totaal") == "Alle convenantpartners"
    assert page_nl.group("sector", "totaal") == "Totaal"
    assert page_en.group("typology_start", "bc") == "BC"
    assert page_en.group("adviser", "A017") == "A017"


def test_every_word_exists_in_both_languages_and_differs_or_is_a_sign():
    for key, (dutch, english) in WORDS.items():
        assert dutch.strip() and english.strip(), key
        assert dutch.count("{") == english.count("{"), key


def test_absent_hidden_not_asked_and_missing_are_four_different_words(page_nl, page_en):
    for page in (page_nl, page_en):
        words = [page.word(key) for key in ("absent", "suppressed", "not_asked", "missing")]
        assert len(set(words)) == 4
    assert page_en.word("absent") == ABSENT


def test_an_unknown_word_or_measure_says_where_to_add_it(page_en):
    with pytest.raises(ParameterError, match=r"formats/vocabulary"):
        find_word("no_such_word", "nl")
    with pytest.raises(CodebookError, match=r"measures\.csv"):
        page_en.measure("no_such_measure")


def test_every_measure_of_the_plan_can_be_written(page_nl, page_en):
    for measure in page_nl.measures.index:
        assert page_nl.measure(measure) and page_en.measure(measure)
        assert page_nl.value(measure, 0.5) != ABSENT


def test_an_unknown_language_is_refused():
    with pytest.raises(ParameterError, match="unknown language"):
        open_page("fr", paths=ProjectPaths.find())


def test_reading_measures_refuses_absent_files_columns_and_doubles(tmp_path):
    file = tmp_path / "measures.csv"
    with pytest.raises(Unreadable, match="not there"):
        read_measures(file)
    file.write_text("measure,label_nl\na,b\n")
    with pytest.raises(Unreadable, match="column label_en"):
        read_measures(file)
    line = "x,a,b,c,d,share\n"
    file.write_text("measure,label_nl,label_en,unit,study,kind\n" + line + line)
    with pytest.raises(CodebookError, match="twice"):
        read_measures(file)


def test_selecting_defaults_to_all_companies_and_keeps_the_order_of_terms():
    rows = select_rows(typology_results(), "growth_mean")
    assert list(rows["group_name"]) == [""]
    assert len(select_rows(typology_results(), "growth_mean", group="partner")) == 3
    rows = select_rows(typology_results(), "typology_share", wave="monitor_3", terms=["d", "a"])
    assert list(rows["term"]) == ["d", "a"]


def test_a_page_of_one_partner_is_about_that_partner():
    rows = select_rows(profile_results(), "grade_mean")
    assert list(rows["group_level"]) == ["metaalunie"]


def test_state_tells_nothing_from_hidden(page_en):
    assert state_of(typology_results()) == "shown"
    assert state_of(empty_results()) == "nothing"
    hidden = release(profile_results(6, "data"), profile="standard")
    assert state_of(hidden) == "all_suppressed"
    assert say_state(hidden, page_en) != say_state(empty_results(), page_en)
    assert say_state(typology_results(), page_en) == ""


def test_rows_without_estimates_are_nothing_even_when_none_is_hidden():
    results = make_results([row("growth_mean", None)], study="typology_change")
    assert state_of(results) == "nothing"


def test_base_and_basis_are_said_once(page_en, page_nl):
    results = typology_results()
    assert say_n(results[results["measure"] == "typology_n"], page_en) == "n = 100"
    assert say_n(results[results["measure"] == "transition_n"], page_en) == "n = 1–35"
    assert say_base(results.head(1), page_nl).endswith("op de peildatum; meegeteld: n = 100.")
    assert say_base(results.head(1).drop(columns="n"), page_en).startswith("Population: companies")
    assert say_basis(results, page_en) == "Basis: reconstruction."
    mixed = pd.concat([results.head(1), typology_results("published").head(1)])
    assert is_mixed(mixed) and not is_mixed(results)
    assert say_basis(mixed, page_en) == "Basis: printed in the final report, reconstruction (†)."
    assert say_basis(empty_results(), page_en) == ""


def test_a_number_of_the_reconstruction_is_marked_where_others_are_not(page_en):
    first = select_rows(typology_results(), "growth_mean").iloc[0]
    assert write_value(first, page_en) == "1.15"
    assert write_value(first, page_en, mark=True) == "1.15†"
    printed = select_rows(typology_results("published"), "growth_mean").iloc[0]
    assert write_value(printed, page_en, mark=True) == "1.15"


def test_a_range_that_does_not_show_is_no_range(page_en):
    first = select_rows(typology_results(), "growth_mean").iloc[0]
    assert "–" in write_range(first, page_en) and write_range(first, page_en) != ABSENT
    same = first.copy()
    same["range_low"], same["range_high"] = 1.151, 1.152
    assert write_range(same, page_en) == ABSENT


@pytest.mark.parametrize(
    ("methods", "english", "dutch"),
    [
        (["exact", "exact"], "over all data sets that fit", "over alle gegevens die"),
        (["draws", "draws"], "over the draws of", "over de trekkingen"),
        (["draws", "exact"], "otherwise over the draws", "anders over de trekkingen"),
        ([None, "exact"], "over all data sets that fit", "over alle gegevens die"),
    ],
)
def test_a_page_says_over_what_its_ranges_run(methods, english, dutch, page_en, page_nl):
    rows = select_rows(typology_results(), "typology_share").head(2).assign(range_method=methods)
    assert english in say_range(rows, page_en) and dutch in say_range(rows, page_nl)
    assert say_range(rows.assign(range_method=None), page_en) == ""


def test_the_level_of_intervals_is_found():
    assert find_level(typology_results()) == 0.95
    assert find_level(empty_results()) is None


def test_asking_for_measures_of_another_study_is_an_error(page_en):
    require_measures(empty_results(), ("sector_n",), page_en)
    require_measures(typology_results(), ("rtm_expected_growth",), page_en)
    with pytest.raises(ParameterError, match="none of the measures sector_n") as caught:
        require_measures(typology_results(), ("sector_n",), page_en)
    assert "Give results of participants" in str(caught.value)


def test_an_indicator_has_the_label_of_its_aspect(page_nl, page_en):
    assert page_nl.aspect_of("leefstijl") == "Vitaliteit & gezondheid"
    assert page_en.aspect_of("leefstijl") == "Vitality & health"
    with pytest.raises(CodebookError, match="training"):
        page_en.aspect_of("training")


def test_partners_are_ordered_by_the_name_a_reader_sees_and_all_of_them_come_last(page_en) -> None:
    found = order_partners(["totaal", "metaalunie", "lltb", "awvn", "lltb"], page_en)
    assert [page_en.group("partner", level) for level in found] == [
        "AWVN", "Koninklijke Metaalunie", "LLTB", "All partners",
    ]  # fmt: skip

"""Tables write released rows, the same bytes every time, and say in words when there is nothing to show."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest
from toy_results import (
    distribution,
    estimate,
    participants_results,
    profile_results,
    quality_results,
    row,
    typology_results,
)

from dianalysis.disclosure import release
from dianalysis.errors import ParameterError
from dianalysis.results import empty_results, make_results
from dianalysis.studies.notes import INDEPENDENT, POINT_ONLY
from dianalysis.tables import (
    banner,
    table_completeness,
    table_coverage,
    table_differences,
    table_distribution,
    table_flow,
    table_groups,
    table_open_answers,
    table_profile,
    table_tests,
    table_transition,
)

PROFILE = ("choices", "means", "aspects", "indicators")
EFFECTS = ["net_improvement", "symmetry", "growth_icc"]
TABLES = {
    "distribution": lambda r, p: table_distribution(r, "typology", page=p),
    "blocks": lambda r, p: table_distribution(r, ["typology", "growth"], page=p),
    "transition": lambda r, p: table_transition(r, page=p),
    "groups": lambda r, p: table_groups(r, ["growth_mean", "growth_mean_pooled"], page=p),
    "tests": lambda r, p: table_tests(r, EFFECTS, page=p),
    "coverage": lambda r, p: table_coverage(r, page=p, printed={}),
    "flow": lambda r, p: table_flow(r, page=p),
    "differences": lambda r, p: table_differences(r, page=p),
    **{part: lambda r, p, part=part: table_profile(r, part, page=p) for part in PROFILE},
}
MADE_FROM = {
    **dict.fromkeys(
        ("distribution", "blocks", "transition", "groups", "tests", "coverage"), typology_results
    ),
    "flow": quality_results,
    **dict.fromkeys(("differences", *PROFILE), profile_results),
}


def text(table) -> str:
    """What a reader sees, cells apart."""
    html = re.sub(r"<style>.*?</style>", "", table.as_raw_html(), flags=re.S)
    return unescape(re.sub(r"\s*\n\s*", " ", re.sub(r"<[^>]+>", "|", html)))


def cells_of(table) -> list[list[str]]:
    """Body rows as lists of cells."""
    html = table.as_raw_html()
    body = html[html.index("<tbody") : html.index("</tbody>")]
    lines = re.findall(r"<tr.*?</tr>", body, flags=re.S)
    found = [re.findall(r"<t[hd].*?</t[hd]>", line, flags=re.S) for line in lines]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in line] for line in found]


@pytest.mark.parametrize("name", TABLES)
def test_the_same_rows_give_the_same_bytes(name, page_en):
    results = MADE_FROM[name]()
    first, second = (TABLES[name](results.copy(), page_en).as_raw_html() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", TABLES)
def test_nothing_to_show_is_said_in_words(name, page_nl, page_en):
    assert page_nl.word("nothing") in text(TABLES[name](empty_results(), page_nl)) or name == "coverage"
    assert TABLES[name](empty_results(), page_en).as_raw_html().count("<tr") >= 2


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"coverage", "tests", "flow"}))
def test_all_hidden_is_said_in_words(name, page_en):
    results = MADE_FROM[name](basis="data").copy()
    results["n"] = results["n"].clip(upper=5)
    shown = text(TABLES[name](release(results, profile="strict"), page_en))
    assert page_en.word("all_suppressed") in shown or page_en.word("suppressed") in shown
    assert not re.search(r"\|\d+\.\d%\|", shown)


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_differ_and_none_shows_a_slug(name, page_nl, page_en):
    dutch, english = (text(TABLES[name](MADE_FROM[name](), page)) for page in (page_nl, page_en))
    assert dutch != english
    for shown in (dutch, english):
        assert not re.search(r"\b[a-z]+_[a-z_]+\b", shown), shown


def test_a_distribution_shows_number_share_interval_and_base(page_en):
    table = table_distribution(typology_results(), "typology", page=page_en)
    shown = text(table)
    assert "Start (n = 100)" in shown and "End (n = 100)" in shown
    assert "95% interval" in shown and "The range runs over the draws of the reconstruction" in shown
    first = cells_of(table)[0]
    assert first[:4] == ["A", "30", "30.0%", "25.0–35.0%"]
    assert "companies with complete data at the cut-off; counted: n = 100. Basis: reconstruction." in shown


def test_a_distribution_without_ranges_has_no_column_for_them(page_en):
    shown = text(table_distribution(typology_results("data"), "typology", page=page_en))
    assert "Range over draws" not in shown


def test_hidden_cells_are_named_and_explained(page_en, page_nl):
    results = release(typology_results("data"), profile="standard")
    assert "hidden" in text(table_distribution(results, "typology", page=page_en))
    assert page_nl.word("note_hidden") in text(table_distribution(results, "typology", page=page_nl))


def test_only_numbers_of_the_reconstruction_are_marked_among_others(page_en):
    results = typology_results("published")
    results.loc[results["result_id"].str.contains("monitor_1/cd"), "basis"] = "reconstructed"
    lines = {line[0]: line for line in cells_of(table_distribution(results, "typology", page=page_en))}
    assert lines["CD"][1] == "2†" and lines["A"][1] == "30"


def test_a_missing_level_is_a_dash(page_en):
    results = typology_results()
    results = results[~results["result_id"].str.endswith("typology_share/complete/monitor_3/d")]
    lines = cells_of(table_distribution(results.reset_index(drop=True), "typology", page=page_en))
    assert "–" in lines[-1]


def test_rare_choices_are_counted_in_a_note_unless_printed(page_en):
    rows = distribution("diagnosis", {"hr": 20, "scan": 1, "management": 1})
    rows = [
        {**record, "basis": "published" if record["term"] == "scan" else "reconstructed"} for record in rows
    ]
    results = make_results(rows, study="partner_profile")
    shown = text(table_distribution(results, "diagnosis", page=page_en, least=2))
    assert "Scan" in shown and "Management" not in shown
    assert "Not listed: 1 combinations" in shown


def test_transitions_have_start_types_as_rows_and_their_number_last(page_en):
    lines = cells_of(table_transition(typology_results(), page=page_en))
    assert lines[0] == ["A", "3", "27", "–", "–", "–", "30"]


def test_groups_end_with_all_together(page_en):
    lines = cells_of(table_groups(typology_results(), ["growth_mean"], page=page_en))
    assert [line[0] for line in lines] == ["AWVN", "Koninklijke Metaalunie", "VHG", "All partners"]
    assert lines[-1][1:] == ["100", "1.15", "1.00–1.30"]


def test_counts_by_group_need_no_base(page_en):
    table = table_groups(participants_results(), ["partner_registered_n"], page=page_en)
    assert cells_of(table)[-1] == ["All partners", "100"]


def test_one_group_is_a_table_too(page_en):
    results = participants_results()
    results = results[results["group_level"].fillna("") != "vhg"].reset_index(drop=True)
    assert len(cells_of(table_groups(results, ["partner_registered_n"], page=page_en))) == 2


def test_tests_show_the_effect_before_the_p_value_and_mark_what_was_not_planned(page_nl):
    shown = text(table_tests(typology_results(), EFFECTS, page=page_nl))
    assert "+0,72" in shown and "<0,001" in shown
    assert "0,030*" in shown and "Verkennend" in shown


def test_the_flow_has_a_line_for_each_partner_and_the_whole_last(page_en):
    lines = cells_of(table_flow(quality_results(), page=page_en))
    assert lines[0] == ["GOC", "25", "1", "9", "15"]
    assert lines[-1] == ["All partners", "490", "2", "12", "476"]


def test_coverage_counts_what_is_given_back_and_lists_what_is_not(page_en):
    rows = [
        {
            **row("typology_n", 122, term="a", wave="monitor_1", figure="T6/a/monitor_1/n"),
            "basis": "published",
        },
        row("direction_share", 0.0147, term="achteruitgang", figure="T7/achteruitgang/groei/pct"),
        row("growth_share", 0.1, term="plus_1", figure="T8/1/goc/pct"),
    ]
    results = make_results(rows, study="typology_change")
    printed = {"T6/a/monitor_1/n": "122", "T7/achteruitgang/groei/pct": "1.4", "T8/1/goc/pct": ""}
    table = table_coverage(results, page=page_en, printed=printed)
    assert cells_of(table) == [
        ["Table 6", "1", "1", "0", "0"],
        ["Table 7", "1", "0", "1", "0"],
        ["Table 8", "1", "0", "0", "1"],
    ]
    assert (
        "Table 7: Share of companies by direction of change, moved down (printed 1.4%, computed 1.5%)"
        in text(table)
    )


@pytest.mark.parametrize(("answered", "shown"), [(20, "–"), (15, "55.0–90.0%")])
def test_a_total_has_an_interval_only_where_not_all_answered(answered, shown, page_en):
    share = {"conf_low": 0.55, "conf_high": 0.9, "conf_level": 0.95, "n": 20}
    rows = [
        row("followup_n", answered, term=term, n=20) if stem == "n"
        else row("followup_share", answered / 20, term=term, **share)
        for stem in ("n", "share") for term in ("ja", "totaal")
    ]  # fmt: skip
    cells = cells_of(table_distribution(make_results(rows, study="followup"), ["followup"], page=page_en))
    assert [line[-1] for line in cells[-2:]] == ["55.0–90.0%", shown]


def test_a_figure_that_differs_is_computed_at_the_precision_of_print(page_en):
    """3.2479 is not printed as 3.3; written as 3.25 a reader would round it to just that."""
    rows = [row("outcome_mean", 3.2479, term="werkplezier", figure="T15/werkplezier/m/mean")]
    results = make_results(rows, study="outcomes")
    shown = text(table_coverage(results, page=page_en, printed={"T15/werkplezier/m/mean": "3.3"}))
    assert "(printed 3.3, computed 3.2)" in shown


def test_coverage_joins_the_appendices_of_several_partners(page_en):
    rows = [
        {**row("grade_mean", 7.8, group_name="partner", group_level=slug, figure=f"P{slug}.2/cijfer/gem/m"),
         "basis": "published"}
        for slug in ("vhg", "goc")
    ]  # fmt: skip
    both = make_results(rows, study="typology_change")
    printed = {str(figure): "7.8" for figure in both["figure"]}
    assert cells_of(table_coverage(both, page=page_en, printed=printed))[0][:2] == [
        "Partner appendices, table 2",
        "2",
    ]
    one = cells_of(table_coverage(both.head(1), page=page_en, printed=printed))
    assert one[0][0] == "VHG, table 2"


def test_own_data_have_nothing_printed_to_compare_with(page_nl):
    shown = text(table_coverage(typology_results("data"), page=page_nl, printed={"T6/a/monitor_1/n": "122"}))
    assert page_nl.word("no_figures") in shown


def test_the_means_of_a_profile_stand_in_their_blocks(page_en):
    table = table_profile(profile_results(), "means", page=page_en)
    shown = text(table)
    order = [
        shown.index(word) for word in ("Outcome (1–5)", "Typology (1 = A, 7 = D)", "Grade for the support")
    ]
    assert order == sorted(order)


def test_the_indicators_of_a_profile_stand_under_their_aspects(page_nl, page_en):
    blocks = (
        (page_en, ("Organisation", "Vision & policy", "Vitality & health", "Lifestyle")),
        (page_nl, ("Organisatie", "Visie & beleid", "Vitaliteit & gezondheid", "Leefstijl")),
    )
    for page, names in blocks:
        shown = text(table_profile(profile_results(), "indicators", page=page))
        order = [shown.index(name) for name in names]
        assert order == sorted(order)


def test_an_unknown_part_of_a_profile_is_refused(page_en):
    with pytest.raises(ParameterError, match="choices, means, aspects, indicators"):
        table_profile(profile_results(), "typo", page=page_en)


def test_a_table_of_another_study_is_refused(page_en):
    with pytest.raises(ParameterError, match="none of the measures"):
        table_transition(profile_results(), page=page_en)


def test_numbers_are_aligned_to_the_right(page_en):
    html = table_flow(quality_results(), page=page_en).as_raw_html()
    assert html.count('class="gt_row gt_right"') == 12
    assert "tabular-nums" in html


@pytest.mark.parametrize(("basis", "word"), [("reconstructed", "Reconstruction."), ("data", "Own data.")])
def test_the_banner_says_what_the_page_rests_on(basis, word, page_en):
    profile = "report" if basis == "reconstructed" else "standard"
    html = banner(basis, profile=profile, page=page_en).data
    assert word in html and f'data-basis="{basis}"' in html
    assert ("nothing is hidden" in html) == (profile == "report")
    assert ("below 10" in html) == (profile == "standard")


def test_there_is_no_banner_for_anything_else(page_en):
    with pytest.raises(ParameterError, match="no banner"):
        banner("elsewhere", profile="report", page=page_en)
    with pytest.raises(ParameterError, match="profile"):
        banner("data", profile="none", page=page_en)


def test_labels_are_escaped(page_en):
    group = {"group_name": "adviser", "group_level": "<b>x</b>"}
    results = make_results([estimate("growth_mean", 1, 0, 2, n=50, **group)], study="typology_change")
    html = table_groups(results, ["growth_mean"], page=page_en, group="adviser").as_raw_html()
    assert "<b>x</b>" not in html


def test_results_without_missing_values_in_text_columns_also_work(page_en):
    results = typology_results()
    filled = results.assign(
        **{name: results[name].fillna("") for name in ("wave", "group_name", "term", "note")}
    )
    assert isinstance(filled, pd.DataFrame)
    assert text(table_transition(filled, page=page_en)) == text(table_transition(results, page=page_en))


def gaps() -> pd.DataFrame:
    rows = []
    for adviser, count in (("A001", 5), ("A002", 3)):
        group = {"group_name": "adviser", "group_level": adviser, "wave": "monitor_3", "term": "monitor_3"}
        rows.append(row("form_complete_n", count, n=5, **group))
    for name, count in (("subsector", 4), ("sector", 0)):
        named = {"wave": "registration", "term": name, "n": 10}
        rows += [row("item_missing_n", count, **named), row("item_missing_share", count / 10, **named)]
    return make_results([{**record, "population": "registered"} for record in rows], study="data_quality")


def test_only_advisers_with_a_form_missing_are_listed(page_en):
    table = table_completeness(gaps(), page=page_en)
    assert cells_of(table) == [["A002", "5", "3"]]
    assert "Not listed: 1 advisers" in text(table)


def test_only_questions_left_open_are_listed(page_en, page_nl):
    table = table_open_answers(gaps(), page=page_en)
    assert [line[2:] for line in cells_of(table)] == [["4", "40.0%", "10"]]
    assert "Not listed: 1 other questions" in text(table)
    none = gaps()[gaps()["term"] != "subsector"].reset_index(drop=True)
    assert page_nl.word("no_answer_missing") in text(table_open_answers(none, page=page_nl))


def test_a_p_value_that_ignores_clustering_is_marked(page_en):
    results = typology_results()
    results.loc[results["term"] == "sign_test", "note"] = INDEPENDENT
    shown = text(table_tests(results, EFFECTS, page=page_en))
    assert "<0.001‡" in shown and page_en.word("note_independent") in shown


def test_uncertainty_from_the_reconstruction_is_said_under_printed_numbers(page_en):
    results = typology_results("published").assign(note=f"basis is that of {POINT_ONLY}")
    assert page_en.word("note_point_only") in text(table_distribution(results, "typology", page=page_en))
    assert page_en.word("note_point_only") not in text(table_transition(results, page=page_en))

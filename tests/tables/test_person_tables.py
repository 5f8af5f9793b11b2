"""Tables of the self-employed count people, keep totals without interval, and list their actions."""

from __future__ import annotations

from html import unescape

from toy_results import distribution, estimate, row

from dianalysis.disclosure import release
from dianalysis.published import read_person_actions
from dianalysis.results import make_results
from dianalysis.tables import (
    table_answers,
    table_catalogue,
    table_distribution,
    table_statements,
    table_terms,
    table_tests,
)

WHO = {"population": "self_employed"}


def block(counts: tuple[int, ...] = (0, 2, 4, 9, 13)) -> list[dict[str, object]]:
    base = sum(counts)
    name = {"wave": "monitor_3", "n": base, **WHO, "basis": "data"}
    rows = []
    for score, count in enumerate(counts, start=1):
        rows.append(row("person_condition_score_n", count, term=f"budget.{score}", **name))
        rows.append(row("person_condition_score_share", count / base, term=f"budget.{score}", **name))
    rows.append(row("person_condition_mean", 4.18, term="budget", **name))
    return rows


def html(table) -> str:
    return unescape(table.as_raw_html()).replace("\u00a0", " ").split("</style>")[-1]


def test_columns_notes_and_population_say_people(page_nl, page_en):
    results = make_results(
        [*block(), *distribution("person_grade", {"7": 4, "8": 24}, wave="monitor_3", **WHO)],
        study="self_employed",
    )
    for page, word, other in ((page_nl, "Zelfstandigen", "bedrij"), (page_en, "Self-employed", "compan")):
        tables = [
            table_distribution(results, ["person_grade"], page=page),
            table_answers(results, "person_condition", page=page),
            table_statements(results, "person_condition", page=page),
            table_terms(results, ["person_condition_mean"], page=page),
        ]
        for table in tables:
            assert word.lower() in html(table).lower() and other not in html(table).lower()
        assert f">{word}<" in html(tables[0])


def test_no_column_of_intervals_where_no_mean_has_one(page_en):
    results = make_results(block(), study="self_employed")
    assert "interval" not in html(table_statements(results, "person_condition", page=page_en))


def test_hidden_cells_are_explained_with_people(page_nl):
    rows = make_results(block((1, 1, 1, 20, 20)), study="self_employed")
    shown = html(table_answers(release(rows, profile="standard"), "person_condition", page=page_nl))
    assert page_nl.word("note_hidden_persons") in shown


def test_tests_are_named_as_those_of_people(page_nl):
    name = {"wave": "change", "contrast": "monitor_3-monitor_1", "n": 28, "p_value": 0.001, **WHO}
    rows = [
        row("person_growth_mean", 1.3, term="sign_flip", **name),
        estimate("person_net_improvement", 0.6, 0.4, 0.8, term="sign_test", **name),
    ]
    results = make_results(rows, study="self_employed")
    shown = html(table_tests(results, ["person_growth_mean", "person_net_improvement"], page=page_nl))
    assert "per zelfstandige" in shown and "per convenantpartner" not in shown


def test_the_catalogue_of_the_self_employed_is_whole(page_nl, page_en):
    actions = read_person_actions()
    for page, aspect in ((page_nl, "Opleiding & ontwikkeling"), (page_en, "Training & development")):
        shown = unescape(table_catalogue(actions, page=page).data)
        assert shown.count("<li>") == (actions["number"] != "").sum()
        assert shown.count("<details") == 2 and aspect in shown and "_" not in shown.replace("word_", "")

"""The table of statements: numbers, shares, mean and interval, or words where there is nothing."""

from __future__ import annotations

import pandas as pd
from toy_results import estimate, row

from dianalysis.disclosure import release
from dianalysis.results import empty_results, make_results
from dianalysis.tables import table_statements


def block(given: tuple[int, ...] = (2, 8, 20, 50, 20)) -> pd.DataFrame:
    base = sum(given)
    rows = [estimate("outcome_mean", 3.78, 3.6, 3.9, term="beleid", n=base, wave="monitor_3")]
    for score, count in enumerate(given, start=1):
        name = {"term": f"beleid.{score}", "n": base, "wave": "monitor_3"}
        rows += [row("outcome_score_n", count, **name), row("outcome_score_share", count / base, **name)]
    return make_results([{**record, "basis": "data"} for record in rows], study="outcomes")


def test_a_line_has_numbers_shares_mean_and_interval(page_nl, page_en):
    html = table_statements(block(), "outcome", page=page_en).as_raw_html()
    assert all(text in html for text in ("Policy", "50 (50.0%)", "3.78", "3.60–3.90", "4 – agree"))
    html = table_statements(block(), "outcome", page=page_nl).as_raw_html()
    assert all(text in html for text in ("Beleid", "3,78", "4 – eens", "Stelling"))


def test_hidden_cells_say_so(page_en):
    html = table_statements(release(block(), profile="standard"), "outcome", page=page_en).as_raw_html()
    assert "hidden" in html and "50 (50.0%)" in html


def test_nothing_or_all_hidden_is_one_line(page_en):
    assert "nothing to show" in table_statements(empty_results(), "outcome", page=page_en).as_raw_html()
    few = release(block((1, 1, 1, 0, 1)), profile="standard")
    assert "All figures are hidden" in table_statements(few, "outcome", page=page_en).as_raw_html()

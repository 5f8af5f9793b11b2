"""The table of pairs: the higher first, ends turned with it, largest on top, and nothing invented."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
from toy_results import estimate

from dianalysis.disclosure import release
from dianalysis.results import empty_results, make_results
from dianalysis.studies.notes import INDEPENDENT
from dianalysis.tables import table_pairs

MEASURE = "outcome_pair_difference"


def pairs(*, tested: bool = True, n: int = 90) -> pd.DataFrame:
    """Two pairs; the second was taken the wrong way round and is the larger."""
    tests = [{"p_value": 0.01, "p_adjusted": p} for p in (0.42, 0.003)] if tested else [{}, {}]
    note = INDEPENDENT if tested else ""
    rows = [
        estimate(MEASURE, 0.10, -0.05, 0.25, contrast="beleid-kennis", n=n, note=note, **tests[0]),
        estimate(MEASURE, -0.60, -0.75, -0.50, contrast="kennis-bekendheid", n=n, note=note, **tests[1]),
    ]
    parts = {
        "basis": "data",
        "wave": "monitor_3",
        "range_low": None,
        "range_high": None,
        "range_method": None,
    }
    return make_results([record | parts for record in rows], study="outcomes")


def lines(results: pd.DataFrame, page) -> list[list[str]]:
    html = table_pairs(results, MEASURE, page=page).as_raw_html()
    body = html[html.index("<tbody") : html.index("</tbody")]
    return [
        [
            unescape(re.sub(r"<[^>]+>", "", cell)).strip()
            for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.S)
        ]
        for line in re.findall(r"<tr.*?</tr>", body, re.S)
    ]


def test_the_higher_stands_first_and_the_largest_difference_on_top(page_en, page_nl):
    assert lines(pairs(), page_en) == [
        ["Familiarity – Knowledge and skills", "+0.60", "0.50–0.75", "0.003‡"],
        ["Policy – Knowledge and skills", "+0.10", "−0.05 to 0.25", "0.420‡"],
    ]
    assert lines(pairs(), page_nl)[0] == [
        "Bekendheid – Kennis en vaardigheden",
        "+0,60",
        "0,50–0,75",
        "0,003‡",
    ]


def test_a_range_over_draws_turns_with_the_pair(page_en):
    drawn = pairs().assign(
        basis="reconstructed", range_low=[0.05, -0.70], range_high=[0.20, -0.55], range_method="draws"
    )
    assert lines(drawn, page_en)[0][3] == "0.55–0.70"


def test_notes_say_what_the_p_values_are_and_only_then(page_en):
    tested = table_pairs(pairs(), MEASURE, page=page_en).as_raw_html()
    plain = table_pairs(pairs(tested=False), MEASURE, page=page_en).as_raw_html()
    for text in ("Adjusted p", "takes companies of the same partner as independent"):
        assert text in tested and text not in plain
    assert [len(line) for line in lines(pairs(tested=False), page_en)] == [3, 3]


def test_nothing_or_all_hidden_is_one_line(page_en):
    nothing = table_pairs(empty_results(), MEASURE, page=page_en).as_raw_html()
    assert "nothing to show" in nothing
    few = release(pairs(n=3), profile="standard")
    assert "All figures are hidden" in table_pairs(few, MEASURE, page=page_en).as_raw_html()

"""Recovering the place of printed values: only where one arrangement fits."""

import pandas as pd

from dianalysis.published.figures import figure_ids
from dianalysis.published.recover import recover_figures


def table_of(rows: list[tuple[str, str, str, str, str]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["row", "column", "stat", "value", "note"])
    frame.insert(0, "table", "T24")
    frame["status"] = ["ambiguous" if value == "" else "ok" for value in frame["value"]]
    frame["figure"] = figure_ids(frame)
    return frame


def small_table(note: str) -> pd.DataFrame:
    rows = [("totaal", column, "N", base, "") for column, base in (("p", "10"), ("q", "8"), ("r", "20"))]
    rows += [
        ("b", column, "pct", value, "") for column, value in (("p", "90.0"), ("q", "100"), ("r", "95.0"))
    ]
    rows += [("a", column, "pct", "", note) for column in ("p", "q", "r")]
    return table_of(rows)


def test_the_only_fitting_arrangement_is_found_and_the_blank_is_zero() -> None:
    found = recover_figures(small_table("row prints 2 values for 3 columns (after the total): 10.0 5.0"))
    assert dict(zip(found["column"], found["value"], strict=True)) == {"p": "10.0", "q": "0.0", "r": "5.0"}
    assert found["proof"].str.startswith("of 3 arrangements").all()


def test_two_fitting_arrangements_recover_nothing() -> None:
    figures = small_table("row prints 2 values for 3 columns (after the total): 10.0 5.0")
    equal = figures.copy()
    equal.loc[equal["stat"] == "N", "value"] = "20"
    equal.loc[equal["row"] == "b", "value"] = ["92.5", "92.5", "92.5"]
    assert recover_figures(equal).empty


def test_values_that_fit_nowhere_recover_nothing() -> None:
    assert recover_figures(small_table("row prints 2 values for 3 columns (after the total): 10.0 7.0")).empty


def test_a_note_without_values_is_left_alone() -> None:
    assert recover_figures(small_table("one number stands in this row")).empty

"""Printed figures in words: tables, cells and numbers as printed."""

from __future__ import annotations

import pytest

from dianalysis.formats import name_printed_cell, name_printed_table, write_printed


@pytest.mark.parametrize(
    ("table", "dutch", "english"),
    [
        ("T17", "Tabel 17", "Table 17"),
        ("T0", "Lijst van convenantpartners", "List of partners"),
        ("Pbfbn.3", "BFBN, tabel 3", "BFBN, table 3"),
        ("P.3", "Profielen convenantpartners, tabel 3", "Partner appendices, table 3"),
    ],
)
def test_tables(page_nl, page_en, table: str, dutch: str, english: str):
    assert (name_printed_table(table, page_nl), name_printed_table(table, page_en)) == (dutch, english)


@pytest.mark.parametrize(
    ("row", "column", "english"),
    [
        ("totaal", "ja", "total, yes"),
        ("totaal", "totaal", "total"),
        ("bfbn", "eindstand", "BFBN, number at the end"),
        ("feedbacktraining", "3", "Feedback training, score 3"),
        ("no_such_row", "lt25", "no such row, less than 25%"),
    ],
)
def test_cells(page_en, row: str, column: str, english: str):
    assert name_printed_cell(row, column, page_en) == english


def test_joined_choices_are_each_named(page_nl):
    assert name_printed_cell("inventarisatie+scan", "aandacht", page_nl) == "Inventarisatie + Scan, aandacht"


def test_numbers_keep_their_decimals(page_nl, page_en):
    assert write_printed("40.0", "pct", page_nl) == "40,0\u00a0%"
    assert write_printed("40.0", "pct", page_en) == "40.0%"
    assert write_printed("3.20", "mean", page_nl) == "3,20"
    assert write_printed("", "pct", page_en) == ""

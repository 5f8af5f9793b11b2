"""Numbers are written one way per language, and rounding happens on display only."""

from __future__ import annotations

import math
from decimal import Decimal

import pandas as pd
import pytest

from dianalysis.errors import ParameterError
from dianalysis.formats import (
    ABSENT,
    check_lang,
    format_count,
    format_interval,
    format_number,
    format_p_value,
    format_percent,
    format_value,
    round_half_up,
)

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.25, 1, "0.3"),
        (0.35, 1, "0.4"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (1.005, 2, "1.01"),
        (-0.001, 1, "0.0"),
    ],
)
def test_halves_go_up_where_the_usual_rounding_goes_to_even(value, decimals, expected):
    assert round_half_up(value, decimals) == Decimal(expected)
    assert str(round_half_up(value, decimals)) == expected


@pytest.mark.parametrize(
    ("count", "base", "printed"),
    [
        (122, 476, "25.6%"),
        (188, 476, "39.5%"),
        (114, 476, "23.9%"),
        (1, 476, "0.2%"),
        (1, 16, "6.3%"),
        (6, 6, "100.0%"),
    ],
)
def test_percentages_come_out_as_the_report_prints_them(count, base, printed):
    assert format_percent(count / base, "en") == printed


def test_dutch_and_english_differ_in_signs_only():
    assert format_percent(0.2563, "nl") == f"25,6{NBSP}%"
    assert format_percent(0.2563, "en") == "25.6%"
    assert format_number(1234.5, "nl", decimals=1) == "1.234,5"
    assert format_number(1234.5, "en", decimals=1) == "1,234.5"
    assert format_count(1234, "nl") == "1.234"


def test_signs_are_typographic_and_zero_has_none():
    assert format_number(-0.5, "en", decimals=1, sign=True) == "−0.5"
    assert format_number(0.5, "en", decimals=1, sign=True) == "+0.5"
    assert format_number(-0.001, "en", decimals=1, sign=True) == "0.0"


def test_intervals_use_a_dash_unless_an_end_is_negative():
    assert format_interval(0.241, 0.38, "en") == "24.1–38.0%"
    assert format_interval(0.241, 0.38, "nl") == f"24,1–38,0{NBSP}%"
    assert format_interval(-0.1, 0.25, "en", kind="effect") == "−0.10 to 0.25"
    assert format_interval(-0.1, 0.25, "nl", kind="mean") == "−0,10 tot 0,25"
    assert format_interval(3, 12, "en", kind="count") == "3–12"
    assert format_interval(0.65, 0.826, "en", kind="points") == "65.0–82.6"


@pytest.mark.parametrize("end", [None, pd.NA, math.nan])
def test_half_an_interval_is_none(end):
    assert format_interval(0.1, end, "en") == ABSENT
    assert format_interval(end, 0.1, "nl") == ABSENT


@pytest.mark.parametrize(
    ("p_value", "lang", "expected"),
    [
        (0.0004, "nl", "<0,001"),
        (0.0004, "en", "<0.001"),
        (0.001, "en", "0.001"),
        (0.0125, "nl", "0,013"),
        (1, "en", "1.000"),
    ],
)
def test_p_values(p_value, lang, expected):
    assert format_p_value(p_value, lang) == expected


@pytest.mark.parametrize("absent", [None, pd.NA, math.nan])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_absent_is_a_dash_everywhere(absent, lang):
    written = [format_value(absent, lang, kind=kind) for kind in ("share", "count", "mean", "points")]
    written += [format_percent(absent, lang), format_count(absent, lang), format_number(absent, lang)]
    written += [format_p_value(absent, lang)]
    assert set(written) == {ABSENT}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("share", "73.1%"), ("count", "1"), ("mean", "0.73"), ("points", "73.1"), ("effect", "+0.73")],
)
def test_a_value_is_written_after_its_kind(kind, expected):
    assert format_value(0.7311, "en", kind=kind) == expected


def test_an_unknown_language_is_refused_with_the_known_ones():
    assert check_lang("nl") == "nl"
    with pytest.raises(ParameterError, match=r"nl .*or en") as caught:
        check_lang("de")
    assert "'de'" in str(caught.value)

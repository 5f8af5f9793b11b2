"""Rounding and lookup of printed figures, against exact fractions and brute force."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dianalysis.errors import Unreadable
from dianalysis.published.figures import (
    Printed,
    counts_of_share,
    decimals_of,
    half_up,
    read_figures,
    share,
    sums_of_mean,
)

HEADER = "table,row,column,stat,value,status,source_line,note\n"


def write(folder: Path, *rows: str) -> Path:
    path = folder / "figures.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "text"),
    [
        (1, 2, 0, "1"),
        (1, 8, 2, "0.13"),
        (5, 100, 1, "0.1"),
        (0, 7, 1, "0.0"),
        (3714, 476, 2, "7.80"),
        (9, 1, 0, "9"),
    ],
)
def test_halves_go_up(numerator: int, denominator: int, decimals: int, text: str) -> None:
    assert half_up(numerator, denominator, decimals=decimals) == text


@given(st.integers(0, 10_000), st.integers(1, 700), st.integers(0, 3))
def test_rounding_is_within_half_a_unit(numerator: int, denominator: int, decimals: int) -> None:
    text = half_up(numerator, denominator, decimals=decimals)
    error = Fraction(text) - Fraction(numerator, denominator)
    assert -Fraction(1, 2 * 10**decimals) < error <= Fraction(1, 2 * 10**decimals)
    assert decimals_of(text) == decimals


@given(st.integers(1, 60), st.integers(10, 100))
def test_sums_of_a_mean_are_exactly_the_sums_that_print_it(n: int, tenths: int) -> None:
    mean = f"{tenths // 10}.{tenths % 10}"
    low, high = sums_of_mean(mean, n)
    wanted = [total for total in range(11 * n) if half_up(total, n, decimals=1) == mean]
    assert list(range(low, high + 1)) == wanted


@given(st.integers(1, 500), st.integers(0, 1000))
def test_counts_of_a_share_are_exactly_the_counts_that_print_it(base: int, tenths: int) -> None:
    percent = f"{tenths // 10}.{tenths % 10}"
    wanted = tuple(count for count in range(base + 1) if share(count, base, like=percent) == percent)
    assert counts_of_share(percent, base) == wanted


def test_share_takes_the_decimals_of_the_printed_one() -> None:
    assert share(476, 476, like="100") == "100"
    assert share(153, 491, like="31.16") == "31.16"


def test_reading_keeps_the_decimals_and_names_the_cells(tmp_path: Path) -> None:
    frame = read_figures(write(tmp_path, "T6,a,monitor_1,pct,25.0,ok,1180,", "T8,a,x,pct,,lost,1,"))
    assert frame["figure"].tolist() == ["T6/a/monitor_1/pct", "T8/a/x/pct"]
    printed = Printed.of(frame)
    assert printed.text("T6", "a", "monitor_1", "pct") == "25.0"
    assert printed.text("T8", "a", "x", "pct") is None


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (("T6,a,m,n,1,ok,1,", "T6,a,m,n,2,ok,1,"), "stands twice"),
        (("T6,a,m,n,1,sure,1,",), "status"),
        (("T6,a,m,count,1,ok,1,",), "kind of figure"),
        (('T6,a,m,n,"1,4",ok,1,',), "not a number"),
    ],
)
def test_a_faulty_file_is_refused_with_its_row(tmp_path: Path, rows: tuple[str, ...], message: str) -> None:
    with pytest.raises(Unreadable, match=message) as caught:
        read_figures(write(tmp_path, *rows))
    assert caught.value.where.row == len(rows) + 1


def test_an_absent_file_and_a_missing_column_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read_figures(tmp_path / "none.csv")
    (tmp_path / "short.csv").write_text("table,row\nT1,a\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="column"):
        read_figures(tmp_path / "short.csv")


def test_lookup_counts_zero_printed_with_a_decimal_and_lists_rows() -> None:
    printed = Printed({"T9/a/x/n": "0.0", "T9/b/x/n": "3", "T9/caption/n_basis/N": "3", "T9/c/y/n": "1"})
    assert printed.count("T9", "a", "x") == 0
    assert printed.count("T9", "z", "x") is None
    assert printed.rows("T9") == ("a", "b", "c")
    assert printed.rows("T9", column="y") == ("c",)
    assert printed.without(["T9/b/x/n"]).rows("T9", column="x") == ("a",)
    assert printed.with_values({"T9/z/x/n": "4"}).count("T9", "z", "x") == 4

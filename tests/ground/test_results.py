"""The results table keeps its contract or says which row breaks it."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dianalysis.errors import ResultsError, Unreadable
from dianalysis.results import (
    COLUMNS,
    bind_results,
    check_results,
    empty_results,
    make_results,
    read_results,
    result_id,
)


def record(**changes: Any) -> dict[str, Any]:
    return {
        "measure": "share", "population": "complete", "wave": "monitor_1", "group_name": "typology",
        "group_level": "ab", "estimate": 0.395, "n": 476, "method": "count", "basis": "published", **changes,
    }  # fmt: skip


def test_absent_is_missing_and_typed() -> None:
    table = make_results([record()], study="typology_change")
    assert tuple(table.columns) == COLUMNS
    assert table["p_value"].isna().all()
    assert table["estimate"].dtype == "Float64"
    assert table.loc[0, "result_id"] == "typology_change/share/complete/monitor_1/typology=ab"


def test_identifier_drops_empty_parts_and_unsafe_characters() -> None:
    row = record(study="s", wave=None, group_level="a b/c", term=pd.NA)
    assert result_id(row) == "s/share/complete/typology=a_b_c"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"basis": "guessed"}, "basis"),
        ({"p_value": 1.2}, "p_value"),
        ({"conf_low": 0.5, "conf_high": 0.4}, "interval"),
        ({"range_low": 2, "range_high": 1, "range_method": "draws"}, "the range ends"),
        ({"range_low": 1, "range_high": 2}, "does not say over what"),
        ({"range_method": "exact"}, "does not say over what"),
        ({"range_low": 1, "range_high": 2, "range_method": "guess"}, "does not say over what"),
        ({"method": None}, "method"),
        ({"rounded": 1}, "unknown columns"),
    ],
)
def test_broken_row_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ResultsError, match=message):
        make_results([record(**change)], study="typology_change")


def test_same_identifier_twice_is_refused() -> None:
    with pytest.raises(ResultsError, match="twice"):
        make_results([record(), record()], study="typology_change")


def test_binding_keeps_rows_and_ignores_empty_tables() -> None:
    one = make_results([record()], study="a")
    two = make_results([record()], study="b")
    assert len(bind_results([one, empty_results(), two])) == 2
    assert bind_results([]).empty


def test_missing_column_is_refused() -> None:
    with pytest.raises(ResultsError, match="note"):
        check_results(empty_results().drop(columns="note"))


def test_a_table_of_an_earlier_version_is_named_with_its_remedy(tmp_path: Path) -> None:
    file = tmp_path / "typology_change.parquet"
    make_results([record()], study="typology_change").drop(columns="range_method").to_parquet(file)
    with pytest.raises(ResultsError, match=r"range_method.*change\.parquet.*notebook again"):
        read_results(file)


@pytest.mark.parametrize("content", [None, b"", b"no parquet"])
def test_a_file_that_holds_no_table_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "results.parquet"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Unreadable, match=r"results\.parquet.*dianalysis run"):
        read_results(file)

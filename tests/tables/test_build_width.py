"""A table of many columns is set smaller, so that it stays within the page."""

from __future__ import annotations

import pandas as pd
import pytest

from dianalysis.tables.build import STUB, build_table


@pytest.mark.parametrize(("columns", "size", "close"), [(9, "14px", False), (10, "12px", True)])
def test_a_table_of_ten_columns_is_set_smaller_and_closer(columns: int, size: str, close: bool) -> None:
    names = [f"c{number}" for number in range(columns)]
    cells = pd.DataFrame([{STUB: "a"} | dict.fromkeys(names, "1")])
    table = build_table(cells, table_id="wide", title="Wide", labels={STUB: "Name"} | {n: n for n in names})
    html = str(table.as_raw_html())
    assert f"font-size: {size}" in html
    assert ("padding-left: 2px" in html) is close

"""The catalogue of actions: complete, in both languages, with every text escaped."""

from __future__ import annotations

import pandas as pd
import pytest

from dianalysis.errors import Unreadable
from dianalysis.published.actions import COLUMNS, read_actions
from dianalysis.tables import table_catalogue


def actions(*texts: str) -> pd.DataFrame:
    rows = [("monitoring", "mto", str(k), "action", text, text, "ok") for k, text in enumerate(texts)]
    empty = ("ontwikkeling_mobiliteit", "coaching", "", "", "", "", "none")
    return pd.DataFrame([*rows, empty], columns=list(COLUMNS))


def test_every_item_of_the_project_is_on_the_page(page_nl, page_en):
    table = read_actions()
    for page in (page_nl, page_en):
        html = table_catalogue(table, page=page).data
        assert html.count("<li>") == (table["number"] != "").sum() == 253
        assert html.count("<details") == 5


def test_text_is_escaped(page_en):
    html = table_catalogue(actions("<script>x</script> & more"), page=page_en).data
    assert "<script>" not in html and "&lt;script&gt;x&lt;/script&gt; &amp; more" in html


def test_an_indicator_without_items_says_so(page_nl):
    html = table_catalogue(actions("iets"), page=page_nl).data
    assert "Coaching" in html and "Niets vermeld" in html


def test_an_unreadable_file_is_refused(tmp_path):
    with pytest.raises(Unreadable):
        read_actions(tmp_path / "absent.csv")
    (tmp_path / "short.csv").write_text("aspect\nx\n", "utf-8")
    with pytest.raises(Unreadable, match="column"):
        read_actions(tmp_path / "short.csv")

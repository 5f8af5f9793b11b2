"""A notebook left out of a run has no page, is no failure, and is told on two pages of the site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from toy_run import make_catalogue, make_record

from dianalysis.publish.content import list_chapters
from dianalysis.publish.pages import about_page, front_page
from dianalysis.publish.words import word
from dianalysis.runner import Outcome

PAGES = ("change", "never")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_left_out_is_said_and_is_no_failure(tmp_path: Path, lang: str) -> None:
    outcomes = (Outcome("change", "change", {}, "ok"), Outcome("never", "never", {}, "left_out"))
    record = replace(make_record(), outcomes=outcomes)
    chapters = list_chapters(make_catalogue(tmp_path), record, pages=PAGES, lang=lang)
    told = {chapter.name: chapter for chapter in chapters}
    assert told["change"].page and not told["never"].page
    said = f"{told['never'].title} ({word('status_left_out', lang)})"
    front = front_page([told["change"], told["never"]], [], lang=lang)
    assert f"- {said}" in front and word("incomplete", lang) not in front
    assert word("status_left_out", lang) in about_page(chapters, record, lang=lang)

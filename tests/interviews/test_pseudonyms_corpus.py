"""The synthetic interviews: marked as they say, and found as the benchmark says."""

from __future__ import annotations

import pytest
from corpus import cells, gold, interviews, roster, text_of

from dianalysis.interviews.pseudonyms.find import Finder
from dianalysis.interviews.pseudonyms.kinds import KINDS
from dianalysis.interviews.pseudonyms.words import load_words


@pytest.fixture(autouse=True)
def only_shipped_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dianalysis.interviews.pseudonyms.words.SYSTEM_LISTS", ())


def test_the_marks_say_what_stands_there() -> None:
    marks = gold()
    assert len(interviews("tuning")) >= 24 and len(gold("tuning")) > 700
    assert len(interviews("held_out")) >= 12 and len(gold("held_out")) > 400
    assert all(text_of(one.interview)[one.start : one.end] == one.written for one in marks)
    assert {one.kind for one in marks} <= set(KINDS)


@pytest.mark.parametrize(("part", "least", "right"), [("tuning", 0.99, 0.98), ("held_out", 0.95, 0.91)])
def test_recall_and_precision_fall_no_lower_than_was_measured(part: str, least: float, right: float) -> None:
    finder = Finder(roster(part), load_words())
    names = interviews(part)
    finder.learn(cell.text for name in names for cell in cells(name))
    found = missed = masks = wrong = 0
    for name in names:
        text = text_of(name)
        marked = {p for one in gold(name) for p in range(one.start, one.end)}
        covered: set[int] = set()
        for cell in cells(name):
            for m in finder.find(cell.text, cell=cell.column == "speaker"):
                span = set(range(cell.start + m.start, cell.start + m.end))
                covered |= span
                masks += m.certain
                wrong += m.certain and any(text[p].isalnum() and p not in marked for p in span)
        for one in gold(name):
            whole = all(p in covered for p in range(one.start, one.end) if text[p].isalnum())
            found, missed = found + whole, missed + (not whole)
    assert found / (found + missed) >= least
    assert (masks - wrong) / masks >= right

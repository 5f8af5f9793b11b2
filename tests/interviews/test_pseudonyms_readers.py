"""Further readers: a stand-in for deduce, the columns of Frog, and deduce itself when it is asked for."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass

import pytest

from dianalysis.errors import ParameterError
from dianalysis.interviews.pseudonyms import deducer
from dianalysis.interviews.pseudonyms.deducer import Deducer
from dianalysis.interviews.pseudonyms.find import Finder
from dianalysis.interviews.pseudonyms.frog import Frog, read_entities
from dianalysis.interviews.pseudonyms.roster import entry
from dianalysis.interviews.pseudonyms.words import load_words


@dataclass
class Annotation:
    tag: str
    start_char: int
    end_char: int


class FakeEngine:
    """Finds the word zwaluw, and prints as the library does."""

    def deidentify(self, text: str) -> FakeEngine:
        print("loading")
        start = text.index("zwaluw")
        self.annotations = [Annotation("persoon-1", start, start + 6), Annotation("datum", 0, 3)]
        return self


def test_what_a_reader_finds_goes_to_review(capsys: pytest.CaptureFixture[str]) -> None:
    finder = Finder([entry("person", "Jan Bos")], load_words(), [Deducer(FakeEngine())])
    text = "toen zei jan zwaluw dat"
    found = [(m.source, m.certain, text[m.start : m.end]) for m in finder.find(text)]
    assert ("roster", True, "jan") in found and any(
        not sure and "zwaluw" in written for _, sure, written in found
    )
    assert capsys.readouterr().out == ""


def test_without_deduce_the_message_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deducer.importlib.util, "find_spec", lambda name: None)
    assert deducer.name_lists() == ([], [])
    with pytest.raises(ParameterError, match="deduce is not installed"):
        Deducer().find("tekst")


def test_a_failing_library_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        raise RuntimeError("half a lookup table")

    monkeypatch.setattr(deducer, "is_installed", lambda: True)
    monkeypatch.setattr(deducer.importlib, "import_module", broken)
    with pytest.raises(ParameterError, match="could not be started"):
        Deducer().find("tekst")
    assert not logging.root.manager.disable


def test_entities_of_frog_are_placed_in_the_text() -> None:
    text = "Toen kwam Jan Bos uit Emmen."
    rows = [("Toen", "O"), ("kwam", "O"), ("Jan_Bos", "B-PER"), ("uit", "O"), ("Emmen", "B-LOC"), (".", "O")]
    columns = "\n".join(f"{n}\t{word}\t_\t_\t_\t_\t{tag}" for n, (word, tag) in enumerate(rows, start=1))
    found = read_entities(columns + "\n\n", text)
    assert [(m.kind, text[m.start : m.end]) for m in found] == [("person", "Jan Bos"), ("place", "Emmen")]


def test_frog_that_is_not_there_is_one_message() -> None:
    with pytest.raises(ParameterError, match="Frog did not read") as caught:
        Frog(program="no-such-frog").find("Jan Bos")
    assert "Bos" not in str(caught.value)


@pytest.mark.slow
def test_deduce_itself_finds_a_name() -> None:
    pytest.importorskip("deduce")
    if os.environ.get("DIANALYSIS_TEST_DEDUCE") != "1":
        pytest.skip("slow and large: set DIANALYSIS_TEST_DEDUCE=1")
    text = "Ik sprak met meneer Pietersen uit Groningen."
    found = {text[m.start : m.end]: m.kind for m in Deducer().find(text)}
    assert found["Groningen"] == "place" and any("Pietersen" in written for written in found)

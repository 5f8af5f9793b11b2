"""What a sceptic would try: broken lines, typing errors, compounds, names that are words, forms of a name."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from test_pseudonyms_release import segments

from dianalysis.errors import DataProblem
from dianalysis.interviews.pseudonyms import Finder, Register, list_candidates, load_words, merge, release
from dianalysis.interviews.pseudonyms.find import Place
from dianalysis.interviews.pseudonyms.roster import entry

ROSTER = (
    entry("person", "Klaas Veenhuis"),
    entry("person", "Wil de Groot"),
    entry("person", "Roos Bakker"),
    entry("person", "Anton Jansen"),
    entry("person", "Fatima el Amrani"),
    entry("person", "Krijn Zandbergen"),
    entry("company", "Bakkerij Bloem"),
    entry("company", "Kapsalon Knip"),
)
LONG = "dat hebben wij toen in het voorjaar geregeld met "
"""The start of a line that is full, so that it is broken off where the name stands."""


@pytest.fixture(autouse=True)
def only_shipped_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dianalysis.interviews.pseudonyms.words.SYSTEM_LISTS", ())


@pytest.fixture
def finder() -> Finder:
    return Finder(ROSTER, load_words())


def marked(finder: Finder, text: str) -> dict[str, bool]:
    """Return what is found in a text, and whether it is masked without review."""
    finder.learn([text])
    return {text[m.start : m.end]: m.certain for m in finder.find(text)}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (LONG + "Klaas\nVeenhuis en toen niet meer", "Klaas\nVeenhuis"),
        (LONG + "Klaas Veen-\nhuis en toen niet meer", "Klaas Veen-\nhuis"),
        (LONG + "fatima el\namrani en toen niet meer", "fatima el\namrani"),
        ("met Fatima el\u00a0Amrani gebeld", "Fatima el\u00a0Amrani"),
        ("dat zei flaas veenhuis", "flaas veenhuis"),
        ("dat zei klaas feenhuis", "klaas feenhuis"),
        ("volgens de Jansen-methode", "Jansen"),
        ("volgens de jansen-methode", "jansen"),
        ("dat is krijntje toch", "krijntje"),
        ("met Veenhuis' auto", "Veenhuis"),
        ("en Krijns zus", "Krijns"),
        ("in Knip’s zaak", "Knip’s"),
        ("dat doen we bij knip zo", "knip"),
        ("ja, Wil vond dat", "Wil"),
    ],
)
def test_a_known_name_is_masked(finder: Finder, text: str, written: str) -> None:
    assert marked(finder, text).get(written) is True


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("dat zei Jlaas", "Jlaas"),
        ("wil is ziek", "wil"),
        ("vraag het aan wil", "wil"),
        ("met roosje gebeld", "roosje"),
        ("Roos zei dat", "Roos"),
        ("wij van bloem doen mee", "bloem"),
        ("en bloems auto stond er", "bloems"),
        ("en K.V. heeft getekend", "K.V."),
        (LONG + "Joke\nBos en toen niet meer", "Joke\nBos"),
        (LONG + "Joke van\nder Wal en toen niet meer", "Joke van\nder Wal"),
        ("volgens de veenhuismethode", "veenhuismethode"),
        ("Riet Stoffels was er ook", "Riet Stoffels"),
        ("en mevrouw bakel kwam", "bakel"),
        ("en meneer kok kwam", "kok"),
        ("en meneer de wit kwam", "de wit"),
        ("mijn buurman bos kwam", "bos"),
        ("betsy van oel-ten kate was er", "betsy van oel-ten kate"),
        ("dat spel je als V-e-e-n-h-u-i-s", "V-e-e-n-h-u-i-s"),
    ],
)
def test_what_may_be_a_name_goes_to_review(finder: Finder, text: str, written: str) -> None:
    assert marked(finder, text).get(written) is False


@pytest.mark.parametrize(
    "text",
    [
        "ik wil dat niet",
        "wil je koffie",
        "hij wil wel",
        "de roos bloeit",
        "een bloem",
        "geen knip voor de neus",
    ],
)
def test_an_ordinary_use_of_a_word_stays(finder: Finder, text: str) -> None:
    assert not set(marked(finder, text)) & {"wil", "roos", "bloem"}


def test_a_verb_after_a_name_does_not_make_it_somebody_else(finder: Finder) -> None:
    found = [m for m in finder.find("ja, Klaas wil dat niet") if m.certain]
    assert [(m.end - m.start, m.keys) for m in found] == [(5, ("person:klaas-veenhuis",))]


def test_a_further_name_beside_a_known_one_is_not_that_person(finder: Finder) -> None:
    text = "samen met Antonia Vermaas gedaan"
    (one,) = [m for m in finder.find(text) if not m.certain]
    assert text[one.start : one.end] == "Antonia Vermaas" and one.keys == ()


def test_a_surname_is_learned_with_its_interfixes() -> None:
    finder = Finder(ROSTER, load_words())
    finder.learn(["en bouwbedrijf van ginkel trekt aan hem", "van ginkel betaalt meer"])
    text = "van ginkel betaalt meer"
    assert [text[m.start : m.end] for m in finder.find(text)] == ["van ginkel"]


def test_a_question_that_opens_with_a_verb_teaches_no_name() -> None:
    finder = Finder(ROSTER, load_words())
    finder.learn(["Blijft Knip meedoen? ja, dat blijft zo."])
    assert finder.find("ja, dat blijft zo") == []


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("mail k punt veen apenstaart gmail punt com", "email", "k punt veen apenstaart gmail punt com"),
        ("mail k.veen apenstaartje veen streepje bos punt nl graag", "email",
         "k.veen apenstaartje veen streepje bos punt nl"),
        ("rekening NL 91 ABNA 0417 1643 00 dus", "iban", "NL 91 ABNA 0417 1643 00"),
        ("rekening NL91 ABNA 04 17 16 43 00 dus", "iban", "NL91 ABNA 04 17 16 43 00"),
        ("twaalf vierendertig a b is de postcode", "postcode", "twaalf vierendertig a b"),
        ("postcode 1 2 3 4 a b", "postcode", "1 2 3 4 a b"),
    ],
)  # fmt: skip
def test_numbers_and_addresses_as_they_are_said(finder: Finder, text: str, kind: str, written: str) -> None:
    assert (kind, written) in [(m.kind, text[m.start : m.end]) for m in finder.find(text)]


@pytest.mark.parametrize("text", ["Projectleider: goed", "wegens de wegwerkzaamheden", "N.V. en B.V."])
def test_what_only_resembles_a_street_or_initials_stays(finder: Finder, text: str) -> None:
    assert not {m.source for m in finder.find(text)} & {"street", "initials"}


def test_a_name_on_two_lines_has_one_pseudonym_and_its_whole_name_in_the_register() -> None:
    table = segments((("A", LONG + "Klaas Veen-\nhuis"), ("A", "dat zei klaas veenhuis")))
    finder = Finder(merge(ROSTER), load_words())
    places: list[Place] = finder.find_all(table)
    listed = list_candidates(table, places)
    kept = {key: replace(one, decision="keep") for key, one in listed.items()}
    masked, register = release(table, places, kept, roster=merge(ROSTER), register=Register(), finder=finder)
    assert list(masked["text"]) == [LONG + "[persoon-01]", "dat zei [persoon-01]"]
    assert all("\n" not in written for one in register.entries.values() for written in one.written)


def test_an_interview_may_be_called_after_its_partner_and_by_no_other_name() -> None:
    known = (*ROSTER, entry("place", "Deventer"))
    for name, refused in (("mkb_deventer-r2-adviser-1f", False), ("gesprekveenhuis", True)):
        table: pd.DataFrame = segments((("A", "dat zei Klaas Veenhuis"),), name)
        table["partner"] = "mkb_deventer"
        finder = Finder(known, load_words())
        places = finder.find_all(table)
        if refused:
            with pytest.raises(DataProblem, match="name of interview 1") as caught:
                release(table, places, {}, roster=known, register=Register(), finder=finder)
            assert "veenhuis" not in str(caught.value)
        else:
            masked, _ = release(table, places, {}, roster=known, register=Register(), finder=finder)
            assert masked["text"].iloc[0] == "dat zei [persoon-01]"

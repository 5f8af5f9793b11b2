"""Names of a roster are found in every form; what only may be a name is never masked by itself."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dianalysis.errors import DataProblem
from dianalysis.interviews.pseudonyms.find import Finder
from dianalysis.interviews.pseudonyms.roster import (
    entry,
    merge,
    read_roster,
    roster_of_partners,
    roster_of_registration,
)
from dianalysis.interviews.pseudonyms.text import Mention
from dianalysis.interviews.pseudonyms.variants import company_forms, parse_person
from dianalysis.interviews.pseudonyms.words import load_words

ROSTER = (
    entry("person", "Jan van der Linden"),
    entry("person", "J.P. de Wit"),
    entry("person", "Johannes in 't Veld"),
    entry("person", "Annemiek de Vries-Postma"),
    entry("person", "Mariska Oosterhuis"),
    entry("person", "Cornelis Meijer"),
    entry("company", "Bakkerij De Wissel B.V."),
    entry("company", "Bloem"),
    entry("company", "Kuipers & Zn."),
    entry("company", "Metaaltechniek Van Eerd"),
    entry("place", "Deventer"),
    entry("place", "Ede"),
)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(ROSTER, load_words())


def certain(finder: Finder, text: str) -> list[str]:
    return [text[m.start : m.end] for m in finder.find(text) if m.certain]


def to_review(finder: Finder, text: str) -> list[str]:
    return [text[m.start : m.end] for m in finder.find(text) if not m.certain]


@pytest.mark.parametrize(
    ("name", "given", "interfix", "surname"),
    [
        ("Jan van der Linden", ("jan",), ("van", "der"), ("linden",)),
        ("Linden, J. van der", (), ("van", "der"), ("linden",)),
        ("dhr. J.P. de Wit", (), ("de",), ("wit",)),
        ("Johannes in 't Veld", ("johannes",), ("in", "t"), ("veld",)),
        ("Annemiek de Vries-Postma", ("annemiek",), ("de",), ("vries", "postma")),
        ("mevrouw Bakker", (), (), ("bakker",)),
        ("Jan Willem Bos", ("jan", "willem"), (), ("bos",)),
    ],
)
def test_a_name_is_taken_apart(
    name: str, given: tuple[str, ...], interfix: tuple[str, ...], surname: tuple[str, ...]
) -> None:
    parts = parse_person(name)
    assert (parts.given, parts.interfix, parts.surname) == (given, interfix, surname)


def test_a_company_has_short_forms() -> None:
    forms = {form.words: form.distinct for form in company_forms("Bakkerij De Wissel B.V.")}
    assert forms[("bakkery", "de", "wissel")] and not forms[("de", "wissel")] and not forms[("wissel",)]
    assert ("kuipers", "en", "zn") in {form.words for form in company_forms("Kuipers & Zn.")}


@pytest.mark.parametrize(
    ("text", "masked", "key"),
    [
        ("toen belde jan van der linden weer", "jan van der linden", "person:jan-van-der-linden"),
        ("toen belde jan v.d. Linden weer", "jan v.d. Linden", "person:jan-van-der-linden"),
        ("toen belde jan vd lindn weer", "jan vd lindn", "person:jan-van-der-linden"),
        ("en meneer de wit zei van wel", "de wit", "person:jp-de-wit"),
        ("dat was J.P. de Wit zelf", "J.P. de Wit", "person:jp-de-wit"),
        ("en toen kwam hans in t veld", "hans in t veld", "person:johannes-in-t-veld"),
        ("ja, mevrouw Postma is er", "Postma", "person:annemiek-de-vries-postma"),
        ("daar zat mariska osterhuis", "mariska osterhuis", "person:mariska-oosterhuis"),
        ("bij slager meyer dus", "meyer", "person:cornelis-meyer"),
        ("wij van bakkerij de wissel doen mee", "bakkerij de wissel", "company:bakkery-de-wissel-bv"),
        ("dat deed Bloem goed", "Bloem", "company:bloem"),
        ("dat deed bloem bv goed", "bloem bv", "company:bloem"),
        ("bij kuipers en zn was het stil", "kuipers en zn", "company:kuipers-zn"),
        ("bij metaaltechniek van eert dus", "metaaltechniek van eert", "company:metaaltechniek-van-eerd"),
        ("de deventerse bedrijven", "deventerse", "place:deventer"),
        ("hij komt uit Ede geloof ik", "Ede", "place:ede"),
    ],
)
def test_a_known_name_is_masked_in_every_form(finder: Finder, text: str, masked: str, key: str) -> None:
    found = [(text[m.start : m.end], m.keys) for m in finder.find(text) if m.certain]
    assert (masked, (key,)) in found


@pytest.mark.parametrize(
    "text",
    [
        "wij leveren een bloem per klant",
        "de wissel van de ploegen",
        "een wit hek om de tuin",
        "onder de linden",
    ],
)
def test_a_name_that_is_a_word_is_not_masked_by_itself(finder: Finder, text: str) -> None:
    assert certain(finder, text) == []


@pytest.mark.parametrize("text", ["we gingen naar bloem toe", "toen kwam de wissel langs"])
def test_a_name_that_is_a_word_goes_to_review(finder: Finder, text: str) -> None:
    assert to_review(finder, text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("en toen kwam Gerdien binnen", "Gerdien"),
        ("en toen kwam greetje binnen", "greetje"),
        ("mijn collega frumzel zei dat", "frumzel"),
        ("we gingen naar zutphen samen", "zutphen"),
        ("dat was van Janneke de Boer zelf", "Janneke de Boer"),
        ("ook griet van der meer kwam", "griet van der meer"),
    ],
)
def test_an_unknown_name_goes_to_review(finder: Finder, text: str, left: str) -> None:
    assert left in to_review(finder, text) and certain(finder, text) == []


def test_a_first_name_with_another_surname_is_somebody_else(finder: Finder) -> None:
    text = "dat was Jan Pietersen toch"
    assert finder.find(text) == [Mention(8, 21, "person", "roster", (), True)]


def test_who_is_met_with_a_capital_is_found_in_small_letters() -> None:
    finder = Finder(ROSTER, load_words())
    text = "en toen zei zwiertje dat"
    finder.learn(["Dat was Zwiertje van kantoor", text])
    assert [m.source for m in finder.find(text)] == ["named elsewhere"]


def test_a_pseudonym_is_not_a_name(finder: Finder) -> None:
    assert finder.find("dat zei [persoon-03] van [bedrijf-12] ook") == []


def test_two_with_one_name_are_told_apart_by_the_interview() -> None:
    finder = Finder([entry("person", "Jan Bakker"), entry("person", "Jan Mulder")], load_words())
    rows = [
        ("a/001", "a", "dat zei Jan Mulder"),
        ("a/002", "a", "ja, zei Jan toen"),
        ("b/001", "b", "ja, zei Jan toen"),
    ]
    table = pd.DataFrame(rows, columns=["segment_id", "interview_id", "text"]).assign(
        speaker=None, question=None
    )
    keys = [place.mention.keys for place in finder.find_all(table)]
    assert keys == [("person:jan-mulder",), ("person:jan-mulder",), ()]


def test_a_nickname_alone_does_not_say_who_is_meant() -> None:
    finder = Finder([entry("person", "Cornelis Meijer")], load_words())
    rows = [("a/001", "a", "dat zei Kees zelf"), ("b/001", "b", "dat zei Kees zelf, ja, Cornelis Meijer")]
    table = pd.DataFrame(rows, columns=["segment_id", "interview_id", "text"])
    table = table.assign(speaker=None, question=None)
    places = finder.find_all(table)
    assert all(place.mention.certain for place in places)
    known = ("person:cornelis-meyer",)
    assert [place.mention.keys for place in places] == [(), known, known]


def test_a_registration_gives_a_roster() -> None:
    frame = pd.DataFrame(
        {"contact_name": ["Piet Bos en Anna Vos", None], "firm_name": ["X BV", "X BV"], "note": ["Els", ""]}
    )
    assert [(e.kind, e.name) for e in roster_of_registration([frame])] == [
        ("person", "Piet Bos"),
        ("person", "Anna Vos"),
        ("company", "X BV"),
    ]


def test_partners_are_masked_when_asked() -> None:
    frame = pd.DataFrame(
        {"partner": ["mkb_deventer"], "label": ["MKB Deventer"], "full_name_nl": ["Belangen van het mkb"]}
    )
    finder = Finder(roster_of_partners(frame), load_words())
    text = "dat deed mkb deventer voor ons"
    assert [(m.kind, text[m.start : m.end]) for m in finder.find(text) if m.certain] == [
        ("partner", "mkb deventer")
    ]


def test_a_roster_is_read_and_its_faults_are_named_without_the_name(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("kind,name,aliases\nperson,Truus Geheim,tru;truusje\n", encoding="utf-8")
    assert read_roster(path)[0].aliases == ("tru", "truusje")
    path.write_text("kind,name\nperson,Truus Geheim\nboss,Piet Geheim\n", encoding="utf-8")
    with pytest.raises(DataProblem, match="row 3") as caught:
        read_roster(path)
    assert "Geheim" not in str(caught.value)


def test_entries_of_one_name_become_one() -> None:
    both = merge([entry("person", "Jan Bos", ["janneman"]), entry("person", "jan bos", ["Bossie"])])
    assert len(both) == 1 and {"janneman", "Bossie"} <= set(both[0].aliases)

"""Nothing leaves while a candidate is undecided; decisions survive a re-run; what leaves holds no name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dianalysis.errors import DataProblem, Unreadable
from dianalysis.interviews.pseudonyms import (
    Finder,
    Register,
    carry_over,
    leaks_in_segments,
    list_candidates,
    load_words,
    merge,
    read_review,
    release,
    require_decided,
    write_review,
)
from dianalysis.interviews.pseudonyms.review import Candidate, Key
from dianalysis.interviews.pseudonyms.roster import Entry, entry, roster_of_partners
from dianalysis.interviews.segments import SEGMENT_COLUMNS

ROSTER = (entry("person", "Jan van der Linden"), entry("company", "Bakkerij De Wissel B.V."))
TURNS = (
    ("Jan", "ja met jan van der linden, van De Wissel"),
    ("Adviseur", "en Gerdien was er ook, en de bos van sleutels"),
    ("Jan", "bel gerdien maar op 06-12345678, of jan vd lindn"),
)


def segments(turns: tuple[tuple[str, str], ...] = TURNS, name: str = "gesprek") -> pd.DataFrame:
    rows = [
        (f"{name}/{n:03d}", name, "1", "goc", "entrepreneur", None, speaker, None, n, text)
        for n, (speaker, text) in enumerate(turns, start=1)
    ]
    return pd.DataFrame(rows, columns=list(SEGMENT_COLUMNS))


def decided(listed: dict[Key, Candidate], **how: str) -> dict[Key, Candidate]:
    return {key: replace(one, decision=how.get(one.written.lower(), "keep")) for key, one in listed.items()}


def run(
    table: pd.DataFrame, register: Register, known: tuple[Entry, ...] = ROSTER, **how: str
) -> tuple[pd.DataFrame, Register]:
    roster = merge([*known, *register.roster()])
    finder = Finder(roster, load_words())
    places = finder.find_all(table)
    listed = decided(list_candidates(table, places), **how)
    return release(table, places, listed, roster=roster, register=register, finder=finder)


def test_nothing_is_released_while_one_is_undecided() -> None:
    table = segments()
    finder = Finder(ROSTER, load_words())
    places = finder.find_all(table)
    listed = list_candidates(table, places)
    with pytest.raises(DataProblem, match=r"candidates are undecided.*gesprek/002") as caught:
        release(table, places, listed, roster=ROSTER, register=Register(), finder=finder)
    assert "Gerdien" not in str(caught.value) and caught.value.exit_code == 1
    one_left = decided(listed)
    last = next(reversed(one_left))
    one_left[last] = replace(one_left[last], decision="undecided")
    with pytest.raises(DataProblem, match="1 candidates"):
        require_decided(one_left.values(), file="review.csv")


def test_names_are_replaced_and_the_rest_stays() -> None:
    table = segments()
    masked, register = run(table, Register(), gerdien="mask as person")
    assert masked["text"].tolist() == [
        "ja met [persoon-01], van [bedrijf-01]",
        "en [persoon-02] was er ook, en de bos van sleutels",
        "bel [persoon-02] maar op [telefoon-01], of [persoon-01]",
    ]
    assert masked["speaker"].tolist() == ["[persoon-01]", "Adviseur", "[persoon-01]"]
    assert table.equals(segments())
    assert leaks_in_segments(masked, register, words=load_words()) == []
    assert leaks_in_segments(table, register, words=load_words()) == [
        "gesprek/001",
        "gesprek/002",
        "gesprek/003",
    ]


def test_the_same_person_has_the_same_pseudonym_in_the_next_round() -> None:
    _, first = run(segments(), Register(), gerdien="mask as person")
    later = segments((("A", "toen belde gerdien met Jan"), ("B", "en met de wissel, De Wissel dus")), "later")
    masked, second = run(later, first)
    assert masked["text"].iloc[0] == "toen belde [persoon-02] met [persoon-01]"
    assert set(first.entries) == set(second.entries)


def test_a_word_masked_in_one_place_stays_a_word_elsewhere() -> None:
    table = segments((("A", "dat was van Kast zelf"), ("A", "een kast van een huis")))
    masked, register = run(table, Register(), kast="mask as company")
    assert masked["text"].tolist() == ["dat was van [bedrijf-01] zelf", "een kast van een huis"]
    assert register.roster() == () and leaks_in_segments(masked, register, words=load_words()) == []
    again, grown = run(table, register, kast="mask as company")
    assert again.equals(masked) and grown.entries == register.entries


def test_somebody_else_with_a_known_first_name_has_a_pseudonym_of_his_own() -> None:
    table = segments((("A", "dat was Jan Pietersen, niet Jan van der Linden"),))
    masked, register = run(table, Register())
    assert masked["text"].tolist() == ["dat was [persoon-01], niet [persoon-02]"]
    assert {one.name for one in register.entries.values()} == {"Jan Pietersen", "Jan van der Linden"}


def test_release_is_idempotent() -> None:
    masked, register = run(segments(), Register(), gerdien="mask as person")
    again, grown = run(masked, register)
    assert again.equals(masked) and grown.entries == register.entries


def test_a_row_may_name_the_pseudonym_it_belongs_to() -> None:
    _, register = run(segments(), Register(), gerdien="mask as person")
    table = segments((("A", "de snotneus zei Dientje toen"),))
    finder = Finder(ROSTER, load_words())
    places = finder.find_all(table)
    listed = list_candidates(table, places)
    same = {k: replace(one, decision="mask as person", same_as="persoon-02") for k, one in listed.items()}
    masked, _ = release(table, places, same, roster=ROSTER, register=register, finder=finder)
    assert "[persoon-02]" in masked["text"].iloc[0]
    wrong = {k: replace(one, decision="mask as company", same_as="persoon-02") for k, one in listed.items()}
    with pytest.raises(DataProblem, match="of another kind"):
        release(table, places, wrong, roster=ROSTER, register=register, finder=finder)


def test_the_name_of_an_interview_may_hold_no_name() -> None:
    with pytest.raises(DataProblem, match="name of interview 1") as caught:
        run(segments(name="jan_van_der_linden"), Register(), gerdien="keep")
    assert "linden" not in str(caught.value)


def test_a_masked_partner_is_masked_in_its_column_too() -> None:
    partners = pd.DataFrame({"partner": ["goc"], "label": ["GOC"], "full_name_nl": ["Kenniscentrum"]})
    masked, _ = run(segments(), Register(), (*ROSTER, *roster_of_partners(partners)))
    assert set(masked["partner"]) == {"[partner-01]"}


def test_decisions_survive_a_rerun(tmp_path: Path) -> None:
    path = tmp_path / "private" / "review.csv"
    table = segments()
    listed = list_candidates(table, Finder(ROSTER, load_words()).find_all(table))
    write_review(path, decided(listed, gerdien="mask as person").values(), [])
    assert path.stat().st_mode & 0o777 == 0o600 and "PERSONAL DATA" in path.read_text().splitlines()[0]
    fewer = table.iloc[:2]
    found = list_candidates(fewer, Finder(ROSTER, load_words()).find_all(fewer))
    carried, gone = carry_over(found, read_review(path))
    assert {one.decision for one in carried.values()} <= {"keep", "mask as person"} and gone
    write_review(path, carried.values(), gone)
    back, none_gone = carry_over(listed, read_review(path))
    assert not none_gone and all(one.decision != "undecided" for one in back.values())


def test_a_decision_may_apply_everywhere() -> None:
    table = segments((("A", "dat zei Gerdien"), ("A", "nee hoor, zei Gerdien weer")))
    listed = list_candidates(table, Finder((), load_words()).find_all(table))
    first = replace(next(iter(listed.values())), decision="mask as person", applies="everywhere")
    carried, _ = carry_over(listed, [first])
    assert [one.decision for one in carried.values()] == ["mask as person", "mask as person"]
    alone, _ = carry_over(listed, [replace(first, applies="here")])
    assert [one.decision for one in alone.values()] == ["mask as person", "undecided"]


def test_a_review_saved_by_a_dutch_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    table = segments()
    listed = list_candidates(table, Finder(ROSTER, load_words()).find_all(table))
    write_review(path, listed.values(), [])
    frame = pd.read_csv(path, skiprows=3, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    frame["decision"] = "Keep"
    frame.to_csv(path, sep=";", index=False, encoding="cp1252")
    assert [one.decision for one in read_review(path)] == ["keep"] * len(listed)


@pytest.mark.parametrize(("column", "value"), [("decision", "mask as boss"), ("applies", "sometimes")])
def test_a_wrong_cell_is_named_by_its_row(tmp_path: Path, column: str, value: str) -> None:
    path = tmp_path / "review.csv"
    table = segments()
    listed = list(list_candidates(table, Finder(ROSTER, load_words()).find_all(table)).values())
    write_review(path, [replace(listed[0], **{column: value})], [])
    with pytest.raises(DataProblem, match=rf"row 5, column {column}") as caught:
        read_review(path)
    assert listed[0].written not in str(caught.value)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text("candidate_id,decision\n1,keep\n")
    with pytest.raises(Unreadable, match="column applies"):
        read_review(path)

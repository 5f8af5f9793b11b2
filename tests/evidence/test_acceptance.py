"""What makes a lesson stale, one change at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from toy_evidence import ROOT, accepted_results

from dianalysis.errors import DataProblem, ParameterError, Unreadable
from dianalysis.evidence import accept_register, find_stale, read_accepted
from dianalysis.evidence.acceptance import ACCEPTED, HISTORY, SEGMENTS, Accepted
from dianalysis.evidence.project import hold_lessons
from dianalysis.evidence.register import Register

GRADE = "satisfaction/grade_8_or_more_share/complete/monitor_3"
CLAIMS = "published_audit/audit_share/printed_figures/table_group=claims/contradiction"
ON = dt.date(2026, 1, 2)


@pytest.fixture(scope="module")
def register() -> Register:
    return hold_lessons(accepted_results(), ROOT).register


def changes(register: Register, accepted: Accepted | None = None, *, is_printed: bool = True) -> pd.DataFrame:
    """What changed since acceptance; that a lesson has nothing but the reconstruction is told apart."""
    stale = find_stale(register, accepted or read_accepted(ROOT.evidence), is_printed=is_printed)
    return stale[stale["what"] != "reconstruction"].reset_index(drop=True)


def stale_of(results: pd.DataFrame, *, is_printed: bool = True) -> pd.DataFrame:
    return changes(hold_lessons(results, ROOT).register, is_printed=is_printed)


def test_what_was_accepted_is_not_stale(register: Register) -> None:
    assert changes(register).empty


def test_an_estimate_outside_its_interval_makes_its_lesson_stale() -> None:
    stale = stale_of(accepted_results(**{GRADE: {"estimate": 0.2, "conf_low": 0.1, "conf_high": 0.3}}))
    failing = stale[stale["fails"]]
    assert set(failing["lesson"]) == {"L-support"}
    row = failing[failing["what"] == "estimate"].iloc[0]
    assert row["target"] == GRADE
    assert "-> 0.2" in row["detail"]
    assert "verdict" in set(failing["what"])  # it no longer holds


def test_an_estimate_that_moved_within_its_interval_is_told_and_does_not_fail() -> None:
    stale = stale_of(accepted_results(**{GRADE: {"estimate": 0.70}}))
    assert list(stale["what"]) == ["moved"]
    assert not stale["fails"].any()


def test_an_estimate_without_interval_may_not_move_at_all() -> None:
    stale = stale_of(accepted_results(**{CLAIMS: {"estimate": 0.0625}}))
    assert list(stale[stale["fails"]]["what"]) == ["estimate"]
    assert list(stale["lesson"]) == ["L-claims"]


def test_another_n_makes_it_stale() -> None:
    stale = stale_of(accepted_results(**{GRADE: {"n": 475}}))
    assert list(zip(stale["lesson"], stale["what"], stale["detail"], strict=True)) == [
        ("L-support", "n", "476 -> 475")
    ]


def test_another_basis_makes_it_stale() -> None:
    stale = stale_of(accepted_results(**{GRADE: {"basis": "reconstructed"}}))
    assert set(stale["lesson"]) == {"L-support"}
    assert "identified -> reconstructed" in set(stale["detail"])


def test_a_result_that_is_gone_does_not_resolve() -> None:
    results = accepted_results()
    stale = stale_of(results[results["result_id"] != GRADE])
    row = stale[stale["what"] == "unresolved"].iloc[0]
    assert (row["lesson"], row["target"]) == ("L-support", GRADE)
    assert "no such result" in row["detail"]
    assert not stale["what"].isin(["n", "estimate"]).any()  # said once


def test_a_study_that_did_not_run_is_named() -> None:
    results = accepted_results()
    stale = stale_of(results[results["study"] != "satisfaction"])
    assert (stale["detail"] == "the run has no results of satisfaction").sum() == 2


def test_a_segment_that_went_or_turned_makes_it_stale(register: Register) -> None:
    told = register.segments
    name = told.loc[told["lesson"] == "L-region", "segment_id"].iloc[0]
    less = replace(register, segments=told[told["segment_id"] != name])
    stale = changes(less)
    assert "L-region" in set(stale["lesson"])
    assert (stale["what"] == "segment").all()
    assert stale["detail"].str.startswith("no longer").all()
    here = (told["segment_id"] == name) & (told["lesson"] == "L-region")
    turned = replace(register, segments=told.assign(valence=told["valence"].mask(here, "contradicts")))
    details = changes(turned)["detail"]
    assert details.str.contains("no longer").sum() == 1
    assert details.str.contains("not accepted").sum() == 1


def test_a_new_link_and_one_that_went_are_stale(register: Register) -> None:
    accepted = read_accepted(ROOT.evidence)
    fewer = replace(accepted, links=accepted.links[accepted.links["target"] != GRADE])
    assert list(changes(register, fewer)["what"]) == ["new"]
    less = replace(register, links=register.links[register.links["target"] != GRADE])
    assert list(changes(less, accepted)["what"]) == ["gone"]
    assert changes(less, accepted, is_printed=False).empty


def test_a_lesson_on_the_reconstruction_alone_is_told_and_stays_open(register: Register) -> None:
    lessons = register.lessons.set_index("lesson")
    stale = find_stale(register, read_accepted(ROOT.evidence), is_printed=True)
    told = stale[stale["what"] == "reconstruction"]
    assert set(told["lesson"]) == set(lessons.index[lessons["reconstruction_only"]]) == {"L-partners"}
    assert not told["fails"].any()
    assert lessons.loc["L-partners", ["verdict", "lacks"]].tolist() == ["not_testable", "draws"]


def test_another_verdict_fails_for_the_demo_and_is_told_for_own_exports(register: Register) -> None:
    lessons = register.lessons
    other = lessons["verdict"].mask(lessons["lesson"] == "L-growth", "contested")
    changed = replace(register, lessons=lessons.assign(verdict=other))
    for is_printed in (True, False):
        stale = changes(changed, is_printed=is_printed)
        assert list(stale["detail"]) == ["supported -> contested"]
        assert list(stale["fails"]) == [is_printed]


def test_accepting_writes_what_is_read_again_and_says_why(register: Register, tmp_path: Path) -> None:
    first = accept_register(register, 3, reason="first\nreading", on=ON, folder=tmp_path)
    assert changes(register, read_accepted(tmp_path)).empty
    again = accept_register(register, 0, reason="again", on=ON, folder=tmp_path)
    assert first == again  # the same register, the same bytes
    history = pd.read_csv(tmp_path / HISTORY, dtype=str)
    assert list(history["reason"]) == ["first reading", "again"]
    assert list(history["date"]) == ["2026-01-02"] * 2


def test_a_register_without_acceptance_is_wholly_new(register: Register, tmp_path: Path) -> None:
    stale = changes(register, read_accepted(tmp_path))
    assert set(stale["lesson"]) == set(register.lessons["lesson"])
    assert stale["fails"].all()


def test_accepting_needs_a_reason_and_links_that_resolve(register: Register, tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="needs a reason"):
        accept_register(register, 1, reason="  ", on=ON, folder=tmp_path)
    broken = replace(register, links=register.links.assign(problem="the run has no such result"))
    with pytest.raises(DataProblem, match="unresolved"):
        accept_register(broken, 1, reason="try", on=ON, folder=tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("file", "old", "new", "match"),
    [
        (ACCEPTED, "lesson,kind", "lesson,sort", "columns"),
        (ACCEPTED, ",result,", ",results,", "kind of an accepted row"),
        (ACCEPTED, ",476.0,", ",many,", "number cannot be read"),
        (SEGMENTS, "valence", "value", "columns"),
    ],
)
def test_a_file_that_was_edited_is_refused(
    register: Register, tmp_path: Path, file: str, old: str, new: str, match: str
) -> None:
    accept_register(register, 1, reason="first", on=ON, folder=tmp_path)
    text = (tmp_path / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises((DataProblem, Unreadable), match=match):
        read_accepted(tmp_path)


def test_a_link_accepted_twice_is_refused(register: Register, tmp_path: Path) -> None:
    accept_register(register, 1, reason="first", on=ON, folder=tmp_path)
    lines = (tmp_path / ACCEPTED).read_text("utf-8").splitlines(keepends=True)
    (tmp_path / ACCEPTED).write_text("".join([*lines, lines[1]]), encoding="utf-8")
    with pytest.raises(DataProblem, match="accepted twice"):
        read_accepted(tmp_path)

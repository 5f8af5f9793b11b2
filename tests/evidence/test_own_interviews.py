"""Own results are held against own interviews and nothing else; the printed ones stand apart."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from toy_evidence import ROOT, accepted_results

from dianalysis import evidence, figures, sentences, tables
from dianalysis.codebook import load_codebook
from dianalysis.errors import ParameterError
from dianalysis.evidence import find_stale, read_accepted
from dianalysis.evidence.project import hold_lessons
from dianalysis.formats import open_page
from dianalysis.interviews.coding import CodedInterviews, no_interviews, read_own, read_published
from dianalysis.interviews.released import seal
from dianalysis.paths import RunPaths
from dianalysis.pipeline import interviews_of_run

CODEBOOK = load_codebook(ROOT.codebook)
PARTNERS = ("goc", "svh", "vhg", "lltb")
SECRET = "what somebody said in confidence"


def own_interviews(folder: Path, *, codes: dict[str, dict[str, int]]) -> CodedInterviews:
    """Release and code segments: for each code how many support, qualify and contradict it."""
    folder.mkdir()
    segments, codings = [], []
    for code, valences in codes.items():
        for valence, number in valences.items():
            for _ in range(number):
                place = len(segments)
                partner = PARTNERS[place % len(PARTNERS)]
                talk = f"talk{place}"
                segments.append((f"{talk}/001", talk, partner, "entrepreneur", "1", SECRET))
                codings.append((f"{talk}/001", code, valence, "ann"))
    columns = ["segment_id", "interview_id", "partner", "role", "round", "text"]
    pd.DataFrame(segments, columns=columns).to_csv(folder / "segments.csv", index=False)
    columns = ["segment_id", "code", "valence", "coder"]
    pd.DataFrame(codings, columns=columns).to_csv(folder / "codings.csv", index=False)
    seal(folder, ["segments.csv"])
    return read_own(folder, CODEBOOK)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> CodedInterviews:
    codes = {
        "regional_cooperation": {"contradicts": 12},
        "instruments": {"supports": 11, "contradicts": 2},
        "one_adviser": {"supports": 2},
    }
    return own_interviews(tmp_path_factory.mktemp("own") / "interviews", codes=codes)


@pytest.fixture(scope="module")
def results() -> pd.DataFrame:
    found = accepted_results()
    return found[found["study"] != "published_audit"].assign(basis="data")


@pytest.fixture(scope="module")
def overview(results: pd.DataFrame, own: CodedInterviews) -> evidence.Overview:
    return evidence.open_overview(results, ROOT, interviews=own)


def test_own_segments_alone_make_the_strand(results: pd.DataFrame, own: CodedInterviews) -> None:
    held = hold_lessons(results, ROOT, interviews=own)
    lessons = held.register.lessons.set_index("lesson")
    assert not held.is_printed
    assert lessons.loc["L-region", ["verdict", "segments_against", "partners"]].tolist() == [
        "contradicted", 12, 4,
    ]  # fmt: skip
    assert lessons.loc["L-instruments", ["qualitative", "segments"]].tolist() == ["for", 13]
    assert lessons.loc["L-ambassadors", ["verdict", "segments", "lacks"]].tolist() == [
        "not_testable", 0, "no_told",
    ]  # fmt: skip
    assert set(held.register.segments["segment_id"]) <= set(own.segments["segment_id"])


def test_without_own_interviews_the_strand_is_silent_and_print_takes_no_place(results: pd.DataFrame) -> None:
    for held in (hold_lessons(results, ROOT), hold_lessons(results, ROOT, interviews=no_interviews())):
        lessons = held.register.lessons
        assert (lessons["segments"] == 0).all() and (lessons["qualitative"] == "none").all()
        assert (lessons.loc[lessons["kind"] == "experience", "verdict"] == "not_testable").all()
        assert len(held.beside)


def test_printed_interviews_stand_beside_with_what_they_come_to(
    results: pd.DataFrame, own: CodedInterviews
) -> None:
    beside = hold_lessons(results, ROOT, interviews=own).beside.set_index("lesson")
    demo = hold_lessons(accepted_results(), ROOT)
    weighed = demo.register.lessons.set_index("lesson")
    for name in ("qualitative", "segments", "segments_against", "partners"):
        assert beside[name].tolist() == weighed[name].tolist()
    assert demo.beside.empty


def test_two_sources_are_never_mixed(results: pd.DataFrame, own: CodedInterviews) -> None:
    printed = read_published(ROOT.interviews, CODEBOOK)
    for table, interviews in ((accepted_results(), own), (results, printed)):
        with pytest.raises(ParameterError, match="different sources"):
            hold_lessons(table, ROOT, interviews=interviews)


def test_a_run_on_own_exports_without_results_of_its_own_is_no_demo(own: CodedInterviews) -> None:
    held = hold_lessons(accepted_results().iloc[:0], ROOT, allow_empty=True, interviews=own)
    assert not held.is_printed
    assert held.register.lessons.set_index("lesson").loc["L-region", "segments"] == 12


def test_counts_pass_the_gate_and_what_was_said_stays_away(overview: evidence.Overview) -> None:
    lessons = overview.lessons.set_index("lesson")
    assert lessons.loc["L-region", ["told_hidden", "segments_against"]].tolist() == [False, 12]
    for name in (
        "L-instruments",
        "L-fixed-contact",
    ):  # 11 with 2 against, and 2: both would show a small number
        assert lessons.loc[name, "told_hidden"]
        assert pd.isna(lessons.loc[name, "segments_for"]) and pd.isna(lessons.loc[name, "segments"])
    assert overview.segments.empty
    codes = overview.links[overview.links["kind"] == "code"]
    assert codes[["n", "segments_for", "segments_against", "partners"]].isna().all(axis=None)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_shows_what_may_be_shown_in_words(overview: evidence.Overview, lang: str) -> None:
    page, one = open_page(lang), overview
    table = tables.table_lessons(one.lessons, page=page).as_raw_html()
    blocks = tables.table_lesson_blocks(one.lessons, one.links, one.segments, one.settle, page=page).data
    drawn = [text.get_text() for text in figures.plot_lessons(one.lessons, page=page).axes[0].texts]
    few = page.word("lesson_told_few").format(strand=page.word("strand_for"))
    assert few in table and few in blocks and few in drawn
    block = blocks.partition('id="L-region"')[2].partition("</section>")[0]
    assert page.word("lesson_own_against").format(number="12") in block
    block = blocks.partition('id="L-instruments"')[2].partition("</section>")[0]
    assert page.word("lesson_own_against_few") in block
    block = blocks.partition('id="L-fixed-contact"')[2].partition("</section>")[0]
    assert page.word("lesson_nothing_against") in block
    for text in (table, blocks, *drawn):
        assert SECRET not in text and "nan" not in text.split() and "&lt;NA&gt;" not in text


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_sentence_says_whose_interviews_they_are(
    overview: evidence.Overview, results: pd.DataFrame, lang: str
) -> None:
    page = open_page(lang)
    none = evidence.open_overview(results, ROOT)
    said, silent = (
        sentences.describe_register(one.lessons, one.links, one.segments, page=page)
        for one in (overview, none)
    )
    assert {"nl": "eigen gesprekken", "en": "Own interviews"}[lang] in said
    assert {"nl": "geen gecodeerde gesprekken", "en": "No coded interviews"}[lang] in silent


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_table_beside_holds_both_or_says_there_is_nothing(overview: evidence.Overview, lang: str) -> None:
    page = open_page(lang)
    html = tables.table_lessons_beside(overview.beside, page=page).as_raw_html()
    line = html.partition(overview.beside.set_index("lesson").loc["L-region", f"title_{lang}"])[2]
    own_first, printed = page.word("strand_against"), page.word("strand_for")
    assert line.index(own_first) < line.index(printed)
    demo = evidence.open_overview(accepted_results(), ROOT)
    said = tables.table_lessons_beside(demo.beside, page=page).as_raw_html()
    assert page.word("lessons_beside_none") in said


def test_what_was_accepted_of_the_demo_fails_no_own_run(results: pd.DataFrame, own: CodedInterviews) -> None:
    moved = results.assign(estimate=results["estimate"] * 0.5, n=100)
    register = hold_lessons(moved, ROOT, interviews=own).register
    stale = find_stale(register, read_accepted(ROOT.evidence), is_printed=False)
    assert {"estimate", "verdict"} <= set(stale["what"]) and not stale["fails"].any()
    assert not stale["what"].isin(["n", "segment", "new", "gone"]).any()


def test_a_result_an_own_run_has_not_made_fails_and_one_not_released_is_told(
    results: pd.DataFrame, own: CodedInterviews
) -> None:
    money = "followup/condition_top_two_share/complete/monitor_3/budget"
    gone = results[results["result_id"] != money]
    hidden = results.copy()
    hidden.loc[hidden["result_id"] == money, ["estimate", "conf_low", "conf_high"]] = float("nan")
    for table, fails in ((gone, True), (hidden, False)):
        register = hold_lessons(table, ROOT, interviews=own).register
        stale = find_stale(register, read_accepted(ROOT.evidence), is_printed=False)
        row = stale[stale["what"] == "unresolved"].iloc[0]
        assert (row["target"], row["fails"]) == (money, fails)


def test_a_run_brings_its_own_interviews_or_none(tmp_path: Path) -> None:
    assert interviews_of_run(RunPaths(tmp_path), is_own=True).is_empty
    assert interviews_of_run(RunPaths(tmp_path), is_own=False).basis == "published"

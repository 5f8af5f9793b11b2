"""The page on lessons: the register of the project in both languages, with results and without."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from dianalysis import evidence, figures, sentences, tables
from dianalysis.disclosure import release
from dianalysis.formats import open_page
from dianalysis.paths import ProjectPaths
from dianalysis.results import empty_results, make_results
from dianalysis.sentences.lessons import describe_lesson_counts
from dianalysis.tables.lesson_words import say_verdict

MONEY = "followup/condition_rank/complete/monitor_3/budget"


@pytest.fixture(scope="module")
def paths() -> ProjectPaths:
    return ProjectPaths.find()


@pytest.fixture(scope="module")
def without(paths: ProjectPaths) -> evidence.Overview:
    return evidence.open_overview(empty_results(), paths)


@pytest.fixture(scope="module")
def with_money(paths: ProjectPaths) -> evidence.Overview:
    row = {
        "measure": "condition_rank", "population": "complete", "wave": "monitor_3",
        "term": "budget", "estimate": 2.5, "conf_low": 2.0, "conf_high": 3.0, "conf_level": 0.95,
        "n": 400, "method": "rank", "basis": "published",
    }  # fmt: skip
    return evidence.open_overview(make_results([row], study="followup"), paths)


def test_a_run_without_results_leaves_every_link_open_and_says_so(without: evidence.Overview) -> None:
    results = without.links[without.links["kind"] == "result"]
    assert len(results) and (results["problem"] != "").all()
    said = sentences.describe_register(without.lessons, without.links, without.segments, page=open_page("en"))
    assert str(len(results)) in said and "absent from this run" in said


def test_a_result_moves_its_lesson_and_no_other(
    without: evidence.Overview, with_money: evidence.Overview
) -> None:
    before, after = (one.lessons.set_index("lesson")["results_for"] for one in (without, with_money))
    assert list(after.index[after != before]) == ["L-money"]
    link = with_money.links.set_index("target").loc[MONEY]
    assert (link["term"], link["problem"]) == ("budget", "")


def test_every_segment_brings_its_summary_and_lines(without: evidence.Overview) -> None:
    assert (
        not without.segments[["summary_nl", "summary_en", "source_line", "last_line"]].isna().any(axis=None)
    )


def test_verdicts_are_counted_once_each(without: evidence.Overview) -> None:
    counted = evidence.estimate(without, basis="reconstructed").set_index("term")["estimate"]
    assert set(counted.index) == set(evidence.VERDICTS)
    assert counted.to_dict() == {
        name: float((without.lessons["verdict"] == name).sum()) for name in evidence.VERDICTS
    }


def test_numbers_of_lessons_are_no_numbers_of_firms(without: evidence.Overview) -> None:
    counted = evidence.estimate(without, basis="data")
    released = release(counted, profile="strict")
    assert released["estimate"].tolist() == counted["estimate"].tolist()
    said = describe_lesson_counts(released, page=open_page("en"))
    assert said == sentences.describe_lessons(without.lessons, page=open_page("en"))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_lesson_has_a_block_that_can_be_linked_to(with_money: evidence.Overview, lang: str) -> None:
    page, one = open_page(lang), with_money
    html = tables.table_lesson_blocks(one.lessons, one.links, one.segments, one.settle, page=page).data
    assert re.findall(r'<section id="([^"]+)"', html) == list(one.lessons["lesson"])
    block = html.partition('id="L-money"')[2].partition("</section>")[0]
    assert page.value("condition_rank", 2.5) in block
    assert page.interval("condition_rank", 2.0, 3.0) in block
    assert f'<a href="followup.html"><code>{MONEY}</code></a>' in block
    told = one.segments[(one.segments["lesson"] == "L-money") & (one.segments["side"] == "against")]
    assert len(told) and str(told[f"summary_{lang}"].iloc[0])[:20] in block


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_overview_has_a_line_per_lesson_and_its_verdict_in_words(
    with_money: evidence.Overview, lang: str
) -> None:
    page, lessons = open_page(lang), with_money.lessons
    drawn = [text.get_text() for text in figures.plot_lessons(lessons, page=page).axes[0].texts]
    words = [say_verdict(row, page) for row in lessons.to_dict("records")]
    assert page.word("verdict_not_measured") in words and page.word("verdict_supported_told") in words
    assert [drawn.count(word) for word in words] == [words.count(word) for word in words]
    html = tables.table_lessons(lessons, page=page).as_raw_html()
    assert all(f"{title}</th>" in html for title in lessons[f"title_{lang}"])


def test_the_overview_fits_a_sheet_of_a4(with_money: evidence.Overview) -> None:
    width, height = figures.plot_lessons(with_money.lessons, page=open_page("nl")).get_size_inches()
    assert height / width < 265 / 182


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_lessons_is_said_in_words(lang: str) -> None:
    nothing, page = pd.DataFrame(), open_page(lang)
    assert page.word("no_lessons") in tables.table_lessons(nothing, page=page).as_raw_html()
    drawn = figures.plot_lessons(nothing, page=page).axes[0].texts
    assert [text.get_text() for text in drawn] == [page.word("no_lessons")]

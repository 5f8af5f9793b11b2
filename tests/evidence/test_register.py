"""The register of the project: it resolves, holds together, and says what stands behind each verdict."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace

import pandas as pd
import pytest
from toy_evidence import ROOT, accepted_results

from dianalysis.codebook import load_codebook
from dianalysis.errors import DataProblem, ParameterError
from dianalysis.evidence import Evidence, Lesson, Lessons, Link, build_register, coded_segments
from dianalysis.evidence.lessons import THEMES, Threshold
from dianalysis.evidence.project import Held, drawn_from, hold_lessons, read_project_lessons
from dianalysis.evidence.register import COLUMNS
from dianalysis.evidence.settle import UNDECIDED, unsettled
from dianalysis.interviews.coding import read_published
from dianalysis.studies.plan import load_plan

TERM = "outcomes/outcome_term_difference/complete/monitor_3/short-long"
LESSON = Lesson("L-toy", "approach", "frequency", ("adviser",), *["words"] * 8, ("1-2",))


@pytest.fixture(scope="module")
def held() -> Held:
    return hold_lessons(accepted_results(), ROOT)


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    codebook = load_codebook(ROOT.codebook)
    segments = coded_segments(read_published(ROOT.interviews, codebook), codebook)
    return Evidence(accepted_results(), segments, load_plan(ROOT.plan))


def build(evidence: Evidence, *links: Link, thresholds: dict[str, Threshold] | None = None) -> pd.Series:
    lessons = Lessons((replace(LESSON, links=links),), thresholds or {})
    return build_register(lessons, evidence, load_codebook(ROOT.codebook)).lessons.iloc[0]


def test_one_row_per_lesson_and_per_link(held: Held) -> None:
    register = held.register
    assert tuple(register.lessons.columns) == COLUMNS
    assert tuple(register.lessons["lesson"]) == held.lessons.ids
    assert len(register.links) == sum(len(lesson.links) for lesson in held.lessons.lessons)
    assert (register.links["problem"] == "").all()
    open_ = register.lessons[register.lessons["reconstruction_only"]]
    assert set(open_["verdict"]) <= {"not_testable"}  # the draws alone carry nothing


def test_every_theme_has_a_lesson(held: Held) -> None:
    assert set(held.register.lessons["theme"]) == set(THEMES)


def test_lessons_of_plan_and_notebooks_are_there(held: Held) -> None:
    named = {lesson.id for lesson in load_plan(ROOT.plan).lessons}
    for file in sorted(ROOT.notebooks.glob("*.ipynb")):
        text = "".join(
            "".join(cell["source"]) + "\n" for cell in json.loads(file.read_text("utf-8"))["cells"]
        )
        found = set(re.findall(r"`(L-[a-z-]+)`", text))
        assert found, f"{file.name} informs no lesson"
        named |= found
    assert named <= set(held.lessons.ids)


def test_a_lesson_holds_no_number_of_its_own(held: Held) -> None:
    for lesson in held.lessons.lessons:
        for part in fields(lesson):
            if part.name.endswith(("_nl", "_en")):
                assert not re.search(r"\d", getattr(lesson, part.name)), (lesson.id, part.name)


def test_what_the_data_cannot_decide_has_what_would(held: Held) -> None:
    assert set(held.register.lessons["verdict"]) & set(UNDECIDED)
    assert unsettled(held.register.lessons, held.settlements).empty


def test_counts_of_a_lesson_are_those_of_its_segments(held: Held) -> None:
    counts = held.register.segments.groupby("lesson").size()
    for row in held.register.lessons.to_dict("records"):
        assert row["segments"] == counts.get(row["lesson"], 0)
        assert row["segments"] == row["segments_for"] + row["segments_in_part"] + row["segments_against"]


def test_the_reconstruction_alone_supports_nothing(held: Held) -> None:
    links = held.register.links
    assert links.loc[links["finding"] == "reconstruction", "stance"].isin(["open", "none", "near"]).all()
    assert links["finding"].eq("reconstruction").any()
    stances = ["for", "in_part", "against", "reserved"]
    speaking = links[links["stance"].isin(stances) & (links["kind"] == "result")]
    assert speaking["standing"].isin(["direct", "all_data_sets"]).all()


def test_own_exports_leave_out_what_needs_print(evidence: Evidence) -> None:
    own = replace(evidence, results=evidence.results.assign(basis="data"))
    printed = Link("supports", result="no/such/thing", direction="higher", needs="printed")
    assert build(own, printed)["problems"] == 0
    assert build(evidence, printed)["problems"] == 1


def test_own_exports_are_evidence_where_the_reconstruction_is_none(evidence: Evidence) -> None:
    link = Link("supports", result="typology_change/typology_end_icc/complete/monitor_3", direction="higher")
    assert build(evidence, link)["verdict"] == "not_testable"
    own = replace(evidence, results=evidence.results.assign(basis="data"))
    assert build(own, link)["verdict"] != "not_testable"


def test_a_lesson_on_the_reconstruction_alone_is_marked(evidence: Evidence) -> None:
    link = Link("supports", result="typology_change/typology_end_icc/complete/monitor_3", direction="higher")
    assert build(evidence, link)["reconstruction_only"]
    assert not build(evidence, link, Link("supports", code="pace"))["reconstruction_only"]
    growth = Link("supports", result=TERM, direction="higher")
    assert not build(evidence, link, growth)["reconstruction_only"]


def test_what_is_near_the_claim_is_shown_and_never_counted(evidence: Evidence) -> None:
    growth = Link("supports", result=TERM, direction="higher", bearing="near")
    told = Link("supports", code="leadership", bearing="near")
    found = build(evidence, growth, told)
    assert (found["verdict"], found["results"], found["segments"]) == ("not_testable", 0, 0)
    assert not found["is_measured"]
    assert build(evidence, replace(growth, bearing="direct"))["verdict"] == "supported"


def test_each_code_is_weighed_by_itself(evidence: Evidence) -> None:
    many, few = Link("supports", code="recruitment"), Link("supports", code="one_adviser")
    alone, both = build(evidence, many), build(evidence, many, few)
    assert (alone["qualitative"], both["qualitative"]) == ("for", "mixed")
    assert both["segments_for"] / both["segments"] > 2 / 3  # pooled it would be for


def test_a_lesson_is_no_witness_for_itself(held: Held) -> None:
    interviews = read_published(ROOT.interviews, load_codebook(ROOT.codebook))
    named = drawn_from(held.lessons, interviews, ROOT)
    own = {(lesson, name) for lesson, names in named.items() for name in names}
    told = held.register.segments
    assert own and all(names for lesson, names in named.items() if lesson == "L-region")
    found = set(zip(told["lesson"], told["segment_id"], strict=True)) & own
    left = told[[pair in found for pair in zip(told["lesson"], told["segment_id"], strict=True)]]
    assert "for" not in set(left["side"])


def test_a_code_out_of_use_does_not_resolve(evidence: Evidence) -> None:
    codes = tuple(code for code in evidence.segments.codes if code != "pace")
    without = replace(evidence, segments=replace(evidence.segments, codes=codes))
    assert build(without, Link("supports", code="pace"))["problems"] == 1


def test_a_suppressed_result_does_not_resolve(evidence: Evidence) -> None:
    hidden = evidence.results.assign(estimate=pd.array([None] * len(evidence.results), dtype="Float64"))
    found = build(replace(evidence, results=hidden), Link("supports", result=TERM, direction="higher"))
    assert found["problems"] == 1
    assert found["verdict"] == "not_testable"


def test_a_measure_without_smallest_effect_needs_a_threshold(evidence: Evidence) -> None:
    link = Link("supports", result="typology_change/improved_share/complete/change", direction="higher")
    with pytest.raises(DataProblem, match=r"no smallest effect of improved_share.*Name a threshold"):
        build(evidence, link)


def test_a_threshold_that_leads_nowhere_is_refused(evidence: Evidence) -> None:
    link = Link("supports", result=TERM, direction="higher")
    stray = Threshold("size", "waarom", "why", fact="smallest_hope")
    with pytest.raises(DataProblem, match=r"size refers to nothing.*smallest_hope"):
        build(evidence, link, thresholds={"size": stray})


def test_no_results_are_refused() -> None:
    with pytest.raises(ParameterError, match="no results"):
        hold_lessons(accepted_results().iloc[:0], ROOT)


def test_titles_are_those_of_the_plan() -> None:
    titles = {lesson.id: lesson.title_nl for lesson in read_project_lessons(ROOT).lessons}
    for planned in load_plan(ROOT.plan).lessons:
        assert titles[planned.id] == planned.title_nl

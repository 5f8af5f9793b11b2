"""Every test the analysis plan declares for a lesson is linked by it, or left out with a reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from toy_evidence import ROOT

from dianalysis.errors import DataProblem
from dianalysis.evidence.declared import declared_tests
from dianalysis.evidence.lessons import LeftOut, Lesson, Lessons, Link
from dianalysis.evidence.project import read_project_lessons
from dianalysis.studies.plan import load_plan

PLAN = load_plan(ROOT.plan)
HYPOTHESES = tuple(one for one in PLAN.hypotheses if one.lesson == "L-self-employed")
NET = "self_employed/person_net_improvement/self_employed/change/monitor_3-monitor_1/sign_test"
REST = LeftOut("H-self-employed-mean", "waarom", "why")


def accounted(links: tuple[Link, ...], left_out: tuple[LeftOut, ...]) -> list[tuple[str, bool, str]]:
    words = ["words"] * 8
    lesson = Lesson(
        "L-self-employed", "approach", "frequency", ("adviser",), *words, ("1-2",), (), links, left_out
    )
    found = declared_tests(Lessons((lesson,), {}), replace(PLAN, hypotheses=HYPOTHESES))
    return list(found[["hypothesis", "is_linked", "reason_en"]].itertuples(index=False, name=None))


def test_a_declared_test_is_linked_or_left_out_with_a_reason() -> None:
    link = Link("supports", result=NET, direction="higher")
    assert accounted((link,), (REST,)) == [
        ("H-self-employed-net", True, ""),
        ("H-self-employed-mean", False, "why"),
    ]
    near = replace(link, bearing="near")
    assert accounted((near,), (replace(REST, hypothesis="H-self-*"),))[0] == ("H-self-employed-net", True, "")


@pytest.mark.parametrize("result", [NET.replace("sign_test", "sign_flip"), NET.replace("person_", "")])
def test_a_declared_test_that_is_passed_over_is_named(result: str) -> None:
    with pytest.raises(DataProblem, match=r"L-self-employed.*neither links.*left_out.*H-self-employed-net"):
        accounted((Link("supports", result=result, direction="higher"),), (REST,))


@pytest.mark.parametrize("name", ["H-self-employed-net", "H-growth-*"])
def test_what_is_left_out_must_be_declared_and_not_linked(name: str) -> None:
    link = Link("supports", result=NET, direction="higher")
    with pytest.raises(DataProblem, match=rf"L-self-employed.*left out.*{name[:8]}"):
        accounted((link,), (REST, replace(REST, hypothesis=name)))


def test_every_declared_test_of_the_project_is_accounted_for() -> None:
    found = declared_tests(read_project_lessons(ROOT), PLAN)
    assert list(found["hypothesis"]) == [one.id for one in PLAN.hypotheses]
    assert found["is_linked"].any() and not found["is_linked"].all()
    assert (found["is_linked"] | (found["reason_nl"].ne("") & found["reason_en"].ne(""))).all()

"""What would settle open lessons: read strictly, and a codebook that loads."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from toy_evidence import ROOT

from dianalysis.codebook import load_codebook
from dianalysis.errors import CodebookError, DataProblem, Unreadable
from dianalysis.evidence import Settlements, load_settlements, propose_codebook, settle_table
from dianalysis.evidence.project import read_project_lessons

GOOD = (ROOT.evidence / "settle.yaml").read_text("utf-8")
Load = Callable[[str], Settlements]


@pytest.fixture(scope="module")
def ids() -> tuple[str, ...]:
    return read_project_lessons(ROOT).ids


@pytest.fixture(scope="module")
def settlements(ids: tuple[str, ...]) -> Settlements:
    return load_settlements(ROOT.evidence / "settle.yaml", lessons=ids)


@pytest.fixture
def load(tmp_path: Path, ids: tuple[str, ...]) -> Load:
    def from_text(text: str) -> Settlements:
        (tmp_path / "settle.yaml").write_text(text, encoding="utf-8")
        return load_settlements(tmp_path / "settle.yaml", lessons=ids)

    return from_text


def test_the_proposal_is_a_codebook_that_loads(settlements: Settlements, tmp_path: Path) -> None:
    written = propose_codebook(settlements, ROOT.codebook, tmp_path / "out")
    trial = tmp_path / "codebook"
    shutil.copytree(ROOT.codebook, trial)
    for file in written[:3]:
        shutil.copy(file, trial)
    codebook = load_codebook(trial)
    before = load_codebook(ROOT.codebook)
    for variable in settlements.variables:
        names = [known.name for known in codebook.variables(variable.form)]
        assert variable.name in names
        assert [known.order for known in codebook.variables(variable.form)] == list(range(1, len(names) + 1))
    assert len(codebook.forms) == len(before.forms) + len(settlements.forms)


def test_the_difference_only_adds(settlements: Settlements, tmp_path: Path) -> None:
    text = propose_codebook(settlements, ROOT.codebook, tmp_path)[-1].read_text("utf-8")
    lines = text.splitlines()
    added = [line for line in lines if line.startswith("+") and not line.startswith("+++")]
    taken = [line for line in lines if line.startswith("-") and not line.startswith("---")]
    assert not taken
    assert len(added) == sum(
        len(part) for part in (settlements.forms, settlements.value_labels, settlements.variables)
    )


def test_a_proposal_the_codebook_refuses_writes_nothing(settlements: Settlements, tmp_path: Path) -> None:
    first = replace(settlements.variables[0], value_set="no_such_set")
    broken = replace(settlements, variables=(first, *settlements.variables[1:]))
    with pytest.raises(CodebookError, match="no_such_set"):
        propose_codebook(broken, ROOT.codebook, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_variable_there_is_already_is_refused(settlements: Settlements, tmp_path: Path) -> None:
    known = replace(settlements.variables[0], form="monitor_3", name="grade")
    with pytest.raises(CodebookError, match="repeats"):
        propose_codebook(replace(settlements, variables=(known,)), ROOT.codebook, tmp_path)


def test_one_row_per_lesson_and_variable(settlements: Settlements) -> None:
    table = settle_table(settlements, lessons=["L-one-budget", "L-growth"])
    assert set(table["lesson"]) == {"L-one-budget"}
    assert list(table["variable"]) == ["share_advice", "support_fit"]
    assert table["power"].str.startswith("phase_two_design/design_power/").all()
    bare = replace(settlements.of("L-one-budget")[0], variables=())
    only = settle_table(replace(settlements, entries=(bare,)), lessons=["L-one-budget"])
    assert len(only) == 1
    assert only["variable"].isna().all()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("lessons: [L-one-budget]", "lessons: [L-two-budgets]", ["S-budget", "lessons", "L-two-budgets"]),
        ("[monitor_2.share_advice,", "[monitor_2.share,", ["S-budget", "variables", "monitor_2.share"]),
        ("[monitor_2.share_advice, ", "[", ["settles nothing", "monitor_2.share_advice"]),
        ("id: S-lots", "id: S-budget", ["stands there twice", "S-budget"]),
        ("name: share_advice", "nam: share_advice", ["key is unknown", "nam"]),
        ("settle:\n", "settles:\n", ["key is unknown", "settles"]),
    ],
)
def test_a_fault_says_what_and_where(load: Load, old: str, new: str, words: list[str]) -> None:
    assert old in GOOD
    with pytest.raises((DataProblem, Unreadable)) as caught:
        load(GOOD.replace(old, new, 1))
    for word in ["settle.yaml", *words]:
        assert word in str(caught.value)

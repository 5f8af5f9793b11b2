"""A notebook that needs what does not belong to the data is left out, and the record says so."""

from __future__ import annotations

import pytest
from toy_project import Toy, entry, ticking

from dianalysis.errors import ParameterError, ProjectError
from dianalysis.paths import RunPaths
from dianalysis.runner import NEEDS, Settings, leave_out, plan_executions, read_record, run

ENTRIES = (entry("first"), entry("third", needs="printed", foreach="partner"))


def test_what_is_needed_and_absent_is_left_out(toy: Toy) -> None:
    executions = plan_executions(toy.load(*ENTRIES))
    kept, out = leave_out(executions, has=())
    assert [one.name for one in kept] == ["first"]
    assert [one.name for one in out] == ["third-north", "third-south"]
    assert leave_out(executions, has=NEEDS) == (executions, [])


def test_a_need_is_one_of_the_known(toy: Toy) -> None:
    with pytest.raises(ProjectError, match="printed"):
        toy.load(entry("first", needs="moonlight"))


def test_a_notebook_does_without_what_is_left_out(toy: Toy) -> None:
    plan = plan_executions(toy.load(entry("first", needs="printed"), entry("third", depends=["first"])))
    kept, out = leave_out(plan, has=())
    assert ([one.name for one in kept], [one.name for one in out]) == (["third"], ["first"])
    paths = RunPaths(toy.root / "run")
    settings = Settings(root=toy.root, inputs=(), data_hash="d", left_out=tuple(out))
    run(kept, run_paths=paths, parameters={}, settings=settings, clock=ticking())
    assert [one.status for one in read_record(paths.record).outcomes] == ["ok", "left_out"]


def test_the_record_names_what_was_left_out_and_why(toy: Toy) -> None:
    kept, out = leave_out(plan_executions(toy.load(*ENTRIES)), has=())
    paths = RunPaths(toy.root / "run")
    settings = Settings(root=toy.root, inputs=(), data_hash="d", left_out=tuple(out))
    run(kept, run_paths=paths, parameters={}, settings=settings, clock=ticking())
    record = read_record(paths.record)
    assert [one.status for one in record.outcomes] == ["ok", "left_out", "left_out"]
    assert [one.name for one in record.left_out] == ["third-north", "third-south"]
    assert all(NEEDS["printed"] in one.error_message for one in record.left_out)
    assert record.failed == ()
    assert not (paths.notebooks / "third-north.ipynb").exists()


def test_nothing_but_left_out_is_an_error(toy: Toy) -> None:
    settings = Settings(root=toy.root, inputs=(), data_hash="d")
    with pytest.raises(ParameterError, match="nothing to run"):
        run([], run_paths=RunPaths(toy.root), parameters={}, settings=settings, clock=ticking())

"""What a run is asked to do, checked before anything heavy is imported: a typing error is told at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dianalysis.errors import ParameterError
from dianalysis.paths import ProjectPaths
from dianalysis.runner import (
    NEEDS,
    Catalogue,
    Execution,
    leave_out,
    load_catalogue,
    plan_executions,
    read_parameters,
)


@dataclass(frozen=True)
class Request:
    """What the user asked of `dianalysis run`; the fields are its options."""

    data: str
    only: tuple[str, ...]
    partner: tuple[str, ...]
    jobs: int
    lang: str
    out: Path | None
    fail_fast: bool
    force: bool


@dataclass(frozen=True)
class Plan:
    """A checked request: the project, its catalogue, and what is to be executed, in order, or is left out."""

    paths: ProjectPaths
    catalogue: Catalogue
    executions: tuple[Execution, ...]
    left_out: tuple[Execution, ...] = ()


def plan_run(request: Request) -> Plan:
    """Check the names in a request, and the parameters of its notebooks.

    Raises
    ------
    ParameterError
        When a notebook or a partner does not exist; the message names the nearest that does.
    ProjectError
        When there is no project here, or its catalogue or the parameter cell of a notebook is wrong.
    """
    paths = ProjectPaths.find()
    catalogue = open_catalogue(paths)
    executions = plan_executions(catalogue, only=request.only, partners=request.partner)
    for execution in executions:
        read_parameters(execution.entry.path)
    return Plan(paths, catalogue, tuple(executions))


def fit_plan(plan: Plan, *, basis: str) -> Plan:
    """Leave out of a plan what does not belong to the data: no report of own data was printed.

    Parameters
    ----------
    plan
        From `plan_run`.
    basis
        "reconstructed" for the demo, "data" for own data.

    Raises
    ------
    ParameterError
        When nothing is left to run.
    """
    kept, out = leave_out(plan.executions, has=() if basis == "data" else ("printed",))
    if out and not kept:
        needed = NEEDS[out[0].entry.needs]
        raise ParameterError(
            f"{', '.join(one.name for one in out)} needs {needed}, which does not belong to own data",
            remedy="Ask for other notebooks, or leave out --data.",
        )
    return replace(plan, executions=tuple(kept), left_out=tuple(out))


def open_catalogue(paths: ProjectPaths) -> Catalogue:
    """Read the catalogue of the project, with its partners."""
    return load_catalogue(paths.catalogue, partners=paths.codebook / "partners.csv")

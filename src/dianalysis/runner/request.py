"""What a run is asked to do, checked before anything starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dianalysis.errors import ParameterError
from dianalysis.runner.catalogue import nearest
from dianalysis.runner.parameters import Parameter, Plain, check_parameters
from dianalysis.runner.plan import Execution

MAX_JOBS = 64


def no_products(execution: Execution) -> Sequence[Path]:
    """Say that an execution writes nothing besides its notebook."""
    return ()


@dataclass(frozen=True)
class Settings:
    """How a run is done.

    Parameters
    ----------
    root
        Root of the project: working directory of the kernels.
    inputs
        Files and folders the notebooks may read besides the clean data; part of the cache key.
    data_hash
        Hash of the clean data.
    jobs
        Notebooks at a time.
    force
        Run also what has not changed.
    fail_fast
        Start nothing more after the first failure.
    products
        Gives the files an execution writes besides its notebook; one whose products are gone
        runs again.
    left_out
        Executions that do not belong to these data; the record names them.
    """

    root: Path
    inputs: tuple[Path, ...]
    data_hash: str
    jobs: int = 1
    force: bool = False
    fail_fast: bool = False
    products: Callable[[Execution], Sequence[Path]] = no_products
    left_out: tuple[Execution, ...] = ()


def merge_parameters(
    executions: Sequence[Execution],
    declared: Mapping[Path, Sequence[Parameter]],
    common: Mapping[str, object],
) -> dict[str, dict[str, Plain]]:
    """Return the checked values of each execution, by its name.

    Parameters
    ----------
    executions
        What is to run.
    declared
        Parameters by notebook.
    common
        Values for every notebook that declares them.

    Raises
    ------
    ParameterError
        When no notebook declares a name, or a value has the wrong type.
    """
    known = list(dict.fromkeys(parameter.name for listed in declared.values() for parameter in listed))
    for name in common:
        if name not in known:
            raise ParameterError(
                f"No notebook of this run has a parameter {name!r}", remedy=nearest(name, known)
            )
    merged: dict[str, dict[str, Plain]] = {}
    for execution in executions:
        own = declared[execution.entry.path]
        names = {parameter.name for parameter in own}
        values = {name: value for name, value in common.items() if name in names}
        values.update(execution.parameters)
        merged[execution.name] = check_parameters(own, values, notebook=execution.entry.path.name)
    return merged


def check_request(executions: Sequence[Execution], jobs: int) -> None:
    """Raise ParameterError when there is nothing to run or the number of jobs is impossible."""
    if not executions:
        raise ParameterError("There is nothing to run", remedy="Ask for at least one notebook and partner.")
    if not 1 <= jobs <= MAX_JOBS:
        raise ParameterError(f"{jobs} notebooks at a time is not possible", remedy=f"Give 1 to {MAX_JOBS}.")

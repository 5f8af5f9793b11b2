"""Run one notebook once through papermill."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dianalysis.runner.kernel import Kernels
from dianalysis.runner.parameters import Plain
from dianalysis.runner.plan import Execution
from dianalysis.runner.record import Outcome, trim_message
from dianalysis.runner.scrub import scrub_notebook

START_TIMEOUT = 60
ATTEMPTS = 2
_START_FAILURES = ("Kernel died before replying to kernel_info", "Kernel didn't respond in")
Clock = Callable[[], datetime]


def execute(
    execution: Execution,
    *,
    parameters: Mapping[str, Plain],
    output: Path,
    root: Path,
    kernels: Kernels,
    clock: Clock,
    replace: Mapping[str, str],
) -> Outcome:
    """Run a notebook and say how it ended; no error of the notebook escapes.

    A kernel that dies at its start is started once more. A notebook that fails is kept as far as it came.

    Parameters
    ----------
    execution, parameters
        The notebook and all values it is given (checked before).
    output
        Where the executed notebook goes.
    root
        Working directory of the kernel.
    kernels
        Open kernels of this run.
    clock
        Tells the time, for the seconds it took.
    replace
        Text to keep out of notebook and message, see `scrub.private_text`.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    output.unlink(missing_ok=True)
    problem: Exception | None = None
    for attempt in range(1, ATTEMPTS + 1):
        begin, problem = clock(), None
        try:
            _papermill(execution, parameters, output, root, kernels)
        except Exception as error:  # whatever a notebook does must not end the run
            problem = error
        seconds = (clock() - begin).total_seconds()
        if attempt == ATTEMPTS or not is_start_failure(problem):
            break
    if output.is_file():
        scrub_notebook(output, replace=replace)
    return Outcome(
        name=execution.name,
        notebook=execution.entry.id,
        parameters=dict(execution.parameters),
        status="failed" if problem else "ok",
        seconds=seconds,
        retried=attempt > 1,
        error_name=_error_name(problem),
        error_message=trim_message(_error_message(problem, execution.entry.timeout), replace=replace),
    )


def is_start_failure(error: Exception | None) -> bool:
    """Tell whether a kernel ended or hung before the first cell: the one failure worth a second try."""
    return isinstance(error, RuntimeError) and str(error).startswith(_START_FAILURES)


def _papermill(
    execution: Execution, parameters: Mapping[str, Plain], output: Path, root: Path, kernels: Kernels
) -> None:
    # An optional checker of jsonschema that costs a second to import and that notebooks do not need.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    import papermill  # noqa: PLC0415 - takes 1.5 s: a run in which nothing changed never needs it

    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)
    papermill.execute_notebook(
        execution.entry.path,
        output,
        parameters=dict(parameters),
        kernel_name="python3",
        language="python",
        progress_bar=False,
        start_timeout=START_TIMEOUT,
        kernel_manager_class=kernels.manager_class(),
        shutdown_kernel="immediate",
        timeout_func=deadline(execution.entry.timeout),
        resources={"metadata": {"path": str(root)}},
    )


def deadline(seconds: float) -> Callable[[Any], float]:
    """Return a function that gives each cell what is left of a notebook's time, from its first cell on."""
    end: list[float] = []

    def remaining(_cell: Any) -> float:
        now = time.monotonic()
        end[:] = end or [now + seconds]
        return max(end[0] - now, 0.01)

    return remaining


def _error_name(error: Exception | None) -> str:
    return str(getattr(error, "ename", "")) or (type(error).__name__ if error else "")


def _error_message(error: Exception | None, timeout: float) -> str:
    if error is None:
        return ""
    if type(error).__name__ == "CellTimeoutError":
        return f"the notebook took longer than the {timeout:g} s the catalogue gives it"
    return str(getattr(error, "evalue", "") or error)

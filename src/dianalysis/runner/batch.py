"""Run many notebooks: checks first, then a pool of workers, then the record."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from dianalysis.paths import RunPaths
from dianalysis.runner.cache import Cache, hash_ground
from dianalysis.runner.catalogue import NEEDS
from dianalysis.runner.execute import Clock, execute
from dianalysis.runner.kernel import Kernels, open_kernels
from dianalysis.runner.parameters import Plain, read_parameters, to_plain
from dianalysis.runner.plan import Execution
from dianalysis.runner.progress import Reporter, Silent
from dianalysis.runner.record import Outcome, RunRecord, Status, write_record
from dianalysis.runner.request import Settings, check_request, merge_parameters
from dianalysis.runner.scrub import private_text
from dianalysis.runner.translation import SOURCE_LANG, Text, open_text, put_text, translation_file

PACKAGE = Path(__file__).parents[1]
_SUCCESS = ("ok", "cached")


@dataclass(frozen=True)
class _Task:
    execution: Execution
    parameters: Mapping[str, Plain]
    key: str
    output: Path
    text: Text


@dataclass
class _Run:
    """What the workers of one run share."""

    settings: Settings
    cache: Cache
    kernels: Kernels
    reporter: Reporter
    clock: Clock
    replace: Mapping[str, str]
    stop: threading.Event = field(default_factory=threading.Event)


def run(
    executions: Sequence[Execution],
    *,
    run_paths: RunPaths,
    parameters: Mapping[str, object],
    settings: Settings,
    clock: Clock,
    reporter: Reporter | None = None,
) -> RunRecord:
    """Run notebooks, write the record of the run and return it.

    Workers are threads: the work is done by the kernels, which are processes of their own, so a worker only
    waits; a pool of processes would import papermill once for each.

    Parameters
    ----------
    executions
        From `plan_executions`.
    run_paths
        Executed notebooks go to `.notebooks` as `<name>.ipynb`, the record to `.record`.
    parameters
        Values for all notebooks. A notebook gets those it declares; a name that none declares is an error.
    settings
        How.
    clock
        Tells the time, with its zone: start, end and seconds of the record come from it.
    reporter
        Is told of the progress; nobody when absent.

    Returns
    -------
    RunRecord
        One outcome per execution, in the order given, and one for each that was left out. A failed
        notebook does not raise.

    Raises
    ------
    ParameterError
        Before anything is run: unknown or mistyped parameter, no execution, impossible number of jobs.
    ProjectError
        Before anything is run: a translation does not fit its notebook.
    """
    check_request(executions, settings.jobs)
    started = clock()
    declared = {execution.entry.path: read_parameters(execution.entry.path) for execution in executions}
    given = merge_parameters(executions, declared, parameters)
    ground = hash_ground((PACKAGE, *settings.inputs), data_hash=settings.data_hash)
    cache = Cache(run_paths.root / "cache", root=run_paths.root, ground=ground)
    outputs = [run_paths.notebooks / f"{execution.name}.ipynb" for execution in executions]
    tasks = [_task(e, given[e.name], cache, output) for e, output in zip(executions, outputs, strict=True)]
    with open_kernels(settings.root) as kernels:
        shared = _Run(settings, cache, kernels, reporter or Silent(), clock, private_text(settings.root))
        outcomes = (*_run_all(tasks, shared), *(_left_out(one) for one in settings.left_out))
        notes = ((kernels.note,) if kernels.note else ()) + _untranslated(tasks)
    shown = {name: to_plain(value) for name, value in parameters.items()}
    record = RunRecord(started, clock(), shown, settings.data_hash, settings.jobs, outcomes, notes)
    write_record(record, run_paths.record, replace=shared.replace)
    return record


def _task(execution: Execution, given: Mapping[str, Plain], cache: Cache, output: Path) -> _Task:
    notebook, lang = execution.entry.path, _lang(given)
    key = cache.key(notebook, given, translation=translation_file(notebook, lang) if lang else None)
    return _Task(execution, given, key, output, open_text(notebook, lang))


def _lang(given: Mapping[str, Plain]) -> str:
    return str(given.get("lang", ""))


def _untranslated(tasks: Sequence[_Task]) -> tuple[str, ...]:
    """Say of which notebooks the text is in another language than was asked."""
    lacking = {
        translation_file(task.execution.entry.path, _lang(task.parameters)): task.execution.entry.path.name
        for task in tasks
        if _lang(task.parameters) not in ("", task.text.lang)
    }
    return tuple(
        f"There is no {path.parent.name}/{path.name}: the running text of {name} is in {SOURCE_LANG} only"
        for path, name in lacking.items()
    )


def _run_all(tasks: Sequence[_Task], shared: _Run) -> tuple[Outcome, ...]:
    waiting, done = list(tasks), dict[str, Outcome]()
    running: dict[Future[Outcome], _Task] = {}
    pool = ThreadPoolExecutor(max_workers=shared.settings.jobs)
    try:
        while waiting or running:
            for task in _ready(waiting, done, tasks):
                waiting.remove(task)
                running[pool.submit(_run_one, task, _blocker(task, done), shared)] = task
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                done[running.pop(future).execution.name] = future.result()
    except BaseException:  # interrupted: end the kernels, so that no worker is waited for
        shared.stop.set()
        shared.kernels.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
    return tuple(done[task.execution.name] for task in tasks)


def _ready(waiting: Sequence[_Task], done: Mapping[str, Outcome], tasks: Sequence[_Task]) -> list[_Task]:
    ended = set(done)
    unfinished = {task.execution.entry.id for task in tasks if task.execution.name not in ended}
    return [task for task in waiting if not unfinished & set(task.execution.entry.depends)]


def _blocker(task: _Task, done: Mapping[str, Outcome]) -> str:
    needed = task.execution.entry.depends
    broken = (
        outcome.name
        for outcome in done.values()
        if outcome.notebook in needed and outcome.status not in _SUCCESS
    )
    return next(broken, "")


def _run_one(task: _Task, blocker: str, shared: _Run) -> Outcome:
    name = task.execution.name
    if blocker or shared.stop.is_set():
        why = f"{blocker} did not succeed" if blocker else "an earlier notebook failed"
        outcome = _ended(task.execution, "skipped", why)
    elif not shared.settings.force and shared.cache.holds(name, task.key):
        outcome = _ended(task.execution, "cached")
    else:
        outcome = _execute(task, shared)
    shared.reporter.finished(outcome)
    return outcome


def _ended(execution: Execution, status: Status, why: str = "") -> Outcome:
    return Outcome(
        name=execution.name,
        notebook=execution.entry.id,
        parameters=dict(execution.parameters),
        status=status,
        error_name="Skipped" if why else "",
        error_message=why,
    )


def _left_out(execution: Execution) -> Outcome:
    needed = NEEDS[execution.entry.needs]
    why = f"it needs {needed}, which does not belong to these data"
    return replace(_ended(execution, "left_out"), error_message=why)


def _execute(task: _Task, shared: _Run) -> Outcome:
    shared.reporter.started(task.execution.name)
    shared.cache.forget(task.execution.name)
    outcome = execute(
        task.execution,
        parameters=task.parameters,
        output=task.output,
        root=shared.settings.root,
        kernels=shared.kernels,
        clock=shared.clock,
        replace=shared.replace,
    )
    if task.output.is_file() and _lang(task.parameters):
        put_text(task.output, task.text)
    if outcome.status == "ok":
        products = (task.output, *shared.settings.products(task.execution))
        shared.cache.store(task.execution.name, task.key, products=products)
    elif shared.settings.fail_fast:
        shared.stop.set()
    return outcome

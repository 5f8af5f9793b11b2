"""`dianalysis run` and `dianalysis site`: clean, execute, collect, render, say where to look."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pandas as pd
import typer

from dianalysis import pipeline
from dianalysis.cli.content import site_content
from dianalysis.cli.folder import written
from dianalysis.cli.request import Plan, Request, fit_plan, open_catalogue
from dianalysis.disclosure import default_profile, release
from dianalysis.errors import ParameterError
from dianalysis.interviews.coding import CodedInterviews
from dianalysis.monitor import Panel, read_clean
from dianalysis.paths import ProjectPaths, RunPaths
from dianalysis.publish import build_site
from dianalysis.published.audit import AUDIT, audit_file, write_audit
from dianalysis.runner import Catalogue, RunRecord, Settings, open_reporter, plan_executions, read_record, run

STAMP = "source"  # file in the folder of a run that names whose data it holds


@dataclass
class _Times:
    """Seconds per part of a run, for the last lines on the screen."""

    parts: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        self.parts[name] = time.perf_counter() - begin

    def __str__(self) -> str:
        total = sum(self.parts.values())
        return (
            ", ".join(f"{name} {seconds:.1f} s" for name, seconds in self.parts.items()) + f"; {total:.1f} s"
        )


def run_everything(request: Request, plan: Plan) -> int:
    """Do a whole run and return the exit code: 0, or 1 when a notebook failed."""
    paths, times = plan.paths, _Times()
    source = pipeline.find_source(paths, request.data)
    plan = fit_plan(plan, basis=source.basis)
    folders = _folders(paths, source.name, request.out)
    _claim(folders, source.name)
    with times.part("cleaning"):
        panel = pipeline.clean(source, paths, run=folders)
        pipeline.keep_interviews(source, paths, folders)
    _say_cleaned(panel, folders)
    with times.part("notebooks"):
        record = _execute(plan, request, source.name, folders, panel.data_hash)
    if panel.basis != "data":
        write_audit(audit_file(paths.published / "figures.csv"), folders.results / AUDIT)
    with times.part("site"):
        page = _render(paths, plan.catalogue, folders, panel, name=source.name, lang=request.lang)
    _say_done(record, folders, page, times)
    return 1 if record.failed else 0


def render_again(data: str, *, lang: str, out: Path | None) -> int:
    """Render the site of an earlier run and return the exit code.

    Parameters
    ----------
    data
        Name or address of the exports the run was made of.
    lang
        nl or en; empty for the language of the run.
    out
        Folder of the run; None is `outputs/<name of data>`.

    Raises
    ------
    Unreadable
        When the folder holds no run.
    ParameterError
        When the run was made in the other language: its tables and figures are in that one.
    """
    paths = ProjectPaths.find()
    name = pipeline.find_source(paths, data).name
    folders = _folders(paths, name, out)
    panel = read_clean(folders.clean)
    made = str(read_record(folders.record).parameters.get("lang", "en"))
    if lang not in ("", made):
        remedy = f"Run the notebooks in that language: dianalysis run --lang {lang}."
        raise ParameterError(f"the run was made in {made}, not in {lang}", remedy=remedy)
    page = _render(paths, open_catalogue(paths), folders, panel, name=name, lang=made)
    typer.echo(f"site      {page}")
    return 0


def _folders(paths: ProjectPaths, name: str, out: Path | None) -> RunPaths:
    """Return the folders of a run; a folder that holds a run of other data is refused."""
    folders = RunPaths(out.resolve()) if out else paths.run_folder(name)
    stamp = folders.root / STAMP
    known = stamp.read_text("utf-8").strip() if stamp.is_file() else name
    if known != name:
        raise ParameterError(
            f"the folder {folders.root.name} holds a run of {known}, not of {name}",
            remedy="Give another folder with --out; runs of different data are kept apart.",
        )
    return folders


def _claim(folders: RunPaths, name: str) -> None:
    """Make the folder of a run and write in it whose data it holds."""
    with written(folders.root):
        folders.root.mkdir(parents=True, exist_ok=True)
        (folders.root / STAMP).write_text(f"{name}\n", "utf-8")


def _execute(plan: Plan, request: Request, name: str, folders: RunPaths, data_hash: str) -> RunRecord:
    paths = plan.paths
    inputs = [paths.codebook, paths.plan, paths.published, paths.draws, paths.evidence]
    inputs += pipeline.interview_inputs(paths, folders)
    settings = Settings(
        root=paths.root,
        inputs=tuple(folder for folder in inputs if folder.exists()),
        data_hash=data_hash,
        jobs=request.jobs,
        force=request.force,
        fail_fast=request.fail_fast,
        products=lambda execution: [folders.results / f"{execution.name}.parquet"],
        left_out=plan.left_out,
    )
    parameters = {"source": name, "lang": request.lang, "out": _shown(folders.root, paths.root)}
    with open_reporter(sys.stderr, names=[execution.name for execution in plan.executions]) as reporter:
        return run(
            plan.executions,
            run_paths=folders,
            parameters=parameters,
            settings=settings,
            clock=lambda: datetime.now().astimezone(),
            reporter=reporter,
        )


def _shown(folder: Path, root: Path) -> str:
    """Write a folder relative to the project, where the notebooks run, so that pages name no machine path."""
    return Path(os.path.relpath(folder, root)).as_posix()


def _render(
    paths: ProjectPaths, catalogue: Catalogue, folders: RunPaths, panel: Panel, *, name: str, lang: str
) -> Path:
    names = [execution.name for execution in plan_executions(catalogue)]
    results = pipeline.collect_results(folders, names, data_hash=panel.data_hash)
    released: pd.DataFrame = release(results, profile=default_profile(panel.basis))

    def interviews() -> CodedInterviews:
        return pipeline.open_interviews(name, out=str(folders.root))

    return build_site(
        folders,
        catalogue=catalogue,
        lang=lang,
        basis=panel.basis,
        results=released,
        content=site_content(paths, lang=lang, basis=panel.basis, interviews=interviews),
    )


def _say_cleaned(panel: Panel, folders: RunPaths) -> None:
    read, rejected = int(panel.counts["rows_in"].sum()), len(panel.rejected)
    typer.echo(f"cleaned   {read} rows read, {rejected} rejected (reasons in {folders.rejected})", err=True)


def _say_done(record: RunRecord, folders: RunPaths, page: Path, times: _Times) -> None:
    for outcome in record.failed:
        typer.echo(f"{outcome.status:<9} {outcome.name}: {outcome.error_name}", err=True)
    for outcome in record.left_out:
        typer.echo(f"left out  {outcome.name}: {outcome.error_message}", err=True)
    asked = len(record.outcomes) - len(record.left_out)
    typer.echo(f"notebooks {asked - len(record.failed)} of {asked} done; {folders.notebooks}")
    typer.echo(f"results   {folders.results / 'results.csv'}")
    typer.echo(f"record    {folders.record}")
    typer.echo(f"site      {page}")
    typer.echo(f"time      {times}")

"""`dianalysis lessons --cells`: look up again in which cell of which notebook each linked result is shown."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import typer

from dianalysis.cli.request import open_catalogue
from dianalysis.disclosure import default_profile, release
from dianalysis.errors import ParameterError, Where
from dianalysis.evidence.project import read_project_lessons
from dianalysis.paths import ProjectPaths, RunPaths
from dianalysis.pipeline.store import ALL_RESULTS
from dianalysis.publish.lessons.redraw import find_cells
from dianalysis.publish.lessons.shown_in import SHOWN_IN
from dianalysis.results import read_results
from dianalysis.runner import read_record
from dianalysis.sources import write_csv


def find_lesson_cells(run: Path | None) -> int:
    """Find for every result a lesson is held against the cell that shows it, and write that down.

    Parameters
    ----------
    run
        Folder of a run of the demo; outputs/demo when absent.

    Returns
    -------
    0.

    Raises
    ------
    ParameterError
        When the run is one of own exports, which lacks the results that need print, or lacks a result.
    Unreadable
        When the folder holds no run.
    """
    paths = ProjectPaths.find()
    folders = RunPaths(run) if run is not None else paths.run_folder("demo")
    results = read_results(folders.results / f"{ALL_RESULTS}.parquet")
    if results["basis"].eq("data").any():
        raise ParameterError(
            "the cells are looked up in a run of the demo", where=Where(file=str(folders.root)),
            remedy="Make one with `dianalysis run`.",
        )  # fmt: skip
    mpl.use("agg")
    lang = str(read_record(folders.record).parameters.get("lang", "en"))
    lessons = read_project_lessons(paths).lessons
    found = find_cells(
        {entry.id: entry.path for entry in open_catalogue(paths).entries},
        release(results, profile=default_profile("reconstructed")),
        {link.result for lesson in lessons for link in lesson.links if link.result},
        {"source": "demo", "lang": lang, "out": str(folders.root.resolve())},
    )
    file = paths.evidence / SHOWN_IN
    write_csv(found, file)
    typer.echo(f"cells     {(found['cell'] != '').sum()} of {len(found)} results are shown in one; {file}")
    return 0

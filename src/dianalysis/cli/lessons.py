"""`dianalysis lessons`: the register of lessons, what went stale, and the change of the monitor asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import typer

from dianalysis.cli.folder import written
from dianalysis.errors import ParameterError, Where
from dianalysis.evidence import (
    Overview,
    accept_register,
    find_stale,
    propose_codebook,
    read_accepted,
    unsettled,
)
from dianalysis.evidence.export import About, export_lessons, open_export
from dianalysis.evidence.project import Held, hold_lessons
from dianalysis.formats import Page, open_page
from dianalysis.interviews.coding import CodedInterviews
from dianalysis.paths import ProjectPaths, RunPaths
from dianalysis.pipeline.interviews import interviews_of_run
from dianalysis.pipeline.store import ALL_RESULTS
from dianalysis.results import read_results


def show_lessons(
    run: Path | None,
    *,
    accept: str | None,
    date: str | None,
    proposal: Path | None,
    export: Path | None,
    lang: str,
) -> int:
    """Print the register and what went stale; return 1 when a lesson fails. With a reason it is accepted.

    Parameters
    ----------
    run
        Folder of a run; outputs/demo when absent.
    accept, date
        Reason to accept the register as it is, and the day of the review (yyyy-mm-dd).
    proposal
        Folder to write the proposed change of the codebook to.
    export
        Folder to write the register to: Word, Excel and JSON-LD.
    lang
        Language of the titles and of what is exported.

    Raises
    ------
    ParameterError
        When the date is none, a run on own exports is to be accepted, or what writes Word is not installed.
    """
    paths = ProjectPaths.find()
    folders = RunPaths(run) if run is not None else paths.run_folder("demo")
    results, interviews = _open_run(folders)
    held = hold_lessons(results, paths, interviews=interviews)
    _print_register(held, lang=lang)
    if proposal is not None:
        for file in propose_codebook(held.settlements, paths.codebook, proposal):
            typer.echo(f"proposal  {file}")
    if export is not None:
        overview, about = open_export(results, paths, run=folders.root.resolve().name, interviews=interviews)
        _export(overview, about, export, page=open_page(lang, paths=paths))
    stale = find_stale(held.register, read_accepted(paths.evidence), is_printed=held.is_printed)
    loose = _unsettled(held)
    _print_stale(pd.concat([stale, loose], ignore_index=True))
    if accept is not None:
        _accept(held, int(stale["what"].ne("reconstruction").sum()), reason=accept, date=date, paths=paths)
        return int(len(loose) > 0)
    return int(bool(stale["fails"].any()) or bool(loose["fails"].any()))


def _open_run(folders: RunPaths) -> tuple[pd.DataFrame, CodedInterviews | None]:
    """Read the results of a run and its own interviews; without own data the printed ones belong to it."""
    results = read_results(folders.results / f"{ALL_RESULTS}.parquet")
    is_own = bool(results["basis"].eq("data").any())
    return results, interviews_of_run(folders, is_own=True) if is_own else None


def _print_register(held: Held, *, lang: str) -> None:
    for row in held.register.lessons.to_dict("records"):
        results = f"results {row['quantitative']} ({row['results_for']}/{row['results_in_part']}/"
        results += f"{row['results_against']}/{row['results_open']})"
        told = f"segments {row['qualitative']} ({row['segments_for']}/{row['segments_in_part']}/"
        told += f"{row['segments_against']}, {row['partners']} partners, {row['roles']} roles)"
        typer.echo(f"{row['lesson']:22} {row['verdict']:18} {results:32} {told}")
        typer.echo(f"{'':22} {row[f'title_{lang}']}")
    counts = held.register.lessons["verdict"].value_counts()
    typer.echo(", ".join(f"{verdict} {number}" for verdict, number in counts.items()))


def _export(overview: Overview, about: About, folder: Path, *, page: Page) -> None:
    with written(folder):
        files = export_lessons(overview, about, folder, page=page)
    for file in files:
        typer.echo(f"export    {file}")


def _print_stale(stale: pd.DataFrame) -> None:
    for row in stale.sort_values("fails", ascending=False, kind="stable").to_dict("records"):
        word = "stale" if row["fails"] else "told "
        target = "" if row["target"] == row["what"] else row["target"]
        parts = (row["what"], target, row["detail"])
        typer.echo(f"{word} {row['lesson']}: {' '.join(part for part in parts if part)}")
    failing = stale[stale["fails"].astype(bool)]
    typer.echo(f"{failing['lesson'].nunique()} lessons stale, {len(failing)} changes that fail")


def _unsettled(held: Held) -> pd.DataFrame:
    """Undecided lessons about which nothing says what would decide them; own exports may have more."""
    found = unsettled(held.register.lessons, held.settlements)
    detail = found["verdict"] + ", and settle.yaml does not say what would settle it"
    return pd.DataFrame(
        {
            "lesson": found["lesson"],
            "target": "",
            "what": "unsettled",
            "detail": detail,
            "fails": held.is_printed,
        }
    )


def _accept(held: Held, changes: int, *, reason: str, date: str | None, paths: ProjectPaths) -> None:
    if not held.is_printed:
        raise ParameterError(
            "evidence of own exports cannot be accepted",
            where=Where(column="run"),
            remedy="What is accepted belongs to the demo; accept a run of the demo.",
        )
    try:
        on = (
            dt.date.fromisoformat(date) if date else dt.date.today()
        )  # the clock is read here and nowhere below
    except ValueError as error:
        where = Where(column="date", value=date)
        raise ParameterError("the date cannot be read", where=where, remedy="Write yyyy-mm-dd.") from error
    typer.echo(
        f"accepted  {accept_register(held.register, changes, reason=reason, on=on, folder=paths.evidence)}"
    )

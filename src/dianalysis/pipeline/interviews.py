"""The coded interviews that belong to a source, as a notebook opens them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd

from dianalysis.codebook import coding_frame, load_codebook
from dianalysis.errors import ParameterError, Where
from dianalysis.interviews.coding import (
    CODINGS,
    SEGMENTS,
    SETTLEMENT,
    CodedInterviews,
    no_interviews,
    read_own,
    read_published,
)
from dianalysis.paths import ProjectPaths, RunPaths
from dianalysis.pipeline.source import DEMO, Source, find_source
from dianalysis.sources import is_database, write_parquet

FOLDER = "interviews"
_TABLES = ("segments", "codings", "readings")
_STAMP = "interviews.json"


def keep_interviews(source: Source, paths: ProjectPaths, run: RunPaths) -> None:
    """Keep the coded interviews among own exports with the clean tables of a run, without their text.

    Those of an earlier run to the same folder are taken away first.

    Raises
    ------
    Unreadable, DataProblem
        When there are interviews that cannot be read or do not keep the contract.
    """
    target = run.clean / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    beside = Path(source.address) / FOLDER
    if source.basis != "data" or is_database(source.address) or not beside.is_dir():
        return
    coded = read_own(beside, load_codebook(paths.codebook))
    target.mkdir(parents=True)
    for name in _TABLES:
        write_parquet(getattr(coded, name), target / f"{name}.parquet")
    (target / _STAMP).write_text(json.dumps({"undecided": coded.undecided}) + "\n", encoding="utf-8")


def interview_inputs(paths: ProjectPaths, run: RunPaths) -> list[Path]:
    """Return the files and folders a page on interviews of a run rests on, as far as they are there."""
    published = [paths.data / FOLDER / name for name in (SEGMENTS, CODINGS, SETTLEMENT)]
    return [path for path in (*published, run.clean / FOLDER) if path.exists()]


def open_interviews(source: str = DEMO, *, folder: str = "", out: str = "") -> CodedInterviews:
    """Open the coded interviews a notebook works on.

    Parameters
    ----------
    source
        "demo": the coded profiles of the printed report. Else the address of own exports.
    folder
        Folder with own released segments.csv and codings.csv; empty for the folder `interviews` among own
        exports, if there is one.
    out
        Folder of a run, in which the coded interviews of own exports were kept; empty outside a run.

    Returns
    -------
    The coded interviews; none where own exports come without.

    Raises
    ------
    ParameterError
        When a folder is named that is not there, or one beside the demo: own data never mix with it.
    Unreadable, DataProblem
        When the files cannot be read or do not keep the contract.
    """
    paths = ProjectPaths.find()
    codebook = load_codebook(paths.codebook)
    is_demo = source == DEMO or (not out and find_source(paths, source).basis == "reconstructed")
    if folder and is_demo:
        raise ParameterError(
            "own interviews are not put beside the demo",
            where=Where(column="interviews_folder", value=folder),
            remedy="Give the address of your own exports as source, or leave the folder empty.",
        )
    if folder:
        if not Path(folder).is_dir():
            raise ParameterError(
                "there is no folder of interviews here",
                where=Where(file=folder),
                remedy="It holds segments.csv and codings.csv.",
            )
        return read_own(Path(folder), codebook)
    if out and not is_demo:
        return _read_kept(RunPaths(Path(out)).clean / FOLDER, coding_frame(codebook).active)
    if is_demo:
        return read_published(paths.data / FOLDER, codebook)
    beside = Path(source) / FOLDER
    if is_database(source) or not beside.is_dir():
        return no_interviews()
    return read_own(beside, codebook)


def interviews_of_run(run: RunPaths, *, is_own: bool) -> CodedInterviews:
    """Open the coded interviews an earlier run worked on.

    Parameters
    ----------
    run
        The run.
    is_own
        Whether it is on own exports: then the interviews kept with its clean tables, which may be none. Else
        the printed ones.

    Raises
    ------
    Unreadable, DataProblem
        When the files cannot be read or do not keep the contract.
    """
    paths = ProjectPaths.find()
    codebook = load_codebook(paths.codebook)
    if is_own:
        return _read_kept(run.clean / FOLDER, coding_frame(codebook).active)
    return read_published(paths.data / FOLDER, codebook)


def _read_kept(folder: Path, codes: tuple[str, ...]) -> CodedInterviews:
    if not folder.is_dir():
        return no_interviews()
    segments, codings, readings = (pd.read_parquet(folder / f"{name}.parquet") for name in _TABLES)
    undecided = json.loads((folder / _STAMP).read_text(encoding="utf-8"))["undecided"]
    return CodedInterviews(segments, codings, readings, undecided, codes, basis="data")

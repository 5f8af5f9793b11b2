"""The coded interviews that belong to a source, as a notebook opens them."""

from __future__ import annotations

from pathlib import Path

from dianalysis.codebook import load_codebook
from dianalysis.errors import ParameterError, Where
from dianalysis.interviews.coding import CodedInterviews, no_interviews, read_own, read_published
from dianalysis.paths import ProjectPaths
from dianalysis.pipeline.source import DEMO, find_source
from dianalysis.sources import is_database

FOLDER = "interviews"


def open_interviews(source: str = DEMO, *, folder: str = "") -> CodedInterviews:
    """Open the coded interviews a notebook works on.

    Parameters
    ----------
    source
        "demo": the coded profiles of the printed report. Else the address of own exports.
    folder
        Folder with own released segments.csv and codings.csv; empty for the folder `interviews` among own
        exports, if there is one.

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
    is_demo = find_source(paths, source).basis == "reconstructed"
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
    if is_demo:
        return read_published(paths.data / FOLDER, codebook)
    beside = Path(source) / FOLDER
    if is_database(source) or not beside.is_dir():
        return no_interviews()
    return read_own(beside, codebook)

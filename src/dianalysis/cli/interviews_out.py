"""`dianalysis interviews export` and `codings`: released segments to other software, and codings back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import typer

from dianalysis import __version__
from dianalysis.cli.folder import written
from dianalysis.codebook import Codebook, CodingFrame, coding_frame, load_codebook
from dianalysis.errors import ParameterError, Where
from dianalysis.interviews.coding import CODINGS, SETTLED, codes_given, read_codings, read_published
from dianalysis.interviews.exchange import (
    Labels,
    code_matrix,
    codes_out,
    codings_back,
    project_out,
    value_labels,
)
from dianalysis.interviews.released import require_released
from dianalysis.interviews.segments import check_segments
from dianalysis.paths import ProjectPaths
from dianalysis.sources import XlsxSheet, write_csv, write_xlsx
from dianalysis.sources.documents.refi_qda import read_qdpx
from dianalysis.sources.documents.refi_qda_write import write_qdc, write_qdpx

ORIGIN = f"dianalysis {__version__}"
SEGMENTS = "segments.parquet"


@dataclass(frozen=True)
class ExportRequest:
    """What `export` was asked: which interviews, whose codes, and which files to write."""

    released: Path | None
    published: bool
    codings: tuple[Path, ...]
    coder: tuple[str, ...]
    qdpx: Path | None
    qdc: Path | None
    matrix: Path | None
    by: str
    lang: str
    date: dt.datetime


def export_interviews(request: ExportRequest) -> int:
    """Write what was asked for, and return the exit code."""
    if not (request.qdpx or request.qdc or request.matrix):
        raise ParameterError(
            "no file to write was named", remedy="Give --qdpx, --qdc or --matrix with a path."
        )
    paths = ProjectPaths.find()
    codebook = load_codebook(paths.codebook)
    frame, labels = coding_frame(codebook), _labels(codebook, request.lang)
    if request.qdc:
        with written(request.qdc):
            write_qdc(codes_out(frame, labels), request.qdc, origin=ORIGIN)
        typer.echo(f"codebook  {len(frame.active)} codes: {request.qdc}")
    if request.qdpx or request.matrix:
        segments, codings = _coded(request, paths, codebook)
        _write(request, segments, codings, frame, labels)
    return 0


def bring_codings_back(path: Path, *, released: Path | None, out: Path) -> int:
    """Write the codings of an exported project that was coded further, and return the exit code.

    It is 1 when a code is not in use in the frame or has no valence: these rows are to be completed by hand.
    """
    paths = ProjectPaths.find()
    folder = released if released is not None else paths.outputs / "interviews"
    segments = check_segments(pq.read_table(require_released(folder, SEGMENTS)).to_pandas(), file=SEGMENTS)
    codings = codings_back(read_qdpx(path), segments).drop_duplicates(ignore_index=True)
    with written(out):
        write_csv(codings, out)
    used = coding_frame(load_codebook(paths.codebook)).active
    unknown, bare = int((~codings["code"].isin(list(used))).sum()), int(codings["valence"].isna().sum())
    typer.echo(f"codings   {len(codings)} of {codings['segment_id'].nunique()} segments: {out}")
    if unknown or bare:
        typer.echo(f"complete  {unknown} have a code that is not in the frame, {bare} have no valence")
    return 1 if unknown or bare else 0


def _write(
    request: ExportRequest, segments: pd.DataFrame, codings: pd.DataFrame, frame: CodingFrame, labels: Labels
) -> None:
    if request.qdpx:
        project = project_out(segments, codings, frame, labels, name="dianalysis")
        with written(request.qdpx):
            write_qdpx(project, request.qdpx, origin=ORIGIN, written=request.date)
        counts = (
            f"{len(project.sources)} interviews, {len(segments)} segments, {len(project.codings)} codings"
        )
        typer.echo(f"project   {counts}: {request.qdpx}")
    if request.matrix:
        one = _of_one_coder(codings)
        matrix = code_matrix(segments, one, frame, by=request.by)
        sheets = [XlsxSheet("matrix", matrix), XlsxSheet("value labels", value_labels(frame, labels))]
        with written(request.matrix):
            write_xlsx(sheets, request.matrix)
        typer.echo(f"matrix    {len(matrix)} rows, {len(frame.active)} codes: {request.matrix}")


def _coded(
    request: ExportRequest, paths: ProjectPaths, codebook: Codebook
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the segments that may be read, and the codes given to them."""
    if request.published:
        corpus = read_published(paths.interviews, codebook)
        segments = corpus.segments.assign(text=corpus.segments[f"summary_{request.lang}"])
        return segments, _by(corpus.codings, request.coder)
    folder = request.released if request.released is not None else paths.outputs / "interviews"
    file = require_released(folder, SEGMENTS)
    segments = check_segments(pq.read_table(file).to_pandas(), file=SEGMENTS)
    files = request.codings or tuple(path for path in (folder / CODINGS,) if path.is_file())
    if not files:
        typer.echo("note      no codings: nothing is coded yet")
        return segments, pd.DataFrame(columns=["segment_id", "code", "valence", "coder"], dtype="str")
    codings = codes_given(read_codings(files, segments["segment_id"], codebook))
    return segments, _by(codings, request.coder)


def _by(codings: pd.DataFrame, coders: Sequence[str]) -> pd.DataFrame:
    known = sorted(set(codings["coder"]))
    for coder in coders:
        if coder not in known:
            remedy = f"The coders are {', '.join(known)}."
            raise ParameterError("this coder coded nothing", where=Where(value=coder), remedy=remedy)
    return codings[codings["coder"].isin(list(coders))] if coders else codings


def _of_one_coder(codings: pd.DataFrame) -> pd.DataFrame:
    """Return the codings a matrix is made of: the settled ones, or those of the only coder."""
    coders = sorted(set(codings["coder"]))
    if SETTLED in coders:
        return codings[codings["coder"] == SETTLED]
    if len(coders) != 1:
        told = f"there are {len(coders)}: {', '.join(coders)}" if coders else "there are none"
        raise ParameterError(
            f"a matrix is made of the codes of one coder; {told}", remedy="Name one with --coder."
        )
    return codings


def _labels(codebook: Codebook, lang: str) -> Labels:
    themes, partners = codebook.tables["coding_themes"], codebook.partners
    return Labels(
        dict(zip(themes["theme"], themes[f"label_{lang}"], strict=True)),
        dict(zip(partners["partner"], partners["label"], strict=True)),
        lang,
    )

"""Draws on disk: small parquet files that have the same bytes for the same data."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dianalysis.codebook import Codebook, load_codebook
from dianalysis.errors import Unreadable, Where
from dianalysis.paths import ProjectPaths
from dianalysis.published.reconstruct.draw import (
    Draw,
    Settled,
    default_assumptions,
    reconstruct_draw,
    settle_figures,
)
from dianalysis.published.reconstruct.setting import read_assumptions

KINDS = ("companies", "self_employed")
Progress = Callable[[int, int], None]


def draw_path(folder: Path, kind: str, number: int) -> Path:
    """Return the file of one draw: `companies_01.parquet` or `self_employed_01.parquet`."""
    return folder / f"{kind}_{number:02d}.parquet"


def write_frame(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as parquet with bytes that change neither from run to run nor with pandas."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    described = json.loads(table.schema.metadata[b"pandas"])
    described["pandas_version"], described["creator"] = "3.0.0", {"library": "pyarrow", "version": "18.0.0"}
    table = table.replace_schema_metadata({b"pandas": json.dumps(described, sort_keys=True).encode()})
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    pq.write_table(table, temporary, compression="zstd", version="2.6", row_group_size=len(frame) or 1)
    temporary.replace(path)


def write_draws(
    folder: Path,
    figures: pd.DataFrame,
    *,
    draws: int,
    seed: int,
    jobs: int = 2,
    progress: Progress | None = None,
) -> list[Path]:
    """Make a series of draws and write them.

    Parameters
    ----------
    folder
        Where the files go.
    figures
        Printed figures as `read_figures` returns them.
    draws
        How many draws.
    seed
        Seed of the series.
    jobs
        Draws made at the same time.
    progress
        Called with (draws done, draws in all) after each draw.

    Returns
    -------
    The files written, in order.
    """
    settled = settle_figures(figures)
    codebook = load_codebook(ProjectPaths.find().codebook)
    declared = read_assumptions(default_assumptions())
    done = 0
    if jobs <= 1:
        for number in range(1, draws + 1):
            _write_one(folder, settled, codebook, declared, (number, seed))
            done = _report(progress, done, draws)
    else:
        with ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn")) as pool:
            tasks = [
                pool.submit(_write_one, folder, settled, codebook, declared, (number, seed))
                for number in range(1, draws + 1)
            ]
            for task in as_completed(tasks):
                task.result()
                done = _report(progress, done, draws)
    return [draw_path(folder, kind, number) for number in range(1, draws + 1) for kind in KINDS]


def _report(progress: Progress | None, done: int, draws: int) -> int:
    if progress is not None:
        progress(done + 1, draws)
    return done + 1


def _write_one(
    folder: Path, settled: Settled, codebook: Codebook, declared: dict[str, Any], which: tuple[int, int]
) -> None:
    draw, seed = which
    made = reconstruct_draw(settled, codebook, draw=draw, seed=seed, assumptions=declared)
    write_frame(made.companies, draw_path(folder, "companies", draw))
    write_frame(made.self_employed, draw_path(folder, "self_employed", draw))


def draw_numbers(folder: Path) -> list[int]:
    """Return the numbers of the draws in a folder."""
    return sorted(int(path.stem.rpartition("_")[2]) for path in folder.glob("companies_*.parquet"))


def read_draw(folder: Path, number: int) -> Draw:
    """Read one draw.

    Raises
    ------
    Unreadable
        A file of the draw is absent or is no parquet file.
    """
    frames = []
    for kind in KINDS:
        path = draw_path(folder, kind, number)
        try:
            frames.append(pd.read_parquet(path))
        except (OSError, pa.ArrowException) as error:
            raise Unreadable(
                "a draw cannot be read", where=Where(file=str(path)), remedy="make the draws again"
            ) from error
    return Draw(*frames)

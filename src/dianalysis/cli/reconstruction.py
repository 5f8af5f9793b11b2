"""`dianalysis reconstruct`: make the demo's draws and exports anew, or verify the ones there are."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import typer

from dianalysis.codebook import load_codebook
from dianalysis.paths import ProjectPaths
from dianalysis.published.demo_exports import write_demo_exports
from dianalysis.published.figures import read_figures
from dianalysis.published.findings import write_findings
from dianalysis.published.realised import write_realised
from dianalysis.published.reconstruct import draw_numbers, write_draws
from dianalysis.published.verify import verify_draws as verify

SHOWN_FAILURES = 20


def make_draws(draws: int, *, seed: int, jobs: int, out: Path | None) -> int:
    """Make draws, write the first one as raw exports too, and verify them all.

    Parameters
    ----------
    draws, seed, jobs
        How many, seed of the series, and how many at the same time.
    out
        Folder for everything; None puts each file where the project keeps it (`data/demo`, `data/published`).

    Returns
    -------
    The exit code: 0, or 1 when a printed figure is not reproduced.
    """
    paths = ProjectPaths.find()
    folder = (out or paths.demo).resolve()
    figures = read_figures(paths.published / "figures.csv")

    def say(done: int, total: int) -> None:
        typer.echo(f"draw {done} of {total}", err=True)

    write_draws(folder / "draws", figures, draws=draws, seed=seed, jobs=jobs, progress=say)
    write_realised(folder, draws=folder / "draws")
    in_place = folder == paths.demo.resolve()
    write_findings(paths.published if in_place else folder, figures)
    write_demo_exports(
        folder,
        draws=folder / "draws",
        codebook=load_codebook(paths.codebook),
        declared=paths.demo,
        log=paths.cleaning_log / "demo.csv" if in_place else folder / "cleaning_log.csv",
    )
    return verify_draws(out)


def verify_draws(out: Path | None) -> int:
    """Recompute every printed figure from every draw; 0 when none failed, 1 otherwise."""
    paths = ProjectPaths.find()
    folder = (out or paths.demo).resolve() / "draws"
    exclusions = pd.read_csv(paths.published / "exclusions.csv", dtype=str, keep_default_na=False)
    verdicts = verify(folder, read_figures(paths.published / "figures.csv"), exclusions)
    counts = pd.crosstab(verdicts["draw"], verdicts["verdict"])
    typer.echo(f"{len(draw_numbers(folder))} draws in {folder}")
    typer.echo(counts.to_string())
    failed = verdicts[verdicts["verdict"] == "failed"]
    for row in failed.head(SHOWN_FAILURES).to_dict("records"):
        typer.echo(
            f"failed: draw {row['draw']} {row['figure']} printed {row['printed']} computed {row['computed']}"
        )
    for row in exclusions.to_dict("records"):
        typer.echo(f"excluded with proof: {row['figure']} printed {row['printed']}, repair {row['repair']}")
    typer.echo(f"failed: {len(failed)}")
    return int(len(failed) > 0)

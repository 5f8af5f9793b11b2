"""`dianalysis bounds`: bound results over all data sets that fit print, or prove a sample again."""

from __future__ import annotations

from pathlib import Path

import typer

from dianalysis.codebook import load_codebook
from dianalysis.paths import ProjectPaths
from dianalysis.published.bounds import (
    Facts,
    bound_key,
    compute_bounds,
    make_blocks,
    read_bounds,
    sample_bounds,
    write_bounds,
)
from dianalysis.published.figures import read_figures
from dianalysis.published.reconstruct import settle_figures
from dianalysis.published.reconstruct.setting import read_assumptions
from dianalysis.studies.plan import load_plan

SHOWN_FAILURES = 20
SAME = 1e-9


def read_facts(paths: ProjectPaths) -> Facts:
    """Read and settle what the bounds rest on."""
    settled = settle_figures(read_figures(paths.published / "figures.csv"))
    text = read_assumptions(paths.demo / "association.yaml")["text"]
    start_error = load_plan(paths.plan).facts.start_error
    return Facts(settled.printed, load_codebook(paths.codebook), text, start_error)


def make_bounds(out: Path | None, *, jobs: int) -> int:
    """Compute all bounds and write them; the exit code is 0, what cannot be proven is an error."""
    paths = ProjectPaths.find()

    def say(done: int, total: int) -> None:
        typer.echo(f"sum {done} of {total}", err=True)

    file = out or paths.bounds
    found = compute_bounds(read_facts(paths), jobs=jobs, progress=say)
    write_bounds(found, paths, file=file)
    typer.echo(f"{len(found)} results bounded in {file}")
    return 0


def verify_bounds(out: Path | None, *, sample: int, seed: int) -> int:
    """Prove a random sample of the file again: 0 when everything agrees, 1 otherwise.

    Parameters
    ----------
    out
        The file; None is that of the project.
    sample, seed
        Sums per block, 0 for all, and the seed of the choice.
    """
    paths = ProjectPaths.find()
    stored = read_bounds(paths, file=out)
    facts = read_facts(paths)
    most = max(len(block.targets) for block in make_blocks(facts))
    proven = {
        bound_key(dict(one.naming)): (one.low, one.high)
        for one in sample_bounds(facts, number=sample or most, seed=seed)
    }
    wrong = [key for key, ends in proven.items() if not _agree(stored.get(key), ends)]
    for key in wrong[:SHOWN_FAILURES]:
        typer.echo(f"failed: {key} stored {stored.get(key)} proven {proven[key]}")
    typer.echo(f"{len(proven)} of {len(stored)} ranges proven again, failed: {len(wrong)}")
    return int(bool(wrong))


def _agree(stored: tuple[float, float] | None, proven: tuple[float, float]) -> bool:
    return stored is not None and all(abs(a - b) <= SAME for a, b in zip(stored, proven, strict=True))

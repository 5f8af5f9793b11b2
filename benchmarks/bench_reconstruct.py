"""Time one draw, and a series made at the same time against the same draws one after the other.

Run: python benchmarks/bench_reconstruct.py [draws] [jobs]. Ratios are of one run on one machine; nothing is
asserted here. Twenty draws take minutes; `3 2` gives a first impression in one.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from dianalysis.codebook import load_codebook
from dianalysis.paths import ProjectPaths
from dianalysis.published.figures import read_figures
from dianalysis.published.reconstruct import reconstruct_draw, settle_figures, write_draws

ONE_DRAW_TARGET = 20.0  # seconds, on two cores
SERIES_TARGET = 480.0  # seconds for twenty draws, on two cores


def main() -> None:
    """Print times, and their ratios to each other and to the targets."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    paths = ProjectPaths.find()
    figures, codebook = read_figures(paths.published / "figures.csv"), load_codebook(paths.codebook)
    settled = settle_figures(figures)
    alone = [
        seconds(partial(reconstruct_draw, settled, codebook, draw=number, seed=1))
        for number in range(1, draws + 1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        series = seconds(partial(write_draws, Path(folder), figures, draws=draws, seed=1, jobs=jobs))
    one, twenty = median(alone), 20 * series / draws
    print(
        f"one draw: median {one:.1f} s, longest {max(alone):.1f} s; {one / ONE_DRAW_TARGET:.2f} of the target"
    )
    print(f"{draws} draws one after the other: {sum(alone):.0f} s")
    print(f"{draws} draws, {jobs} at a time: {series:.0f} s, {series / sum(alone):.2f} times as long")
    print(f"scaled to 20 draws: {twenty:.0f} s; {twenty / SERIES_TARGET:.2f} of the target")


def seconds(call: Callable[[], object]) -> float:
    """Wall time of one call."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()

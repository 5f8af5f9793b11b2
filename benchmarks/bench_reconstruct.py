"""Time one draw and a series of draws: `python benchmarks/bench_reconstruct.py [draws] [jobs]`."""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from dianalysis.codebook import load_codebook
from dianalysis.paths import ProjectPaths
from dianalysis.published.figures import read_figures
from dianalysis.published.reconstruct import reconstruct_draw, settle_figures, write_draws

ONE_DRAW_TARGET = 20.0
SERIES_TARGET = 480.0
TIMED_ALONE = 5


def main() -> None:
    """Print the median of single draws and the wall time of a series, each with its target in seconds."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    paths = ProjectPaths.find()
    figures, codebook = read_figures(paths.published / "figures.csv"), load_codebook(paths.codebook)
    settled = settle_figures(figures)
    times = []
    for number in range(1, TIMED_ALONE + 1):
        begun = time.perf_counter()
        reconstruct_draw(settled, codebook, draw=number, seed=1)
        times.append(time.perf_counter() - begun)
    print(
        f"one draw: median {median(times):.1f} s, longest {max(times):.1f} s (target {ONE_DRAW_TARGET:.0f})"
    )
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        write_draws(Path(folder), figures, draws=draws, seed=1, jobs=jobs)
    print(
        f"{draws} draws, {jobs} jobs: {time.perf_counter() - begun:.0f} s (target {SERIES_TARGET:.0f} for 20)"
    )


if __name__ == "__main__":
    main()

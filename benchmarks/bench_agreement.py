"""Bootstrap of Krippendorff's alpha on 500 segments and three coders, against counting each resample anew.

Run: python benchmarks/bench_agreement.py. Ratios are of one run on one machine; nothing is asserted here.
"""

from __future__ import annotations

import time
import tracemalloc
from functools import partial

import numpy as np

from dianalysis.estimation.agreement import DISTANCES, krippendorff_alpha

N_UNITS, N_CODERS, N_RESAMPLES, SEED = 500, 3, 2000, 1
LOOP_RESAMPLES = 50  # the loop is timed on these and scaled up


def made_up() -> np.ndarray:
    """Codes 1 to 5 that agree in four of five cases; one in ten is absent."""
    rng = np.random.default_rng(SEED)
    shape = (N_UNITS, N_CODERS)
    true = rng.integers(1, 6, (N_UNITS, 1))
    codes = np.where(rng.random(shape) < 0.8, true, rng.integers(1, 6, shape)).astype(float)
    codes[rng.random(shape) < 0.1] = np.nan
    return codes


def loop(codes: np.ndarray, metric: str) -> None:
    """Draw units and compute alpha from the codes, one resample at a time."""
    rng = np.random.default_rng(SEED)
    for _ in range(LOOP_RESAMPLES):
        drawn = codes[rng.integers(0, N_UNITS, N_UNITS)]
        krippendorff_alpha(drawn, metric=metric, n_resamples=0, seed=1, conf_level=0.95)


def main() -> None:
    """Print times, ratios and memory."""
    codes = made_up()
    for metric in DISTANCES:
        run = partial(krippendorff_alpha, codes, metric=metric, seed=SEED, conf_level=0.95)
        run(n_resamples=10)
        begin = time.perf_counter()
        run(n_resamples=N_RESAMPLES)
        ours = time.perf_counter() - begin
        begin = time.perf_counter()
        loop(codes, metric)
        plain = (time.perf_counter() - begin) * N_RESAMPLES / LOOP_RESAMPLES
        told = f"{metric:<9} {N_RESAMPLES:,} resamples of {N_UNITS} units: {ours:.3f} s"
        print(f"{told}; counting anew {plain:.2f} s, {plain / ours:.0f} times as long")
    tracemalloc.start()
    krippendorff_alpha(codes, metric="ordinal", n_resamples=20 * N_RESAMPLES, seed=SEED, conf_level=0.95)
    print(f"peak memory of {20 * N_RESAMPLES:,}: {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MB")


if __name__ == "__main__":
    main()

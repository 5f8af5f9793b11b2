"""Cluster bootstrap of a paired effect at 476 companies in 18 partners, against a plain loop and scipy.

Run: python benchmarks/bench_resampling.py. Ratios are of one run on one machine; nothing is asserted here.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from functools import partial

import numpy as np
from scipy import stats

from dianalysis.estimation import ordinal, resampling

N_COMPANIES, N_PARTNERS, N_RESAMPLES, SEED = 476, 18, 10_000, 1
LOOP_RESAMPLES = 200  # the plain loop is timed on these and scaled up
CHANGES = np.arange(-6, 7)


def made_up() -> tuple[np.ndarray, np.ndarray]:
    """Growth and partner of made-up companies; partners of unequal size."""
    rng = np.random.default_rng(SEED)
    growth = rng.choice([-1, 0, 1, 2, 3], size=N_COMPANIES, p=[0.02, 0.24, 0.42, 0.25, 0.07])
    return growth, np.sort(
        rng.choice(N_PARTNERS, size=N_COMPANIES, p=rng.dirichlet(np.full(N_PARTNERS, 4.0)))
    )


def seconds(call: Callable[[], object]) -> float:
    """Wall time of one call."""
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def plain_loop(growth: np.ndarray, partner: np.ndarray) -> None:
    """Resample partners and rank their companies anew, one resample at a time."""
    rng = np.random.default_rng(SEED)
    parts = [growth[partner == name] for name in np.unique(partner)]
    for _ in range(LOOP_RESAMPLES):
        drawn = np.concatenate([parts[k] for k in rng.integers(0, len(parts), len(parts))])
        ranks = stats.rankdata(np.abs(drawn))
        used = ranks[drawn != 0].sum()
        _ = (ranks[drawn > 0].sum() - ranks[drawn < 0].sum()) / used


def main() -> None:
    """Print times and ratios."""
    growth, partner = made_up()
    table = resampling.count_table(growth + 6, partner, n_cells=CHANGES.size)
    effect = partial(ordinal.rank_biserial, change=CHANGES, zeros="pratt")
    run = partial(
        resampling.bootstrap_clusters, table, effect, n_resamples=N_RESAMPLES, seed=SEED, conf_level=0.95
    )
    run()
    ours = min(seconds(run) for _ in range(5))
    loop = seconds(lambda: plain_loop(growth, partner)) * N_RESAMPLES / LOOP_RESAMPLES
    scipy_time = seconds(
        lambda: stats.bootstrap(
            (growth,), lambda x, axis: np.sign(x).mean(axis=axis), n_resamples=N_RESAMPLES,
            method="percentile", rng=SEED,
        )
    )  # fmt: skip
    shuffle = seconds(
        lambda: resampling.permutation_test_clusters(growth, partner, n_resamples=N_RESAMPLES, seed=SEED)
    )
    tracemalloc.start()
    run(n_resamples=20 * N_RESAMPLES)
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    print(f"{N_RESAMPLES:,} cluster resamples of the rank-biserial correlation: {ours:.3f} s")
    print(f"plain loop (scaled from {LOOP_RESAMPLES}): {loop:.1f} s, {loop / ours:.0f} times as long")
    print(f"scipy.stats.bootstrap, no clusters: {scipy_time:.2f} s, {scipy_time / ours:.1f} times as long")
    print(f"{N_RESAMPLES:,} shuffles of companies over partners: {shuffle:.2f} s")
    print(f"peak memory of {20 * N_RESAMPLES:,} resamples: {peak:.0f} MB")


if __name__ == "__main__":
    main()

"""Intervals hold the truth about as often as they say; one that does not is found out by the same check."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "bench_coverage.py"
REPLICATIONS = 300
WITHIN = (0.915, 0.98)  # 95%, give or take nearly three simulation errors of 300 replications
STRONG = 0.25  # where differences between partners are large, a short interval shows most
WEAK = 0.03  # where partners hardly differ, taking their spread as known shows most


@cache
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_coverage", BENCHMARK)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.N_RESAMPLES = 199
    return module


@cache
def held(study: str, icc: float = STRONG) -> dict[str, float]:
    bench = benchmark()
    return {k: share for k, (share, _) in bench.coverage(getattr(bench, study), icc, REPLICATIONS).items()}


@pytest.mark.parametrize(
    ("study", "name"),
    [
        ("growth", "mean, jackknife"),
        ("growth", "net improvement, jackknife"),
        ("growth", "rank-biserial correlation, jackknife"),
        ("shares", "share of 5%, jackknife"),
        ("shares", "share of 30%, jackknife"),
        ("shares", "share of 70%, jackknife"),
        ("shares", "share of 95%, jackknife"),
        ("shares", "median without ties, Woodruff"),
        ("spread", "intraclass correlation, Wald"),
        ("spread", "pooled centre, REML"),
    ],
)
def test_the_level_holds(study: str, name: str) -> None:
    assert WITHIN[0] <= held(study)[name] <= WITHIN[1]


@pytest.mark.parametrize("interval", ["percentile", "bca"])
def test_the_bootstrap_of_the_rank_biserial_is_found_too_short(interval: str) -> None:
    assert held("growth")[f"rank-biserial correlation, bootstrap {interval} (before)"] < WITHIN[0]


@pytest.mark.parametrize(
    ("study", "name"),
    [
        ("pooled_partners", "pooled mean of a partner"),
        ("pooled_partners", "distance of a partner from the centre"),
        ("pooled_groups", "pooled share of an indicator"),
        ("pooled_groups", "pooled share of a partner"),
    ],
)
def test_the_level_holds_where_partners_hardly_differ(study: str, name: str) -> None:
    assert WITHIN[0] <= held(study, WEAK)[name] <= WITHIN[1]


@pytest.mark.parametrize(
    ("study", "name"),
    [
        ("pooled_partners", "pooled mean of a partner"),
        ("pooled_groups", "pooled share of an indicator"),
        ("pooled_groups", "pooled share of a partner"),
    ],
)
def test_a_spread_taken_as_known_is_found_too_short(study: str, name: str) -> None:
    assert held(study, WEAK)[f"{name}, spread as known (before)"] < WITHIN[0]

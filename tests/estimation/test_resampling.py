"""The bootstrap of counts is that of units; batches, seeds and small cases."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from dianalysis.estimation import ordinal, resampling

CHANGES = np.arange(-6, 7)
NET = partial(ordinal.net_improvement, change=CHANGES)


@pytest.fixture
def table() -> np.ndarray:
    rng = np.random.default_rng(3)
    growth, cluster = rng.integers(-1, 4, 200), rng.integers(0, 9, 200)
    return resampling.count_table(growth + 6, cluster, n_cells=13)


def test_count_table_counts_units_per_cluster_and_cell() -> None:
    found = resampling.count_table([0, 2, 2, 1], ["b", "a", "a", "b"], n_cells=3)
    np.testing.assert_array_equal(found, [[0, 0, 2], [1, 1, 0]])


def test_count_table_keeps_clusters_without_units() -> None:
    found = resampling.count_table([0], ["b"], n_cells=1, cluster_names=["a", "b", "c"])
    np.testing.assert_array_equal(found, [[0], [1], [0]])


def test_weighted_sums_equal_a_plain_loop_over_resamples(table: np.ndarray) -> None:
    """The same draws of clusters, units put together one resample at a time."""
    drawn = resampling.resample_clusters(table, NET, n_resamples=50, seed=5)
    weights = np.random.default_rng(5).multinomial(9, np.full(9, 1 / 9), size=50)
    for value, times in zip(drawn, weights, strict=True):
        units = np.concatenate([np.repeat(CHANGES, (table[g] * k).astype(int)) for g, k in enumerate(times)])
        assert value == pytest.approx(np.sign(units).mean())


def test_batches_bound_memory_without_changing_the_estimate(
    table: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []

    def watched(counts: np.ndarray) -> np.ndarray:
        sizes.append(len(counts))
        return NET(counts)

    monkeypatch.setattr(resampling, "CELLS_PER_BATCH", 130)
    whole = resampling.bootstrap_clusters(table, watched, n_resamples=95, seed=1, conf_level=0.9)
    assert max(sizes) == 10
    assert sum(sizes) == 96  # 95 resamples and the estimate itself
    assert whole.value == pytest.approx(float(NET(table.sum(axis=0))))


def test_same_seed_same_interval_other_seed_another(table: np.ndarray) -> None:
    def run(seed: int) -> tuple[float, float]:
        result = resampling.bootstrap_clusters(table, NET, n_resamples=400, seed=seed, conf_level=0.9)
        return result.low, result.high

    assert run(1) == run(1)
    assert run(1) != run(2)


@pytest.mark.parametrize("interval", resampling.INTERVALS)
def test_no_resamples_or_one_cluster_gives_no_interval(table: np.ndarray, interval: str) -> None:
    for counts, n_resamples in ((table, 0), (table[:1], 100)):
        result = resampling.bootstrap_clusters(
            counts, NET, n_resamples=n_resamples, seed=1, conf_level=0.9, interval=interval
        )
        assert not np.isnan(result.value)
        assert np.isnan(result.low)


def test_resamples_that_all_agree_give_no_interval() -> None:
    table = np.zeros((4, 13))
    table[:, 7] = 5
    for interval in resampling.INTERVALS:
        result = resampling.bootstrap_clusters(
            table, NET, n_resamples=200, seed=1, conf_level=0.9, interval=interval
        )
        assert result.value == 1 and np.isnan([result.low, result.high]).all()


def test_permutation_sees_clusters_that_differ() -> None:
    cluster = np.repeat(np.arange(6), 20)
    rng = np.random.default_rng(1)
    noise = rng.normal(size=120)
    far = resampling.permutation_test_clusters(noise + cluster, cluster, n_resamples=999, seed=1)
    near = resampling.permutation_test_clusters(noise, cluster, n_resamples=999, seed=1)
    assert far.p_value == pytest.approx(0.001)
    assert near.p_value > 0.02
    assert far.value > near.value


def test_permutation_p_is_uniform_enough_under_no_difference() -> None:
    rng = np.random.default_rng(2)
    cluster = np.repeat(np.arange(5), [3, 9, 4, 12, 7])
    found = [
        resampling.permutation_test_clusters(rng.integers(0, 4, 35), cluster, n_resamples=99, seed=k).p_value
        for k in range(200)
    ]
    assert np.mean(np.array(found) <= 0.1) == pytest.approx(0.1, abs=0.06)


def test_sign_flips_drawn_agree_with_all_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    values, cluster = rng.integers(-1, 3, 90), rng.integers(0, 9, 90)
    exact = resampling.sign_flip_test(values, cluster, n_resamples=1, seed=1)
    monkeypatch.setattr(resampling, "MAX_EXACT_FLIPS", 2)
    drawn = resampling.sign_flip_test(values, cluster, n_resamples=20_000, seed=1)
    assert drawn.p_value == pytest.approx(exact.p_value, abs=0.01)
    assert exact.p_value >= 2 / 2**9


def test_nothing_to_test_gives_no_p_value() -> None:
    one = resampling.permutation_test_clusters([1.0, 2.0], ["a", "a"], n_resamples=99, seed=1)
    same = resampling.permutation_test_clusters([2.0, 2.0], ["a", "b"], n_resamples=99, seed=1)
    none = resampling.sign_flip_test([1.0, 2.0], ["a", "b"], n_resamples=0, seed=1)
    assert np.isnan([one.p_value, same.p_value, none.p_value]).all()

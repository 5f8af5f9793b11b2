"""The cluster jackknife is that of R, sees no order or name, and says nothing where nothing can be said."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pandas as pd
import pytest
from estimation_data import Pins
from hypothesis import given, settings
from hypothesis import strategies as st

from dianalysis.errors import ParameterError
from dianalysis.estimation import association, clustered, friedman, jackknife, ordinal, reliability
from dianalysis.estimation.resampling import Statistic, count_table

CHANGES = np.arange(-6, 7)
SAME_FORMULA = 1e-9
NET = partial(ordinal.net_improvement, change=CHANGES)
RANKS = partial(ordinal.rank_biserial, change=CHANGES, zeros="pratt")
QUICK = settings(max_examples=60, deadline=None)
units = st.lists(st.tuples(st.integers(-6, 6), st.integers(0, 5)), min_size=8, max_size=60).map(np.array)


def table(rows: np.ndarray) -> np.ndarray:
    return count_table(rows[:, 0] + 6, rows[:, 1], n_cells=13)


def bounds(rows: np.ndarray, statistic: Statistic = RANKS, scale: str = "correlation") -> tuple[float, ...]:
    found = jackknife.jackknife_clusters(table(rows), statistic, scale=scale, conf_level=0.9)
    return found.value, found.low, found.high, found.std_error, found.df


def items(paired: pd.DataFrame) -> np.ndarray:
    start, end = paired["start"].to_numpy(float), paired["end"].to_numpy(float)
    return np.column_stack([start, end, end - start + start % 2, np.maximum(end - 2, 1)])


@pytest.mark.parametrize(
    ("stem", "statistic", "scale"),
    [("net", NET, "correlation"), ("net_plain", NET, "plain"), ("rank_biserial", RANKS, "correlation")],
)
def test_effects_are_those_of_r(
    pins: Pins, paired: pd.DataFrame, stem: str, statistic: Statistic, scale: str
) -> None:
    counts = count_table(paired["growth"] + 6, paired["cluster"], n_cells=13)
    found = jackknife.jackknife_clusters(counts, statistic, scale=scale, conf_level=0.95)
    expected = [pins[f"{stem}.jack.{part}"] for part in ("se", "low", "high")]
    assert [found.std_error, found.low, found.high] == pytest.approx(expected, rel=SAME_FORMULA)


def test_chapter_estimators_are_those_of_r(pins: Pins, paired: pd.DataFrame) -> None:
    a, b = (paired["start"] > 3).astype(int), (paired["end"] > 4).astype(int)
    cells = count_table(3 - 2 * a - b, paired["cluster"], n_cells=4)
    up = (paired["growth"] > 0).groupby(paired["cluster"])
    found = {
        "phi": jackknife.jackknife_clusters(cells, association.phi, scale="correlation", conf_level=0.95),
        "alpha": reliability.estimate_alpha(items(paired), paired["cluster"], conf_level=0.95),
        "concordance": friedman.friedman_test(items(paired), paired["cluster"], conf_level=0.95),
        "share": clustered.estimate_share_clustered(up.sum(), up.size(), conf_level=0.95),
    }
    for stem, estimate in found.items():
        expected = [pins[f"{stem}.jack.{part}"] for part in ("se", "low", "high")]
        told = [estimate.std_error, estimate.low, estimate.high]
        assert told == pytest.approx(expected, rel=SAME_FORMULA), stem


def test_mean_is_cr3_around_another_centre(pins: Pins, paired: pd.DataFrame) -> None:
    found = clustered.estimate_mean_clustered(paired["growth"], paired["cluster"], conf_level=0.95)
    assert found.df == pytest.approx(pins["cluster_mean.df"])
    labels, growth = paired["cluster"], paired["growth"]
    left = np.array([growth[labels != name].mean() for name in labels.unique()])
    k = left.size
    shift = (k - 1) * (left.mean() - growth.mean()) ** 2  # the jackknife looks around its own mean
    cr3 = pins["cluster_mean.cr3"] ** 2 * (k - 1) / k
    assert found.std_error**2 + shift == pytest.approx(cr3, rel=SAME_FORMULA)


def test_mean_is_that_of_the_table(paired: pd.DataFrame) -> None:
    counts = count_table(paired["growth"] + 6, paired["cluster"], n_cells=13)
    mean = partial(ordinal.mean_change, change=CHANGES)
    one = jackknife.jackknife_clusters(counts, mean, scale="plain", conf_level=0.95)
    other = clustered.estimate_mean_clustered(paired["growth"], paired["cluster"], conf_level=0.95)
    assert (one.low, one.high, one.df) == pytest.approx((other.low, other.high, other.df))


def test_median_is_that_of_r(pins: Pins, paired: pd.DataFrame) -> None:
    found = clustered.estimate_median_clustered(paired["growth"], paired["cluster"], conf_level=0.95)
    assert (found.low, found.high) == (pins["median.jack.low"], pins["median.jack.high"])


@QUICK
@given(units, st.integers(0, 2**32 - 1), st.permutations(range(6)))
def test_order_and_names_do_not_matter(rows: np.ndarray, seed: int, names: list[int]) -> None:
    shuffled = np.random.default_rng(seed).permutation(rows)
    shuffled[:, 1] = np.array(names)[shuffled[:, 1]]
    np.testing.assert_allclose(bounds(shuffled), bounds(rows), atol=1e-9)
    one, other = (
        clustered.estimate_median_clustered(part[:, 0], part[:, 1], conf_level=0.9)
        for part in (rows, shuffled)
    )
    np.testing.assert_array_equal((one.low, one.high), (other.low, other.high))


@QUICK
@given(units)
def test_reversal_mirrors_the_interval(rows: np.ndarray) -> None:
    turned = rows * [-1, 1]
    for statistic, scale in ((NET, "correlation"), (RANKS, "correlation"), (NET, "plain")):
        value, low, high, *rest = bounds(rows, statistic, scale)
        back = bounds(turned, statistic, scale)
        np.testing.assert_allclose(back, (-value, -high, -low, *rest), atol=1e-9)


@QUICK
@given(units)
def test_a_share_and_the_rest_mirror_each_other(rows: np.ndarray) -> None:
    up, sizes = np.bincount(rows[:, 1], weights=rows[:, 0] > 0), np.bincount(rows[:, 1])
    share = clustered.estimate_share_clustered(up, sizes, conf_level=0.9)
    rest = clustered.estimate_share_clustered(sizes - up, sizes, conf_level=0.9)
    np.testing.assert_allclose((rest.low, rest.high), (1 - share.high, 1 - share.low), atol=1e-9)
    assert math.isnan(share.low) or 0 <= share.low <= share.value <= share.high <= 1


@QUICK
@given(units)
def test_interval_holds_its_estimate_and_keeps_to_the_scale(rows: np.ndarray) -> None:
    value, low, high, _, df = bounds(rows)
    assert math.isnan(low) or -1 <= low <= value <= high <= 1
    assert math.isnan(df) or df <= len(np.unique(rows[:, 1])) - 1 + 1e-9


@QUICK
@given(units)
def test_reliability_and_concordance_do_not_see_order_or_names(rows: np.ndarray) -> None:
    scores = np.column_stack([rows[:, 0], rows[:, 0] ** 2 % 5, rows[:, 0] % 3]).astype(float)
    for estimate in (reliability.estimate_alpha, friedman.friedman_test):
        one = estimate(scores, rows[:, 1], conf_level=0.9)
        other = estimate(scores[::-1], 9 - rows[::-1, 1], conf_level=0.9)
        np.testing.assert_allclose((other.low, other.high), (one.low, one.high), atol=1e-8)


def test_effective_number_is_at_most_the_number() -> None:
    assert jackknife.effective_clusters([5, 5, 5, 5]) == pytest.approx(4)
    assert jackknife.effective_clusters([1, 1, 1, 997]) < 1.01
    assert jackknife.effective_clusters([]) == 0


def test_empty_clusters_do_not_count() -> None:
    counts = np.array([[3.0, 2], [1, 4], [2, 2], [0, 0]])
    share = lambda sums: sums[:, 0] / sums.sum(axis=1)  # noqa: E731
    one, other = (
        jackknife.jackknife_clusters(part, share, scale="share", conf_level=0.9)
        for part in (counts, counts[:3])
    )
    assert (one.low, one.df) == (other.low, other.df)


@pytest.mark.parametrize(
    "counts",
    [[[4.0, 6.0]], [[4.0, 6.0], [2.0, 3.0]], [[4.0, 0.0], [0.0, 6.0]], [[4.0, 0.0], [5.0, 0.0]]],
    ids=["one cluster", "no difference", "all in one", "none"],
)
def test_what_cannot_be_told_is_absent(counts: list[list[float]]) -> None:
    share = lambda sums: sums[:, 0] / sums.sum(axis=1)  # noqa: E731
    found = jackknife.jackknife_clusters(counts, share, scale="share", conf_level=0.9)
    assert not math.isnan(found.value) and math.isnan(found.low) and math.isnan(found.high)


def test_an_absent_statistic_is_absent() -> None:
    found = jackknife.jackknife_clusters(np.eye(13)[[6, 6]], RANKS, scale="correlation", conf_level=0.9)
    assert math.isnan(found.value) and math.isnan(found.low)
    assert math.isnan(clustered.estimate_median_clustered([], [], conf_level=0.9).value)


def test_refusals_name_the_value() -> None:
    for counts, settings_ in (
        (np.ones((2, 2)), {"scale": "log"}),
        (np.ones(2), {"scale": "plain"}),
        (np.ones((2, 2)), {"scale": "plain", "sizes": [1.0]}),
    ):
        with pytest.raises(ParameterError):
            jackknife.jackknife_clusters(counts, NET, conf_level=0.9, **settings_)
    with pytest.raises(ParameterError):
        clustered.estimate_median_clustered([1, 2], ["a"], conf_level=0.9)

"""What must hold whatever the data: order, labels, reversal, bounds."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata
from statsmodels.stats.contingency_tables import SquareTable

from dianalysis.errors import ParameterError
from dianalysis.estimation import (
    bounds,
    clustered,
    compare,
    describe,
    design,
    models,
    multiplicity,
    ordinal,
    resampling,
)

CHANGES = np.arange(-6, 7)
QUICK = settings(max_examples=60, deadline=None)
pairs = st.lists(
    st.tuples(st.integers(1, 7), st.integers(1, 7), st.integers(0, 5)), min_size=8, max_size=60
).map(lambda rows: np.array(rows, dtype=np.int64))
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def growth(rows: np.ndarray) -> np.ndarray:
    return rows[:, 1] - rows[:, 0]


def effects(rows: np.ndarray) -> list[float]:
    """Every point estimate of the floor, as one list."""
    g, cluster = growth(rows), rows[:, 2]
    counts = np.bincount(g + 6, minlength=13)
    return [
        float(ordinal.net_improvement(counts, CHANGES)),
        float(ordinal.rank_biserial(counts, CHANGES, zeros="pratt")),
        float(ordinal.rank_biserial(counts, CHANGES, zeros="wilcox")),
        ordinal.signed_rank_test(g, zeros="pratt").p_value,
        clustered.estimate_mean_clustered(g, cluster, conf_level=0.9).std_error,
        design.estimate_icc(g, cluster, conf_level=0.9).value,
        compare.kruskal_test(g, cluster).statistic,
        resampling.permutation_test_clusters(g, cluster, n_resamples=0, seed=1).value,
        models.pool_means(g, cluster, conf_level=0.9).between_sd.value ** 2,  # near 0 a root has few digits
    ]


@QUICK
@given(pairs, st.integers(0, 2**32 - 1))
def test_row_order_does_not_matter(rows: np.ndarray, seed: int) -> None:
    shuffled = np.random.default_rng(seed).permutation(rows)
    np.testing.assert_allclose(effects(shuffled), effects(rows), atol=1e-6)


@QUICK
@given(pairs, st.permutations(range(6)))
def test_names_of_clusters_do_not_matter(rows: np.ndarray, names: list[int]) -> None:
    renamed = rows.copy()
    renamed[:, 2] = np.array(names)[rows[:, 2]]
    np.testing.assert_allclose(effects(renamed), effects(rows), atol=1e-6)


@QUICK
@given(pairs)
def test_reversing_start_and_end_turns_the_sign(rows: np.ndarray) -> None:
    counts = np.bincount(growth(rows) + 6, minlength=13)
    for effect in (
        partial(ordinal.net_improvement, change=CHANGES),
        partial(ordinal.mean_change, change=CHANGES),
        partial(ordinal.rank_biserial, change=CHANGES, zeros="pratt"),
        partial(ordinal.rank_biserial, change=CHANGES, zeros="wilcox"),
    ):
        np.testing.assert_allclose(effect(counts[::-1]), -effect(counts), atol=1e-12)
    chance = ordinal.probability_of_improvement(counts, CHANGES)
    assert float(chance + ordinal.probability_of_improvement(counts[::-1], CHANGES)) == pytest.approx(1)


@QUICK
@given(pairs)
def test_reversing_start_and_end_keeps_the_tests(rows: np.ndarray) -> None:
    forth = ordinal.transition_table(rows[:, 0], rows[:, 1], n_categories=7)
    for test in (ordinal.symmetry_test, ordinal.marginal_homogeneity_test):
        ahead, back = test(forth), test(forth.T)
        np.testing.assert_allclose(back.statistic, ahead.statistic, rtol=1e-6, atol=1e-9)
    g = growth(rows)
    ahead, back = (ordinal.signed_rank_test(x, zeros="pratt") for x in (g, -g))
    np.testing.assert_allclose([back.statistic, back.p_value], [-ahead.statistic, ahead.p_value], atol=1e-12)


@QUICK
@given(pairs)
def test_marginal_homogeneity_is_that_of_statsmodels_where_it_can_be_computed(rows: np.ndarray) -> None:
    table = ordinal.transition_table(rows[:, 0], rows[:, 1], n_categories=7)
    found = ordinal.marginal_homogeneity_test(table)
    moved = table.sum(axis=0) + table.sum(axis=1) - 2 * np.diag(table) > 0
    kept = table[np.ix_(moved, moved)]
    assume(found.df == moved.sum() - 1 and found.df > 0)  # all moves hang together
    expected = SquareTable(kept, shift_zeros=False).homogeneity(method="stuart_maxwell")
    np.testing.assert_allclose([found.statistic, found.df], [expected.statistic, expected.df], rtol=1e-8)


@QUICK
@given(pairs)
def test_rank_biserial_of_counts_is_that_of_the_test(rows: np.ndarray) -> None:
    """The vectorised form and the ranks of the units themselves agree."""
    g = growth(rows)
    counts = np.bincount(g + 6, minlength=13)
    r = rankdata(np.abs(g))
    used = r[g != 0].sum()
    expected = (r[g > 0].sum() - r[g < 0].sum()) / used if used else np.nan
    np.testing.assert_allclose(ordinal.rank_biserial(counts, CHANGES, zeros="pratt"), expected)


@QUICK
@given(st.integers(0, 50), st.integers(0, 50))
def test_share_lies_in_its_interval(count: int, rest: int) -> None:
    share = describe.estimate_share(count, count + rest, conf_level=0.95)
    if count + rest:
        assert 0 <= share.low <= share.value <= share.high <= 1
    else:
        assert np.isnan(share.value)


@QUICK
@given(pairs)
def test_clustered_share_lies_in_its_interval(rows: np.ndarray) -> None:
    up = np.bincount(rows[:, 2], weights=growth(rows) > 0)
    sizes = np.bincount(rows[:, 2])
    share = clustered.estimate_share_clustered(up, sizes, conf_level=0.95)
    simple = describe.estimate_share(up.sum(), sizes.sum(), conf_level=0.95)
    assert share.value == pytest.approx(simple.value)
    if not np.isnan(share.low):
        assert share.low <= share.value <= share.high


@QUICK
@given(pairs)
def test_shrinkage_stays_among_the_means_and_keeps_the_order_of_equal_sizes(rows: np.ndarray) -> None:
    fit = models.pool_means(rows[:, 1], rows[:, 2], conf_level=0.95)
    own = {name: rows[rows[:, 2] == int(name), 1] for name in fit.names}
    means = [own[name].mean() for name in fit.names]
    found = list(zip(fit.names, fit.clusters, strict=True))
    for name, cluster in found:
        assert min(means) - 1e-9 <= cluster.value <= max(means) + 1e-9
        for other, beside in found:
            if own[name].size == own[other].size and own[name].mean() < own[other].mean():
                assert cluster.value < beside.value


@QUICK
@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_bounds_hold_every_completion(count: int, rest: int, missing: int) -> None:
    assume(count + rest > 0)
    result = bounds.estimate_share_bounds(count, count + rest, missing)
    for extra in range(missing + 1):
        share = (count + extra) / (count + rest + missing)
        assert result.low - 1e-12 <= share <= result.high + 1e-12
    assert result.high - result.low == pytest.approx(missing / (count + rest + missing))


@QUICK
@given(p_values, st.sampled_from(sorted(multiplicity.CORRECTIONS)))
def test_adjustment_never_lowers_and_keeps_order(values: list[float], method: str) -> None:
    adjusted = multiplicity.adjust_p_values(values, method=method)
    assert (adjusted >= np.array(values) - 1e-12).all()
    assert (adjusted <= 1).all()
    assert (np.diff(adjusted[np.argsort(values)]) >= -1e-12).all()


@QUICK
@given(p_values)
def test_absent_p_values_do_not_count(values: list[float]) -> None:
    with_gap = [values[0], float("nan"), *values[1:]]
    adjusted = multiplicity.adjust_p_values(with_gap, method="holm")
    assert np.isnan(adjusted[1])
    np.testing.assert_array_equal(np.delete(adjusted, 1), multiplicity.adjust_p_values(values, method="holm"))


def test_families_are_adjusted_apart() -> None:
    families = ["one", "one", None, "other"]
    found = multiplicity.adjust_families(
        [0.02, 0.03, 0.01, 0.04], families, methods={"one": "holm", "other": "holm"}
    )
    np.testing.assert_allclose(found, [0.04, 0.04, np.nan, 0.04])


def test_refusals_name_the_value() -> None:
    for call in (
        lambda: describe.estimate_share(5, 3, conf_level=0.95),
        lambda: describe.estimate_share(1, 3, conf_level=95),
        lambda: describe.estimate_shares([1, -1], conf_level=0.95),
        lambda: ordinal.rank_biserial([1, 2], [0, 1], zeros="none"),
        lambda: ordinal.transition_table([1], [8], n_categories=7),
        lambda: ordinal.transition_table([1, 2], [1], n_categories=7),
        lambda: multiplicity.adjust_p_values([0.5], method="bonferroni"),
        lambda: multiplicity.adjust_p_values([1.5], method="holm"),
        lambda: bounds.estimate_share_bounds(3, 2, 1),
        lambda: compare.kruskal_test([1, 2], ["a"]),
        lambda: compare.fit_test([1, 2], [0.5, 0.6]),
        lambda: resampling.check_resamples(-1),
        lambda: resampling.bootstrap_clusters(
            np.ones((2, 2)), np.sum, n_resamples=1, seed=1, conf_level=0.9, interval="normal"
        ),
        lambda: design.estimate_icc([1, 2], ["a"], conf_level=0.9),
        lambda: ordinal.symmetry_test([[1, 2]]),
    ):
        with pytest.raises(ParameterError):
            call()

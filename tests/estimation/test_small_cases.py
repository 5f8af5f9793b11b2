"""Small and degenerate inputs: absent where nothing can be said, never a crash or an invented number."""

from __future__ import annotations

import numpy as np
import pytest

from dianalysis.estimation import clustered, compare, describe, design, models, ordinal


def test_mean_of_one_and_of_none() -> None:
    one, none = (describe.estimate_mean(x, conf_level=0.95) for x in ([3.0], []))
    assert (one.value, one.n) == (3, 1)
    assert np.isnan([one.low, one.high, none.value]).all()


def test_one_cluster_has_a_value_and_no_interval() -> None:
    mean = clustered.estimate_mean_clustered([1, 2, 3], ["a"] * 3, conf_level=0.95)
    share = clustered.estimate_share_clustered([2], [3], conf_level=0.95)
    assert (mean.value, share.value) == (2, pytest.approx(2 / 3))
    assert np.isnan([mean.low, share.low]).all()


def test_share_of_none_and_of_all_in_clusters() -> None:
    none = clustered.estimate_share_clustered([0, 0, 0], [5, 6, 7], conf_level=0.95)
    every = clustered.estimate_share_clustered([5, 6, 7], [5, 6, 7], conf_level=0.95)
    assert none.low == 0 and 0 < none.high < 0.6
    assert every.high == 1 and 0.4 < every.low < 1


def test_clusters_that_agree_widen_the_interval() -> None:
    even = clustered.estimate_share_clustered([5] * 8, [10] * 8, conf_level=0.95)
    split = clustered.estimate_share_clustered([10, 0] * 4, [10] * 8, conf_level=0.95)
    assert even.value == split.value
    assert split.high - split.low > 2 * (even.high - even.low)


def test_empty_clusters_do_not_count() -> None:
    with_empty = clustered.estimate_share_clustered([2, 0, 3], [4, 0, 5], conf_level=0.95)
    without = clustered.estimate_share_clustered([2, 3], [4, 5], conf_level=0.95)
    assert with_empty == without


def test_shares_without_units_are_absent() -> None:
    assert all(np.isnan(s.value) for s in describe.estimate_shares([0, 0], conf_level=0.95))
    assert describe.estimate_shares([4], conf_level=0.95)[0].value == 1


def test_equal_values_give_a_value_and_no_interval() -> None:
    """Two companies that both grew by nothing do not prove that growth is nothing."""
    found = [
        describe.estimate_difference([2, 2], [1, 1, 1], conf_level=0.95),
        describe.estimate_mean([1, 1], conf_level=0.95),
        clustered.estimate_mean_clustered([1, 1, 1], ["a", "b", "b"], conf_level=0.95),
    ]
    assert [f.value for f in found] == [1, 1, 1]
    assert np.isnan([[f.low, f.high] for f in found]).all()
    assert np.isnan(describe.estimate_difference([2], [1, 1], conf_level=0.95).low)


def test_no_change_gives_no_test() -> None:
    table = ordinal.transition_table([1, 2, 3], [1, 2, 3], n_categories=7)
    assert np.isnan(ordinal.symmetry_test(table).p_value)
    assert np.isnan(ordinal.marginal_homogeneity_test(table).p_value)
    assert np.isnan(ordinal.signed_rank_test([0, 0, 0], zeros="pratt").p_value)
    sign = ordinal.sign_test(0, 0, 3, conf_level=0.95)
    assert sign.value == 0 and np.isnan(sign.p_value)
    assert np.isnan(float(ordinal.rank_biserial([0, 3, 0], [-1, 0, 1], zeros="pratt")))
    assert np.isnan(ordinal.sign_test(0, 0, 0, conf_level=0.95).value)


def test_moves_that_do_not_hang_together_lower_the_degrees_of_freedom() -> None:
    table = [[5, 4, 0, 0], [1, 5, 0, 0], [0, 0, 5, 3], [0, 0, 1, 5]]
    test = ordinal.marginal_homogeneity_test(table)
    assert test.df == 2
    assert test.statistic == pytest.approx(
        (4 - 1) ** 2 / (4 + 1) + (3 - 1) ** 2 / (3 + 1)
    )  # two McNemar tests


def test_everyone_up_is_the_largest_effect() -> None:
    counts = [0, 0, 7]
    for effect in (ordinal.net_improvement, ordinal.probability_of_improvement):
        assert float(effect(counts, [-1, 0, 1])) == 1
    assert float(ordinal.rank_biserial(counts, [-1, 0, 1], zeros="wilcox")) == 1


def test_zero_rules_differ_when_units_did_not_change() -> None:
    counts, change = [2, 5, 3, 1], [-1, 0, 1, 2]
    pratt, wilcox = (float(ordinal.rank_biserial(counts, change, zeros=z)) for z in ordinal.ZERO_RULES)
    assert pratt != wilcox
    # without zeros five changes of size one share the ranks 1 to 5 (mean 3), the one of size two has rank 6
    assert wilcox == pytest.approx((3 * 3 + 6 - 2 * 3) / (5 * 3 + 6))


def test_transition_table_by_hand() -> None:
    table = ordinal.transition_table([1, 1, 2], [2, 2, 1], n_categories=3)
    np.testing.assert_array_equal(table, [[0, 2, 0], [1, 0, 0], [0, 0, 0]])


def test_icc_without_clusters_or_repeats_is_absent() -> None:
    assert np.isnan(design.estimate_icc([1, 2, 3], ["a"] * 3, conf_level=0.95).value)
    assert np.isnan(design.estimate_icc([1, 2, 3], list("abc"), conf_level=0.95).value)
    assert design.estimate_icc([1, 1, 2, 2], list("aabb"), conf_level=0.95).value == 1


def test_design_effect_and_effective_n() -> None:
    icc = design.estimate_icc([1, 2, 1, 5, 6, 5], list("aaabbb"), conf_level=0.95)
    effect = design.estimate_design_effect(icc, [3, 3])
    assert effect.value == pytest.approx(1 + 2 * icc.value)
    n = design.estimate_effective_n(effect)
    assert n.value == pytest.approx(6 / effect.value)
    assert n.low <= n.value <= n.high <= 6


def test_pooling_of_one_cluster_or_none_is_no_pooling() -> None:
    one = models.pool_means([1.0, 2.0, 4.0], ["a"] * 3, conf_level=0.95)
    assert (one.names, one.clusters[0].value) == (("a",), pytest.approx(7 / 3))
    assert np.isnan(one.between_sd.value)
    none = models.pool_means([], [], conf_level=0.95)
    assert none.names == () and np.isnan(none.centre.value)


def test_equal_clusters_are_pooled_completely() -> None:
    values = [1.0, 3.0, 1.0, 3.0, 1.0, 3.0]
    fit = models.pool_means(values, list("aabbcc"), conf_level=0.95)
    assert fit.between_sd.value == 0
    assert [c.value for c in fit.clusters] == pytest.approx([2, 2, 2])


def test_profile_bounds_are_where_the_deviance_rises_by_the_quantile() -> None:
    rng = np.random.default_rng(1)
    cluster = np.repeat(np.arange(12), [3, 5, 8, 4, 9, 6, 7, 3, 5, 8, 4, 6])
    values = rng.normal(size=12)[cluster] * 1.5 + rng.normal(size=cluster.size)
    fit = models.pool_means(values, cluster, conf_level=0.95)
    assert fit.between_sd.low < fit.between_sd.value < fit.between_sd.high
    wide = models.pool_means(values, cluster, conf_level=0.99).between_sd
    assert wide.low < fit.between_sd.low and fit.between_sd.high < wide.high


def test_small_clusters_are_shrunk_more() -> None:
    values = [4.0, 6.0] + [4.0, 6.0] * 20 + [0.0, 2.0] * 20 + [1.0, 3.0] * 20
    cluster = ["small"] * 2 + ["large"] * 40 + ["low"] * 40 + ["mid"] * 40
    fit = models.pool_means(values, cluster, conf_level=0.95)
    means = dict(zip(fit.names, fit.clusters, strict=True))
    assert means["small"].value < means["large"].value < 5
    assert means["small"].std_error > means["large"].std_error


def test_association_of_nothing_is_absent() -> None:
    assert np.isnan(compare.exact_association_test([[3, 4]], n_resamples=9, seed=1).value)
    assert np.isnan(compare.exact_association_test([[3, 0], [4, 0]], n_resamples=9, seed=1).value)
    assert np.isnan(compare.exact_association_test([[3, 1, 2], [0, 2, 1]], n_resamples=0, seed=1).p_value)
    assert np.isnan(compare.kruskal_test([1, 1], ["a", "b"]).value)


def test_rank_eta_squared() -> None:
    assert compare.eta_squared_h(10, 3, 33) == pytest.approx(8 / 30)
    assert np.isnan(compare.eta_squared_h(1, 3, 3))


def test_a_difference_of_shares_has_an_interval_where_one_share_is_whole() -> None:
    """Newcombe (1998), table II, method 10: 56/70 - 48/80 is 0.0524 to 0.3339; 10/10 - 0/20 0.6791 to 1."""
    found = describe.estimate_share_difference(56, 70, (48, 80), conf_level=0.95)
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    found = describe.estimate_share_difference(10, 10, (0, 20), conf_level=0.95)
    assert (found.low, found.high) == pytest.approx((0.6791, 1.0), abs=5e-5)
    assert np.isnan(describe.estimate_share_difference(0, 0, (1, 2), conf_level=0.95).value)


def test_one_side_of_equal_values_gives_no_interval() -> None:
    assert np.isnan(describe.estimate_difference([2, 2, 2], [1, 2, 3], conf_level=0.95).low)


def test_an_interval_stays_on_the_scale() -> None:
    mean = describe.estimate_mean([1, 1, 1, 1, 1, 5], conf_level=0.95)
    cut = describe.within_scale(mean, 1, 7)
    assert mean.low < 1 == cut.low and cut.high == mean.high and "cut off" in cut.method
    inside = describe.estimate_mean([3, 4, 5], conf_level=0.8)
    assert describe.within_scale(inside, 1, 7) is inside

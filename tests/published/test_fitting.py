"""The starting table: margins, tilted means, and one draw from it."""

import numpy as np
import pytest

from dianalysis.published.reconstruct.fitting import Grouping, Tilt, balance_sums, draw_rows, fit_table

SIZES = np.array([10, 20, 30])
SCORES = np.arange(1.0, 5.0)


def test_rows_columns_and_means_are_met() -> None:
    totals = np.array([12.0, 18.0, 18.0, 12.0])
    sums = np.array([22.0, np.nan, np.nan])
    table = fit_table(
        np.ones((3, 4)), sizes=SIZES, groupings=(Grouping(np.arange(4), totals),), tilts=(Tilt(SCORES, sums),)
    )
    assert table.sum(axis=1) == pytest.approx(SIZES)
    assert table.sum(axis=0) == pytest.approx(totals, abs=1e-3)
    assert table[0] @ SCORES == pytest.approx(22.0, abs=1e-3)


def test_without_any_information_the_fit_is_flat_and_zero_stays_zero() -> None:
    assert fit_table(np.ones((3, 4)), sizes=SIZES) == pytest.approx(np.outer(SIZES, np.full(4, 0.25)))
    start = np.ones((3, 4))
    start[:, 2] = 0
    assert (fit_table(start, sizes=SIZES)[:, 2] == 0).all()


def test_a_tilt_alone_is_exponential() -> None:
    table = fit_table(np.ones((1, 4)), sizes=np.array([1]), tilts=(Tilt(SCORES, np.array([3.1])),))
    ratios = table[0, 1:] / table[0, :-1]
    assert ratios == pytest.approx(np.full(3, ratios[0]))


def test_groups_take_columns_together_and_leave_others_alone() -> None:
    grouping = Grouping(np.array([0, 0, -1, -1]), np.array([20.0]))
    table = fit_table(np.ones((3, 4)), sizes=SIZES, groupings=(grouping,))
    assert table[:, :2].sum() == pytest.approx(20.0, abs=1e-3)


def test_sums_are_balanced_inside_their_intervals() -> None:
    low, high = np.array([10, 20]), np.array([14, 30])
    assert balance_sums(low, high, 37).sum() == pytest.approx(37)
    assert balance_sums(low, high, 99).tolist() == [14, 30]
    assert balance_sums(low, low, 5).tolist() == [10, 20]


def test_a_draw_has_the_row_sizes_and_differs_by_seed() -> None:
    expected = fit_table(np.ones((3, 4)), sizes=SIZES)
    draws = [draw_rows(expected, sizes=SIZES, generator=np.random.default_rng(seed)) for seed in (1, 1, 2)]
    assert (draws[0].sum(axis=1) == SIZES).all()
    assert (draws[0] == draws[1]).all()
    assert (draws[0] != draws[2]).any()

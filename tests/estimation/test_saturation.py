"""Saturation curves, specific agreement and the permutation of tau, against worked cases."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from dianalysis.errors import ParameterError
from dianalysis.estimation.agreement import specific_agreement
from dianalysis.estimation.association import permutation_p_tau
from dianalysis.estimation.saturation import accumulate, estimate_saturation

TABLE = np.array([[1, 0, 0], [1, 1, 0], [0, 0, 1], [1, 0, 0]], dtype=bool)


def test_the_curve_counts_what_was_seen_so_far() -> None:
    assert accumulate(TABLE).tolist() == [1, 2, 3, 3]


def test_the_mean_is_that_over_every_order() -> None:
    found = estimate_saturation(TABLE, n_orders=0, seed=1, conf_level=0.95, share=1.0)
    orders = [accumulate(TABLE[list(order)]) for order in permutations(range(4))]
    assert found.mean == pytest.approx(np.mean(orders, axis=0))
    assert np.isnan(found.low).all() and found.reached.size == 0


def test_random_orders_give_a_band_and_when_most_is_reached() -> None:
    found = estimate_saturation(TABLE, n_orders=500, seed=1, conf_level=0.9, share=1.0)
    assert (found.low <= found.mean + 1e-9).all() and (found.mean <= found.high + 1e-9).all()
    assert found.high[-1] == found.low[-1] == 3
    assert set(found.reached) <= {2.0, 3.0, 4.0} and found.reached.min() == 2.0
    again = estimate_saturation(TABLE, n_orders=500, seed=1, conf_level=0.9, share=1.0)
    assert (again.reached == found.reached).all()


def test_what_is_no_table_or_no_share_is_refused() -> None:
    with pytest.raises(ParameterError):
        estimate_saturation(TABLE[0], n_orders=1, seed=1, conf_level=0.95, share=0.9)
    with pytest.raises(ParameterError):
        estimate_saturation(TABLE, n_orders=1, seed=1, conf_level=0.95, share=0.0)


def test_specific_agreement_of_a_worked_table() -> None:
    one = np.array([True] * 5 + [False] * 95)
    two = np.array([True] * 4 + [False] * 94 + [True] * 2)
    positive, negative = specific_agreement(one, two)
    assert positive == pytest.approx(8 / 11)  # 2 * 4 / (2 * 4 + 3)
    assert negative == pytest.approx(186 / 189)
    nothing = specific_agreement(np.zeros(3), np.zeros(3))
    assert np.isnan(nothing[0]) and nothing[1] == 1.0


def test_shuffled_tau_is_near_its_exact_p_value() -> None:
    x, y = np.arange(6.0), np.array([0.0, 1, 2, 3, 5, 4])
    score = np.sign(x[:, None] - x) * np.sign(y[:, None] - y)
    drawn = [
        np.sign(x[:, None] - x) * np.sign(np.subtract.outer(p, p)) for p in map(np.array, permutations(y))
    ]
    exact = np.mean([abs(one.sum()) >= abs(score.sum()) for one in drawn])
    assert permutation_p_tau(x, y, n_resamples=20_000, seed=1) == pytest.approx(exact, abs=0.004)


def test_without_shuffles_or_without_variation_there_is_no_p_value() -> None:
    assert np.isnan(permutation_p_tau([1, 2, 3], [1, 2, 3], n_resamples=0, seed=1))
    assert np.isnan(permutation_p_tau([1, 1, 1], [1, 2, 3], n_resamples=99, seed=1))

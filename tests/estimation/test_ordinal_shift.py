"""The shift between two distributions: the estimating equations, symmetry, what cannot be fitted."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dianalysis.errors import ParameterError
from dianalysis.estimation.ordinal_models import ordinal_gee
from dianalysis.estimation.ordinal_shift import shift_log_odds


@pytest.mark.parametrize("seed", range(6))
def test_equals_the_estimating_equations(seed: int) -> None:
    counts = np.random.default_rng(seed).multinomial(120, [0.3, 0.25, 0.2, 0.15, 0.1], size=2)
    counts[1] = np.roll(counts[1], 1)
    steps = np.concatenate([np.repeat(np.arange(5), part) for part in counts])
    wave = np.repeat([0.0, 1.0], counts.sum(axis=1))
    whole = ordinal_gee(steps, wave, np.arange(steps.size) % 7, conf_level=0.95)[0].value
    assert shift_log_odds(*counts) == pytest.approx(whole, abs=1e-9)


def test_two_categories_give_the_plain_odds_ratio_and_empty_ones_do_not_count() -> None:
    assert shift_log_odds([30, 0, 10], [20, 0, 60]) == pytest.approx(math.log(60 / 20 * 30 / 10))


def test_swapping_the_two_turns_the_sign() -> None:
    first, second = [12, 30, 8, 4], [3, 20, 22, 9]
    assert shift_log_odds(first, second) == pytest.approx(-shift_log_odds(second, first))


def test_what_cannot_be_fitted_is_nan_or_refused() -> None:
    assert math.isnan(shift_log_odds([5, 0], [7, 0]))
    assert math.isnan(shift_log_odds([5, 0], [0, 7]))
    assert math.isnan(shift_log_odds([0, 0], [3, 4]))
    with pytest.raises(ParameterError, match="categories"):
        shift_log_odds([1, 2], [1, 2, 3])

"""Wild cluster bootstrap of a mean: every pattern in R, symmetry, small cases."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from estimation_data import Pins

from dianalysis.estimation.wild import wild_mean

SAME_FORMULA = 1e-9  # closed forms, all patterns in both
DRAWN = 0.02  # p-value over 4,000 drawn patterns; more than three standard errors
PLAN = {"n_resamples": 4000, "seed": 1, "conf_level": 0.95}


def test_every_pattern_is_that_of_r(pins: Pins, paired: pd.DataFrame) -> None:
    found = wild_mean(paired["growth"], paired["cluster"], **PLAN)
    assert found.value == pytest.approx(pins["wild.mean"], rel=SAME_FORMULA)
    assert found.std_error == pytest.approx(pins["wild.error"], rel=SAME_FORMULA)
    assert found.p_value == pytest.approx(pins["wild.p"], abs=SAME_FORMULA)
    assert found.high - found.value == pytest.approx(pins["wild.half"], rel=SAME_FORMULA)
    shifted = wild_mean(paired["growth"] - 0.9, paired["cluster"], **PLAN)
    assert shifted.p_value == pytest.approx(pins["wild.shifted.p"], abs=SAME_FORMULA)


def test_drawn_patterns_agree_with_all_of_them(monkeypatch: pytest.MonkeyPatch, paired: pd.DataFrame) -> None:
    shifted = paired["growth"] - 0.9
    whole = wild_mean(shifted, paired["cluster"], **PLAN)
    monkeypatch.setattr("dianalysis.estimation.wild.MAX_EXACT_FLIPS", 3)
    drawn = wild_mean(shifted, paired["cluster"], **PLAN)
    assert drawn.p_value == pytest.approx(whole.p_value, abs=DRAWN)
    assert drawn.high == pytest.approx(whole.high, rel=0.05)


def test_reversal_mirrors_the_interval(paired: pd.DataFrame) -> None:
    one = wild_mean(paired["growth"], paired["cluster"], **PLAN)
    other = wild_mean(-paired["growth"], paired["cluster"], **PLAN)
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))
    assert one.p_value == other.p_value


@pytest.mark.parametrize(
    ("values", "clusters"),
    [([], []), ([1, 2], ["a", "a"]), ([1, 1, 1], [1, 2, 3])],
    ids=["none", "one", "same"],
)
def test_what_has_no_spread_has_no_interval(values: list, clusters: list) -> None:
    found = wild_mean(np.array(values, dtype=float), np.array(clusters), **PLAN)
    assert math.isnan(found.low) and math.isnan(found.p_value)

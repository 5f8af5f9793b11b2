"""Ordinal regression: against R on a survey that is not ours, reversal, and what cannot be fitted."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from estimation_data import REFERENCE, Pins

from dianalysis.errors import ParameterError
from dianalysis.estimation.estimate import Estimate
from dianalysis.estimation.ordinal_models import ordinal_gee, parallel_odds_test

SAME_FORMULA = 1e-7  # Newton steps in both, ended at 1e-10 and 1e-14
NAMES = ("age", "educ", "income")


@pytest.fixture(scope="module")
def survey() -> pd.DataFrame:
    return pd.read_csv(REFERENCE / "anes96.csv")


def fit(survey: pd.DataFrame) -> list[Estimate]:
    return ordinal_gee(survey["selfLR"], survey[list(NAMES)], survey["cluster"], conf_level=0.95)


def test_estimating_equations_are_those_of_r(survey: pd.DataFrame, pins: Pins) -> None:
    for name, found in zip(NAMES, fit(survey), strict=True):
        assert found.value == pytest.approx(pins[f"gee.{name}"], rel=SAME_FORMULA)
        assert found.std_error == pytest.approx(pins[f"gee.error.{name}"], rel=SAME_FORMULA)
        assert found.low < found.value < found.high


def test_equal_odds_test_is_that_of_r(survey: pd.DataFrame, pins: Pins) -> None:
    found = parallel_odds_test(survey["selfLR"], survey[list(NAMES)], survey["cluster"])
    assert found.statistic == pytest.approx(pins["parallel.wald"], rel=SAME_FORMULA)
    assert found.value == pytest.approx(pins["parallel.spread"], rel=SAME_FORMULA)
    assert found.df == 15


def test_reversed_outcome_turns_the_sign(survey: pd.DataFrame) -> None:
    forward = fit(survey)
    backward = fit(survey.assign(selfLR=8 - survey["selfLR"]))
    for one, other in zip(forward, backward, strict=True):
        assert one.value == pytest.approx(-other.value, rel=1e-4)
        assert one.low == pytest.approx(-other.high, rel=1e-2, abs=1e-4)


def test_names_of_steps_and_order_of_units_do_not_matter(survey: pd.DataFrame) -> None:
    shuffled = survey.sample(frac=1, random_state=1).assign(selfLR=lambda table: table["selfLR"] ** 3)
    for one, other in zip(fit(survey), fit(shuffled), strict=True):
        assert one.value == pytest.approx(other.value, rel=1e-8)
        assert one.std_error == pytest.approx(other.std_error, rel=1e-8)
    tests = [parallel_odds_test(t["selfLR"], t[list(NAMES)], t["cluster"]) for t in (survey, shuffled)]
    assert tests[0].statistic == pytest.approx(tests[1].statistic, rel=1e-6)


def test_equal_odds_holds_where_it_was_built_in() -> None:
    """Of 200 data sets that obey the model, about one in twenty is called out."""
    rng = np.random.default_rng(5)
    clusters, called = np.repeat(np.arange(40), 20), 0
    for _ in range(200):
        x = rng.normal(size=clusters.size)
        y = np.digitize(0.7 * x + rng.logistic(size=clusters.size), [-1, 0.5, 2])
        called += parallel_odds_test(y, x, clusters).p_value < 0.05
    assert 2 <= called <= 22


@pytest.mark.parametrize(
    ("outcome", "predictors", "clusters"),
    [
        ([1, 1, 1, 1], [0, 1, 0, 1], [1, 1, 2, 2]),
        ([1, 2, 3, 1], [0, 1, 0, 1], [1, 1, 1, 1]),
        ([1, 2, 3, 1], [1, 1, 1, 1], [1, 1, 2, 2]),
        ([1, 1, 1, 2, 2, 2], [0, 0, 0, 1, 1, 1], [1, 2, 3, 1, 2, 3]),
    ],
    ids=["one value", "one cluster", "constant predictor", "separated"],
)
def test_what_cannot_be_fitted_is_absent(outcome: list, predictors: list, clusters: list) -> None:
    (found,) = ordinal_gee(outcome, predictors, clusters, conf_level=0.95)
    assert math.isnan(found.value) and math.isnan(found.low)
    assert math.isnan(parallel_odds_test(outcome, predictors, clusters).statistic)


def test_arrays_that_do_not_match_are_refused() -> None:
    with pytest.raises(ParameterError, match="a row for every unit"):
        ordinal_gee([1, 2, 3], [1, 2], [1, 1, 2], conf_level=0.95)

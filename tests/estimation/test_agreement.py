"""Krippendorff's alpha: the published example, R, small cases by hand, and what must not change it."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from estimation_data import REFERENCE, Pins
from hypothesis import given, settings
from hypothesis import strategies as st

from dianalysis.errors import ParameterError
from dianalysis.estimation.agreement import DISTANCES, coincidences, krippendorff_alpha

SAME_FORMULA = 1e-9  # closed forms in double precision, printed by R with 15 digits
SIMULATION = 0.008  # standard error from 4,000 and 20,000 resamples of eleven units; three standard errors
PRINTED = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849}  # Krippendorff (2011), section D
tables = st.lists(
    st.lists(st.sampled_from([1.0, 2.0, 3.0, 4.0, math.nan]), min_size=3, max_size=3), min_size=3, max_size=30
).map(np.array)


@pytest.fixture(scope="module")
def example() -> np.ndarray:
    return pd.read_csv(REFERENCE / "krippendorff.csv").to_numpy(dtype=float)


def alpha(codes: np.ndarray, metric: str = "nominal") -> float:
    return krippendorff_alpha(codes, metric=metric, n_resamples=0, seed=1, conf_level=0.95).value


@pytest.mark.parametrize("metric", list(DISTANCES))
def test_published_example_and_definition_in_r(example: np.ndarray, pins: Pins, metric: str) -> None:
    assert round(alpha(example, metric), 3) == PRINTED[metric]
    assert alpha(example, metric) == pytest.approx(pins[f"alpha.{metric}"], rel=SAME_FORMULA)


@pytest.mark.parametrize("metric", ["nominal", "interval"])
def test_bootstrap_error_is_that_of_r(example: np.ndarray, pins: Pins, metric: str) -> None:
    found = krippendorff_alpha(example, metric=metric, n_resamples=20_000, seed=3, conf_level=0.95)
    assert found.std_error == pytest.approx(pins[f"error.{metric}"], abs=SIMULATION)
    assert found.low < found.value < found.high
    assert found.n == 11


def test_two_coders_two_values_by_hand() -> None:
    """Krippendorff (2011), section A: ten units, ten coincidences of 0, observed 4, expected 10 x 10 / 19."""
    first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    codes = np.array([first, second]).T
    assert alpha(codes) == pytest.approx(1 - 19 * 4 / (14 * 6), rel=SAME_FORMULA)


def test_codes_that_never_vary_have_no_alpha() -> None:
    assert math.isnan(alpha(np.ones((5, 2))))


def test_units_without_a_pair_say_nothing(example: np.ndarray) -> None:
    alone = np.vstack([example, [[7, np.nan, np.nan, np.nan], [np.nan] * 4]])
    assert alpha(alone) == pytest.approx(alpha(example), rel=SAME_FORMULA)
    lonely = krippendorff_alpha([[1, np.nan]], metric="nominal", n_resamples=10, seed=1, conf_level=0.95)
    assert math.isnan(lonely.value) and lonely.n == 0


def test_coincidences_of_a_unit_add_up_to_its_codes(example: np.ndarray) -> None:
    coded = np.where(np.isnan(example), -1, example - 1).astype(int)
    codes = (coded >= 0).sum(axis=1)
    totals = coincidences(coded, n_values=5).sum(axis=1)
    assert totals.tolist() == np.where(codes > 1, codes, 0).tolist()


def test_whole_interviews_are_drawn(example: np.ndarray) -> None:
    doubled = np.vstack([example, example])
    same = np.tile(np.arange(len(example)), 2)
    plan = {"metric": "nominal", "n_resamples": 4000, "seed": 1, "conf_level": 0.95}
    together = krippendorff_alpha(doubled, clusters=same, **plan)
    apart = krippendorff_alpha(doubled, **plan)
    assert together.std_error > 1.25 * apart.std_error


@settings(max_examples=60, deadline=None)
@given(tables, st.permutations([0, 1, 2]), st.integers(0, 2**32 - 1))
def test_order_and_names_do_not_matter(codes: np.ndarray, coders: list[int], seed: int) -> None:
    shuffled = np.random.default_rng(seed).permutation(codes)[:, coders]
    for metric in DISTANCES:
        assert alpha(shuffled, metric) == pytest.approx(alpha(codes, metric), abs=1e-9, nan_ok=True)
    renamed = np.array([math.nan, 9.0, 2.0, 11.0, 5.0])[np.nan_to_num(codes).astype(int)]
    assert alpha(renamed) == pytest.approx(alpha(codes), abs=1e-9, nan_ok=True)
    assert alpha(codes**3, "ordinal") == pytest.approx(alpha(codes, "ordinal"), abs=1e-9, nan_ok=True)
    assert alpha(7 - 2 * codes, "interval") == pytest.approx(alpha(codes, "interval"), abs=1e-9, nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_full_agreement_is_one_and_nothing_exceeds_it(codes: np.ndarray) -> None:
    agreed = np.repeat(np.nan_to_num(codes[:, :1], nan=2.0), 3, axis=1)
    for metric in DISTANCES:
        assert math.isnan(alpha(agreed, metric)) or alpha(agreed, metric) == pytest.approx(1)
        assert math.isnan(alpha(codes, metric)) or alpha(codes, metric) <= 1 + 1e-9


@pytest.mark.parametrize(
    ("codes", "settings_", "message"),
    [
        ([1, 2, 3], {"metric": "nominal"}, "table of units and coders"),
        ([[1, 2]], {"metric": "ratio"}, "metric of agreement is not known"),
        ([[1, 2]], {"metric": "nominal", "clusters": [1, 2]}, "1 units have 2 cluster labels"),
    ],
)
def test_wrong_requests_are_refused(codes: list, settings_: dict, message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        krippendorff_alpha(codes, n_resamples=0, seed=1, conf_level=0.95, **settings_)

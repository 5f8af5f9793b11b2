"""The estimators give what R gives; tests/reference/README.md lists agreements and differences."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import pytest
from estimation_data import Pins, reference_data

from dianalysis.estimation import (
    clustered,
    compare,
    describe,
    design,
    models,
    multiplicity,
    ordinal,
    resampling,
)
from dianalysis.estimation.shrinkage import given_ratios

SAME_FORMULA = 1e-9  # closed forms in double precision, printed by R with 15 digits
TWO_OPTIMISERS = 2e-5  # lme4 stops its optimiser at about this relative distance from the optimum
SIMULATION = 0.02  # percentiles of 20,000 against 20,000 resamples on a scale of -1 to 1 with few clusters
P_SIMULATION = 0.012  # three standard errors of a p-value near 0.5 from 20,000 draws on both sides
PRINTED = 0.005  # textbook values are printed with two decimals
CHANGES = np.arange(-6, 7)
VISION = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]
JOB = np.array([[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]]).T
P_VALUES = [
    0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34,
]  # fmt: skip
COUNTS = [122, 188, 73, 58, 19, 14, 2]


def close(value: float) -> object:
    return pytest.approx(value, rel=SAME_FORMULA, abs=SAME_FORMULA)


@pytest.mark.parametrize(("count", "n"), [(0, 10), (7, 10), (355, 476), (10, 10)])
def test_wilson(pins: Pins, count: int, n: int) -> None:
    share = describe.estimate_share(count, n, conf_level=0.95)
    assert share.low == close(pins[f"wilson.{count}.{n}.low"])
    assert share.high == close(pins[f"wilson.{count}.{n}.high"])


def test_goodman(pins: Pins) -> None:
    shares = describe.estimate_shares(COUNTS, conf_level=0.95)
    np.testing.assert_allclose([s.low for s in shares], pins.series("goodman.low"), rtol=SAME_FORMULA)
    np.testing.assert_allclose([s.high for s in shares], pins.series("goodman.high"), rtol=SAME_FORMULA)


def test_t_and_welch(pins: Pins) -> None:
    values, group = reference_data("sleep")
    first, second = values[group == "1"], values[group == "2"]
    mean = describe.estimate_mean(first, conf_level=0.95)
    assert (mean.low, mean.high) == (close(pins["t.low"]), close(pins["t.high"]))
    difference = describe.estimate_difference(first, second, conf_level=0.95)
    assert (difference.low, difference.high) == (close(pins["welch.low"]), close(pins["welch.high"]))
    assert difference.df == close(pins["welch.df"])


@pytest.mark.parametrize(("zeros", "name"), [("pratt", "Pratt"), ("wilcox", "Wilcoxon")])
def test_signed_rank(pins: Pins, paired: pd.DataFrame, zeros: str, name: str) -> None:
    test = ordinal.signed_rank_test(paired["growth"], zeros=zeros)
    assert test.statistic == close(pins[f"signed_rank.z.{name}"])
    assert test.p_value == close(pins[f"signed_rank.p.{name}"])
    assert test.value == close(pins[f"rank_biserial.{name}"])


def test_sign_test(pins: Pins, paired: pd.DataFrame) -> None:
    growth = paired["growth"]
    up, down = int((growth > 0).sum()), int((growth < 0).sum())
    test = ordinal.sign_test(up, down, len(growth) - up - down, conf_level=0.95)
    assert test.p_value == close(pins["sign.p"])
    assert test.value == close(pins["net_improvement"])
    assert (test.low, test.high) == (close(pins["net_improvement.low"]), close(pins["net_improvement.high"]))


def test_square_tables_on_the_vision_data(pins: Pins) -> None:
    homogeneity = ordinal.marginal_homogeneity_test(VISION)
    symmetry = ordinal.symmetry_test(VISION)
    assert homogeneity.statistic == close(pins["vision.stuart_maxwell"])
    assert homogeneity.p_value == close(pins["vision.stuart_maxwell.p"])
    assert homogeneity.statistic == pytest.approx(11.96, abs=PRINTED)  # Agresti (2013), p. 431
    assert (symmetry.statistic, symmetry.df) == (close(pins["vision.bowker"]), 6)
    assert symmetry.p_value == close(pins["vision.bowker.p"])
    assert symmetry.statistic == pytest.approx(19.11, abs=PRINTED)


def test_symmetry_leaves_empty_pairs_out(pins: Pins, paired: pd.DataFrame) -> None:
    table = ordinal.transition_table(paired["start"], paired["end"], n_categories=7)
    test = ordinal.symmetry_test(table)
    assert np.isnan(pins["paired.bowker.mcnemar"])
    assert (test.statistic, test.df) == (close(pins["paired.bowker"]), pins["paired.bowker.df"])


def test_clustered_mean_and_share(pins: Pins, paired: pd.DataFrame) -> None:
    mean = clustered.estimate_mean_clustered(paired["growth"], paired["cluster"], conf_level=0.95)
    assert (mean.std_error, mean.low) == (close(pins["cluster_mean.se"]), close(pins["cluster_mean.low"]))
    up = (paired["growth"] > 0).groupby(paired["cluster"])
    share = clustered.estimate_share_clustered(up.sum(), up.size(), conf_level=0.95)
    assert share.std_error == close(pins["cluster_share.se"])


@pytest.mark.parametrize("name", ["paired", "dyestuff"])
def test_intraclass_correlation(pins: Pins, paired: pd.DataFrame, name: str) -> None:
    values, groups = (paired["growth"], paired["cluster"]) if name == "paired" else reference_data(name)
    icc = design.estimate_icc(values, groups, conf_level=0.95)
    assert icc.value == close(pins[f"{name}.icc"])
    assert (icc.low, icc.high) == (close(pins[f"{name}.icc.low"]), close(pins[f"{name}.icc.high"]))
    assert (icc.statistic, icc.p_value) == (close(pins[f"{name}.icc.f"]), close(pins[f"{name}.icc.p"]))


@pytest.mark.parametrize("name", ["paired", "dyestuff", "chickwts"])
def test_random_intercepts(pins: Pins, paired: pd.DataFrame, name: str) -> None:
    values, groups = (paired["growth"], paired["cluster"]) if name == "paired" else reference_data(name)
    fit = models.pool_means(values, groups, conf_level=0.95)
    assert fit.between_sd.value == pytest.approx(pins[f"{name}.between_sd"], rel=TWO_OPTIMISERS)
    assert fit.within_sd == pytest.approx(pins[f"{name}.within_sd"], rel=TWO_OPTIMISERS)
    assert fit.centre.value == pytest.approx(pins[f"{name}.centre"], rel=TWO_OPTIMISERS)
    assert fit.centre.std_error == pytest.approx(pins[f"{name}.centre_se"], rel=TWO_OPTIMISERS)
    expected = pins.series(f"{name}.effect")
    assert fit.summary is not None
    _, (found, errors) = given_ratios(fit.summary, np.array([(fit.between_sd.value / fit.within_sd) ** 2]))
    np.testing.assert_allclose(
        found[0], expected, rtol=TWO_OPTIMISERS, atol=TWO_OPTIMISERS * np.abs(expected).max()
    )
    assert (errors > 0).all()


@pytest.mark.parametrize(
    ("interval", "name"), [("percentile", "net"), ("basic", "net.basic"), ("bca", "net.bca")]
)
def test_cluster_bootstrap(pins: Pins, paired: pd.DataFrame, interval: str, name: str) -> None:
    table = resampling.count_table(paired["growth"] + 6, paired["cluster"], n_cells=13)
    net = resampling.bootstrap_clusters(
        table, partial(ordinal.net_improvement, change=CHANGES),
        n_resamples=20_000, seed=1, conf_level=0.95, interval=interval,
    )  # fmt: skip
    assert net.low == pytest.approx(pins[f"bootstrap.{name}.low"], abs=SIMULATION)
    assert net.high == pytest.approx(pins[f"bootstrap.{name}.high"], abs=SIMULATION)
    assert net.std_error == pytest.approx(pins["bootstrap.net.se"], abs=SIMULATION / 4)


def test_sign_flips(pins: Pins, paired: pd.DataFrame) -> None:
    test = resampling.sign_flip_test(paired["growth"], paired["cluster"], n_resamples=1, seed=1)
    assert test.p_value == close(pins["sign_flip.p"])


def test_groups(pins: Pins, paired: pd.DataFrame) -> None:
    kruskal = compare.kruskal_test(paired["growth"], paired["cluster"])
    assert (kruskal.statistic, kruskal.p_value) == (close(pins["kruskal.h"]), close(pins["kruskal.p"]))
    shuffled = resampling.permutation_test_clusters(
        paired["growth"], paired["cluster"], n_resamples=20_000, seed=1
    )
    assert shuffled.value == close(pins["eta_squared"])
    assert shuffled.p_value == pytest.approx(pins["permutation.p"], abs=P_SIMULATION)


def test_exact_association(pins: Pins) -> None:
    job = compare.exact_association_test(JOB, n_resamples=20_000, seed=1)
    assert job.value == close(pins["job.cramer_v"])
    assert job.p_value == pytest.approx(pins["job.fisher.p"], abs=P_SIMULATION)
    tea = compare.exact_association_test([[3, 1], [1, 3]], n_resamples=0, seed=1)
    assert tea.p_value == close(pins["tea.fisher.p"])


@pytest.mark.parametrize(("method", "name"), [("holm", "holm"), ("benjamini_hochberg", "bh")])
def test_adjusted_p_values(pins: Pins, method: str, name: str) -> None:
    found = multiplicity.adjust_p_values(P_VALUES, method=method)
    np.testing.assert_allclose(found, pins.series(name), rtol=SAME_FORMULA)


def test_goodness_of_fit(pins: Pins) -> None:
    fit = compare.fit_test(COUNTS[:5], [0.3, 0.35, 0.15, 0.15, 0.05])
    assert (fit.statistic, fit.p_value) == (close(pins["fit.chi2"]), close(pins["fit.p"]))
    assert fit.value == close(np.sqrt(pins["fit.chi2"] / sum(COUNTS[:5])))

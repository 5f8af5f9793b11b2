"""Handing out categories keeps every count; only the order follows the latent factor."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from dianalysis.published.reconstruct.aspects import incidence
from dianalysis.published.reconstruct.association import (
    hand_out,
    hand_out_by_partner,
    realised_association,
    spread_over_partners,
)
from dianalysis.published.reconstruct.programme import Impossible

COUNTS = np.array([300, 500, 150, 50])


@pytest.mark.parametrize("loading", [-0.6, 0.0, 0.6, 1.0])
def test_counts_are_kept_and_the_loading_sets_the_correlation(loading: float) -> None:
    generator = np.random.default_rng(4)
    latent = generator.standard_normal(COUNTS.sum())
    given = hand_out(COUNTS, latent=latent, loading=loading, generator=generator)
    assert np.bincount(given).tolist() == COUNTS.tolist()
    assert stats.spearmanr(given, latent).statistic == pytest.approx(loading, abs=0.12)


def test_every_partner_keeps_its_own_row() -> None:
    table = np.array([[2, 1, 0], [0, 3, 1]])
    groups = np.array([1, 0, 1, 0, 1, 0, 1])
    given = hand_out_by_partner(
        table, groups=groups, latent=np.arange(7.0), loading=0.5, generator=np.random.default_rng(1)
    )
    for partner, row in enumerate(table):
        assert np.bincount(given[groups == partner], minlength=3).tolist() == row.tolist()


def test_spreading_keeps_both_margins() -> None:
    sizes = np.array([400, 350, 250])
    table = spread_over_partners(COUNTS, sizes=sizes, generator=np.random.default_rng(1))
    assert table.sum(axis=0).tolist() == COUNTS.tolist()
    assert table.sum(axis=1).tolist() == sizes.tolist()


def test_realised_association_is_within_partners() -> None:
    x = pd.Series([1, 2, 3, 11, 12, 13])
    y = pd.Series([13, 12, 11, 3, 2, 1]) * -1 + pd.Series([0, 0, 0, 100, 100, 100])
    firms = pd.DataFrame({"partner": ["a"] * 3 + ["b"] * 3})
    row = realised_association(firms, {"x": x, "y": y}).iloc[0]
    assert row["spearman"] == pytest.approx(1.0)
    assert row["n"] == 6
    crossed = pd.Series([3, 2, 1, 103, 102, 101])
    assert realised_association(firms, {"x": x, "y": crossed})["spearman"].iloc[0] == pytest.approx(-1.0)


@pytest.mark.parametrize(
    ("totals", "rows"), [([40, 25, 10, 5], 50), ([12, 12, 12], 12), ([199, 197, 121, 62], 392)]
)
def test_incidence_has_the_column_totals_and_no_empty_row(totals: list[int], rows: int) -> None:
    table = incidence(np.array(totals), rows=rows, generator=np.random.default_rng(3))
    assert table.sum(axis=0).tolist() == totals
    assert table.any(axis=1).all()


def test_incidence_is_mixed_and_reproducible() -> None:
    tables = [
        incidence(np.array([30, 20, 10]), rows=40, generator=np.random.default_rng(s)) for s in (1, 1, 2)
    ]
    assert (tables[0] == tables[1]).all()
    assert (tables[0] != tables[2]).any()


@pytest.mark.parametrize("totals", [[51, 10], [20, 20]])
def test_totals_that_do_not_fit_are_refused(totals: list[int]) -> None:
    with pytest.raises(Impossible, match="do not fit"):
        incidence(np.array(totals), rows=50, generator=np.random.default_rng(1))

"""What a number rests on: rounding as printed, ranges over draws, own data."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from synthetic import SyntheticPanel

from dianalysis.errors import ResultsError
from dianalysis.results import make_results
from dianalysis.studies import typology_change
from dianalysis.studies.basis import Point, assign_basis, find_bounds, reproduces
from dianalysis.studies.notes import find_decimals
from dianalysis.studies.plan import Plan

PRINTED = {"T1/a/b/n": "12", "T1/a/b/pct": "2.5", "T1/a/c/mean": "3,9", "T1/lost/b/n": ""}


@pytest.mark.parametrize(
    ("estimate", "figure", "expected"),
    [
        (12, "T1/a/b/n", True), (12.4, "T1/a/b/n", True), (13, "T1/a/b/n", False),
        (12 / 476, "T1/a/b/pct", True), (0.0245, "T1/a/b/pct", True), (0.02449, "T1/a/b/pct", False),
        (0.0255, "T1/a/b/pct", False), (3.85, "T1/a/c/mean", True), (3.849, "T1/a/c/mean", False),
        (5, "T1/lost/b/n", False), (5, "T9/none", False), (float("nan"), "T1/a/b/n", False),
    ],
)  # fmt: skip
def test_half_up_at_the_printed_precision(estimate: float, figure: str, expected: bool) -> None:
    assert reproduces(estimate, figure, PRINTED) is expected


def rows() -> pd.DataFrame:
    base = {"population": "complete", "method": "count", "basis": "data"}
    return make_results(
        [
            {**base, "measure": "growth_n", "term": "x", "estimate": 12, "figure": "T1/a/b/n"},
            {**base, "measure": "growth_n", "term": "y", "estimate": 99, "figure": "T1/a/b/n"},
            {
                **base,
                "measure": "growth_total",
                "wave": "change",
                "estimate": 7,
                "conf_low": 1,
                "conf_high": 9,
            },
            {**base, "measure": "growth_n", "term": "z", "estimate": 4, "figure": "T9/not/printed/n"},
        ],
        study="typology_change",
    )


def draws(*values: dict[str, float], interval: tuple[float, float] = (1, 9)) -> list[dict[str, Point]]:
    """Points of draws: estimates by row name; the interval is that of the total."""
    table = rows()
    ids = dict(zip(["x", "y", "total", "z"], table["result_id"], strict=True))
    nan = float("nan")
    return [
        {
            ids[name]: (value, *(interval if name == "total" else (nan, nan)), nan)
            for name, value in draw.items()
        }
        for draw in values
    ]


def test_published_identified_reconstructed(plan: Plan) -> None:
    plan = replace(plan, printed=PRINTED)
    points = draws({"x": 12, "y": 99, "total": 7, "z": 4}, {"x": 12, "y": 90, "total": 7, "z": 5})
    found = assign_basis(rows(), plan, panel_basis="reconstructed", draws=points)
    assert list(found["basis"]) == ["published", "reconstructed", "identified", "reconstructed"]
    assert list(found["range_low"].fillna(-1)) == [-1, 90, -1, 4]
    assert list(found["range_high"].fillna(-1)) == [-1, 99, -1, 5]
    assert pd.isna(found["figure"].iloc[3])  # the form knows no such cell
    assert pd.isna(found["note"].iloc[2])


def test_an_interval_that_differs_over_draws_is_said_to_rest_on_the_reconstruction(plan: Plan) -> None:
    points = [*draws({"total": 7}), *draws({"total": 7}, interval=(2, 9))]
    found = assign_basis(rows(), plan, panel_basis="reconstructed", draws=points)
    assert found["basis"].iloc[2] == "identified"
    assert "uncertainty rests on the reconstruction" in found["note"].iloc[2]


def test_declared_but_different_over_draws_is_not_identified(plan: Plan) -> None:
    points = draws({"total": 7}, {"total": 8})
    found = assign_basis(rows(), plan, panel_basis="reconstructed", draws=points)
    assert found["basis"].iloc[2] == "reconstructed"
    assert (found["range_low"].iloc[2], found["range_high"].iloc[2]) == (7, 8)


def test_without_draws_nothing_is_identified(plan: Plan) -> None:
    found = assign_basis(rows(), plan, panel_basis="reconstructed", draws=[])
    assert found["basis"].iloc[2] == "reconstructed"
    assert found["range_low"].isna().all()


def test_own_data_rest_on_data_and_name_no_figure(plan: Plan) -> None:
    found = assign_basis(rows(), replace(plan, printed=PRINTED), panel_basis="data", draws=[])
    assert set(found["basis"]) == {"data"}
    assert found["figure"].isna().all() and found["range_low"].isna().all()


def test_estimates_lie_within_their_range_when_the_panel_is_a_draw(
    demo_panel: SyntheticPanel, plan: Plan
) -> None:
    found = typology_change.estimate(demo_panel, plan, n_resamples=0)
    open_ = found[(found["basis"] == "reconstructed") & found["estimate"].notna()]
    assert len(open_) > 500
    assert (open_["range_low"] <= open_["estimate"] + 1e-9).all()
    assert (open_["range_high"] >= open_["estimate"] - 1e-9).all()
    assert (open_["range_low"] < open_["range_high"]).any()


def test_a_published_estimate_whose_unprinted_decimals_differ_keeps_its_range(plan: Plan) -> None:
    points = draws({"x": 12}, {"x": 12.3})
    found = assign_basis(rows(), replace(plan, printed=PRINTED), panel_basis="reconstructed", draws=points)
    assert found["basis"].iloc[0] == "published"
    assert find_decimals(found["note"].iloc[0]) is not None
    assert (found["range_low"].iloc[0], found["range_high"].iloc[0]) == (12, 12.3)


def test_an_estimate_outside_its_range_over_the_draws_is_refused(plan: Plan) -> None:
    points = draws({"total": 8}, {"total": 9})
    with pytest.raises(ResultsError, match="exports are not those of draw 1"):
        assign_basis(rows(), plan, panel_basis="reconstructed", draws=points)


def keyed(bounds: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Bounds by row name as the panel holds them: by the part of the identifier after the study."""
    ids = dict(zip(["x", "y", "total", "z"], rows()["result_id"], strict=True))
    return {ids[name].partition("/")[2]: ends for name, ends in bounds.items()}


def test_a_range_is_exact_where_it_is_bounded_and_over_the_draws_elsewhere(plan: Plan) -> None:
    plan = replace(plan, printed=PRINTED)
    points = draws({"x": 12, "y": 99, "total": 7, "z": 4}, {"x": 12, "y": 90, "total": 7, "z": 5})
    bounds = keyed({"x": (11.8, 12.4), "y": (80, 120), "total": (7, 7)})
    found = assign_basis(rows(), plan, panel_basis="reconstructed", draws=points, bounds=bounds)
    assert list(found["basis"]) == ["published", "reconstructed", "identified", "reconstructed"]
    assert list(found["range_method"].fillna("")) == ["exact", "exact", "", "draws"]
    assert list(found["range_low"].fillna(-1)) == [11.8, 80, -1, 4]
    assert list(found["range_high"].fillna(-1)) == [12.4, 120, -1, 5]


def test_what_no_draw_moves_but_print_leaves_open_is_not_identified(plan: Plan) -> None:
    points = draws({"total": 7}, {"total": 7})
    found = assign_basis(
        rows(), plan, panel_basis="reconstructed", draws=points, bounds=keyed({"total": (5, 9)})
    )
    assert found["basis"].iloc[2] == "reconstructed"
    assert (found["range_low"].iloc[2], found["range_high"].iloc[2]) == (5, 9)


@pytest.mark.parametrize(
    ("ends", "what"), [((8, 9), "estimates lie outside"), ((7, 7.5), "ranges over the draws lie outside")]
)
def test_bounds_that_an_estimate_or_a_draw_breaks_are_refused(
    plan: Plan, ends: tuple[float, float], what: str
) -> None:
    points = draws({"total": 7}, {"total": 8})
    with pytest.raises(ResultsError, match=what) as caught:
        assign_basis(rows(), plan, panel_basis="reconstructed", draws=points, bounds=keyed({"total": ends}))
    assert "growth_total" in str(caught.value) and "dianalysis bounds" in str(caught.value)


def test_a_star_serves_every_term_without_bounds_of_its_own(plan: Plan) -> None:
    keys = {"growth_n/complete/*": (0.0, 200.0), "growth_n/complete/x": (12.0, 12.0)}
    low, high = find_bounds(rows(), keys)
    assert list(low[[0, 1, 3]]) == [12, 0, 0] and list(high[[0, 1, 3]]) == [12, 200, 200]
    assert pd.isna(low[2])


def test_own_data_have_no_bounds(plan: Plan) -> None:
    found = assign_basis(rows(), plan, panel_basis="data", draws=[], bounds=keyed({"total": (99, 100)}))
    assert found["range_low"].isna().all() and found["range_method"].isna().all()

"""What the gate hides, what it must not hide, and what no reader may work out from the rest."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from toy_results import (
    distribution,
    estimate,
    participants_results,
    profile_results,
    quality_results,
    row,
    transitions,
    typology_results,
)

from dianalysis.disclosure import NOTE_LINKED, NOTE_SMALL, is_suppressed, release
from dianalysis.disclosure.cells import describe_cells, find_partitions, find_sums
from dianalysis.errors import ResultsError
from dianalysis.results import empty_results, make_results

NUMBERS = [
    "estimate", "std_error", "conf_low", "conf_high", "statistic", "df", "p_value", "p_adjusted", "range_low",
    "range_high",
]  # fmt: skip


def results_of(rows: list[dict[str, object]]) -> pd.DataFrame:
    return make_results([{**record, "basis": "data"} for record in rows], study="typology_change")


def hidden_terms(results: pd.DataFrame, measure: str) -> set[str]:
    rows = results[(results["measure"] == measure) & is_suppressed(results)]
    return set(rows["term"].fillna(""))


def test_the_demo_passes_unchanged():
    before = typology_results()
    pd.testing.assert_frame_equal(release(before, profile="report"), before)


def test_the_input_is_not_changed():
    before = typology_results("data")
    copy = before.copy(deep=True)
    release(before, profile="standard")
    pd.testing.assert_frame_equal(before, copy)


def test_rows_and_their_order_stay():
    before = typology_results("data")
    after = release(before, profile="standard")
    assert list(after["result_id"]) == list(before["result_id"])
    assert list(after.columns) == list(before.columns)


def test_hidden_rows_hold_no_number_but_say_why():
    after = release(typology_results("data"), profile="strict")
    hidden = after[is_suppressed(after)]
    assert len(hidden) > 10
    assert hidden[NUMBERS].isna().all(axis=None)
    assert set(hidden["note"]) == {NOTE_SMALL, NOTE_LINKED}


def test_small_counts_go_with_their_share():
    after = release(
        results_of(distribution("sector", {"a": 40, "b": 6, "c": 3, "d": 51})), profile="standard"
    )
    assert hidden_terms(after, "sector_n") == hidden_terms(after, "sector_share")
    assert hidden_terms(after, "sector_n") >= {"b", "c"}


def test_a_single_small_count_takes_the_next_smallest_with_it():
    after = release(
        results_of(distribution("sector", {"a": 40, "b": 6, "c": 20, "d": 34})), profile="standard"
    )
    assert hidden_terms(after, "sector_n") == {"b", "c"}
    notes = after[after["measure"] == "sector_n"].set_index("term")["note"]
    assert notes["b"] == NOTE_SMALL and notes["c"] == NOTE_LINKED


def test_two_hidden_counts_whose_sum_is_small_take_a_third():
    after = release(
        results_of(distribution("sector", {"a": 40, "b": 2, "c": 1, "d": 57})), profile="standard"
    )
    assert hidden_terms(after, "sector_n") == {"a", "b", "c"}


def test_zero_is_shown_in_standard_and_hidden_in_strict():
    rows = distribution("sector", {"a": 40, "b": 0, "c": 60})
    assert hidden_terms(release(results_of(rows), profile="standard"), "sector_n") == set()
    assert "b" in hidden_terms(release(results_of(rows), profile="strict"), "sector_n")


def test_strict_hides_a_category_that_holds_nearly_everyone():
    rows = distribution("sector", {"a": 190, "b": 10})
    assert hidden_terms(release(results_of(rows), profile="standard"), "sector_n") == set()
    assert hidden_terms(release(results_of(rows), profile="strict"), "sector_n") == {"a", "b"}


def test_the_complement_of_a_yes_or_no_counts_too():
    rows = []
    for term, count in (("organisatie", 47), ("monitoring", 25)):
        rows.append(row("aspect_n", count, term=term, n=50))
        rows.append(row("aspect_share", count / 50, term=term, n=50))
    after = release(results_of(rows), profile="standard")
    assert hidden_terms(after, "aspect_n") == hidden_terms(after, "aspect_share") == {"organisatie"}


def test_a_share_alone_is_a_count_when_its_base_is_known():
    after = release(results_of([estimate("improved_share", 0.1, 0.05, 0.2, n=40)]), profile="standard")
    assert is_suppressed(after).all()


def test_an_estimate_on_few_companies_loses_its_base_too():
    rows = [estimate("growth_mean", 1.0, 0.5, 1.5, n=9, group_name="partner", group_level="goc")]
    after = release(results_of(rows), profile="standard")
    assert is_suppressed(after).all() and after["n"].isna().all()


def test_a_hidden_group_does_not_follow_from_the_total_of_all_groups():
    rows = [estimate("growth_mean", 1.1, 1.0, 1.2, n=100)]
    for level, n in (("a", 8), ("b", 30), ("c", 62)):
        rows.append(estimate("growth_mean", 1.0, 0.5, 1.5, n=n, group_name="partner", group_level=level))
    after = release(results_of(rows), profile="standard")
    hidden = after[is_suppressed(after)].set_index("group_level")["note"]
    assert dict(hidden) == {"a": NOTE_SMALL, "b": NOTE_LINKED}


def test_a_table_of_transitions_is_protected_along_rows_and_columns():
    table = {("a", "a"): 20, ("a", "b"): 30, ("b", "a"): 15, ("b", "b"): 4, ("c", "a"): 25, ("c", "b"): 35}
    after = release(results_of(transitions(table)), profile="standard")
    hidden = hidden_terms(after, "transition_n")
    assert "b_to_b" in hidden
    for side in (0, 1):
        lines = [term.split("_to_")[side] for term in hidden]
        assert all(lines.count(line) >= 2 for line in lines)


def test_a_group_of_categories_does_not_give_its_member_away():
    rows = distribution("typology", {"a": 5, "ab": 60, "b": 20, "bc": 15}, wave="monitor_1")
    rows += distribution("typology_group", {"a_ab": 65, "b_bc": 35}, wave="monitor_1")
    after = release(results_of(rows), profile="standard")
    members = hidden_terms(after, "typology_n")
    assert "a" in members
    assert "a_ab" in hidden_terms(after, "typology_group_n") or "ab" in members


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("profile", ["standard", "strict"])
def test_no_hidden_cell_follows_from_any_sum(seed, profile):
    draw = random.Random(seed)
    counts = {term: draw.choice([0, 1, 3, 8, 12, 40, 90]) for term in ("a", "ab", "b", "bc", "c", "cd", "d")}
    rows = distribution("typology", counts, wave="monitor_1")
    for level in ("x", "y", "z"):
        parts = {term: draw.randint(0, 20) for term in counts}
        rows += distribution("typology", parts, wave="monitor_1", group_name="partner", group_level=level)
    rows += transitions({(a, b): draw.randint(0, 25) for a in ("a", "b", "c") for b in ("a", "b", "c")})
    before = results_of(rows)
    after = release(before, profile=profile)
    cells = describe_cells(before)
    hidden = set(cells.loc[is_suppressed(after).to_numpy(), "cell"])
    for numbers in find_sums(cells):
        covered = [number for number in numbers if number in hidden]
        assert len(covered) != 1 or len(covered) == len(numbers), numbers
    shown = after.loc[~is_suppressed(after) & after["measure"].str.endswith("_n"), "estimate"]
    assert not shown.between(1, 9).any()


def test_releasing_twice_changes_nothing_more():
    once = release(typology_results("data"), profile="standard")
    pd.testing.assert_frame_equal(release(once, profile="standard"), once)


@pytest.mark.parametrize("make", [typology_results, profile_results, quality_results, participants_results])
@pytest.mark.parametrize("profile", ["standard", "strict"])
def test_every_study_passes_every_profile(make, profile):
    after = release(make(basis="data"), profile=profile)
    small = after["n"].between(1, 9).fillna(False)
    assert not small.any()


def test_empty_results_pass():
    assert release(empty_results(), profile="strict").empty


def test_a_table_that_is_no_results_table_is_refused():
    with pytest.raises(ResultsError):
        release(typology_results().drop(columns="n"), profile="report")


def test_shares_and_counts_of_one_category_are_one_cell():
    cells = describe_cells(results_of(distribution("sector", {"a": 40, "b": 60})))
    assert cells["cell"].nunique() == 2
    assert len(find_partitions(cells)) == 1


def test_choices_that_overlap_are_no_distribution():
    rows = [row("aspect_n", 30, term="a", n=50), row("aspect_n", 40, term="b", n=50)]
    assert find_partitions(describe_cells(results_of(rows))) == []


def test_the_flow_does_not_give_its_smallest_stage_away():
    counts = {"registered": 490, "stopped": 2, "late": 12, "complete": 476}
    rows = [row("flow_n", count, term=term, n=490, population="registered") for term, count in counts.items()]
    after = release(results_of(rows), profile="standard")
    assert hidden_terms(after, "flow_n") == {"stopped", "late"}


def test_an_empty_population_has_nothing_to_hide():
    after = release(results_of([row("population_n", 0, n=0)]), profile="standard")
    assert not is_suppressed(after).any()


def test_an_empty_base_beside_few_companies_is_hidden_too():
    rows = transitions({("a", "b"): 3, ("b", "b"): 0, ("c", "c"): 40})
    after = release(results_of(rows), profile="standard")
    assert hidden_terms(after, "transition_n") == {"a_to_b", "b_to_b"}

"""The study of interviews on a made-up corpus whose answers are known."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from synthetic import SyntheticPanel

sys.path.insert(0, str(Path(__file__).parents[1]))

from talks import corpus

from dianalysis.disclosure import NOTE_SMALL, release
from dianalysis.interviews.coding import no_interviews
from dianalysis.studies import interviews
from dianalysis.studies.hypotheses import Plan


@pytest.fixture(scope="module")
def results(demo_panel: SyntheticPanel, plan: Plan) -> pd.DataFrame:
    return interviews.estimate(corpus(), demo_panel, replace(plan, printed={}), n_resamples=200)


def rows(results: pd.DataFrame, measure: str, **naming: str) -> pd.DataFrame:
    named = {"group_name": "", "group_level": "", "contrast": ""} | naming
    keep = results["measure"] == measure
    for column, value in named.items():
        keep &= results[column].fillna("") == value
    return results[keep].set_index("term")


def test_counts_and_shares_of_all_segments(results: pd.DataFrame) -> None:
    counts, shares = rows(results, "code_n")["estimate"], rows(results, "code_share")["estimate"]
    assert counts.to_dict() == {"pace": 18, "budget": 6, "language": 0}
    assert shares["pace"] == pytest.approx(18 / 72)
    assert rows(results, "interview_code_n")["estimate"]["budget"] == 6
    assert rows(results, "interview_code_n")["n"]["budget"] == 36
    assert rows(results, "partner_code_n")["estimate"]["pace"] == 18
    assert rows(results, "corpus_n")["estimate"]["without_code"] == 54


def test_groups_have_their_own_base(results: pd.DataFrame) -> None:
    adviser = rows(results, "code_share", group_name="role", group_level="adviser")
    partner = rows(results, "code_share", group_name="role", group_level="partner")
    assert adviser["estimate"]["pace"] == 0 and partner["estimate"]["pace"] == 1
    assert set(adviser["n"]) == {54} and set(partner["n"]) == {18}
    first = rows(results, "code_n", group_name="round", group_level="1")
    assert first["estimate"]["pace"] == 18
    unsaid = rows(results, "code_n", group_name="round", group_level="unknown")
    assert set(unsaid["n"]) == {54} and unsaid["estimate"]["pace"] == 0
    one = rows(results, "code_share", group_name="partner", group_level="goc")
    assert one["estimate"]["pace"] == 0.25 and one["conf_low"].isna().all()


def test_valences_add_up_to_the_codes(results: pd.DataFrame) -> None:
    counts = rows(results, "valence_n")["estimate"]
    assert counts["pace.supports"] == 17 and counts["pace.contradicts"] == 1
    assert counts["budget.qualifies"] == 6 and "language.supports" not in counts
    assert rows(results, "valence_share")["estimate"]["pace.contradicts"] == pytest.approx(1 / 18)


def test_saturation_ends_at_all_codes_seen(results: pd.DataFrame) -> None:
    curves = results[(results["measure"] == "saturation") & (results["term"] == "codes")]
    last = curves[curves["group_level"] == "36"]
    assert set(last["estimate"]) == {2.0} and len(last) == 2
    first = curves[(curves["group_level"] == "1") & (curves["contrast"] == "given_order")]
    assert first["estimate"].iloc[0] == 2


def test_pairs_of_codes_that_stand_together(results: pd.DataFrame) -> None:
    assert rows(results, "code_pair_n")["estimate"].to_dict() == {"pace+budget": 6}
    assert rows(results, "code_pair_jaccard")["estimate"]["pace+budget"] == pytest.approx(6 / 18)
    a, b, c, d = 6.0, 12.0, 0.0, 54.0
    phi = (a * d - b * c) / np.sqrt((a + b) * (c + d) * (a + c) * (b + d))
    assert rows(results, "code_pair_phi")["estimate"]["pace+budget"] == pytest.approx(phi)


def test_agreement_is_that_of_the_coders_before_settlement(results: pd.DataFrame) -> None:
    alpha = rows(results, "agreement_alpha")["estimate"]
    assert alpha["pace"] == 1.0
    n, ones = 144, 11  # budget: six by one coder, five by the other
    expected = 1 - (n - 1) * 2 / (2 * ones * (n - ones))
    assert alpha["budget"] == pytest.approx(expected)
    counts = rows(results, "agreement_n")["estimate"]
    assert [counts[f"budget.{part}"] for part in ("both", "only_1", "only_2")] == [5, 1, 0]
    assert rows(results, "agreement_positive")["estimate"]["budget"] == pytest.approx(10 / 11)
    assert pd.isna(alpha["language"])
    assert rows(results, "valence_same_n")["estimate"]["pace"] == 18


def test_the_monitor_stands_beside_partners_and_keeps_its_basis(results: pd.DataFrame) -> None:
    joint = results[results["measure"] == "joint_association"]
    assert set(joint["basis"]) == {"reconstructed"}
    assert {"budget.growth", "budget.grade"} <= set(joint["term"])
    assert set(joint["n"]) == {18} and joint["note"].str.contains("exploratory").any()
    assert joint["p_value"].dropna().between(0, 1).all() and joint["p_adjusted"].isna().all()
    assert set(results.loc[results["measure"] == "code_n", "basis"]) == {"published"}
    tested = joint["p_value"].dropna().astype(float)
    smallest = results.loc[results["measure"] == "joint_smallest_p", "estimate"].iloc[0]
    assert smallest == pytest.approx(min(1.0, tested.min() * len(tested)))


def test_other_ways_of_counting(results: pd.DataFrame) -> None:
    shares = rows(results, "code_share", contrast="sensitivity")["estimate"]
    assert shares["budget.main"] == pytest.approx(6 / 72) and shares["budget.coder_2"] == pytest.approx(
        5 / 72
    )
    assert shares["pace.interviews_only"] == 0
    assert shares["pace.equal_partners"] == pytest.approx(0.25)


def test_without_interviews_or_codes_there_are_no_rows(demo_panel: SyntheticPanel, plan: Plan) -> None:
    assert interviews.estimate(no_interviews(), demo_panel, plan).empty
    bare = replace(corpus(), codings=corpus().codings.iloc[:0])
    assert interviews.estimate(bare, demo_panel, plan).empty


def test_own_interviews_are_protected(panel: SyntheticPanel, plan: Plan) -> None:
    found = interviews.estimate(corpus("data"), panel, plan, n_resamples=50)
    assert set(found["basis"]) == {"data"}
    shown = release(found, profile="standard")
    budget = rows(shown, "code_n").loc["budget"]
    assert pd.isna(budget["estimate"]) and budget["note"] == NOTE_SMALL
    assert rows(shown, "code_n")["estimate"]["pace"] == 18


def test_the_same_seed_gives_the_same_rows(demo_panel: SyntheticPanel, plan: Plan) -> None:
    twice = [interviews.estimate(corpus(), demo_panel, plan, n_resamples=50, seed=3) for _ in range(2)]
    pd.testing.assert_frame_equal(*twice)

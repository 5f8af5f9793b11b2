"""data_quality, participants and partner_profile on the synthetic panel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from synthetic import INCOMPLETE, OUTCOMES, SIZES, SyntheticPanel

from dianalysis.errors import DataProblem, ParameterError, Unreadable
from dianalysis.results import check_results
from dianalysis.studies import data_quality, participants, partner_profile
from dianalysis.studies.plan import Plan


def one(results: pd.DataFrame, measure: str, **naming: str) -> pd.Series:
    """Return the one row of a measure with these names."""
    mask = results["measure"] == measure
    for column, value in naming.items():
        mask &= results[column].fillna("") == value
    assert mask.sum() == 1, f"{mask.sum()} rows of {measure} {naming}"
    return results[mask].iloc[0]


@pytest.fixture(scope="module")
def quality(panel: SyntheticPanel, plan: Plan) -> pd.DataFrame:
    return data_quality.estimate(panel, plan)


@pytest.fixture(scope="module")
def described(panel: SyntheticPanel, plan: Plan) -> pd.DataFrame:
    return participants.estimate(panel, plan)


@pytest.fixture(scope="module")
def profile(panel: SyntheticPanel, plan: Plan) -> pd.DataFrame:
    return partner_profile.estimate(panel, plan, partner="goc")


def test_flow_from_registered_to_complete(quality: pd.DataFrame) -> None:
    flow = {t: one(quality, "flow_n", term=t, group_name="")["estimate"] for t in data_quality.STAGES}
    assert flow == {"registered": 490, "stopped": 3, "late": 11, "complete": 476}
    for partner, lost in INCOMPLETE.items():
        assert one(quality, "dropout_n", group_level=partner)["estimate"] == lost
        assert (
            one(quality, "flow_n", term="complete", group_level=partner)["estimate"] == SIZES[partner] - lost
        )


def test_completeness_by_form_partner_and_adviser(quality: pd.DataFrame, panel: SyntheticPanel) -> None:
    last = one(quality, "form_complete_n", term="monitor_3", group_name="")
    assert (last["estimate"], last["n"]) == (476, 490)
    assert one(quality, "form_complete_share", term="monitor_3", group_level="goc")["estimate"] == 15 / 25
    advisers = quality[(quality["measure"] == "form_complete_n") & (quality["group_name"] == "adviser")]
    assert advisers["group_level"].nunique() == panel.companies["adviser_id"].nunique()
    assert advisers.loc[advisers["term"] == "registration", "estimate"].sum() == 490


def test_missing_answers_have_the_form_as_base(quality: pd.DataFrame, panel: SyntheticPanel) -> None:
    grade = one(quality, "item_missing_n", term="grade")
    assert (grade["estimate"], grade["n"]) == (0, 476)
    diagnosis = one(quality, "item_missing_n", term="diagnosis")
    assert diagnosis["estimate"] == panel.companies["diagnosis"].isna().sum()
    assert one(quality, "missing_reason_n", term="diagnosis", contrast="dont_know")["estimate"] == 1
    assert not quality["term"].fillna("").str.startswith("indicator_").any()


def test_straight_lines_and_heaping(panel: SyntheticPanel, plan: Plan) -> None:
    table = panel.companies.copy()
    who = table.index[table["complete"]][:3]
    table.loc[who, [f"outcome_{o}" for o in OUTCOMES]] = 4
    found = data_quality.estimate(replace(panel, companies=table), plan, n_resamples=0)
    same = one(found, "straight_line_n", term="outcomes")
    assert (same["estimate"], same["n"]) == (3, 476)
    grades = table["grade"].value_counts()
    assert one(found, "grade_heaping")["estimate"] == pytest.approx(grades.head(2).sum() / 476)
    assert one(found, "grade_n", term="8")["estimate"] == grades[8]


def test_late_entries_are_those_after_the_cut_off(panel: SyntheticPanel, plan: Plan) -> None:
    table = panel.companies.copy()
    who = table.index[table["partner"] == "awvn"][:2]
    table.loc[who[0], "monitor_3_date"] = pd.Timestamp("2016-07-10")
    table.loc[who[1], "monitor_3_date"] = pd.Timestamp("2016-07-11")
    found = data_quality.estimate(replace(panel, companies=table), plan, n_resamples=0)
    assert one(found, "late_entry_n", group_level="awvn")["estimate"] == 1
    assert one(found, "late_entry_n", group_name="")["estimate"] == 1


def test_bounds_put_every_incomplete_company_on_either_side(
    quality: pd.DataFrame, panel: SyntheticPanel
) -> None:
    up = int((panel.companies["growth"] > 0).sum())
    bounds = one(quality, "improved_share_bounds")
    assert bounds["estimate"] == pytest.approx(up / 476)
    assert (bounds["conf_low"], bounds["conf_high"]) == (
        pytest.approx(up / 490),
        pytest.approx((up + 14) / 490),
    )
    assert pd.isna(bounds["conf_level"])


def test_dropout_that_sits_in_three_partners_is_seen(quality: pd.DataFrame) -> None:
    partner = one(quality, "dropout_association", term="partner")
    sector = one(quality, "dropout_association", term="sector")
    assert partner["p_value"] < 0.01 < sector["p_value"]
    assert partner["family"] == "dropout" and partner["p_adjusted"] >= partner["p_value"]


def test_quality_of_the_complete_only(panel: SyntheticPanel, plan: Plan) -> None:
    found = data_quality.estimate(panel, plan, population="complete", n_resamples=0)
    assert one(found, "population_n")["estimate"] == 476
    assert one(found, "flow_n", term="registered", group_name="")["estimate"] == 490
    assert one(found, "item_missing_n", term="sector")["n"] == 476


def test_table_one_counts_registered_and_complete(described: pd.DataFrame) -> None:
    for partner, size in SIZES.items():
        assert one(described, "partner_registered_n", group_level=partner)["estimate"] == size
        lost = INCOMPLETE.get(partner, 0)
        assert one(described, "partner_complete_n", group_level=partner)["estimate"] == size - lost
    assert one(described, "partner_complete_n", group_level="totaal")["estimate"] == 476


@pytest.mark.parametrize("stem", list(participants.CATEGORIES))
def test_each_table_has_its_own_base(described: pd.DataFrame, panel: SyntheticPanel, stem: str) -> None:
    answers = panel.companies[participants.CATEGORIES[stem][0]].dropna()
    base = one(described, f"{stem}_n", term="totaal")
    assert (base["estimate"], base["n"]) == (len(answers), len(answers))
    shares = described[(described["measure"] == f"{stem}_share") & (described["term"] != "totaal")]
    assert shares["estimate"].sum() == pytest.approx(1)
    for term, share in zip(shares["term"], shares["estimate"], strict=True):
        assert share == pytest.approx((answers == term).mean())


def test_population_file_is_compared(panel: SyntheticPanel, plan: Plan, tmp_path: Path) -> None:
    counts = panel.companies["sector"].value_counts(normalize=True)
    file = tmp_path / "population.csv"
    lines = [f"sector,{name},{share}" for name, share in counts.items()]
    file.write_text("variable,value,share\n" + "\n".join(lines) + "\n", encoding="utf-8")
    shares = participants.read_population_shares(file)
    found = participants.estimate(panel, plan, population_shares=shares)
    fit = one(found, "population_fit", term="sector")
    assert fit["estimate"] == pytest.approx(0, abs=1e-9) and fit["p_value"] == pytest.approx(1)
    assert "exploratory" in fit["note"]
    away = found[found["measure"] == "population_difference"]
    assert len(away) == len(counts) and (away["estimate"].abs() < 1e-9).all()


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("a,b\n1,2\n", Unreadable, "columns"),
        ("variable,value,share\nsector,industrie,many\n", DataProblem, "row 2"),
        ("variable,value,share\nsector,industrie,0.4\n", DataProblem, "sum to 1"),
    ],
)
def test_wrong_population_files_are_refused(
    tmp_path: Path, text: str, error: type[Exception], words: str
) -> None:
    file = tmp_path / "population.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=words):
        participants.read_population_shares(file)


def test_population_with_other_categories_is_refused(panel: SyntheticPanel, plan: Plan) -> None:
    shares = pd.DataFrame({"variable": "sector", "value": ["industrie", "mining"], "share": [0.5, 0.5]})
    with pytest.raises(DataProblem, match="mining"):
        participants.estimate(panel, plan, population_shares=shares)


def test_profile_needs_a_partner_that_exists(panel: SyntheticPanel, plan: Plan) -> None:
    with pytest.raises(ParameterError, match="needs a partner"):
        partner_profile.estimate(panel, plan)
    with pytest.raises(ParameterError, match="nobody"):
        partner_profile.estimate(panel, plan, partner="nobody")


def test_profile_tables_by_hand(profile: pd.DataFrame, panel: SyntheticPanel) -> None:
    own = panel.companies[panel.companies["complete"] & (panel.companies["partner"] == "goc")]
    assert one(profile, "partner_complete_n", term="aspects")["estimate"] == len(own) == 15
    for term, count in own["diagnosis"].fillna("onbekend").value_counts().items():
        assert one(profile, "diagnosis_n", term=term)["estimate"] == count
        assert one(profile, "diagnosis_share", term=term)["estimate"] == pytest.approx(count / 15)
    mean = one(profile, "outcome_mean", term="kennis")
    assert mean["estimate"] == pytest.approx(own["outcome_kennis"].mean())
    assert one(profile, "typology_mean", wave="monitor_3")["estimate"] == pytest.approx(
        own["end_step"].mean()
    )
    aspect = one(profile, "aspect_n", term="organisatie")
    assert aspect["estimate"] == (own["aspect_organisatie"] == "ja").sum()
    assert one(profile, "indicator_n", term="5")["estimate"] == own["indicator_5"].notna().sum()


def test_differences_are_shrunk_and_not_ranked(profile: pd.DataFrame, panel: SyntheticPanel) -> None:
    table = panel.companies[panel.companies["complete"]]
    own = table["partner"] == "goc"
    raw = one(profile, "difference", term="growth")
    expected = table.loc[own, "growth"].mean() - table.loc[~own, "growth"].mean()
    assert raw["estimate"] == pytest.approx(expected)
    assert raw["conf_low"] < raw["estimate"] < raw["conf_high"]
    pairs = profile[profile["measure"].isin(["difference", "difference_pooled"])]
    wide = pairs.pivot_table(index="term", columns="measure", values="estimate", aggfunc="first").astype(
        float
    )
    assert len(wide) == 7 + len(OUTCOMES)
    assert wide["difference_pooled"].abs().mean() < wide["difference"].abs().mean()
    assert not profile["measure"].str.contains("rank").any()


def test_profile_does_not_depend_on_row_order(
    panel: SyntheticPanel, plan: Plan, profile: pd.DataFrame
) -> None:
    mixed = replace(panel, companies=panel.companies.sample(frac=1, random_state=5))
    found = partner_profile.estimate(mixed, plan, partner="goc")
    both = profile.merge(found, on="result_id", suffixes=("", "_mixed"))
    assert len(both) == len(profile)
    assert ((both["estimate"] - both["estimate_mixed"]).abs().fillna(0) < 1e-9).all()


@pytest.mark.parametrize("study", [data_quality, participants, partner_profile])
def test_empty_population_says_so(panel: SyntheticPanel, plan: Plan, study: object) -> None:
    empty = replace(panel, companies=panel.companies.head(0))
    partner = "goc" if study is partner_profile else None
    found = check_results(study.estimate(empty, plan, partner=partner))  # type: ignore[attr-defined]
    row = one(found, "population_n")
    assert row["estimate"] == 0 and "no companies" in row["note"]


@pytest.mark.parametrize("study", [data_quality, participants])
def test_single_partner(panel: SyntheticPanel, plan: Plan, study: object) -> None:
    found = check_results(study.estimate(panel, plan, partner="sbi"))  # type: ignore[attr-defined]
    assert one(found, "population_n")["estimate"] == 22
    assert set(found.loc[found["group_name"] == "partner", "group_level"]) <= {"sbi", "totaal"}
    assert found["group_level"].notna().all()  # no row may pass for all companies


def test_every_measure_is_in_the_list(
    quality: pd.DataFrame, described: pd.DataFrame, profile: pd.DataFrame
) -> None:
    names = pd.read_csv(Path(__file__).parents[2] / "data" / "plan" / "measures.csv")
    studies = names.set_index("measure")["study"].str.split(";")
    for table in (quality, described, profile):
        for measure, study in set(zip(table["measure"], table["study"], strict=True)):
            assert study in studies[measure], f"{measure} is not listed for {study}"
    assert names.notna().all().all() and names["measure"].is_unique
    assert set(names["kind"]) <= {"count", "share", "mean", "difference", "effect", "p_value"}

"""Studies of chapters 7 to 10 on made-up companies: tables by hand, invariances, empty populations."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
from chapter_data import ChapterPanel, chapter_companies, chapter_panel, chapter_persons
from scipy import stats

from dianalysis.errors import DataProblem, ParameterError
from dianalysis.results import check_results
from dianalysis.studies import actions, followup, instrument, outcomes, satisfaction, self_employed
from dianalysis.studies.plan import Plan

COMPANY_STUDIES = (actions, outcomes, followup, satisfaction)
STUDIES = (*COMPANY_STUDIES, self_employed)
N_RESAMPLES = 100


def one(results: pd.DataFrame, measure: str, **naming: str) -> pd.Series:
    """Return the one row of a measure with these names."""
    mask = results["measure"] == measure
    for column, value in naming.items():
        mask &= results[column].fillna("") == value
    assert mask.sum() == 1, f"{mask.sum()} rows of {measure} {naming}"
    return results[mask].iloc[0]


@pytest.fixture(scope="module")
def panel() -> ChapterPanel:
    return chapter_panel()


@pytest.fixture(scope="module")
def found(panel: ChapterPanel, plan: Plan) -> dict[str, pd.DataFrame]:
    return {study.NAME: study.estimate(panel, plan, n_resamples=N_RESAMPLES) for study in STUDIES}


@pytest.fixture(scope="module")
def complete(panel: ChapterPanel) -> pd.DataFrame:
    return panel.companies[panel.companies["complete"]]


def test_aspects_by_hand(found: dict[str, pd.DataFrame], complete: pd.DataFrame) -> None:
    table = found["actions"]
    worked = complete["aspect_organisatie"] == "ja"
    whole = one(table, "aspect_n", term="organisatie", group_name="")
    assert (whole["estimate"], whole["n"]) == (worked.sum(), 476)
    own = one(table, "aspect_share", term="organisatie", group_level="goc")
    assert own["estimate"] == pytest.approx(worked[complete["partner"] == "goc"].mean())
    both = worked & (complete["aspect_monitoring"] == "ja")
    assert one(table, "aspect_pair_n", term="organisatie+monitoring")["estimate"] == both.sum()
    phi = one(table, "aspect_phi", term="organisatie+monitoring")
    answers = [worked.astype(float), (complete["aspect_monitoring"] == "ja").astype(float)]
    assert phi["estimate"] == pytest.approx(np.corrcoef(answers)[0, 1])
    assert phi["conf_low"] < phi["estimate"] < phi["conf_high"]


def test_numbers_of_aspects_and_indicators(found: dict[str, pd.DataFrame], complete: pd.DataFrame) -> None:
    table = found["actions"]
    for dose in actions.DOSES:
        counts = table[(table["measure"] == f"{dose}_n")].set_index("term")["estimate"]
        assert counts.sum() == 476
        assert counts["3"] == (complete[dose] == 3).sum()
        assert one(table, f"{dose}_mean", group_name="")["estimate"] == pytest.approx(complete[dose].mean())
        assert one(table, f"{dose}_median")["estimate"] == complete[dose].median()
    chosen = complete.filter(like="indicator_").notna().to_numpy().sum()
    assert one(table, "aspect_indicators_n", term="totaal")["estimate"] == chosen
    shares = table[table["measure"] == "aspect_indicators_share"]["estimate"]
    assert shares.sum() == pytest.approx(1)


def test_dose_is_compared_within_partners(panel: ChapterPanel, plan: Plan) -> None:
    table = panel.companies.copy()
    table["n_aspects"] = table["growth"]
    moved = replace(panel, companies=table)
    same = actions.estimate(moved, plan, n_resamples=0)
    assert one(same, "dose_association", term="n_aspects.growth")["estimate"] == pytest.approx(1)
    shift = table["partner"].map({name: 10 * k for k, name in enumerate(table["partner"].unique())})
    far = actions.estimate(replace(panel, companies=table.assign(growth=table["growth"] - shift)), plan)
    row = one(far, "dose_association", term="n_aspects.growth")
    assert row["estimate"] == pytest.approx(1) and row["family"] == "dose"
    mean = one(same, "grade_by_dose", group_name="n_indicators", group_level="6_8")
    inside = table["complete"] & table["n_indicators"].between(6, 8)
    assert mean["estimate"] == pytest.approx(table.loc[inside, "grade"].mean())


def test_outcomes_by_hand(found: dict[str, pd.DataFrame], complete: pd.DataFrame) -> None:
    table, scores = found["outcomes"], complete["outcome_kennis"]
    assert one(table, "outcome_score_n", term="kennis.4")["estimate"] == (scores == 4).sum()
    assert one(table, "outcome_mean", term="kennis", group_name="")["estimate"] == pytest.approx(
        scores.mean()
    )
    top = one(table, "outcome_top_two_share", term="kennis", group_name="")
    assert top["estimate"] == pytest.approx((scores >= 4).mean())
    assert one(table, "outcome_median", term="kennis")["estimate"] == scores.median()
    own = complete[complete["partner"] == "goc"]
    mean = one(table, "outcome_mean", term="kennis", group_level="goc")
    assert mean["estimate"] == pytest.approx(own["outcome_kennis"].mean())


def test_outcomes_are_compared(found: dict[str, pd.DataFrame], complete: pd.DataFrame) -> None:
    table = found["outcomes"]
    scores = complete[list(outcomes.BLOCK.columns)].to_numpy(dtype=float)
    friedman = one(table, "outcome_concordance")
    assert friedman["statistic"] == pytest.approx(stats.friedmanchisquare(*scores.T).statistic)
    pair = one(table, "outcome_pair_difference", contrast="bewustwording-kennis")
    assert pair["estimate"] == pytest.approx((scores[:, 0] - scores[:, 5]).mean())
    assert pair["family"] == "outcome_pairs" and pair["p_adjusted"] >= pair["p_value"]
    assert (table["measure"] == "outcome_pair_difference").sum() == 28
    short, long = (
        scores[:, [instrument.OUTCOMES.index(name) for name in names]].mean(axis=1)
        for names in (instrument.SHORT_TERM, instrument.LONG_TERM)
    )
    away = one(table, "outcome_term_difference")
    assert away["estimate"] == pytest.approx((short - long).mean())
    assert away["conf_low"] < away["estimate"] < away["conf_high"]
    alpha = one(table, "outcome_reliability", term="alpha")["estimate"]
    assert alpha == pytest.approx(8 / 7 * (1 - scores.var(axis=0).sum() / scores.sum(axis=1).var()))


def test_missing_answers_stay_apart(panel: ChapterPanel, plan: Plan) -> None:
    table = panel.companies.copy()
    who = table.index[table["complete"]][:3]
    table.loc[who, "outcome_kennis"] = pd.NA
    reasons = pd.DataFrame(
        [(table.loc[k, "firm_id"], "monitor_3", "outcome_kennis", "dont_know") for k in who[:2]],
        columns=["firm_id", "form", "variable", "reason"],
    )
    result = outcomes.estimate(replace(panel, companies=table, missing_reasons=reasons), plan, n_resamples=0)
    assert one(result, "outcome_missing_n", term="kennis", contrast="")["estimate"] == 3
    assert one(result, "outcome_missing_n", term="kennis", contrast="dont_know")["estimate"] == 2
    share = one(result, "outcome_score_share", term="kennis.1")
    assert share["n"] == 473
    assert one(result, "outcome_concordance")["n"] == 473


def test_intention_gives_both_bases(found: dict[str, pd.DataFrame], complete: pd.DataFrame) -> None:
    table = found["followup"]
    answered = complete["followup_kind"].notna()
    new = complete["followup_kind"] == "nieuwe_activiteiten"
    of_all = one(table, "followup_kind_share", term="nieuwe_activiteiten")
    assert of_all["estimate"] == pytest.approx(new.sum() / 476)
    within = one(table, "followup_kind_within_share", term="nieuwe_activiteiten")
    assert within["estimate"] == pytest.approx(new.sum() / answered.sum())
    assert one(table, "followup_kind_n", term="totaal")["estimate"] == answered.sum()


def test_indicators_by_hand(found: dict[str, pd.DataFrame], complete: pd.DataFrame) -> None:
    table, answers = found["followup"], complete["indicator_pesten"]
    row = one(table, "indicator_followup_share", term="pesten.ja")
    assert row["estimate"] == pytest.approx((answers == "ja").sum() / answers.notna().sum())
    assert one(table, "indicator_followup_n", term="pesten.totaal")["estimate"] == answers.notna().sum()
    names = instrument.columns("indicator_", instrument.ASPECTS["monitoring"])
    block = complete[list(names)]
    yes = one(table, "aspect_followup_n", term="monitoring.ja")
    assert (yes["estimate"], yes["n"]) == ((block == "ja").to_numpy().sum(), block.notna().to_numpy().sum())
    for measure in ("indicator_highest_five", "indicator_lowest_five"):
        assert table.loc[table["measure"] == measure, "estimate"].sum() == pytest.approx(5)


def test_conditions_are_ranked_with_an_interval(
    found: dict[str, pd.DataFrame], complete: pd.DataFrame
) -> None:
    ranks = found["followup"][found["followup"]["measure"] == "condition_rank"].set_index("term")
    means = complete[list(followup.BLOCK.columns)].mean().rank(ascending=False)
    means.index = means.index.str.removeprefix("condition_")
    assert ranks["estimate"].to_dict() == pytest.approx(means.to_dict())
    assert (ranks["conf_low"] <= ranks["estimate"]).all() and (ranks["estimate"] <= ranks["conf_high"]).all()


def test_satisfaction_by_hand(found: dict[str, pd.DataFrame], complete: pd.DataFrame) -> None:
    table = found["satisfaction"]
    assert (
        one(table, "satisfaction_n", term="c", group_name="")["estimate"]
        == (complete["satisfaction"] == "c").sum()
    )
    own = complete[complete["partner"] == "sbi"]
    share = one(table, "satisfaction_share", term="d", group_level="sbi")
    assert share["estimate"] == pytest.approx((own["satisfaction"] == "d").mean())
    assert one(table, "satisfaction_n", term="totaal", group_level="totaal")["estimate"] == 476
    eight = one(table, "grade_8_or_more_share", group_level="sbi")
    assert eight["estimate"] == pytest.approx((own["grade"] >= 8).mean())
    assert one(table, "grade_median", group_name="")["estimate"] == complete["grade"].median()


def test_funnel_narrows_with_size(found: dict[str, pd.DataFrame], complete: pd.DataFrame) -> None:
    table = found["satisfaction"]
    limits = table[(table["measure"] == "grade_8_limits") & (table["term"] == "95")].set_index("group_level")
    common = (complete["grade"] >= 8).mean()
    assert limits["estimate"].astype(float).to_numpy() == pytest.approx(common)
    width = limits["conf_high"] - limits["conf_low"]
    assert width["svh"] < width["goc"] < width["agf_cko"]
    wide = table[(table["measure"] == "grade_8_limits") & (table["term"] == "99_8")].set_index("group_level")
    assert (wide["conf_low"] <= limits["conf_low"]).all() and (wide["conf_level"] == 0.998).all()


def test_self_employed_by_hand(found: dict[str, pd.DataFrame], panel: ChapterPanel) -> None:
    table, persons = found["self_employed"], panel.self_employed
    row = one(table, "person_typology_share", wave="monitor_1", term="a")
    count = int((persons["typology_start"] == "a").sum())
    exact = stats.binomtest(count, 28).proportion_ci(method="exact")
    assert (row["conf_low"], row["conf_high"]) == (pytest.approx(exact.low), pytest.approx(exact.high))
    up, down = (persons["growth"] > 0).sum(), (persons["growth"] < 0).sum()
    net = one(table, "person_net_improvement")
    assert net["p_value"] == pytest.approx(stats.binomtest(int(up), int(up + down)).pvalue)
    assert pd.isna(net["conf_low"]) and net["family"] == "self_employed"
    shares = table[table["measure"].str.endswith("_share") & (table["term"].fillna("") != "totaal")]
    assert shares["method"].str.contains("Clopper-Pearson").all()
    assert one(table, "person_growth_n", term="totaal")["estimate"] == 28
    assert one(table, "person_outcome_mean", term="kennis")["estimate"] == pytest.approx(
        persons["outcome_kennis"].mean()
    )


def test_shares_of_the_self_employed_are_of_all(panel: ChapterPanel, plan: Plan) -> None:
    persons = panel.self_employed.copy()
    persons.loc[0, "outcome_kennis"] = pd.NA
    result = self_employed.estimate(replace(panel, self_employed=persons), plan)
    share = one(result, "person_outcome_score_share", term="kennis.3")
    assert share["n"] == 28 and one(result, "person_outcome_score_n", term="kennis.totaal")["estimate"] == 27
    assert one(result, "person_outcome_missing_n", term="kennis")["estimate"] == 1


def test_comparison_with_companies_is_refused_with_the_reason(panel: ChapterPanel, plan: Plan) -> None:
    with pytest.raises(ParameterError, match="another questionnaire"):
        self_employed.estimate(panel, plan, compare_with="complete")
    with pytest.raises(ParameterError, match="self-employed only"):
        self_employed.estimate(panel, plan, population="complete")
    with pytest.raises(ParameterError, match="Choose one of mkb_deventer, vhg"):
        self_employed.estimate(panel, plan, partner="goc")
    with pytest.raises(ParameterError, match="not compared"):
        actions.estimate(panel, plan, population="self_employed")


def test_draws_of_the_self_employed_are_used(panel: ChapterPanel, plan: Plan) -> None:
    persons = (panel.self_employed, chapter_persons(2), chapter_persons(3))
    demo = replace(panel, basis="reconstructed", self_employed_draws=persons)
    table = self_employed.estimate(demo, plan)
    row = one(table, "person_growth_mean")
    means = [float(draw["growth"].mean()) for draw in persons]
    assert row["basis"] == "reconstructed"
    assert (row["range_low"], row["range_high"]) == (pytest.approx(min(means)), pytest.approx(max(means)))


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.NAME)
def test_empty_population_gives_one_row_that_says_so(
    panel: ChapterPanel, plan: Plan, study: ModuleType
) -> None:
    empty = replace(panel, companies=panel.companies.iloc[:0], self_employed=panel.self_employed.iloc[:0])
    table = check_results(study.estimate(empty, plan))
    assert len(table) == 1 and table["measure"].iloc[0] == "population_n"
    assert table["estimate"].iloc[0] == 0 and "no" in table["note"].iloc[0]


@pytest.mark.parametrize("study", COMPANY_STUDIES, ids=lambda study: study.NAME)
def test_one_partner_gives_its_rows_only(panel: ChapterPanel, plan: Plan, study: ModuleType) -> None:
    table = check_results(study.estimate(panel, plan, partner="agf_cko", n_resamples=N_RESAMPLES))
    assert set(table["group_level"]) == {"agf_cko"}
    assert table["figure"].isna().all()
    alone = replace(panel, companies=chapter_companies(1, {"agf_cko": 1}))
    assert len(check_results(study.estimate(alone, plan, n_resamples=N_RESAMPLES))) > 50


@pytest.mark.parametrize("study", COMPANY_STUDIES, ids=lambda study: study.NAME)
def test_order_of_companies_does_not_matter(
    panel: ChapterPanel, plan: Plan, found: dict[str, pd.DataFrame], study: ModuleType
) -> None:
    mixed = replace(panel, companies=panel.companies.sample(frac=1, random_state=3))
    again = study.estimate(mixed, plan, n_resamples=N_RESAMPLES)
    pd.testing.assert_frame_equal(
        again.set_index("result_id").sort_index(),
        found[study.NAME].set_index("result_id").sort_index(),
        check_exact=False,
    )


@pytest.mark.parametrize("study", COMPANY_STUDIES, ids=lambda study: study.NAME)
def test_a_missing_column_is_named(panel: ChapterPanel, plan: Plan, study: ModuleType) -> None:
    column = study.COLUMNS[-1]
    with pytest.raises(DataProblem, match=column):
        study.estimate(replace(panel, companies=panel.companies.drop(columns=column)), plan)


def test_nothing_answered_is_no_crash(panel: ChapterPanel, plan: Plan) -> None:
    table = panel.companies.copy()
    for study in COMPANY_STUDIES:
        for column in set(study.COLUMNS) - {"partner", "complete", "firm_id"}:
            table[column] = table[column].mask(pd.Series(True, index=table.index))
    for study in COMPANY_STUDIES:
        check_results(study.estimate(replace(panel, companies=table), plan, n_resamples=N_RESAMPLES))


def test_companies_without_a_partner_are_not_compared_within_one(panel: ChapterPanel, plan: Plan) -> None:
    table = panel.companies.copy()
    table.loc[table["partner"] == "sol", "partner"] = None
    found = actions.estimate(replace(panel, companies=table), plan, n_resamples=0)
    within = found[found["contrast"] == "within_partner"]
    assert len(within) and set(within["n"]) <= set(range(1, 476 - 20 + 1))

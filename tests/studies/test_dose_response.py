"""Ways of working: read from the forms by hand, limits by trying everything, planted and absent effects."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from chapter_data import ChapterPanel, chapter_companies, chapter_panel

from dianalysis.codebook import load_codebook
from dianalysis.estimation.association import kendall_tau
from dianalysis.estimation.ordinal_models import ordinal_gee, parallel_odds_test
from dianalysis.paths import ProjectPaths
from dianalysis.results import check_results
from dianalysis.studies import dose_response
from dianalysis.studies.dose_response.between import Box, exposure_box, outer_limits, response_box
from dianalysis.studies.dose_response.exposures import CHOSEN, EXPOSURES, RESPONSES, exposures_of
from dianalysis.studies.dose_response.within import group_steps, tau_limits
from dianalysis.studies.plan import Plan, load_plan
from dianalysis.studies.rows import Settings
from dianalysis.studies.units import units_of
from dianalysis.studies.variables import CHOICES

SETTINGS = Settings("complete", None, 0.95, 0, 1)


def one(results: pd.DataFrame, measure: str, term: str) -> pd.Series:
    rows = results[(results["measure"] == measure) & (results["term"].fillna("") == term)]
    assert len(rows) == 1, f"{len(rows)} rows of {measure} {term}"
    return rows.iloc[0]


@pytest.fixture(scope="module")
def panel() -> ChapterPanel:
    """Made-up companies that chose every option now and then."""
    rng, made = np.random.default_rng(5), chapter_panel()
    codebook = load_codebook(ProjectPaths.find().codebook)
    table = made.companies.copy()
    for column in CHOICES:
        options = np.array(codebook.values(column))
        chosen = rng.random((len(table), options.size)) < 0.35
        table[column] = ["+".join(options[row]) or options[0] for row in chosen]
    days = pd.to_timedelta(rng.integers(20, 200, len(table)), unit="D")
    table["monitor_2_date"] = table["monitor_1_date"] + days
    return replace(made, companies=table)


@pytest.fixture(scope="module")
def found(panel: ChapterPanel, plan: Plan) -> pd.DataFrame:
    return dose_response.estimate(panel, plan, n_resamples=100)


def read_ways(**answers: object) -> dict[str, float]:
    table = chapter_companies().head(1).assign(complete=True, **answers)
    units = units_of(table, SETTINGS, dose_response.COLUMNS)
    return {name: float(values[0]) for name, values in exposures_of(units).items()}


def test_ways_by_hand() -> None:
    ways = read_ways(
        diagnosis="inventarisatie+management+medewerkers", advice_form="notitie+anders_workshop",
        execution_form="directie", monitor_1_date=pd.Timestamp("2015-05-01"),
        monitor_2_date=pd.Timestamp("2015-06-30"),
    )  # fmt: skip
    yes = {name for name, value in ways.items() if value == 1 and name.partition("_")[0] != "n"}
    assert yes == {
        "diagnosis_management", "diagnosis_medewerkers", "diagnosis_both", "collective", "advice_written",
        "execution_directie",
    }  # fmt: skip
    assert ways["pace"] == 60


@pytest.mark.parametrize("absent", [None, "", "onbekend"])
def test_an_absent_answer_is_no_no(absent: object) -> None:
    ways = read_ways(diagnosis=absent, advice_form="notitie", execution_form=absent)
    assert np.isnan(ways["diagnosis_hr"]) and np.isnan(ways["execution_directie"])
    assert np.isnan(ways["collective"]), "trainings in the diagnosis are not known"
    assert ways["advice_written"] == 1
    assert read_ways(diagnosis=absent, advice_form="anders_workshop")["collective"] == 1


@pytest.mark.parametrize("seed", range(4))
def test_limits_within_partners_are_those_of_every_pairing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    strata = np.array([0, 0, 0, 0, 1, 1, 1])
    x, y = rng.integers(0, 3, 7).astype(float), rng.integers(0, 3, 7).astype(float)
    x[:2], x[4:6], y[:2], y[4:6] = (0, 1), (0, 1), (0, 1), (0, 1)
    orders = [itertools.permutations(np.flatnonzero(strata == name)) for name in (0, 1)]
    every = [
        kendall_tau(x, y[[*first, *second]], strata, conf_level=0.95).value
        for first, second in itertools.product(*orders)
    ]
    shuffled = rng.permutation(7)
    assert tau_limits(x[shuffled], y[shuffled], strata[shuffled]) == pytest.approx((min(every), max(every)))


@pytest.mark.parametrize("seed", range(5))
def test_no_data_within_the_boxes_pass_the_outer_limits(seed: int) -> None:
    rng = np.random.default_rng(seed)
    low = rng.integers(0, 6, (2, 8)) / 4
    high = low + rng.integers(0, 3, (2, 8)) / 4
    x, y = (Box(low[k], high[k]) for k in (0, 1))
    least, most = outer_limits(x, y)
    for _ in range(300):
        values = low + (high - low) * rng.integers(0, 3, low.shape) / 2
        tau = kendall_tau(values[0], values[1], np.zeros(8), conf_level=0.95).value
        assert np.isnan(tau) or least - 1e-9 <= tau <= most + 1e-9


def test_limits_of_known_values_are_the_estimate() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(2, 12))
    tau = kendall_tau(x, y, np.zeros(12), conf_level=0.95).value
    assert outer_limits(Box(x, x), Box(y, y)) == pytest.approx((tau, tau))
    assert outer_limits(Box(x, x), Box(-x, -x)) == pytest.approx((-1, -1))


def test_end_types_are_taken_together_in_order() -> None:
    end = np.repeat([1.0, 2, 3, 4, 5], [2, 50, 30, 15, 3])
    codes = group_steps(end)
    assert (np.diff(codes) >= 0).all() and np.bincount(codes).min() >= 10
    assert np.bincount(codes).tolist() == [52, 30, 18]
    assert group_steps(np.array([])).size == 0


def test_every_way_meets_every_response(found: pd.DataFrame) -> None:
    check_results(found)
    for measure in ("within_association", "within_difference", "between_association"):
        terms = found.loc[found["measure"] == measure, "term"].tolist()
        assert terms == [f"{way}.{response}" for way in EXPOSURES for response in RESPONSES]
    limits = found[found["measure"] == "within_association_limits"]
    assert ((limits["conf_low"] <= limits["estimate"]) & (limits["estimate"] <= limits["conf_high"])).all()
    assert limits["conf_level"].isna().all()
    assert not found["measure"].eq("between_association_limits").any(), "own data are not bounded by print"


def test_declared_tests_are_one_family(found: pd.DataFrame) -> None:
    tested = found[found["p_value"].notna()]
    ways = tested[tested["family"] == "ways"]
    elsewhere = [h.term for h in load_plan(ProjectPaths.find().plan).hypotheses if h.family == "dose"]
    assert not set(elsewhere) & set(ways["term"]), "an association is tested in one family only"
    twice = [term for term in elsewhere if not term.endswith(".growth")]
    assert len(ways) == len(EXPOSURES) * len(RESPONSES) - len(twice)
    assert set(ways["measure"]) == {"within_association", "end_odds_ratio"}
    growth = ways["term"].str.endswith(".growth")
    assert not growth.any()
    assert (ways["p_adjusted"] >= ways["p_value"] - 1e-12).all()


def planted(panel: ChapterPanel, size: float) -> ChapterPanel:
    """A panel whose companies with HR in the execution end higher and give a higher grade."""
    table = panel.companies.copy()
    rng = np.random.default_rng(8)
    hr = rng.random(len(table)) < 0.5
    table["execution_form"] = np.where(hr, "hr", "directie")
    known = table["end_step"].notna()
    up = (rng.random(len(table)) < size) & hr & known
    table["end_step"] = table["end_step"].where(~up, np.minimum(table["end_step"] + 2, 7))
    table["grade"] = table["grade"].where(~up, np.minimum(table["grade"] + 2, 10))
    return replace(panel, companies=table)


def test_what_was_planted_is_found(panel: ChapterPanel, plan: Plan) -> None:
    table = dose_response.estimate(planted(panel, 0.8), plan, n_resamples=10)
    ratio = one(table, "end_odds_ratio", "execution_hr")
    assert ratio["estimate"] > 1.5 and ratio["conf_low"] > 1 and ratio["p_adjusted"] < 0.05
    assert one(table, "end_odds_ratio", "execution_directie")["estimate"] == pytest.approx(
        1 / ratio["estimate"]
    )
    grade = one(table, "within_association", "execution_hr.grade")
    assert grade["conf_low"] > 0 and grade["p_adjusted"] < 0.05
    apart = one(table, "within_difference", "execution_hr.grade")
    assert 0.5 < apart["estimate"] < 2 and apart["conf_low"] > 0


def test_nothing_planted_nothing_found(panel: ChapterPanel, plan: Plan) -> None:
    table = dose_response.estimate(planted(panel, 0.0), plan, n_resamples=10)
    assert one(table, "end_odds_ratio", "execution_hr")["p_adjusted"] > 0.05
    assert one(table, "within_association", "execution_hr.grade")["p_adjusted"] > 0.05


def test_a_shift_of_a_whole_partner_moves_only_what_is_between(panel: ChapterPanel, plan: Plan) -> None:
    table = panel.companies.copy()
    moved = table["grade"] + 3 * table["partner"].isin(["awvn", "svh", "sol"]).astype("Int64")
    before, after = (
        dose_response.estimate(replace(panel, companies=table.assign(grade=grade)), plan, n_resamples=0)
        for grade in (table["grade"], moved)
    )
    term = "n_indicators.grade"
    for measure in ("within_association", "within_difference"):
        assert one(after, measure, term)["estimate"] == pytest.approx(one(before, measure, term)["estimate"])
    change = [one(part, "between_association", term)["estimate"] for part in (before, after)]
    assert abs(change[0] - change[1]) > 0.01


def test_one_partner_is_compared_with_itself_alone(panel: ChapterPanel, plan: Plan) -> None:
    table = dose_response.estimate(panel, plan, partner="svh", n_resamples=10)
    assert not table["measure"].str.startswith("between").any()
    assert set(table["group_level"]) == {"svh"}
    assert one(table, "within_association", "n_indicators.grade")["n"] == 55


@pytest.mark.parametrize("population", ["registered", "started", "complete"])
def test_an_empty_population_says_so(panel: ChapterPanel, plan: Plan, population: str) -> None:
    nobody = replace(panel, companies=panel.companies.iloc[:0])
    table = dose_response.estimate(nobody, plan, population=population)
    assert table["measure"].tolist() == ["population_n"]
    assert "no companies" in table["note"].iloc[0]


def test_a_form_nobody_filled_in_gives_no_number(panel: ChapterPanel, plan: Plan) -> None:
    bare = panel.companies.assign(execution_form=None, monitor_2_date=pd.NaT, followup=None)
    table = dose_response.estimate(replace(panel, companies=bare), plan, n_resamples=10)
    check_results(table)
    for term in ("execution_hr.grade", "pace.grade", "n_aspects.followup"):
        assert pd.isna(one(table, "within_association", term)["estimate"])
    assert pd.isna(one(table, "end_odds_ratio", "execution_hr")["estimate"])
    assert pd.notna(one(table, "end_odds_ratio", "diagnosis_hr")["estimate"])


def test_companies_without_a_partner_are_counted_but_not_compared(panel: ChapterPanel, plan: Plan) -> None:
    table = panel.companies.copy()
    table.loc[table["partner"] == "sol", "partner"] = None
    found = dose_response.estimate(replace(panel, companies=table), plan, n_resamples=0)
    check_results(found)
    assert one(found, "exposure_share", "collective")["n"] == 476
    assert one(found, "within_association", "collective.grade")["n"] == 476 - 20
    assert one(found, "between_association", "collective.grade")["n"] == 17
    nowhere = replace(panel, companies=table.assign(partner=None))
    assert not dose_response.estimate(nowhere, plan)["measure"].str.startswith("within").any()


def test_what_print_leaves_of_a_choice() -> None:
    start = "diagnosis_share/complete/partner=goc"
    bounds = {f"{start}/hr": (0.25, 0.25), f"{start}/hr+management": (0.5, 0.5), f"{start}/*": (0.0, 0.25)}
    advice = "advice_form_share/complete/partner=goc"
    bounds |= {f"{advice}/anders_workshop": (0.5, 0.5), f"{advice}/*": (0.0, 0.25)}
    ends = {
        name: exposure_box(name, np.array([np.nan]), ["goc"], "complete", bounds)
        for name in ("diagnosis_hr", "diagnosis_management", "diagnosis_both", "collective", "execution_hr")
    }
    known = {name: (float(box.low[0]), float(box.high[0])) for name, box in ends.items() if box is not None}
    assert known == {
        "diagnosis_hr": (0.75, 1.0), "diagnosis_management": (0.5, 0.75), "diagnosis_both": (0.0, 0.25),
        "collective": (0.5, 1.0),
    }  # fmt: skip
    assert response_box("grade", ["goc"], "complete", bounds) is None
    bounds["grade_mean/complete/monitor_3/partner=goc"] = (7.5, 7.6)
    box = response_box("grade", ["goc"], "complete", bounds)
    assert box is not None and (box.low[0], box.high[0]) == (7.5, 7.6)


def test_options_exist_in_the_questionnaire() -> None:
    codebook = load_codebook(ProjectPaths.find().codebook)
    for choice in CHOSEN:
        for option in itertools.chain.from_iterable(choice.groups):
            column, _, value = option.partition(".")
            assert value in codebook.values(column), option


def test_regression_without_errors_and_a_test_of_one_predictor() -> None:
    rng = np.random.default_rng(2)
    clusters, x, z = rng.integers(0, 12, 300), rng.normal(size=300), rng.normal(size=300)
    outcome = np.digitize(x + 0.5 * z + rng.logistic(size=300), [-1, 0, 1])
    both = np.column_stack([x, z])
    full = ordinal_gee(outcome, both, clusters, conf_level=0.95)
    quick = ordinal_gee(outcome, both, clusters, conf_level=0.95, with_errors=False)
    assert [part.value for part in quick] == pytest.approx([part.value for part in full])
    assert all(np.isnan(part.std_error) and np.isnan(part.low) for part in quick)
    every, single = (
        parallel_odds_test(outcome, both, clusters),
        parallel_odds_test(outcome, both, clusters, only=1),
    )
    assert (every.df, single.df) == (4, 2)
    assert single.statistic <= every.statistic and single.value <= every.value

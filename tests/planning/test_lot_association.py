"""Lots of phase one against what became of them: from print alone, and never on own data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from dianalysis import sentences, tables
from dianalysis.estimation.association import kendall_tau
from dianalysis.formats import open_page
from dianalysis.paths import ProjectPaths
from dianalysis.planning.lot_association import Lots, lot_association_records, read_lots
from dianalysis.results import make_results
from dianalysis.studies.plan import Plan
from dianalysis.studies.rows import Settings

ROOT = Path(__file__).parents[2]
SETTINGS = Settings("complete", None, 0.95, 500, 1)


@pytest.fixture(scope="module")
def lots(plan: Plan) -> Lots:
    return read_lots(plan.printed)


@pytest.fixture(scope="module")
def rows(lots: Lots) -> pd.DataFrame:
    records = [{**one, "basis": "identified"} for one in lot_association_records(lots, SETTINGS)]
    return make_results(records, study="phase_two_design")


def of(rows: pd.DataFrame, term: str) -> pd.Series:
    return rows[(rows["measure"] == "lot_association") & (rows["term"] == term)].iloc[0]


def test_lots_are_those_allotted_at_the_start_and_add_up_to_the_printed_totals(
    lots: Lots, plan: Plan
) -> None:
    for part, column in (("allotted", "oorspronkelijk"), ("complete", "registratie_monitor_1_3")):
        assert getattr(lots, part).sum() == float(plan.printed[f"T1/totaal/{column}/n"])
    assert lots.delivered.sum() == float(plan.printed["T0/totaal/bedrijven/n"])  # Table 1 adds up wrongly
    assert len(lots.partners) == 18 and np.isnan(lots.grade).sum() == 1  # one grade was lost in print


@pytest.mark.parametrize("term", ["delivered", "complete", "grade"])
def test_association_is_that_of_scipy_over_the_partners_with_a_number(
    lots: Lots, rows: pd.DataFrame, term: str
) -> None:
    values = lots.outcomes()[term]
    known = ~np.isnan(values)
    told = stats.kendalltau(lots.allotted[known], values[known])
    row = of(rows, term)
    assert row["estimate"] == pytest.approx(told.statistic) and row["n"] == known.sum()
    assert row["p_value"] == pytest.approx(told.pvalue, abs=0.12)  # normal with many ties against shuffles
    assert row["conf_low"] < row["estimate"] < row["conf_high"]


def test_sizes_count_every_partner_and_firm_once(lots: Lots, rows: pd.DataFrame) -> None:
    partners = rows[rows["measure"] == "lot_size_partners"]
    assert partners["estimate"].sum() == len(lots.partners)
    given = rows[(rows["measure"] == "lot_size_rate") & (rows["term"] == "delivered")]
    assert given["n"].sum() == lots.allotted.sum()
    assert (given["estimate"] * given["n"]).sum() == pytest.approx(lots.delivered.sum())


def test_interval_holds_the_truth_about_as_often_as_it_says(lots: Lots) -> None:
    rng, kept = np.random.default_rng(5), np.ones(18)
    size = (lots.allotted - lots.allotted.mean()) / lots.allotted.std()
    many = np.tile(size, 150)
    truth = stats.kendalltau(many, 0.5 * many + rng.normal(size=many.size)).statistic
    drawn = [rng.choice(size, 18) for _ in range(600)]
    found = [kendall_tau(x, 0.5 * x + rng.normal(size=18), kept, conf_level=0.95) for x in drawn]
    assert np.mean([one.low <= truth <= one.high for one in found]) > 0.90


def test_own_data_have_no_lots(results: pd.DataFrame) -> None:
    assert not results["measure"].str.startswith(("lot_association", "lot_size")).any()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_finding_follows_the_interval(rows: pd.DataFrame, results: pd.DataFrame, lang: str) -> None:
    page = open_page(lang, paths=ProjectPaths(ROOT))
    told = sentences.describe_lot_association(rows, page=page)
    assert {"nl": "blijkt niet", "en": "no sign"}[lang] in told and "17" in told
    small = rows.assign(conf_high=rows["conf_high"].where(rows["term"] != "grade", -0.1))
    other = sentences.describe_lot_association(small, page=page)
    assert {"nl": "was hoger: het rapportcijfer", "en": "this was higher: the grade"}[lang] in other
    large = rows.assign(conf_low=rows["conf_low"].where(rows["term"] != "complete", 0.1))
    assert {"nl": "was lager", "en": "was lower"}[lang] in sentences.describe_lot_association(
        large, page=page
    )
    html = tables.table_lot_association(rows, page=page).as_raw_html()
    assert page.word("note_lot_association") in html and ">nan<" not in html
    assert page.word("lot_association_none") in tables.table_lot_association(results, page=page).as_raw_html()

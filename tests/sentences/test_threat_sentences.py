"""Sentences on what would undo the growth: numbers of the rows only, silence on what is hidden or absent."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from toy_results import estimate, row

from dianalysis import sentences
from dianalysis.disclosure import release
from dianalysis.results import empty_results, make_results
from dianalysis.sentences import Finding

SENSITIVE = {"wave": "change", "contrast": "sensitivity"}
CHANGE = {"wave": "change"}


def results(basis: str = "reconstructed", n: int = 200) -> pd.DataFrame:
    left = {
        "regression_0": 0.61, "regression_100": 1.41, "floor_1": 1.13, "ceiling_1": 1.17,
        "without_partner_lowest": 1.08, "without_partner_highest": 1.22, "completion_6": 0.95,
    }  # fmt: skip
    rows = [estimate("growth_left", v, v - 0.26, v + 0.24, term=t, n=n, **SENSITIVE) for t, v in left.items()]
    tips = {
        ("tipping_reliability", "low_starters"): 0.23, ("tipping_reliability", "long_run_top"): 0.74,
        ("tipping_steps", "floor"): 45.8, ("tipping_share", "start_error"): 0.919,
        ("tipping_steps", "completion"): -39.3, ("tipping_share", "completion"): 0.162,
        ("tipping_steps", "spontaneous"): 1.16, ("tipping_steps", "spontaneous_interval"): 0.91,
        ("tipping_odds", "sign_companies"): 24.4, ("tipping_odds", "sign_partners"): 4.42,
    }  # fmt: skip
    rows += [row(measure, value, term=term, n=n, **CHANGE) for (measure, term), value in tips.items()]
    models = {"wave": "change", "contrast": "monitor_3-monitor_1", "n": n}
    rows.append(estimate("wave_odds_ratio", 5.13, 3.35, 7.77, term="ordinal_gee", **models))
    rows.append(row("wave_odds_spread", 1.68, term="parallel_odds", p_value=0.012, **models))
    for measure, shift in (("halo_association", 0.1), ("halo_partial", 0.0)):
        for place, name in enumerate(("beleid", "kennis", "werkplezier")):
            value = 0.07 + 0.05 * place + shift
            rows.append(
                estimate(measure, value, value - 0.09, value + 0.09, term=f"outcome_{name}", n=n,
                         wave="monitor_3", contrast="within_partner")
            )  # fmt: skip
    return make_results([{**record, "basis": basis} for record in rows], study="typology_change")


NAMES = (
    "describe_low_starters", "describe_ends", "describe_start_tipping", "describe_completion",
    "describe_spontaneous", "describe_odds", "describe_halo",
)  # fmt: skip


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_give_a_whole_sentence(name, page_en, page_nl):
    made = [getattr(sentences, name)(results(), page=page) for page in (page_en, page_nl)]
    assert made[0] != made[1]
    for sentence in made:
        assert isinstance(sentence, Finding) and sentence.endswith(".") and sentence[0].isupper()
        assert "{" not in sentence and "_" not in sentence and "nan" not in sentence.lower().split()


@pytest.mark.parametrize("name", NAMES)
def test_every_number_moves_with_the_rows(name, page_en):
    moved = results(n=371)
    for column in ("estimate", "conf_low", "conf_high", "range_low", "range_high"):
        moved[column] = moved[column] * 0.5 + 0.0137
    moved["conf_level"], moved["p_value"] = 0.9, moved["p_value"] * 2 + 0.01
    before, after = (getattr(sentences, name)(table, page=page_en) for table in (results(), moved))
    counts = {"0", "1", "2", "3"} if name == "describe_halo" else set()  # how many of the three
    assert numbers(before) & numbers(after) <= counts, (before, after)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_and_hidden_rows_give_no_number(name, page_en, page_nl):
    hidden = release(results("data", n=4), profile="strict")
    for table in (empty_results(), hidden):
        for page in (page_en, page_nl):
            assert not re.search(r"\d", getattr(sentences, name)(table, page=page))


def test_an_interval_over_nought_is_said_to_be_one(page_en):
    table = results()
    table.loc[table["term"] == "regression_0", "conf_low"] = -0.1
    assert "not to be told apart from nought" in sentences.describe_low_starters(table, page=page_en)
    assert "still above nought" in sentences.describe_low_starters(results(), page=page_en)


def test_a_threat_that_nothing_makes_strong_enough_has_no_tip(page_en):
    table = results()
    table.loc[table["measure"] == "tipping_reliability", "estimate"] = pd.NA
    assert "reliability" not in sentences.describe_low_starters(table, page=page_en)


def test_halo_counts_the_intervals_that_hold_nought(page_en):
    assert "holds nought for 1 of 3" in sentences.describe_halo(results(), page=page_en)


@pytest.mark.parametrize("name", ["describe_ends", "describe_completion"])
def test_only_a_move_longer_than_the_scale_is_called_so(name, page_en):
    said = "more than the scale has"
    assert said in getattr(sentences, name)(results(), page=page_en)
    within = results()
    within.loc[within["measure"] == "tipping_steps", "estimate"] = float(page_en.scale_steps())
    assert said not in getattr(sentences, name)(within, page=page_en)

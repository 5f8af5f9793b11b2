"""Sentences on outcomes and satisfaction: numbers from rows only, in two languages, silent where hidden."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from toy_results import estimate, row

from dianalysis import sentences
from dianalysis.disclosure import release
from dianalysis.results import empty_results, make_results

WAVE = {"wave": "monitor_3"}


def outcomes_results(basis: str = "reconstructed", n: int = 100) -> pd.DataFrame:
    rows = [
        estimate("outcome_mean", value, value - 0.2, value + 0.2, term=term, n=n, **WAVE)
        for term, value in (("bekendheid", 4.02), ("beleid", 3.52), ("verbetering", 2.88))
    ]
    rows += [
        estimate("outcome_term_mean", 3.57, 3.5, 3.64, term="short", n=n, **WAVE),
        estimate("outcome_term_mean", 2.91, 2.8, 3.02, term="long", n=n, **WAVE),
        estimate(
            "outcome_term_difference", 0.66, 0.52, 0.76, contrast="short-long", n=n, p_value=0.004, **WAVE
        ),
        estimate("outcome_concordance", 0.17, 0.11, 0.23, term="friedman", n=n, **WAVE),
        estimate("outcome_pair_difference", 0.5, 0.28, 0.72, contrast="bekendheid-beleid", n=n, **WAVE),
        estimate("outcome_pair_difference", 0.1, -0.28, 0.72, contrast="beleid-verbetering", n=n, **WAVE),
        estimate("outcome_reliability", 0.59, 0.54, 0.63, term="alpha", n=n, **WAVE),
        estimate("outcome_reliability", 0.61, 0.55, 0.64, term="omega", n=n, **WAVE),
    ]
    return make_results([{**record, "basis": basis} for record in rows], study="outcomes")


def satisfaction_results(basis: str = "reconstructed", n: int = 100) -> pd.DataFrame:
    rows = [
        estimate("grade_mean", 7.8, 7.62, 7.99, n=n, **WAVE),
        estimate("grade_7_or_more_share", 0.9, 0.86, 0.93, n=n, **WAVE),
        estimate("grade_8_or_more_share", 0.69, 0.61, 0.77, n=n, **WAVE),
        estimate("satisfied_share", 0.79, 0.73, 0.84, n=n, **WAVE),
        estimate("satisfaction_share", 0.061, 0.042, 0.088, term="a", n=n, **WAVE),
        row("grade_8_overdispersion", 3.16, n=n, range_low=1.9, range_high=4.4, range_method="draws", **WAVE),
    ]
    for level, share in (("goc", 0.2), ("vhg", 0.7), ("sol", 0.95)):
        group = {"group_name": "partner", "group_level": level, "n": n, **WAVE}
        rows.append(estimate("grade_8_or_more_share", share, share - 0.05, share + 0.05, **group))
        for term, low, high in (("95", 0.5, 0.85), ("99_8", 0.4, 0.96)):
            rows.append(row("grade_8_limits", 0.69, term=term, conf_low=low, conf_high=high, **group))
    for term, value in (("grade.outcomes", 0.36), ("satisfaction.growth", 0.07)):
        rows.append(
            estimate("appreciation_association", value, value - 0.1, value + 0.1, term=term, n=n,
                     p_value=0.02, contrast="within_partner", **WAVE)
        )  # fmt: skip
    return make_results([{**record, "basis": basis} for record in rows], study="satisfaction")


DESCRIBE = {
    "describe_outcomes": outcomes_results,
    "describe_outcome_pairs": outcomes_results,
    "describe_reliability": outcomes_results,
    "describe_grade": satisfaction_results,
    "describe_satisfied": satisfaction_results,
    "describe_funnel": satisfaction_results,
    "describe_appreciation": satisfaction_results,
}


@pytest.mark.parametrize("name", DESCRIBE)
def test_each_is_one_sentence_in_each_language(name, page_nl, page_en):
    made = [getattr(sentences, name)(DESCRIBE[name](), page=page) for page in (page_nl, page_en)]
    assert made[0] != made[1]
    for sentence in made:
        assert isinstance(sentence, sentences.Finding) and sentence.endswith(".")
        assert "{" not in sentence and "_" not in sentence and "nan" not in sentence.lower().split()
        assert sentence[0].isupper() or sentence[0].isdigit()


@pytest.mark.parametrize("name", DESCRIBE)
def test_without_rows_or_with_hidden_rows_no_number_is_said(name, page_nl, page_en):
    for results in (empty_results(), release(DESCRIBE[name]("data", n=4), profile="strict")):
        for page in (page_nl, page_en):
            sentence = getattr(sentences, name)(results, page=page)
            assert sentence and not re.search(r"\d", sentence), sentence


@pytest.mark.parametrize("name", DESCRIBE)
def test_what_depends_on_the_reconstruction_says_so(name, page_en):
    drawn = getattr(sentences, name)(DESCRIBE[name](), page=page_en)
    own = DESCRIBE[name]("data").assign(range_low=pd.NA, range_high=pd.NA, range_method=pd.NA)
    own = own.astype({"range_low": "Float64", "range_high": "Float64"})
    assert "draws" in drawn and "draw" not in getattr(sentences, name)(own, page=page_en)


def test_outcomes_name_the_highest_the_lowest_and_the_terms(page_en, page_nl):
    sentence = sentences.describe_outcomes(outcomes_results(), page=page_en)
    assert "familiarity, 4.02" in sentence and "better products and services, 2.88" in sentence
    assert "short-term outcomes reach 3.57, long-term ones 2.91, a difference of +0.66" in sentence
    assert "p = 0.004" in sentence
    assert "bekendheid met gemiddeld 4,02" in sentences.describe_outcomes(outcomes_results(), page=page_nl)


def test_outcomes_without_the_terms_still_name_the_ends(page_en):
    results = outcomes_results()
    results = results[results["measure"] == "outcome_mean"].reset_index(drop=True)
    assert "short-term" not in sentences.describe_outcomes(results, page=page_en)


def test_pairs_count_those_whose_interval_leaves_out_zero(page_en):
    assert "of 2 pairs 1 differ" in sentences.describe_outcome_pairs(outcomes_results(), page=page_en)


def test_the_funnel_counts_partners_beyond_the_limits_here_and_in_every_draw(page_en, page_nl):
    sentence = sentences.describe_funnel(satisfaction_results(), page=page_en)
    assert "Of 3 partners 2 lie beyond the inner limits, 1 of them also beyond the outer ones" in sentence
    assert "in every draw: 2" in sentence and "3.16" in sentence
    moved = satisfaction_results()
    moved["range_low"], moved["range_high"] = moved["range_low"] * 0.5, moved["range_high"] * 4
    assert "in elke trekking opnieuw buiten de binnenste: geen" in sentences.describe_funnel(
        moved, page=page_nl
    )


def test_appreciation_names_the_strongest_and_the_weakest(page_en):
    sentence = sentences.describe_appreciation(satisfaction_results(), page=page_en)
    assert "strongest for grade with outcomes, tau-b +0.36" in sentence
    assert "weakest for satisfaction with growth, tau-b +0.07" in sentence

"""Exact bounds against all company-level data sets there are, on studies small enough to list them all."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

from dianalysis.codebook import Codebook
from dianalysis.published.bounds import Block, Bound, Solver
from dianalysis.published.bounds.actions import aspect_block, indicator_block
from dianalysis.published.bounds.answers import followup_block, satisfaction_block
from dianalysis.published.bounds.choices import ANY_OTHER, choice_bounds, other_limits
from dianalysis.published.bounds.scores import grade_block, outcome_block
from dianalysis.published.bounds.typology import typology_block
from dianalysis.published.figures import Printed, half_up
from dianalysis.published.reconstruct import Impossible
from dianalysis.published.reconstruct.setting import Setting

SIZES = {"p": 3, "q": 2}
FIRMS = tuple(partner for partner, size in SIZES.items() for _ in range(size))
OWN = {partner: np.array([one == partner for one in FIRMS]) for partner in SIZES}
STEPS = ("a", "ab", "b", "bc", "c", "cd", "d")
Values = np.ndarray


def every(states: int) -> Values:
    """All assignments of a state to each of the five companies: data sets × companies."""
    return np.array(list(itertools.product(range(states), repeat=len(FIRMS))))


def make_setting(
    figures: dict[str, object], text: dict[str, object] | None = None, /, **lists: Any
) -> Setting:
    printed = {f"T1/{p}/registratie_monitor_1_3/n": str(n) for p, n in SIZES.items()}
    printed |= {name: str(value) for name, value in figures.items()}
    book = cast(Codebook, SimpleNamespace(**lists))
    return Setting(Printed(printed), book, {"text": text or {}}, draw=0, seed=0)


def solve(block: Block) -> dict[tuple[str, str, str], tuple[float, float]]:
    solver = Solver(block)
    found = [one for target in block.targets for one in solver.bound(target)]
    return {_name(one): (one.low, one.high) for one in found}


def _name(one: Bound) -> tuple[str, str, str]:
    wave = one.naming.get("wave", "") if one.naming["measure"].startswith("typology") else ""
    return one.naming["measure"] + wave, one.naming.get("group_level", ""), one.naming.get("term", "")


def same(found: tuple[float, float], values: Values) -> None:
    assert found == (pytest.approx(values.min()), pytest.approx(values.max()))


def mean_text(scores: Values, decimals: int = 1) -> str:
    return half_up(int(scores.sum()), scores.size, decimals=decimals)


@pytest.mark.parametrize("seed", range(3))
def test_typology_is_bounded_as_listing_every_data_set_does(seed: int) -> None:
    moves = np.array(list(itertools.product((4, 5, 7), repeat=2)))  # three types at the start and at the end
    data = moves[every(len(moves))]  # data sets × companies × (start, end)
    true = data[np.random.default_rng(seed).integers(len(data))]
    change = data[..., 1] - data[..., 0]
    counts = [[(data[..., k] == step).sum(axis=1) for step in range(1, 8)] for k in (0, 1)]
    grown = {g: (change == g).sum(axis=1) for g in range(-3, 6)}
    fits = data[:, OWN["p"], 0].sum(axis=1) == true[OWN["p"], 0].sum()
    place = int(np.flatnonzero((data == true).all(axis=(1, 2)))[0])
    for table in (*counts[0], *counts[1], *grown.values()):
        fits &= table == table[place]
    names = {-3: "min_3", -2: "min_2", -1: "min_1", 0: "stabiel"} | {k: f"plus_{k}" for k in range(1, 6)}
    figures: dict[str, object] = {f"T7/{names[g]}/groei/n": int(k[place]) for g, k in grown.items()}
    for k, wave in enumerate(("monitor_1", "monitor_3")):
        figures |= {f"T6/{s}/{wave}/n": int(counts[k][i][place]) for i, s in enumerate(STEPS)}
    figures["Pp.2/start/typologie/mean"] = mean_text(true[OWN["p"], 0], 3)
    found = solve(typology_block(make_setting(figures), start_error=(0.25,)))
    data, change = data[fits], change[fits]
    assert len(data) > 1
    for partner, own in OWN.items():
        mine, others = change[:, own], change[:, ~own]
        same(found["growth_mean", partner, ""], mine.mean(axis=1))
        same(found["growth_total", partner, ""], mine.sum(axis=1))
        same(found["difference", partner, "growth"], mine.mean(axis=1) - others.mean(axis=1))
        same(found["difference", partner, "improved"], (mine > 0).mean(axis=1) - (others > 0).mean(axis=1))
        same(found["improved_share", partner, ""], (mine > 0).mean(axis=1))
        for g, name in names.items():
            same(found["growth_n", partner, name], (mine == g).sum(axis=1))
        for i, step in enumerate(STEPS, start=1):
            same(found["typology_sharemonitor_3", partner, step], (data[:, own, 1] == i).mean(axis=1))
        same(found["typology_meanmonitor_1", partner, ""], data[:, own, 0].mean(axis=1))
    same(found["transition_n", "", "bc_to_c"], ((data[..., 0] == 4) & (data[..., 1] == 5)).sum(axis=1))
    start = data[..., 0]
    same(
        found["net_improvement", "", "excluding_d"],
        (np.sign(change) * (start < 7)).sum(axis=1) / (start[0] < 7).sum(),
    )
    means = np.mean([np.sign(change[:, own]).mean(axis=1) for own in OWN.values()], axis=0)
    same(found["net_improvement", "", "equal_partners"], means)
    same(found["growth_mean", "", "without_largest_partner"], change[:, OWN["q"]].mean(axis=1))
    wrong = 0.75 * np.sign(change) + 0.25 * np.sign(change - (start < 7))
    same(found["net_improvement", "", "start_error_25"], wrong.mean(axis=1))


@pytest.mark.parametrize("seed", range(3))
def test_outcomes_are_bounded_as_listing_every_data_set_does(seed: int) -> None:
    scores = np.array(list(itertools.product((1, 3, 4), repeat=2)))
    data = scores[every(len(scores))]
    true = data[np.random.default_rng(seed + 10).integers(len(data))]
    first = true[OWN["p"], 0].sum()
    true_order = first >= true[OWN["p"], 1].sum()
    if not true_order:
        data, true = data[..., ::-1], true[:, ::-1]
        first = true[OWN["p"], 0].sum()
    figures: dict[str, object] = {"Pp.2/one/opbrengst/mean": mean_text(true[OWN["p"], 0])}
    fits = data[:, OWN["p"], 0].sum(axis=1) == first
    fits &= data[:, OWN["p"], 1].sum(axis=1) <= data[:, OWN["p"], 0].sum(axis=1)
    for item, name in enumerate(("one", "two")):
        for score in range(1, 6):
            figures[f"T15/{name}/{score}/n"] = int((true[:, item] == score).sum())
            fits &= (data[..., item] == score).sum(axis=1) == (true[:, item] == score).sum()
    found = solve(outcome_block(make_setting(figures, outcomes=pd.DataFrame({"outcome": ["one", "two"]}))))
    data = data[fits]
    for (partner, own), (item, name) in itertools.product(OWN.items(), enumerate(("one", "two"))):
        mine, others = data[:, own, item], data[:, ~own, item]
        same(found["outcome_mean", partner, name], mine.mean(axis=1))
        same(found["outcome_top_two_share", partner, name], (mine >= 4).mean(axis=1))
        same(found["difference", partner, f"outcome_{name}"], mine.mean(axis=1) - others.mean(axis=1))


def test_grades_are_bounded_as_listing_every_data_set_does() -> None:
    grades = np.array((6, 7, 8, 10))
    data, true = grades[every(4)], np.array((7, 8, 10, 6, 8))
    figures: dict[str, object] = {f"T25/{g}/bedrijven/n": int((true == g).sum()) for g in range(1, 11)}
    figures["Pq.2/kwaliteit_ondersteuning/cijfer/mean"] = mean_text(true[OWN["q"]])
    fits = data[:, OWN["q"]].sum(axis=1) == true[OWN["q"]].sum()
    for grade in grades:
        fits &= (data == grade).sum(axis=1) == (true == grade).sum()
    found, data = solve(grade_block(make_setting(figures))), data[fits]
    for partner, own in OWN.items():
        same(found["grade_mean", partner, ""], data[:, own].mean(axis=1))
        same(found["grade_8_or_more_share", partner, ""], (data[:, own] >= 8).mean(axis=1))
        same(found["grade_7_or_more_share", partner, ""], (data[:, own] >= 7).mean(axis=1))


@pytest.mark.parametrize("reached", [0, 1])
def test_satisfaction_is_bounded_as_listing_every_data_set_does(reached: int) -> None:
    data, true = every(4), np.array((0, 3, 2, 1, 3))
    figures: dict[str, object] = {
        f"T23/{c}/bedrijven/n": int((true == k).sum()) for k, c in enumerate("abcd")
    }
    figures["T24/d/q/pct"] = "50.0"
    fits = (data[:, OWN["q"]] == 3).sum(axis=1) == 1
    for k in range(4):
        fits &= (data == k).sum(axis=1) == (true == k).sum()
    content = [(data[:, own] >= 2).mean(axis=1) >= 0.8 for own in OWN.values()]
    fits &= np.sum(content, axis=0) == reached
    text = {"all_in_highest_category": "", "partners_with_80_percent_c_or_d": reached}
    found, data = solve(satisfaction_block(make_setting(figures, text))), data[fits]
    for partner, own in OWN.items():
        same(found["satisfied_share", partner, ""], (data[:, own] >= 2).mean(axis=1))
        for k, category in enumerate("abcd"):
            same(found["satisfaction_n", partner, category], (data[:, own] == k).sum(axis=1))


def test_followup_is_bounded_as_listing_every_data_set_does() -> None:
    data = every(2)
    data = data[data.sum(axis=1) == 4]
    found = solve(followup_block(make_setting({"T16/ja/vervolg/n": 4, "T16/nee/vervolg/n": 1})))
    for partner, own in OWN.items():
        same(found["followup_n", partner, "ja"], data[:, own].sum(axis=1))


def test_aspects_and_indicators_are_bounded_as_listing_every_data_set_does() -> None:
    lists = {
        "aspects": pd.DataFrame({"aspect": ["x", "y"]}),
        "indicators": pd.DataFrame(
            {"aspect": ["x", "x", "y"], "indicator": ["i", "j", "k"], "table": ["TX", "TX", "TY"]}
        ),
    }
    answers = np.array([one for one in itertools.product((0, 1), repeat=5) if one[0] >= max(one[2:4])
                        and one[1] >= one[4]])  # fmt: skip
    data = answers[every(len(answers))]
    counts, totals = {"p": (2, 1), "q": (1, 2)}, (2, 1, 1)
    fits = (data[:, :, 2:].sum(axis=1) == totals).all(axis=1)
    figures: dict[str, object] = {}
    for partner, own in OWN.items():
        fits &= (data[:, own, :2].sum(axis=1) == counts[partner]).all(axis=1)
        figures |= {f"P{partner}.3/{a}/aandacht/n": counts[partner][k] for k, a in enumerate("xy")}
    for name, table, total in zip("ijk", ("TX", "TX", "TY"), totals, strict=True):
        figures[f"{table}/{name}/totaal/N"] = total
    setting, data = make_setting(figures, **lists), data[fits]
    found = solve(aspect_block(setting)) | solve(indicator_block(setting))
    both = data[..., 0] * data[..., 1]
    same(found["aspect_pair_n", "", "x+y"], both.sum(axis=1))
    same(found["aspect_phi", "", "x+y"], np.array([_phi(*one[:, :2].T) for one in data]))
    for k in range(3):
        same(found["n_aspects_n", "", str(k)], (data[..., :2].sum(axis=2) == k).sum(axis=1))
    for partner, own in OWN.items():
        for item, name in enumerate("ijk", start=2):
            same(found["indicator_n", partner, name], data[:, own, item].sum(axis=1))
        same(found["n_indicators_mean", partner, ""], data[:, own, 2:].sum(axis=2).mean(axis=1))


def _phi(first: Values, second: Values) -> float:
    return float(np.corrcoef(first, second)[0, 1])


@pytest.mark.parametrize(("rest", "cap", "others"), [(4, 2, 3), (4, 9, 3), (6, 2, 3), (0, 2, 3), (5, 2, 3)])
def test_combinations_that_are_not_printed_are_bounded_as_listing_every_one_does(
    rest: int, cap: int, others: int
) -> None:
    counts = [c for c in itertools.product(range(cap + 1), repeat=others) if sum(c) == rest]
    firsts = [c[0] for c in counts]
    assert other_limits(rest, cap=cap, others=others) == (min(firsts), max(firsts))


def test_a_printed_combination_is_fixed_and_any_other_at_most_the_least_frequent_printed_one() -> None:
    columns = {"diagnosis": "bepalen_verbeterpunten", "advice_form": "presentatievorm_advies",
               "execution_form": "uitvoeringsvormen"}  # fmt: skip
    figures: dict[str, object] = {f"Pp.1/x/{column}/n": 1 for column in columns.values()}
    options: Callable[[str], tuple[str, ...]] = lambda name: ("x", "y", "z")  # noqa: E731
    found = {
        (one.naming["group_level"], one.naming["measure"], one.naming["term"]): (one.low, one.high)
        for one in choice_bounds(make_setting(figures, values=options))
    }
    assert found["p", "diagnosis_n", "x"] == (1, 1)
    assert found["p", "diagnosis_n", ANY_OTHER] == (0, 1)  # two companies left, nothing more frequent than x
    assert found["q", "diagnosis_n", ANY_OTHER] == (0, 2)  # nothing printed


def test_figures_that_cannot_hold_are_an_error_not_a_range() -> None:
    setting = make_setting({"T16/ja/vervolg/n": 9, "T16/nee/vervolg/n": 1})
    with pytest.raises(Impossible, match="block followup"):
        solve(followup_block(setting))

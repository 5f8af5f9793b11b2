"""Blocks of the reconstruction: small made-up figures solved, and the real ones obeyed row by row."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from feasible import is_possible

from dianalysis.codebook import load_codebook
from dianalysis.errors import ParameterError, Unreadable
from dianalysis.paths import ProjectPaths
from dianalysis.published.figures import Printed, half_up, read_figures
from dianalysis.published.reconstruct import Impossible, settle_figures
from dianalysis.published.reconstruct.choices import printed_combinations, solve_choices
from dianalysis.published.reconstruct.draw import default_assumptions
from dianalysis.published.reconstruct.ratings import outcome_bounds, solve_grades, solve_outcome
from dianalysis.published.reconstruct.satisfaction import satisfaction_rows, solve_satisfaction
from dianalysis.published.reconstruct.self_employed import (
    outcome_counts,
    self_typology_conditions,
    solve_self_employed,
    solve_self_typology,
)
from dianalysis.published.reconstruct.setting import Setting, read_assumptions
from dianalysis.published.reconstruct.typology import (
    CELLS,
    END,
    START,
    allowed_cells,
    solve_typology,
    typology_conditions,
)
from dianalysis.published.slugs import GROWTH_ROWS, STEPS

ROOT = Path(__file__).parents[2]
PATHS = ProjectPaths(ROOT)


def setting_of(draw: int = 1, seed: int = 1, printed: Printed | None = None) -> Setting:
    figures = (
        settle_figures(read_figures(PATHS.published / "figures.csv")).printed if printed is None else printed
    )
    return Setting(
        figures, load_codebook(PATHS.codebook), read_assumptions(PATHS.demo / "association.yaml"), draw, seed
    )


@pytest.fixture(scope="module")
def setting() -> Setting:
    return setting_of()


def made_up_typology(partners: tuple[str, ...], sizes: np.ndarray, seed: int) -> Printed:
    """Print tables 6, 7 and the profile means of random firms."""
    generator = np.random.default_rng(seed)
    values: dict[str, str] = {}
    start_all, end_all = [], []
    for partner, size in zip(partners, sizes, strict=True):
        start = generator.integers(1, 5, size)
        end = np.minimum(start + generator.integers(0, 4, size), 7)
        for row, steps in (("start", start), ("eind", end)):
            values[f"P{partner}.2/{row}/typologie/mean"] = half_up(int(steps.sum()), int(size), decimals=1)
        start_all.append(start)
        end_all.append(end)
    start, end = np.concatenate(start_all), np.concatenate(end_all)
    for step, slug in enumerate(STEPS, start=1):
        values[f"T6/{slug}/monitor_1/n"] = str((start == step).sum())
        values[f"T6/{slug}/monitor_3/n"] = str((end == step).sum())
    for slug, growth in GROWTH_ROWS.items():
        values[f"T7/{slug}/groei/n"] = str((end - start == growth).sum())
    return Printed(values)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_made_up_typology_figures_are_reproduced(seed: int) -> None:
    partners, sizes = ("x", "y", "z"), np.array([9, 14, 21])
    printed = made_up_typology(partners, sizes, seed)
    table = solve_typology(printed, partners=partners, sizes=sizes, generator=np.random.default_rng(seed))
    assert table.shape == (3, CELLS)
    assert typology_conditions(printed, partners=partners, sizes=sizes).broken(table.reshape(-1)) == []
    for slug, growth in GROWTH_ROWS.items():
        assert table[:, growth == END - START].sum() == int(printed.values[f"T7/{slug}/groei/n"])


def test_a_mean_out_of_reach_is_impossible() -> None:
    partners, sizes = ("x", "y"), np.array([5, 6])
    printed = made_up_typology(partners, sizes, 1).with_values({"Px.2/start/typologie/mean": "6.9"})
    with pytest.raises(Impossible, match="typology"):
        solve_typology(printed, partners=partners, sizes=sizes, generator=np.random.default_rng(1))


def test_the_real_typology_figures_can_hold_together(setting: Setting) -> None:
    conditions = typology_conditions(setting.printed, partners=setting.partners, sizes=setting.complete)
    assert is_possible(conditions, allowed=allowed_cells(setting.printed, partners=len(setting.partners)))


def test_one_block_is_the_same_again_and_other_for_another_draw(setting: Setting) -> None:
    again, other = solve_outcome(setting_of(), "kennis"), solve_outcome(setting_of(draw=2), "kennis")
    first = solve_outcome(setting, "kennis")
    assert (first == again).all()
    assert (first != other).any()
    assert (first.sum(axis=0) == other.sum(axis=0)).all()


@pytest.mark.parametrize("outcome", ["bewustwording", "bekendheid", "verbetering"])
def test_outcomes_have_printed_counts_means_and_no_higher_unprinted_mean(
    setting: Setting, outcome: str
) -> None:
    table = solve_outcome(setting, outcome)
    bounds, known = outcome_bounds(setting, outcome)
    sums = table @ np.arange(1, 6)
    assert (table.sum(axis=1) == setting.complete).all()
    assert ((sums >= bounds[0]) & (sums <= bounds[1])).all()
    for place in np.flatnonzero(known):
        text = setting.printed.text(f"P{setting.partners[place]}.2", outcome, "opbrengst", "mean")
        assert float(half_up(int(sums[place]), int(setting.complete[place]), decimals=2)) == pytest.approx(
            float(str(text)), abs=0.0501
        )


def test_grades_have_printed_counts_and_means(setting: Setting) -> None:
    table = solve_grades(setting)
    assert table.sum(axis=0).tolist() == [
        setting.printed.count("T25", str(grade), "bedrijven") for grade in range(1, 11)
    ]
    sums = table @ np.arange(1, 11)
    means = [
        setting.printed.text(f"P{partner}.2", "kwaliteit_ondersteuning", "cijfer", "mean")
        for partner in setting.partners
    ]
    known = [
        (int(total), int(size), mean) for total, size, mean in zip(sums, setting.complete, means, strict=True)
    ]
    assert all(half_up(t, n, decimals=len(m.split(".")[1])) == m for t, n, m in known if m is not None)


def test_satisfaction_follows_table_24_and_the_text(setting: Setting) -> None:
    table = solve_satisfaction(setting)
    for partner, row in satisfaction_rows(setting).items():
        assert table[setting.partners.index(partner)].tolist() == row.tolist()
    assert table.sum(axis=0).tolist() == [
        setting.printed.count("T23", c, "bedrijven") for c in ("a", "b", "c", "d")
    ]
    satisfied = (100 * (table[:, 2] + table[:, 3]) >= 80 * table.sum(axis=1)).sum()
    assert satisfied == setting.assumptions["text"]["partners_with_80_percent_c_or_d"]
    goc = table[setting.partners.index(setting.assumptions["text"]["all_in_highest_category"])]
    assert goc[:3].sum() == 0


def test_other_combinations_are_rarer_than_the_printed_ones(setting: Setting) -> None:
    groups = np.repeat(np.arange(len(setting.partners)), setting.complete)
    frame = solve_choices(setting, groups)
    for name in frame:
        order = setting.codebook.values(str(name))
        for place, partner in enumerate(setting.partners):
            counts = frame.loc[groups == place, name].value_counts().to_dict()
            printed = printed_combinations(setting, str(name), partner)
            assert {row: counts.pop(row) for row in printed} == printed
            assert max(counts.values(), default=0) < min(printed.values(), default=2)
            for combination in counts:
                places = [order.index(option) for option in combination.split("+")]
                assert places == sorted(set(places))


def test_the_start_by_end_table_of_the_self_employed_is_unique(setting: Setting) -> None:
    found = solve_self_typology(setting)
    conditions, growth = self_typology_conditions(setting)
    allowed = np.isin(END - START, [step for step, count in growth.items() if count])
    for cell in np.flatnonzero(allowed):
        for low, high in ((0, int(found[cell]) - 1), (int(found[cell]) + 1, 28)):
            if low <= high:
                other = conditions.without(())
                other.add("another count", (np.arange(CELLS) == cell).astype(np.int64), low=low, high=high)
                assert not is_possible(other, allowed=allowed)


def test_the_self_employed_have_one_missing_answer_and_both_readings_of_the_lost_row(
    setting: Setting,
) -> None:
    frame = solve_self_employed(setting)
    assert frame["outcome_kennis"].isna().sum() == 1
    counts = outcome_counts(setting, "verbetering")
    assert counts[0] == 1
    assert half_up(int(counts @ np.arange(1, 6)), int(counts.sum()), decimals=1) == "3.6"


def test_streams_depend_on_block_draw_and_seed() -> None:
    values = {
        name: setting_of(draw, seed).stream(block).integers(0, 10**9)
        for name, (draw, seed, block) in {
            "base": (1, 1, "x"), "draw": (2, 1, "x"), "seed": (1, 2, "x"), "block": (1, 1, "y")
        }.items()
    }  # fmt: skip
    assert len(set(values.values())) == 4
    same = [setting_of(draw).stream("x", per_draw=False).integers(0, 10**9) for draw in (1, 2)]
    assert same[0] == same[1]


def test_a_partner_without_firms_is_an_error() -> None:
    printed = Printed({"T1/x/eindstand/n": "3"})
    with pytest.raises(ParameterError, match="no printed number"):
        _ = setting_of(printed=printed).complete


@pytest.mark.parametrize("content", ["- a\n- b\n", "loadings: {}\n", "a: [\n"])
def test_faulty_assumptions_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "association.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Unreadable):
        read_assumptions(path)


def test_the_project_declares_its_assumptions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIANALYSIS_ROOT", str(ROOT))
    declared = read_assumptions(default_assumptions())
    assert set(declared["subsector_weights"]) == set(setting_of().partners)
    assert pd.Series(declared["loadings"]).abs().max() < 1

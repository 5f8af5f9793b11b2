"""Contradictions: planted ones are found with the smallest repair; the committed list is what is found."""

from pathlib import Path

import pandas as pd
import pytest

from dianalysis.published.checks import sum_checks
from dianalysis.published.conflicts import EXCLUSION_COLUMNS, Exclusion, find_conflicts
from dianalysis.published.figures import Printed, read_figures
from dianalysis.published.findings import BASES, EXCLUSIONS, RECOVERED, find_findings, write_findings
from dianalysis.published.reconstruct import Settled, settle_figures

FOLDER = Path(__file__).parents[2] / "data" / "published"
EXPECTED_COUNT_CHECKS = 100


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return read_figures(FOLDER / "figures.csv")


@pytest.fixture(scope="module")
def settled(figures: pd.DataFrame) -> Settled:
    return settle_figures(figures)


def planted(settled: Settled, name: str, value: str) -> list[Exclusion]:
    return find_conflicts(settled.printed.with_values({name: value}))


def named(found: list[Exclusion]) -> set[str]:
    return {one.figure for one in found}


@pytest.fixture(scope="module")
def consistent(settled: Settled) -> Settled:
    """The printed figures with the excluded cells replaced by what the others imply."""
    values = {one.figure: one.computed for one in settled.exclusions}
    return Settled(settled.printed.with_values(values), (), settled.recovered, settled.staff)


def test_the_repaired_figures_have_no_contradiction_left(consistent: Settled) -> None:
    assert find_conflicts(consistent.printed) == []


@pytest.mark.parametrize(
    ("name", "value", "gone"),
    [
        ("T1/totaal/eindstand/n", "491", {"T1/totaal/eindstand/n"}),
        ("T6/a/monitor_1/pct", "25.9", {"T6/a/monitor_1/pct"}),
        ("T22/budget/m/mean", "2.80", {"T22/budget/m/mean"}),
        (
            "Psol.1/mondeling/presentatievorm_advies/pct",
            "65.2",
            {"Psol.1/mondeling/presentatievorm_advies/pct"},
        ),
        ("T9/monitoring/bedrijven/n", "300", {"T9/monitoring/bedrijven/n", "T9/monitoring/bedrijven/pct"}),
        (
            "Pbfbn.2/kwaliteit_ondersteuning/cijfer/mean",
            "8.25",
            {"Pbfbn.2/kwaliteit_ondersteuning/cijfer/mean"},
        ),
    ],
)
def test_a_planted_error_is_found_and_nothing_else(
    consistent: Settled, name: str, value: str, gone: set[str]
) -> None:
    found = planted(consistent, name, value)
    assert named(found) == gone
    assert next(one for one in found if one.figure == name).printed == value


def test_a_planted_error_in_a_row_is_repaired_with_the_original_value(consistent: Settled) -> None:
    name = "T17/cultuur/totaal/N"
    original = consistent.printed.values[name]
    found = planted(consistent, name, "70")
    assert next(one for one in found if one.figure == name).computed == original


def test_an_answer_that_was_not_given_is_no_contradiction(consistent: Settled) -> None:
    short = [check for check in sum_checks(consistent.printed) if not check.holds]
    assert [check.may_miss_answers for check in short] == [True]
    assert short[0].parts[0].startswith("T30/kennis/")


def test_many_sums_are_checked(consistent: Settled) -> None:
    assert len(sum_checks(consistent.printed)) > EXPECTED_COUNT_CHECKS


def test_every_exclusion_states_proof_and_repair_and_changes_something(settled: Settled) -> None:
    for one in settled.exclusions:
        assert one.proof and one.repair and one.block
        assert one.computed != one.printed
    assert len(named(list(settled.exclusions))) == len(settled.exclusions)


def test_without_an_exclusion_the_contradiction_comes_back(settled: Settled, consistent: Settled) -> None:
    for one in settled.exclusions:
        if one.block not in ("T4", "T5"):
            assert one.figure in named(planted(consistent, one.figure, one.printed)) or one.block == "T20"


@pytest.mark.parametrize("name", [EXCLUSIONS, RECOVERED, BASES])
def test_the_committed_files_are_what_is_found(figures: pd.DataFrame, tmp_path: Path, name: str) -> None:
    write_findings(tmp_path, figures)
    assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_the_findings_have_their_columns(figures: pd.DataFrame) -> None:
    tables = find_findings(figures)
    assert list(tables[EXCLUSIONS]) == list(EXCLUSION_COLUMNS)
    assert set(tables[RECOVERED]["table"]) == {"T24"}
    known = Printed.of(figures).values
    assert not set(tables[RECOVERED]["figure"]) & set(known)

"""The demo's results are those that were accepted, and every acceptance stands in the changelog."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from dianalysis.errors import ParameterError, Unreadable
from dianalysis.paths import ProjectPaths
from dianalysis.pipeline import open_panel
from dianalysis.pipeline.reference import (
    HEADING,
    accept_results,
    compare_reference,
    estimate_demo,
    read_reference,
    reference_digest,
    reference_of,
)

PATHS = ProjectPaths.find(Path(__file__))


@pytest.fixture(scope="module")
def accepted() -> pd.DataFrame:
    return read_reference(PATHS.reference)


def test_demo_gives_the_accepted_results(accepted: pd.DataFrame) -> None:
    found = reference_of(estimate_demo(open_panel("demo"), PATHS))
    changes = compare_reference(found, accepted)
    told = f"{len(changes)} numbers changed; explain them: dianalysis reference --accept REASON"
    assert changes.empty, f"{told}\n{changes.head(10)}"


def test_changelog_explains_the_accepted_results() -> None:
    told = PATHS.changelog.read_text("utf-8").split(HEADING)[1]
    digest = reference_digest(PATHS.reference)
    assert f"- `{digest}`" in told, f"the changelog does not say why the accepted results became {digest}"


@pytest.mark.parametrize("column", ["estimate", "conf_low", "p_value", "n", "range_high"])
def test_a_changed_number_is_seen(accepted: pd.DataFrame, column: str) -> None:
    row = accepted[column].first_valid_index()
    changed = accepted.copy()
    changed.loc[row, column] = float(changed.loc[row, column]) * 1.001 + 0.001
    changes = compare_reference(changed, accepted)
    assert changes[["result_id", "column"]].values.tolist() == [[accepted.loc[row, "result_id"], column]]


def test_another_basis_and_a_lost_result_are_seen(accepted: pd.DataFrame) -> None:
    changed = accepted.copy()
    changed.loc[0, "basis"] = "data"
    changes = compare_reference(changed.iloc[:-1], accepted)
    assert changes["column"].tolist() == ["result_id", "basis"]


def test_noise_below_the_tolerance_is_not_a_change(accepted: pd.DataFrame) -> None:
    shaken = accepted.assign(conf_low=accepted["conf_low"] * (1 + 1e-7))
    assert compare_reference(shaken, accepted).empty


def test_an_interval_that_vanished_is_seen(accepted: pd.DataFrame) -> None:
    row = accepted["conf_low"].first_valid_index()
    changed = accepted.copy()
    changed.loc[row, "conf_low"] = pd.NA
    assert compare_reference(changed, accepted)["found"].tolist() == [""]


def test_accepting_needs_a_reason_and_writes_it_down(accepted: pd.DataFrame, tmp_path: Path) -> None:
    paths = ProjectPaths(tmp_path)
    paths.changelog.write_text("# Changelog\n\n## 0.1.0\n\n- Old.\n", "utf-8")
    with pytest.raises(ParameterError, match="reason"):
        accept_results(accepted, 1, reason=" ", paths=paths)
    first = accept_results(accepted, 3, reason="wider\nintervals", paths=paths)
    second = accept_results(accepted.iloc[1:], 1, reason="a row went", paths=paths)
    text = paths.changelog.read_text("utf-8")
    assert first != second == reference_digest(paths.reference)
    assert text.index(second) < text.index(first) and "3 changes: wider intervals" in text
    assert text.count(HEADING) == 1 and "- Old." in text
    assert compare_reference(read_reference(paths.reference), accepted.iloc[1:]).empty


def test_absent_or_foreign_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no accepted results"):
        read_reference(tmp_path / "results.csv")
    (tmp_path / "results.csv").write_text("result_id,estimate\na,1\n", "utf-8")
    with pytest.raises(Unreadable, match="other columns"):
        read_reference(tmp_path / "results.csv")


def test_the_demo_says_how_many_ranges_are_exact(accepted: pd.DataFrame) -> None:
    open_ = accepted[accepted["basis"] == "reconstructed"]
    study = open_["result_id"].str.split("/").str[0]
    counts = pd.crosstab(study, open_["range_method"].fillna("none"))
    text = (PATHS.demo / "README.md").read_text("utf-8")
    told = re.findall(r"\| `(\w+)` \| (\d+) \| (\d+) \| (\d+) \|", text)
    expected = counts.reindex(columns=["exact", "draws", "none"], fill_value=0)
    assert [(name, int(a), int(b), int(c)) for name, a, b, c in told] == list(expected.itertuples())

"""The printed report belongs to the demo only, and its results stay in any collection."""

from pathlib import Path

import pandas as pd
import pytest

from dianalysis.errors import ParameterError
from dianalysis.paths import RunPaths
from dianalysis.pipeline import collect_results, open_audit
from dianalysis.results import make_results
from dianalysis.sources import write_parquet

ROW = {"measure": "m", "population": "p", "method": "count", "basis": "published", "estimate": 1.0}


def test_own_data_have_no_printed_report(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="no printed report") as caught:
        open_audit(str(tmp_path))
    assert "dianalysis audit" in caught.value.remedy


def test_the_audit_of_the_demo_is_that_of_the_report() -> None:
    audit = open_audit()
    assert len(audit.verdicts) > len(audit.claims) > 0
    assert set(audit.members["number"]) == set(audit.sets["number"])


def test_results_about_print_stay_and_those_of_other_data_go(tmp_path: Path) -> None:
    run = RunPaths(tmp_path)
    run.results.mkdir(parents=True)
    hashes = {"own": "now", "stale": "before", "print": None}
    for name, data_hash in hashes.items():
        write_parquet(
            make_results([ROW | {"data_hash": data_hash}], study=name), run.results / f"{name}.parquet"
        )
    found = collect_results(run, hashes, data_hash="now")
    assert found["study"].tolist() == ["own", "print"]
    written = pd.read_csv(run.results / "results.csv")
    assert written["study"].tolist() == ["own", "print"]

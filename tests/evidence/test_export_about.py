"""What an export says of itself, and what it refuses to be made of."""

from __future__ import annotations

import pytest
from conftest import HASH, Export, named_results
from toy_evidence import ROOT

from dianalysis.errors import DataProblem, ParameterError
from dianalysis.evidence.export import open_export


def test_it_names_run_basis_data_and_profile(export: Export, own_export: Export) -> None:
    about, own = export[1], own_export[1]
    assert (about.run, about.basis, about.data_hash, about.profile) == (
        "demo",
        "reconstructed",
        HASH,
        "report",
    )
    assert about.n_results == len(named_results())
    assert (own.run, own.basis, own.profile, own.n_results) == ("mine", "data", "standard", 0)


def test_results_of_two_data_sets_are_refused() -> None:
    results = named_results()
    results.loc[results.index[0], "data_hash"] = "fedcba9876543210"
    with pytest.raises(DataProblem, match="several data sets"):
        open_export(results, ROOT, run="demo")


def test_a_run_without_results_is_refused() -> None:
    with pytest.raises(ParameterError, match="no results"):
        open_export(named_results().head(0), ROOT, run="demo")

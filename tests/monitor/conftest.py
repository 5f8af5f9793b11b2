"""The codebook of the project and plain exports of made-up firms."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up import make_companies, make_self_employed, write_exports

from dianalysis.codebook import Codebook, load_codebook
from dianalysis.monitor import RawForms, load_mapping, read_forms
from dianalysis.sources import write_csv

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook(DATA / "codebook")


@pytest.fixture
def folder(tmp_path: Path, codebook: Codebook) -> Path:
    """Five plain CSV exports of 40 firms and 6 self-employed; header = variable names, values = slugs."""
    write_exports(tmp_path / "exports", codebook, companies=make_companies(codebook))
    write_csv(make_self_employed(codebook), tmp_path / "exports" / "self_employed.csv")
    return tmp_path / "exports"


@pytest.fixture
def raw(folder: Path, codebook: Codebook) -> RawForms:
    return read_forms(folder, load_mapping(None, codebook), codebook)

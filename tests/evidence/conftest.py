"""`tests/toy_evidence.py` within reach, and the register exported in both languages, once."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from toy_evidence import ROOT, accepted_results

from dianalysis.evidence import Overview
from dianalysis.evidence.export import About, export_lessons, open_export
from dianalysis.formats import open_page

HASH = "0123456789abcdef"
Export = tuple[Overview, About]


def named_results(**changed: dict[str, object]) -> pd.DataFrame:
    """Accepted results with levels of confidence, whole groups as in a run, and the hash of their data."""
    results = accepted_results(**changed)
    names = {"group_name": None, "data_hash": HASH}
    typed = {name: pd.array([value] * len(results), dtype="string") for name, value in names.items()}
    return results.assign(**typed, conf_level=results["conf_low"].notna().map({True: 0.95, False: None}))


@pytest.fixture(scope="session")
def export() -> Export:
    return open_export(named_results(), ROOT, run="demo")


@pytest.fixture(scope="session")
def own_export() -> Export:
    """Own exports of which every number rests on too few companies to be shown."""
    results = named_results()
    own = results[results["study"] != "published_audit"]
    few = own.assign(basis=pd.array(["data"] * len(own), dtype="string"), n=5.0)
    return open_export(few, ROOT, run="mine")


@pytest.fixture(scope="session")
def folder(export: Export, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the register in both languages."""
    target = tmp_path_factory.mktemp("exports")
    for lang in ("nl", "en"):
        export_lessons(*export, target, page=open_page(lang))
    return target

"""A synthetic panel, plan and scenario of the project, and results of the planning with few simulations."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "studies"))

from synthetic import SyntheticPanel, make_panel  # noqa: E402

from dianalysis import planning  # noqa: E402
from dianalysis.disclosure import release  # noqa: E402
from dianalysis.paths import ProjectPaths  # noqa: E402
from dianalysis.planning import Scenario, read_scenario  # noqa: E402
from dianalysis.studies.plan import Plan, load_plan  # noqa: E402

PATHS = ProjectPaths(ROOT)


@pytest.fixture(scope="session")
def panel() -> SyntheticPanel:
    """Own data of eighteen partners, some of them small."""
    return make_panel()


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan(PATHS.plan)


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return read_scenario("phase_two", paths=PATHS)


@pytest.fixture(scope="session")
def results(panel: SyntheticPanel, plan: Plan, scenario: Scenario) -> pd.DataFrame:
    """Straight from the planning, not released."""
    return planning.estimate(panel, plan, scenario, n_resamples=100)


@pytest.fixture(scope="session")
def released(results: pd.DataFrame) -> pd.DataFrame:
    return release(results, profile="standard")

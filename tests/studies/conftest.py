"""A synthetic panel and the plan of the project, for the tests of the studies."""

from __future__ import annotations

from pathlib import Path

import pytest
from synthetic import SyntheticPanel, make_panel

from dianalysis.studies.plan import Plan, load_plan

PLAN_FOLDER = Path(__file__).parents[2] / "data" / "plan"


@pytest.fixture(scope="session")
def panel() -> SyntheticPanel:
    """Own data: no draws."""
    return make_panel()


@pytest.fixture(scope="session")
def demo_panel() -> SyntheticPanel:
    """A reconstruction with three draws."""
    return make_panel(basis="reconstructed", n_draws=3)


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The plan of the project, with its printed figures."""
    return load_plan(PLAN_FOLDER)

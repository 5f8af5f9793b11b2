"""Pinned reference values and the made-up pairs, read once."""

from __future__ import annotations

import pandas as pd
import pytest
from estimation_data import Pins, read_paired, read_pins


@pytest.fixture(scope="session")
def pins() -> Pins:
    """All pinned values of the R scripts."""
    return read_pins()


@pytest.fixture(scope="session")
def paired() -> pd.DataFrame:
    """Made-up pairs in ten clusters."""
    return read_paired()

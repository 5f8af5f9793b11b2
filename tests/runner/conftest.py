"""Fixtures of the runner's tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from toy_project import Toy, make_toy


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    """Three notebooks, one of which is repeated for two partners."""
    return make_toy(tmp_path)

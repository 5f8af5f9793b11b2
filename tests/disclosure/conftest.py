"""Pages in both languages, and the toy results of `tests/toy_results.py` within reach."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from dianalysis.formats import Page, open_page
from dianalysis.paths import ProjectPaths

ROOT = ProjectPaths(Path(__file__).parents[2])


@pytest.fixture(scope="session")
def page_nl() -> Page:
    return open_page("nl", paths=ROOT)


@pytest.fixture(scope="session")
def page_en() -> Page:
    return open_page("en", paths=ROOT)

"""The site a test walks over, made once per language."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

pytest.register_assert_rewrite("walk")

from run_site import Site, make_site  # noqa: E402

from dianalysis.paths import RunPaths  # noqa: E402


@pytest.fixture(scope="session")
def site_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    """Every notebook of the catalogue, of one partner, as a site in the language asked for."""
    return cache(lambda lang: make_site(lang, RunPaths(tmp_path_factory.mktemp("walk") / lang)))


@pytest.fixture
def site(request: pytest.FixtureRequest, site_in: Callable[[str], Site]) -> Site:
    return site_in(request.cls.lang)

"""Fixtures of the walk over the sites."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from run_site import Site, make_site

from dianalysis.paths import RunPaths


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Site]:
    """Every notebook of the catalogue, of one partner, as a site in Dutch and one in English."""
    return {lang: make_site(lang, RunPaths(tmp_path_factory.mktemp("walk") / lang)) for lang in ("nl", "en")}

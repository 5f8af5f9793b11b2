"""The walk over the Dutch site."""

import pytest
from walk import Walk


@pytest.mark.slow
class TestDutchSite(Walk):
    lang = "nl"

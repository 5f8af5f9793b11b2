"""The walk over the English site."""

import pytest
from walk import Walk


@pytest.mark.slow
class TestEnglishSite(Walk):
    lang = "en"

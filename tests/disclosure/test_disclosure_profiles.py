"""A profile is named, cited and never a fall-back to no protection."""

from __future__ import annotations

import pytest
from toy_results import typology_results

from dianalysis.disclosure import PROFILES, default_profile, find_profile, release, release_count
from dianalysis.errors import ParameterError


def test_every_profile_cites_its_source():
    assert set(PROFILES) == {"report", "standard", "strict"}
    for profile in PROFILES.values():
        assert len(profile.source) > 20


@pytest.mark.parametrize("name", ["", "none", "off", "Standard", "REPORT"])
def test_an_unknown_profile_is_an_error_with_the_known_ones(name):
    with pytest.raises(ParameterError, match="report, standard, strict"):
        release(typology_results(), profile=name)
    with pytest.raises(ParameterError):
        release_count(500, profile=name)


def test_only_the_profile_for_printed_figures_hides_nothing():
    assert [profile.name for profile in PROFILES.values() if not profile.protects] == ["report"]
    assert not find_profile("report").allow_own_data


def test_own_data_never_pass_the_profile_for_printed_figures():
    with pytest.raises(ParameterError, match="Use standard or strict"):
        release(typology_results("data"), profile="report")


def test_each_basis_has_its_profile_and_nothing_else_has_one():
    assert default_profile("reconstructed") == "report"
    assert default_profile("published") == "report"
    assert default_profile("data") == "standard"
    with pytest.raises(ParameterError, match="no disclosure profile"):
        default_profile("identified")


@pytest.mark.parametrize(
    ("profile", "count", "shown"),
    [("report", 1, 1), ("standard", 9, None), ("standard", 10, 10), ("standard", 0, 0), ("strict", 0, None)],
)
def test_a_single_number_passes_the_same_rules(profile, count, shown):
    assert release_count(count, profile=profile) == shown

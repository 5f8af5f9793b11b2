"""Named sets of rules for what may be shown, each with the source of its thresholds.

The rules of thumb come from

- S. Bond, M. Brandt and P.-P. de Wolf (2015), *Guidelines for the checking of output based on microdata
  research*, deliverable D11.8 of the EU project Data without Boundaries, written with Statistics Netherlands
  and other offices: at least ten units under every cell, no cell with nine tenths or more of its row or
  column, at least ten degrees of freedom under a model.
- A. Hundepool and others (2012), *Statistical Disclosure Control*, Wiley: why a single suppressed cell
  beside a total protects nothing, and how a second one is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from dianalysis.errors import ParameterError

_RULES_OF_THUMB = "Bond, Brandt and de Wolf (2015), Data without Boundaries D11.8, rule-of-thumb model"
_OWN_REPORT = (
    "The printed report of phase one, which shows cells of a single company in its partner appendices"
)


@dataclass(frozen=True)
class Profile:
    """What may be shown, and on whose authority.

    Parameters
    ----------
    name
        Name by which a page asks for it.
    min_cell
        Smallest number of units a shown cell may hold; an empty cell is shown unless `hide_zero`.
    min_base
        Smallest number of units an estimate (a mean, a share, a test) may rest on.
    max_share
        A group with this share or more of its units in one cell tells something about each of them; 1
        switches the rule off.
    hide_zero
        Treat an empty cell as a small one.
    allow_own_data
        False for a profile that may only be used for figures that were public already.
    source
        Where the thresholds come from.
    """

    name: str
    min_cell: int
    min_base: int
    max_share: float
    hide_zero: bool
    allow_own_data: bool
    source: str

    @property
    def protects(self) -> bool:
        """Whether the profile hides anything at all."""
        return self.min_cell > 1 or self.min_base > 1 or self.max_share < 1 or self.hide_zero


PROFILES = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            Profile("report", 1, 1, 1.0, False, False, _OWN_REPORT),
            Profile("standard", 10, 10, 1.0, False, True, f"{_RULES_OF_THUMB}: threshold of ten units"),
            Profile(
                "strict",
                10,
                10,
                0.9,
                True,
                True,
                f"{_RULES_OF_THUMB}: with group disclosure; zeros hidden too",
            ),
        )
    }
)
_DEFAULTS = MappingProxyType({"reconstructed": "report", "published": "report", "data": "standard"})


def find_profile(name: str) -> Profile:
    """Return the profile called `name`.

    Raises
    ------
    ParameterError
        When there is none of that name; there is no profile to fall back on.
    """
    if name not in PROFILES:
        raise ParameterError(
            f"unknown disclosure profile {name!r}",
            remedy=f"Choose one of {', '.join(PROFILES)}; nothing is shown without one.",
        )
    return PROFILES[name]


def default_profile(basis: str) -> str:
    """Return the name of the profile that fits what the data are.

    Parameters
    ----------
    basis
        `reconstructed` (the demo: its figures were printed), `published` (the printed figures themselves) or
        `data` (own exports: protected).

    Raises
    ------
    ParameterError
        When the basis is none of these.
    """
    if basis not in _DEFAULTS:
        raise ParameterError(
            f"no disclosure profile belongs to basis {basis!r}",
            remedy=f"Known are {', '.join(_DEFAULTS)}; name a profile yourself otherwise.",
        )
    return _DEFAULTS[basis]

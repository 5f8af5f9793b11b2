"""How the results that come from one sum are named: counts with shares, means, a partner against the rest."""

from __future__ import annotations

from dianalysis.published.bounds.programme import Reading

POPULATION = "complete"
TOTAL = "totaal"
CONTRAST = "partner-others"


def of_partner(partner: str) -> dict[str, str]:
    """Return the group columns of a partner's results."""
    return {"group_name": "partner", "group_level": partner}


def named(measure: str, **naming: str) -> dict[str, str]:
    """Return the naming columns of a result about the complete companies."""
    return {"measure": measure, "population": POPULATION, **naming}


def counted(stem: str, base: int, **naming: str) -> tuple[Reading, ...]:
    """Return the readings `<stem>_n` and `<stem>_share` of a count out of a fixed base."""
    return Reading(named(f"{stem}_n", **naming)), averaged(f"{stem}_share", base, **naming)


def averaged(measure: str, base: int, **naming: str) -> Reading:
    """Return the reading of a sum as a share or mean over a fixed number of companies."""
    return Reading(named(measure, **naming), slope=1 / base)


def against_others(term: str, partner: str, *, size: int, total: int, everyone: int) -> Reading:
    """Return the reading of a partner's sum as its mean minus the mean of all other companies.

    Parameters
    ----------
    term
        What is compared.
    partner, size
        Slug of the partner and its number of companies.
    total, everyone
        Sum over all companies, fixed by print, and their number.
    """
    rest = everyone - size
    naming = named("difference", contrast=CONTRAST, term=term, **of_partner(partner))
    return Reading(naming, slope=1 / size + 1 / rest, shift=-total / rest)

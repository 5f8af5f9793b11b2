"""Figures that cannot all be right: shrinking a set until every member is needed.

The deletion filter (Chinneck & Dravnieks 1991, "Locating minimal infeasible constraint sets in linear
programs", ORSA Journal on Computing 3(2)): leave out one figure at a time; when the rest still cannot be
right, the figure was not needed. What remains is minimal: without any one member the others can all be right.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from dianalysis.published.audit.solve import fits, tighten
from dianalysis.published.audit.system import System


def can_all_be_right(system: System, figures: Collection[str], *, everything: bool = False) -> bool | None:
    """Say whether counts exist that make all these figures right; None when it could not be decided.

    Parameters
    ----------
    system
        The figures and their rules.
    figures
        Names of printed figures.
    everything
        Hold every rule of the report, not only those that touch these figures.
    """
    return fits(system.conditions(figures, everything=everything), start=system.box).possible


def minimal_set(system: System, figures: Sequence[str]) -> tuple[str, ...]:
    """Shrink figures that cannot all be right to a minimal set, in printed order.

    Parameters
    ----------
    system
        The figures and their rules.
    figures
        A set that is known not to fit; those named last are tried first.

    Returns
    -------
    A subset that does not fit and of which every proper subset does (for as far as could be decided).
    """
    kept = _filtered(list(dict.fromkeys(figures)), lambda rest: _bounds_refute(system, rest))
    kept = _filtered(kept, lambda rest: can_all_be_right(system, rest) is False)
    return tuple(name for name in system.known if name in set(kept))


def _bounds_refute(system: System, figures: Sequence[str]) -> bool:
    return tighten(system.conditions(figures), start=system.box) is None


def _filtered(figures: list[str], refuted: Callable[[list[str]], bool]) -> list[str]:
    """Leave out stretches of figures, then single ones, for as long as the rest is still refuted."""
    kept, size = figures, max(1, len(figures) // 2)
    while size >= 1:
        place = len(kept)
        while place > 0:
            begin = max(0, place - size)
            rest = kept[:begin] + kept[place:]
            if refuted(rest):
                kept = rest
            place = begin
        size //= 2
    return kept


def is_minimal(system: System, figures: Sequence[str], *, everything: bool = False) -> bool:
    """Say whether a set cannot be right while it can without any one of its members.

    Parameters
    ----------
    everything
        Check the members left over against every rule of the report.
    """
    if can_all_be_right(system, figures) is not False:
        return False
    return all(
        can_all_be_right(system, [one for one in figures if one != name], everything=everything) is True
        for name in figures
    )

"""Why a set of printed figures cannot all be right: its kind, and the numbers that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from dianalysis.published.audit.relations import Linear, Ratio
from dianalysis.published.audit.system import System
from dianalysis.published.figures import decimals_of, half_up

KINDS = (
    "shares_exceed",  # shares of one whole make more than rounding can explain
    "shares_short",  # all shares of one whole make less than rounding can explain
    "share_of_both",  # a share is not that of its count and its base
    "share_of_base",  # no whole count out of the base gives the share
    "share_of_count",  # no whole base under the count gives the share
    "mean_of_scores",  # a mean is not that of the scores beside it
    "parts_exceed",  # parts make more than their total
    "parts_fill",  # some of the parts make all of their total, and the rest are not empty
    "parts_short",  # all parts make less than their total
    "above_limit",  # a count is larger than the count it is part of
    "other",  # no single relation shows it
)
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Reason:
    """Why figures cannot all be right.

    Parameters
    ----------
    kind
        One of `KINDS`.
    numbers
        Numbers of the explanation by name, as text with a decimal point.
    missing
        The one part by which a total differs from its parts; empty when there is none.
    """

    kind: str
    numbers: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""


def explain_set(system: System, figures: Sequence[str]) -> Reason:
    """Say why a minimal set of figures cannot all be right.

    Parameters
    ----------
    system
        The figures and their rules.
    figures
        Names of the set.

    Returns
    -------
    The reason: of one relation where that holds all figures of the set, else of kind `other`.
    """
    chosen = frozenset(figures)
    if all(name.endswith("/pct") for name in figures):
        return _of_shares(system, figures)
    ratios = [ratio for name in figures for ratio in system.ratios.get(name, [])]
    for ratio in ratios:
        if chosen <= {ratio.figure, *ratio.quantities}:
            return _of_ratio(system, ratio, chosen)
    for linear in dict.fromkeys(one for name in figures for one in system.linears.get(name, [])):
        if chosen <= {name for name, _ in linear.terms}:
            return _of_sum(system, linear, chosen)
    return Reason("other")


def find_missing_part(system: System, total: str) -> tuple[int, str] | None:
    """Find the one part by which a total misses, when the difference is exactly one of its parts.

    Returns
    -------
    The difference and the part; None when no part, or more than one, equals the difference.
    """
    for linear in system.linears.get(total, []):
        weights = dict(linear.terms)
        if not linear.exact or weights[total] != -1 or any(one not in system.known for one in weights):
            continue
        surplus = sum(weight * _count(system, one) for one, weight in linear.terms)
        alike = [one for one in weights if one != total and _count(system, one) == abs(surplus) > 0]
        if len(alike) == 1:
            return abs(surplus), alike[0]
    return None


def _count(system: System, name: str) -> int:
    return int(float(system.known[name]))


def _of_shares(system: System, figures: Sequence[str]) -> Reason:
    texts = [system.known[name] for name in figures]
    whole = sum((Decimal(text) for text in texts), Decimal(0))
    slack = sum((Decimal(5).scaleb(-decimals_of(text) - 1) for text in texts), Decimal(0))
    numbers = {"sum": str(whole), "slack": f"{slack.normalize():f}"}
    if whole - slack > _HUNDRED:
        return Reason("shares_exceed", numbers)
    complete = any(set(spread.shares) == set(figures) for spread in system.network.spreads)
    if complete and whole + slack <= _HUNDRED:
        return Reason("shares_short", numbers)
    return Reason("other")


def _of_ratio(system: System, ratio: Ratio, chosen: frozenset[str]) -> Reason:
    printed = system.known[ratio.figure]
    places = decimals_of(printed)
    if ratio.figure.endswith("/mean"):
        top = sum(weight * _count(system, name) for name, weight in ratio.over if name in chosen)
        base = sum(_count(system, name) for name in ratio.under if name in chosen)
        return Reason("mean_of_scores", {"computed": half_up(top, base, decimals=places)})
    counts = [_count(system, name) for name, _ in ratio.over if name in chosen]
    bases = [_count(system, name) for name in ratio.under if name in chosen]
    if counts and bases:
        share = half_up(100 * counts[0], bases[0], decimals=places)
        return Reason("share_of_both", {"count": str(counts[0]), "base": str(bases[0]), "computed": share})
    if bases:
        below = int(Fraction(printed) * bases[0] / 100)
        return Reason("share_of_base", _between((below, bases[0]), (below + 1, bases[0]), places))
    if counts and Fraction(printed) > 0:
        around = int(100 * counts[0] / Fraction(printed))
        return Reason("share_of_count", _between((counts[0], around + 1), (counts[0], around), places))
    return Reason("other")


def _between(low: tuple[int, int], high: tuple[int, int], places: int) -> dict[str, str]:
    """Name the two ratios, each a count and a base, between which a printed share lies."""
    numbers: dict[str, str] = {}
    for name, (count, base) in {"low": low, "high": high}.items():
        share = half_up(100 * count, base, decimals=places)
        numbers |= {f"{name}_count": str(count), f"{name}_base": str(base), name: share}
    return numbers


def _of_sum(system: System, linear: Linear, chosen: frozenset[str]) -> Reason:
    parts = sum(
        weight * _count(system, name) for name, weight in linear.terms if weight > 0 and name in chosen
    )
    totals = [name for name, weight in linear.terms if weight < 0 and name in chosen]
    if len(totals) != 1:
        return Reason("other")
    total = _count(system, totals[0])
    numbers = {"sum": str(parts), "total": str(total)}
    if len(chosen) == 2 and not linear.exact:
        return Reason("above_limit", numbers)
    if parts <= total and not all(name in chosen for name, weight in linear.terms if weight > 0):
        kind = "parts_fill" if parts == total else "other"
    else:
        kind = "parts_exceed" if parts > total else "parts_short"
    missing = find_missing_part(system, totals[0])
    return Reason(kind, numbers, missing[1] if missing else "")

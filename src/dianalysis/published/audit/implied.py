"""What the other figures make of a figure: exactly, or as near as they allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dianalysis.published.audit.relations import Ratio, Spread
from dianalysis.published.audit.solve import fits
from dianalysis.published.audit.system import System
from dianalysis.published.figures import decimals_of, half_up, share
from dianalysis.published.shares import repairs_of

Change = tuple[Fraction, int]


def write_ratio(ratio: Ratio, values: Mapping[str, int], *, like: str) -> str | None:
    """Write a share or mean from counts, with the decimals of `like`; None when a count is absent."""
    if any(name not in values for name in ratio.quantities):
        return None
    over = sum(weight * values[name] for name, weight in ratio.over)
    under = sum(values[name] for name in ratio.under)
    return half_up(over, under, decimals=decimals_of(like)) if under > 0 else None


def changes_of(system: System, chosen: Sequence[str], rest: Sequence[str]) -> tuple[dict[str, str], Change]:
    """Return the values that figures left out would have, nearest to print, and how much that changes.

    Parameters
    ----------
    system
        The figures and their rules.
    chosen
        Figures left out.
    rest
        Figures that stand.

    Returns
    -------
    Value by figure (empty where nothing follows), and for ranking the sum of the changes and minus the base
    of shares without a printed base.
    """
    spread = _spread_of(system, chosen)
    if spread is not None:
        return _nearest_spread(system, spread, chosen[0])
    aim = {name: int(float(system.known[name])) for name in chosen if is_count(name)}
    outcome = fits(system.conditions(rest), start=system.box, aim=aim)
    computed: dict[str, str] = {}
    for name in chosen:
        text = system.known[name]
        written = str(outcome.values[name]) if is_count(name) and name in outcome.values else None
        for ratio in system.ratios.get(name, []):
            written = write_ratio(ratio, outcome.values, like=text) or written
        computed[name] = written or ""
    change = sum(abs(Fraction(new) - Fraction(system.known[name])) for name, new in computed.items() if new)
    return computed, (Fraction(change), 0)


def is_count(name: str) -> bool:
    """Say whether a figure is a count or a base."""
    return name.rpartition("/")[2] in ("n", "N")


def _spread_of(system: System, chosen: Sequence[str]) -> Spread | None:
    """Return the distribution a single share belongs to, when neither its base nor its counts are printed."""
    for spread in system.network.spreads:
        if len(chosen) == 1 and chosen[0] in spread.shares and spread.base not in system.known:
            return spread
    return None


def _nearest_spread(system: System, spread: Spread, left_out: str) -> tuple[dict[str, str], Change]:
    """Try every base: the share left out is what remains, and the base that changes it least is taken."""
    texts = tuple(system.known.get(name, "") for name in spread.shares)
    place = spread.shares.index(left_out)
    printed = texts[place]
    if not all(texts):
        return {left_out: ""}, (Fraction(0), 0)
    limit = system.tightest(spread.base)
    options = [
        (abs(Fraction(share(fit.counts[place], fit.base, like=printed)) - Fraction(printed)), -fit.base, fit)
        for fit in repairs_of(texts, limit=limit)
        if fit.dropped == place
    ]
    if not options:
        return {left_out: ""}, (Fraction(1000), 0)
    change, base, fit = min(options, key=lambda one: one[:2])
    return {left_out: share(fit.counts[place], fit.base, like=printed)}, (change, base)

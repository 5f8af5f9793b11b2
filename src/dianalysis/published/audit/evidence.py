"""What the other printed figures say about each figure, relation by relation.

A figure is reproduced when others leave it no other value at its printed precision: a share or mean from its
counts, a count from a sum or from its share and base, a share as what the others leave of one hundred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from dianalysis.published.audit.grim import possible_scores
from dianalysis.published.audit.relations import Linear, Ratio, Spread, with_stat
from dianalysis.published.audit.rounding import HALF_UP, ratio_of, way_of_rounding
from dianalysis.published.audit.solve import tighten
from dianalysis.published.audit.system import System
from dianalysis.published.figures import decimals_of, half_up, share

REPRODUCED, ROUNDING, POSSIBLE = "reproduced", "rounding", "possible"


@dataclass(frozen=True)
class Evidence:
    """One thing other figures say: `kind` reproduced, rounding or possible; the value; the reason."""

    kind: str
    computed: str
    proof: str


def gather(system: System, *, without: Collection[str]) -> dict[str, list[Evidence]]:
    """Collect the evidence on every figure from the relations whose other figures can be trusted.

    Parameters
    ----------
    system
        The figures and their rules.
    without
        Figures that cannot be right: they bear no witness.
    """
    found: dict[str, list[Evidence]] = {}
    for linear in system.network.linears:
        if linear.exact:
            _from_sum(system, linear, without, found)
    for ratio in system.network.ratios:
        if ratio.figure in system.known:
            _from_ratio(system, ratio, without, found)
    for spread in system.network.spreads:
        _from_hundred(system, spread, without, found)
    return found


def _add(found: dict[str, list[Evidence]], name: str, evidence: Evidence) -> None:
    found.setdefault(name, []).append(evidence)


def _from_sum(
    system: System, linear: Linear, without: Collection[str], found: dict[str, list[Evidence]]
) -> None:
    missing = [name for name, _ in linear.terms if name not in system.known]
    if missing:
        return
    counts = {name: int(float(system.known[name])) for name, _ in linear.terms}
    gone = [name for name in counts if name in without]
    for name, weight in linear.terms:
        if len(gone) > 1 or (gone and gone != [name]):
            continue
        rest = sum(other * counts[one] for one, other in linear.terms if one != name)
        value, left = divmod((linear.low or 0) - rest, weight)
        if left == 0 and value == counts[name]:
            _add(found, name, Evidence(REPRODUCED, str(value), f"{linear.technique}: {linear.rule}"))


def implied_by_sum(system: System, name: str, *, without: Collection[str]) -> Evidence | None:
    """Return the value a sum leaves for a count that is not printed, or None."""
    for linear in system.linears.get(name, []):
        others = [(one, weight) for one, weight in linear.terms if one != name]
        weight = dict(linear.terms)[name]
        if linear.exact and all(one in system.known and one not in without for one, _ in others):
            rest = sum(times * int(float(system.known[one])) for one, times in others)
            value, left = divmod((linear.low or 0) - rest, weight)
            if left == 0 and value >= 0:
                return Evidence(REPRODUCED, str(value), f"{linear.rule} makes it {value}")
    return None


def _from_ratio(
    system: System, ratio: Ratio, without: Collection[str], found: dict[str, list[Evidence]]
) -> None:
    text = system.known[ratio.figure]
    exact = ratio_of(system, ratio)
    if any(name in without for name in ratio.quantities):
        exact = None
    if exact is not None:
        computed = half_up(*exact, decimals=decimals_of(text))
        way = way_of_rounding(system, ratio)
        what = f"{ratio.technique}: {ratio.rule}"
        if way == HALF_UP:
            _add(found, ratio.figure, Evidence(REPRODUCED, computed, what))
        elif way:
            _add(found, ratio.figure, Evidence(ROUNDING, computed, f"{what}; printed {text} fits when {way}"))
    elif len(ratio.over) == 1 and ratio.under[0] in system.known and ratio.under[0] not in without:
        words = f"{ratio.technique}: {ratio.rule}; {_example(system, ratio, text)}"
        _add(found, ratio.figure, Evidence(POSSIBLE, "", words))
    if ratio.figure not in without:
        _backwards(system, ratio, without, found)


def _example(system: System, ratio: Ratio, text: str) -> str:
    """Show counts or scores that would be printed like this."""
    total, base = ratio.over[0][0], ratio.under[0]
    size = int(float(system.known[base]))
    ends = [-weight for one in system.linears.get(total, []) for name, weight in one.terms if name == base]
    if ratio.technique != "GRIM" or len(ends) < 2:
        return "a whole count gives it"
    scores = Counter(possible_scores(text, size, low=min(ends), high=max(ends)) or ())
    shown = " and ".join(f"{count} times {score}" for score, count in sorted(scores.items()))
    return f"{size} whole scores can have it, for instance {shown}"


def _backwards(
    system: System, ratio: Ratio, without: Collection[str], found: dict[str, list[Evidence]]
) -> None:
    """Ask which single count fits the printed ratio when the other counts are as printed."""
    names = [name for name in ratio.quantities if name in system.known and name not in without]
    if len(names) < len(ratio.quantities) or len(names) < 2:
        return
    for name in names:
        rows = [row for other in (ratio.figure, *names) if other != name for row in system.says(other)]
        box = tighten(rows, start=system.box)
        value = int(float(system.known[name]))
        if box is not None and box[name] == (value, value):
            proof = f"{ratio.technique}: the only count that fits the printed {system.known[ratio.figure]}"
            _add(found, name, Evidence(REPRODUCED, str(value), proof))


def _from_hundred(
    system: System, spread: Spread, without: Collection[str], found: dict[str, list[Evidence]]
) -> None:
    names = [name for name in spread.shares if name in system.known and name not in without]
    if spread.base in system.known and spread.base not in without:
        _from_counts(system, spread, names, found)
    if len(names) < len(spread.shares):
        for name in names if any(name in without for name in spread.shares) else []:
            _add(
                found, name, Evidence(POSSIBLE, "", "the shares of its whole cannot all be right; it may be")
            )
        return
    whole = sum(Fraction(system.known[name]) for name in names)
    parts = " + ".join(system.known[name] for name in names)
    for name in (*names, *([spread.total] if spread.total in system.known else [])):
        value = whole if name == spread.total else 100 - whole + Fraction(system.known[name])
        computed = half_up(value.numerator, value.denominator, decimals=decimals_of(system.known[names[0]]))
        kind = REPRODUCED if whole == 100 else ROUNDING
        _add(found, name, Evidence(kind, computed, f"shares: {spread.rule}; {parts} = {float(whole):.1f}"))


def _from_counts(system: System, spread: Spread, names: list[str], found: dict[str, list[Evidence]]) -> None:
    """Ask which count the other shares of a printed base leave for each share."""
    for name in names:
        others = [one for one in (spread.base, *names) if one != name]
        box = tighten(system.conditions(others), start=system.box)
        count = with_stat(name, "n")
        if box is None or count not in box or box[count][0] < box[count][1]:
            continue
        base = int(float(system.known[spread.base]))
        computed = share(box[count][0], base, like=system.known[name])
        if Fraction(computed) == Fraction(system.known[name]):
            proof = f"shares: {spread.rule}; the others leave {box[count][0]} of {base}"
            _add(found, name, Evidence(REPRODUCED, computed, proof))

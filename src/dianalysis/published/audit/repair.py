"""The smallest repair: the fewest printed figures without which all others can be right.

A single figure that repairs a contradiction stands in each of its minimal sets, so trying the members of one
minimal set settles whether there is one (Reiter 1987, "A theory of diagnosis from first principles",
Artificial Intelligence 32: a repair meets every minimal set). Where no single figure will do, a count goes
with the shares that rest on it. Among equally small repairs: figures that no other check confirms; then the
least change of the printed numbers; then, for shares without a base, the largest base; then a total
before its parts; then printed order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from dianalysis.published.audit.implied import Change, changes_of, is_count
from dianalysis.published.audit.minimal import can_all_be_right
from dianalysis.published.audit.system import System

MAX_PAIRS = 300


@dataclass(frozen=True)
class Repair:
    """The figures to leave out and what the others make of them.

    Parameters
    ----------
    figures
        Names in printed order.
    computed
        Value the other figures imply, or the nearest they allow; empty where they say nothing.
    equal
        How many equally small repairs there are.
    proven
        Whether every smaller repair was tried and failed.
    """

    figures: tuple[str, ...]
    computed: Mapping[str, str]
    equal: int
    proven: bool


def smallest_repair(
    system: System, least: Sequence[str], around: Sequence[str], *, confirmed: Collection[str]
) -> Repair | None:
    """Find the smallest repair of figures that cannot all be right.

    Parameters
    ----------
    system
        The figures and their rules.
    least
        A minimal set of figures that cannot all be right.
    around
        All figures the repair is held against, those of the set included.
    confirmed
        Figures that another check confirms.

    Returns
    -------
    The repair, or None when none was found among those tried.
    """
    for proven, size, options in _options(system, least):
        works = [one for one in options if _repairs(system, one, around)]
        if works:
            ranked = [(_cost(one, confirmed), *_change(system, one, around), one) for one in works]
            best = min(ranked, key=lambda one: (one[0], one[1], not set(one[3]) & system.totals))
            return Repair(best[3], best[2], len(works), proven and len(best[3]) == size)
    return None


def _options(system: System, least: Sequence[str]) -> Iterator[tuple[bool, int, list[tuple[str, ...]]]]:
    """Yield repairs to try by size: single figures, a count with its shares, any two figures."""
    yield True, 1, [(name,) for name in least]
    bundles = dict.fromkeys(_bundle(system, name) for name in least)
    for size in sorted({len(one) for one in bundles} - {1}):
        yield size == 2, size, [one for one in bundles if len(one) == size]
    yield False, 2, [(one, two) for one, two in islice(combinations(least, 2), MAX_PAIRS)]


def _bundle(system: System, name: str) -> tuple[str, ...]:
    """Return a count with the printed shares that rest on it; for a share, with its count."""
    counts = {name} if is_count(name) else {one for r in system.ratios.get(name, []) for one, _ in r.over}
    members = {name, *(one for one in counts if one in system.known)}
    for figure, ratios in system.ratios.items():
        if figure in system.known and any({one for one, _ in ratio.over} & counts for ratio in ratios):
            members.add(figure)
    return tuple(one for one in system.known if one in members)


def _repairs(system: System, chosen: Sequence[str], around: Sequence[str]) -> bool:
    return can_all_be_right(system, [name for name in around if name not in chosen]) is True


def _cost(chosen: Sequence[str], confirmed: Collection[str]) -> int:
    return sum(name in confirmed for name in chosen)


def _change(system: System, chosen: Sequence[str], around: Sequence[str]) -> tuple[Change, dict[str, str]]:
    computed, change = changes_of(system, chosen, [name for name in around if name not in chosen])
    return change, computed

"""The search for contradictions: relation by relation, then everything that is left together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from dianalysis.published.audit.hidden import hidden
from dianalysis.published.audit.implied import is_count
from dianalysis.published.audit.minimal import can_all_be_right, minimal_set
from dianalysis.published.audit.relations import Linear, Ratio, Spread
from dianalysis.published.audit.repair import Repair, smallest_repair
from dianalysis.published.audit.solve import tighten
from dianalysis.published.audit.system import System, as_row

HUB = 60  # a count that more figures speak of is a hub: not all of them are taken along
MAX_ROUNDS = 20
NO_REPAIR = Repair((), {}, 0, False)
MAX_SEED = 100  # a larger group is repaired within its minimal set


@dataclass(frozen=True)
class Contradiction:
    """A minimal set of figures that cannot all be right, and its smallest repair (empty: none found)."""

    figures: tuple[str, ...]
    repair: Repair


@dataclass
class Found:
    """What the search found: contradictions, and groups of figures too large to decide but by arithmetic."""

    contradictions: list[Contradiction] = field(default_factory=list)
    undecided: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def left_out(self) -> set[str]:
        """All figures that the repairs leave out."""
        return {name for one in self.contradictions for name in one.repair.figures}

    @property
    def computed(self) -> dict[str, str]:
        """The value each figure left out would have."""
        return {name: text for one in self.contradictions for name, text in one.repair.computed.items()}


def figures_of(system: System, relation: Linear | Ratio) -> tuple[str, ...]:
    """Return the printed figures of one relation."""
    names = [name for name, _ in relation.terms] if isinstance(relation, Linear) else [*relation.quantities]
    if isinstance(relation, Ratio):
        names.append(relation.figure)
    return tuple(dict.fromkeys(name for name in names if name in system.known))


def relation_names(relation: Linear | Ratio) -> frozenset[str]:
    """Return every name a relation holds, printed or not."""
    if isinstance(relation, Linear):
        return frozenset(name for name, _ in relation.terms)
    return frozenset((*relation.quantities, relation.figure))


def fails(system: System, relation: Linear | Ratio, *, without: Collection[str] = ()) -> bool:
    """Say whether the printed figures of one relation cannot all be right (arithmetic alone)."""
    if isinstance(relation, Ratio) and (relation.figure not in system.known or relation.figure in without):
        return False
    rows = [row for name in figures_of(system, relation) if name not in without for row in system.says(name)]
    rows += [as_row(relation)] if isinstance(relation, Linear) else []
    return tighten(rows, start=system.box) is None


def failing(system: System, *, without: Collection[str] = ()) -> list[Linear | Ratio]:
    """Find every relation whose own printed figures cannot all be right; `without` passes figures by."""
    return [relation for relation in system.network.relations if fails(system, relation, without=without)]


def find_contradictions(system: System, *, whole: bool = True) -> Found:
    """Find contradictions and the smallest repair of each, until what is left can all be right.

    Shares and means come first; one that misses by a single unit of its last decimal still bears witness
    to its count when the sums are settled. Each contradiction is repaired with the other failing sums aside.

    Parameters
    ----------
    system
        The figures and their rules.
    whole
        Also look for contradictions that no single relation shows.
    """
    found = Found()
    failed = failing(system)
    _settle_ratios(system, failed, found)
    _settle_sums(system, failed, found)
    for spread in system.network.spreads:
        seed = _printed_spread(system, spread, found)
        if can_all_be_right(system, seed) is False:
            _settle(system, seed, found)
    if whole:
        _settle_hidden(system, found)
    return found


def _settle_ratios(system: System, failed: Sequence[Linear | Ratio], found: Found) -> None:
    ratios = [one for one in failed if isinstance(one, Ratio)]
    for ratio in ratios:
        if fails(system, ratio, without=found.left_out):
            others = {one.figure for one in ratios} - {ratio.figure}
            _settle(system, figures_of(system, ratio), found, aside=_sums(failed), without=others)


def _settle_sums(system: System, failed: Sequence[Linear | Ratio], found: Found) -> None:
    near = {name for name in found.left_out if _is_near(system, name, found.computed[name])}
    softer = system.variant(loose=near)
    for relation in failing(softer, without=found.left_out - near):
        if fails(softer, relation, without=found.left_out - near):
            _settle(softer, figures_of(softer, relation), found, aside=_sums(failed, but=relation), near=near)


def _settle_hidden(system: System, found: Found) -> None:
    """Hold everything that stands together until it fits, or until no further repair is found."""
    for _ in range(MAX_ROUNDS):
        before = found.left_out
        seeds, undecided = hidden(system, before)
        for seed in seeds:
            _settle(system, seed, found)
        if found.left_out == before:
            found.undecided += undecided
            return


def _printed_spread(system: System, spread: Spread, found: Found) -> tuple[str, ...]:
    """Return the printed shares of a distribution with the figures that bound its base."""
    bounds = [name for linear in system.linears.get(spread.base, []) for name, _ in linear.terms]
    names = dict.fromkeys((*spread.shares, spread.base, *bounds))
    return tuple(name for name in names if name in system.known and name not in found.left_out)


def _sums(relations: Sequence[Linear | Ratio], *, but: Linear | Ratio | None = None) -> list[Linear]:
    return [one for one in relations if isinstance(one, Linear) and one is not but]


def _is_near(system: System, name: str, computed: str) -> bool:
    """Say whether a share or mean misses by one unit of its last decimal."""
    if not computed or is_count(name):
        return False
    units = [int(text.replace(".", "")) for text in (computed, system.known[name])]
    return abs(units[0] - units[1]) == 1


def confirmed_figures(system: System, *, without: Collection[str] = ()) -> set[str]:
    """Return the figures that take part in a relation which holds exactly, all its counts being printed."""
    found: set[str] = set()
    for relation in system.network.relations:
        if isinstance(relation, Linear) and not relation.exact:
            continue
        names = figures_of(system, relation)
        complete = len(names) == len(relation_names(relation)) and not set(names) & set(without)
        if complete and not fails(system, relation):
            found.update(names)
    return found


def _settle(
    system: System, seed: Sequence[str], found: Found, *, aside: Collection[Linear] = (),
    near: Collection[str] = (), without: Collection[str] = (),
) -> None:  # fmt: skip
    gone = (found.left_out - set(near)) | set(without)
    seed = tuple(name for name in seed if name not in gone)
    least = minimal_set(system, seed)
    alone = system.variant(aside=aside)
    core = minimal_set(alone, least) if aside else least
    start = (*core, *seed) if len(seed) <= MAX_SEED else core
    around = _surroundings(alone, dict.fromkeys(start), without=gone)
    repair = smallest_repair(alone, core, around, confirmed=confirmed_figures(alone, without=gone))
    found.contradictions.append(Contradiction(least, repair if repair is not None else NO_REPAIR))


def _surroundings(system: System, seed: Iterable[str], *, without: Collection[str]) -> list[str]:
    """Return the figures that speak of the same counts, and the counts those speak of, as printed."""
    near = dict.fromkeys(seed)
    for quantity in dict.fromkeys(count for name in tuple(near) for count in system.quantities(name)):
        users = system.users.get(quantity, [])
        if len(users) <= HUB:
            near |= dict.fromkeys(users)
    touched = dict.fromkeys(quantity for name in near for quantity in system.quantities(name))
    chosen = {*near, *(name for name in touched if name in system.known)} - set(without)
    return [name for name in system.known if name in chosen]

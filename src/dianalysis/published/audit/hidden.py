"""Contradictions that no single relation shows: everything that stands held together.

What bounds leave open falls apart into groups of counts that share a condition; each group is small and is
decided by integer programming. A group beyond the limit of `solve` is left to arithmetic and reported so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dianalysis.published.audit.solve import Box, Row, fits, tighten
from dianalysis.published.audit.system import System

Sets = list[tuple[str, ...]]


def hidden(system: System, without: Collection[str]) -> tuple[Sets, Sets]:
    """Hold all figures but those left out together, one group of open counts at a time.

    Parameters
    ----------
    system
        The figures and their rules.
    without
        Figures left out by the repairs so far.

    Returns
    -------
    Sets of figures that cannot all be right; sets that could not be decided.
    """
    figures = [name for name in system.known if name not in without]
    rows = system.conditions(figures, everything=True)
    box = tighten(rows, start=system.box)
    if box is None:
        return [tuple(figures)], []
    seeds: Sets = []
    undecided: Sets = []
    for group in _groups(rows, box):
        own = [row for row in rows if any(name in group for name, _ in row.terms)]
        names = dict.fromkeys(name for row in own for name, _ in row.terms)
        outcome = fits(own, start={name: box[name] for name in names})
        if outcome.possible is True:
            continue
        touching = [name for name in figures if any(one in group for one in system.quantities(name))]
        fixed = [name for name in names if name in system.known and name not in without]
        one = tuple(dict.fromkeys((*fixed, *touching)))
        (seeds if outcome.possible is False else undecided).append(one)
    return seeds, undecided


def _groups(rows: Sequence[Row], box: Box) -> list[set[str]]:
    """Return the counts that are still open, in groups that share a condition."""
    parent = {name: name for name, (low, high) in box.items() if low < high}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for row in rows:
        loose = [name for name, _ in row.terms if name in parent]
        for name in loose[1:]:
            parent[root(name)] = root(loose[0])
    groups: dict[str, set[str]] = {}
    for name in parent:
        groups.setdefault(root(name), set()).add(name)
    return list(groups.values())

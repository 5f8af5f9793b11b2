"""How many firms each partner gets, in whole numbers, and which limits clash when there is no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy import optimize, sparse

from dianalysis.errors import ParameterError
from dianalysis.estimation.estimate import FloatArray
from dianalysis.planning.inputs import LotInputs

SECONDS = 30  # far more than needed; an answer that stopped here is refused


@dataclass(frozen=True)
class Candidate:
    """A partner that may get firms.

    Parameters
    ----------
    name
        Slug of the partner, or `new_1`, … for one that was not in phase one.
    most
        Firms it can deliver, from what it delivered before.
    completion
        Part of its firms expected to finish.
    scope
        sectoral, national or regional; empty when not known.
    sectors
        Expected part of its firms in each sector; empty when not known: it then counts in no sector.
    """

    name: str
    most: int
    completion: float
    scope: str = ""
    sectors: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Allocation:
    """Firms by partner, or the limits that cannot all be kept.

    Parameters
    ----------
    lots
        Partner -> firms, 0 for a partner that does not take part; empty when there is no answer.
    conflict
        Limits of which any one less leaves an answer; empty when there is one.
    """

    lots: Mapping[str, int]
    conflict: tuple[str, ...] = ()


@dataclass
class _Programme:
    """Linear rows by the limit they belong to; variables: firms, takes part (0/1), and the largest lot."""

    names: list[str] = field(default_factory=list)
    rows: list[FloatArray] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, name: str, line: FloatArray, low: float, high: float) -> None:
        self.names.append(name)
        self.rows.append(line)
        self.low.append(low)
        self.high.append(high)


def allocate(candidates: tuple[Candidate, ...], inputs: LotInputs) -> Allocation:
    """Divide firms over partners: the largest lot as small as can be, then as many finishers as can be.

    Parameters
    ----------
    candidates
        Partners that may get firms, in any order; names differ.
    inputs
        The limits.

    Returns
    -------
    Allocation. The answer does not depend on the order of the partners: where several are as good, partners
    earlier in the alphabet get more.

    Raises
    ------
    ParameterError
        When there are no candidates, or the solver stopped without an answer or a proof that there is none.

    Notes
    -----
    Integer programme solved by HiGHS: Huangfu and Hall (2018), Math Prog Comp 10. A clash is narrowed down by
    leaving out limits one by one: Chinneck and Dravnieks (1991), ORSA J Comput 3.
    """
    if not candidates:
        raise ParameterError(
            "there are no partners to give firms to", remedy="Allow new partners in the scenario."
        )
    ordered = tuple(sorted(candidates, key=lambda one: one.name))
    programme = _programme(ordered, inputs)
    size = len(ordered)
    smallest = _solve(programme, _cost(size, largest=1.0))
    if smallest is None:
        return Allocation({}, _narrow(programme, size))
    programme.add("largest_lot", _line(size, {2 * size: 1.0}), 0, round(float(smallest[2 * size])))
    gain = np.array([one.completion for one in ordered])
    cost = _cost(size, firms=-gain + 1e-6 * np.arange(size) / size)
    best = _solve(programme, cost)
    if best is None:
        raise ParameterError("the solver lost an answer it had found", remedy="Loosen the limits a little.")
    return Allocation({one.name: round(float(best[k])) for k, one in enumerate(ordered)})


def largest_without(candidates: tuple[Candidate, ...], inputs: LotInputs) -> dict[str, int]:
    """Return the smallest largest lot that is possible when one limit is left out, by limit.

    Parameters
    ----------
    candidates, inputs
        As in `allocate`, with an answer.

    Notes
    -----
    The number of firms is no limit here. Where the answer is as large as with all limits, the limit does not
    bind.
    """
    ordered = tuple(sorted(candidates, key=lambda one: one.name))
    programme, size = _programme(ordered, inputs), len(ordered)
    names = dict.fromkeys(name for name in programme.names if name not in ("", "firms"))
    best = {name: _solve(programme, _cost(size, largest=1.0), frozenset({name})) for name in names}
    return {name: round(float(found[2 * size])) for name, found in best.items() if found is not None}


def _line(size: int, parts: Mapping[int, float]) -> FloatArray:
    line = np.zeros(2 * size + 1)
    line[list(parts)] = list(parts.values())
    return line


def _cost(size: int, *, firms: FloatArray | None = None, largest: float = 0.0) -> FloatArray:
    return np.concatenate([np.zeros(size) if firms is None else firms, np.zeros(size), [largest]])


def _programme(candidates: tuple[Candidate, ...], inputs: LotInputs) -> _Programme:
    size, made = len(candidates), _Programme()
    everyone = np.concatenate([np.ones(size), np.zeros(size + 1)])
    part = np.concatenate([np.zeros(size), np.ones(size), [0.0]])
    made.add("firms", everyone, inputs.firms, inputs.firms)
    made.add("partners_least", part, inputs.partners_least, np.inf)
    made.add("partners_most", part, -np.inf, inputs.partners_most)
    for k, one in enumerate(candidates):
        takes = size + k
        made.add("", _line(size, {k: 1.0, 2 * size: -1.0}), -np.inf, 0)  # none above the largest
        made.add(
            "", _line(size, {k: 1.0, takes: -float(inputs.firms)}), -np.inf, 0
        )  # none without taking part
        made.add("smallest", _line(size, {k: 1.0, takes: -float(inputs.smallest)}), 0, np.inf)
        made.add("largest", _line(size, {k: 1.0}), -np.inf, inputs.largest)
        limit = "new_largest" if one.name.startswith("new_") else "over_delivery"
        made.add(limit, _line(size, {k: 1.0}), -np.inf, one.most)
    for sector in sorted({name for one in candidates for name in one.sectors}):
        shares = {k: one.sectors.get(sector, 0.0) for k, one in enumerate(candidates)}
        made.add("sector_most", _line(size, shares), -np.inf, inputs.sector_most * inputs.firms)
    regional = {k: float(one.scope == "regional") for k, one in enumerate(candidates)}
    made.add("regional_least", _line(size, regional), inputs.regional_least * inputs.firms, np.inf)
    return made


def _solve(
    programme: _Programme, cost: FloatArray, without: frozenset[str] = frozenset()
) -> FloatArray | None:
    kept = [k for k, name in enumerate(programme.names) if name not in without]
    matrix = sparse.csr_array(np.array([programme.rows[k] for k in kept]))
    limits = optimize.LinearConstraint(
        matrix, [programme.low[k] for k in kept], [programme.high[k] for k in kept]
    )
    size = (cost.size - 1) // 2
    upper = np.concatenate([np.full(size, np.inf), np.ones(size), [np.inf]])
    done = optimize.milp(
        cost,
        constraints=limits,
        integrality=np.ones(cost.size),
        bounds=optimize.Bounds(0, upper),
        options={"mip_rel_gap": 0.0, "time_limit": SECONDS},
    )
    if done.status == 2:
        return None
    if done.status != 0:
        raise ParameterError(f"the division of firms was not solved: {done.message}")
    return np.asarray(done.x, dtype=np.float64)


def _narrow(programme: _Programme, size: int) -> tuple[str, ...]:
    """Leave out limits that are not needed for the clash, the total last."""
    names = [name for name in dict.fromkeys(reversed(programme.names)) if name]
    cost, dropped = _cost(size), frozenset[str]()
    for name in names:
        if _solve(programme, cost, dropped | {name}) is None:
            dropped |= {name}
    return tuple(sorted(set(names) - dropped))

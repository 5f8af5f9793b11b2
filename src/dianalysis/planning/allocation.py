"""The division of firms over partners as rows of results, from what partners delivered in phase one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from dianalysis.estimation.estimate import Estimate
from dianalysis.estimation.pooled_shares import pool_shares
from dianalysis.planning.inputs import LotInputs
from dianalysis.planning.lots import Allocation, Candidate, allocate, largest_without
from dianalysis.planning.phase_one import PhaseOne
from dianalysis.studies.rows import TOTAL, Record, row

METHOD = "integer programme: smallest largest lot, then most finishers"
MIX = "lots times the sectors of each partner's companies in phase one"


def candidates_of(phase: PhaseOne, inputs: LotInputs, scopes: Mapping[str, str]) -> tuple[Candidate, ...]:
    """Return the partners of phase one with what they can deliver, and the new ones the scenario allows.

    Parameters
    ----------
    phase
        Partners with their registered and complete companies and sectors.
    inputs, scopes
        Limits, and the kind of each partner.

    Notes
    -----
    The expected completion is the shrunken share of registered companies with complete data; a new
    partner has the centre of all.
    """
    lines = phase.partners
    pooled = pool_shares(
        lines["complete"].to_numpy(float), lines["registered"].to_numpy(float), conf_level=0.95
    )
    old = [
        Candidate(
            str(name),
            math.floor(inputs.over_delivery * float(line["registered"]) + 1e-9),
            share.value,
            scopes.get(str(name), ""),
            _mix(phase, str(name)),
        )
        for (name, line), share in zip(lines.iterrows(), pooled.shares, strict=True)
    ]
    centre = float(np.mean([one.completion for one in old])) if old else 1.0
    new = [Candidate(f"new_{k + 1}", inputs.new_largest, centre) for k in range(inputs.new_partners)]
    return (*old, *new)


def _mix(phase: PhaseOne, partner: str) -> dict[str, float]:
    if partner not in phase.sectors.index:
        return {}
    counts = phase.sectors.loc[[partner]].to_numpy(float)[0]
    parts = zip(phase.sectors.columns, counts / max(counts.sum(), 1.0), strict=True)
    return {str(sector): float(part) for sector, part in parts if part > 0}


@dataclass(frozen=True)
class Division:
    """Partners that may get firms, and how many each gets.

    Parameters
    ----------
    candidates
        Partners of phase one and new ones.
    answer
        Firms of each, or the limits that clash.
    """

    candidates: tuple[Candidate, ...]
    answer: Allocation

    @property
    def sizes(self) -> tuple[int, ...]:
        """Firms of each partner that takes part, largest first; empty where there is no division."""
        return tuple(sorted((lot for lot in self.answer.lots.values() if lot > 0), reverse=True))


def divide(phase: PhaseOne, inputs: LotInputs, scopes: Mapping[str, str]) -> Division:
    """Divide the firms of the scenario over the partners; parameters as `candidates_of`."""
    candidates = candidates_of(phase, inputs, scopes)
    answer = allocate(candidates, inputs) if candidates else Allocation({}, ("partners_least",))
    return Division(candidates, answer)


def lot_records(phase: PhaseOne, division: Division, inputs: LotInputs) -> Iterator[Record]:
    """Give the rows on the division: lots, limits, sectors, kinds of partners; or the limits that clash."""
    candidates, answer = division.candidates, division.answer
    for name in answer.conflict:
        yield row("lot_conflict", Estimate(1.0, method=METHOD), term=name, population="registered")
    if not answer.lots:
        return
    delivered = dict(zip(phase.partners.index.astype(str), phase.partners["registered"], strict=True))
    for one in candidates:
        base = float(delivered[one.name]) if one.name in delivered else math.nan
        group = {"group_name": "partner", "group_level": one.name, "population": "registered"}
        lot = Estimate(float(answer.lots[one.name]), n=base, method=METHOD)
        yield row("lot", lot, **group)
        most = min(one.most, inputs.largest)
        yield row(
            "lot_limit",
            Estimate(float(most), n=base, method="smallest of the limits of the scenario"),
            **group,
        )
    whole = {"group_name": "partner", "group_level": TOTAL, "population": "registered"}
    yield row("lot", Estimate(float(sum(answer.lots.values())), method=METHOD), **whole)
    yield from _spread(phase, candidates, answer, inputs)


def limit_records(phase: PhaseOne, division: Division, inputs: LotInputs) -> Iterator[Record]:
    """Give the rows on what the largest lot hangs on: the number of new partners, and each limit.

    Notes
    -----
    `lot_largest_by_new` solves the division again for every number of new partners up to that of the
    scenario; without an estimate where there is no division. `lot_largest_without` leaves out one limit at a
    time: a limit binds where the largest lot is then smaller.
    """
    old = tuple(one for one in division.candidates if not one.name.startswith("new_"))
    new = [one for one in division.candidates if one.name.startswith("new_")]
    for number in range(len(new) + 1):
        lots = allocate((*old, *new[:number]), inputs).lots if old or number else {}
        largest = Estimate(float(max(lots.values())) if lots else math.nan, method=METHOD)
        note = "" if lots else "no division keeps all limits"
        group = {"group_name": "new_partners", "group_level": str(number), "population": "registered"}
        yield row("lot_largest_by_new", largest, note=note, **group)
    if division.answer.lots:
        for name, size in largest_without(division.candidates, inputs).items():
            value = Estimate(float(size), method="largest lot when this limit is left out")
            yield row("lot_largest_without", value, term=name, population="registered")


def _spread(
    phase: PhaseOne, candidates: tuple[Candidate, ...], answer: Allocation, inputs: LotInputs
) -> Iterator[Record]:
    n, named = float(phase.sectors.to_numpy().sum()), {"population": "registered"}
    sectors: dict[str, float] = {}
    kinds: dict[str, float] = {}
    for one in candidates:
        lot = answer.lots[one.name] / inputs.firms
        known = one.sectors or {"unknown_sector": 1.0}
        for sector, part in known.items():
            sectors[sector] = sectors.get(sector, 0.0) + lot * part
        kind = one.scope or ("new_partner_kind" if one.name.startswith("new_") else "unknown_kind")
        kinds[kind] = kinds.get(kind, 0.0) + lot
    for sector in sorted(sectors):
        yield row("lot_sector", Estimate(sectors[sector], n=n, method=MIX), term=sector, **named)
    for kind in sorted(kinds):
        yield row("lot_kind", Estimate(kinds[kind], method="lots by kind of partner"), term=kind, **named)
    taking = float(sum(lot > 0 for lot in answer.lots.values()))
    yield row("lot_partners", Estimate(taking, method=METHOD), **named)
    yield row("lot_largest", Estimate(float(max(answer.lots.values())), method=METHOD), **named)

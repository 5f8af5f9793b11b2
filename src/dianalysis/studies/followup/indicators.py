"""With which indicators companies go on (tables 17 to 21), and how sure a place at the top or bottom is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dianalysis.estimation.estimate import Estimate, FloatArray
from dianalysis.estimation.pooled_shares import METHOD, place_probabilities, pool_shares
from dianalysis.estimation.pooled_shares import PLACES as METHOD_PLACES
from dianalysis.studies.instrument import ASPECTS, FOLLOWUP_TABLES, INDICATORS, MAYBE, NO, YES
from dianalysis.studies.rows import TOTAL, Record, count_row, row
from dianalysis.studies.units import Units

WAVE = "monitor_3"
ANSWERS = (YES, MAYBE, NO)
PLACES = 5
SHARED = "companies that worked on several indicators count in each; taken as independent"


def indicator_records(units: Units) -> Iterator[Record]:
    """Give the rows of tables 17 to 21, the shares of aspects, and the pooled shares of indicators."""
    given = {name: _answers(units, f"indicator_{name}") for name in INDICATORS}
    for aspect, members in ASPECTS.items():
        table = FOLLOWUP_TABLES[aspect]
        for name in members:
            yield from _table_row(units, "indicator_followup", name, given[name], f"{table}/{name}")
        whole = np.sum([given[name] for name in members], axis=0)
        yield from _table_row(units, "aspect_followup", aspect, whole, f"{table}/{TOTAL}")
    yield from _pooled(units, given)


def _answers(units: Units, column: str) -> FloatArray:
    """Answers yes, maybe, no (rows) of each unit (columns): 1 where given."""
    return np.array([units.answers(column, answer) for answer in ANSWERS])


def _table_row(units: Units, stem: str, name: str, given: FloatArray, place: str) -> Iterator[Record]:
    """One printed row: each answer with its share of the row, and the row's total."""
    among = given.sum(axis=0)
    for answer, member in zip(ANSWERS, given, strict=True):
        named = {"term": f"{name}.{answer}", "wave": WAVE, **units.naming}
        figures = [units.figure(f"{place}/{answer}/{stat}") for stat in ("n", "pct")]
        share = units.share if stem == "indicator_followup" else units.ratio
        yield count_row(f"{stem}_n", member.sum(), among.sum(), figure=figures[0], **named)
        yield row(f"{stem}_share", share(member, among), figure=figures[1], **named)
    named = {"term": f"{name}.{TOTAL}", "wave": WAVE, **units.naming}
    figure = units.figure(f"{place}/{TOTAL}/N")
    yield count_row(f"{stem}_n", among.sum(), among.sum(), figure=figure, **named)


def _pooled(units: Units, given: dict[str, FloatArray]) -> Iterator[Record]:
    """Shares of yes drawn towards each other, and the chance to be among the five highest or lowest."""
    counts = np.array([given[name][0].sum() for name in INDICATORS])
    sizes = np.array([given[name].sum() for name in INDICATORS])
    if not sizes.any():
        return
    chosen = units.settings
    pooled = pool_shares(counts, sizes, conf_level=chosen.conf_level)
    places = place_probabilities(pooled, counts, sizes, places=PLACES, seed=chosen.seed)
    named = {"wave": WAVE, **units.naming}
    for k, name in enumerate(INDICATORS):
        own = {"term": name, "note": SHARED, **named}
        yield row("indicator_yes_share_pooled", pooled.shares[k], **own)
        for measure, chance in zip(("indicator_highest_five", "indicator_lowest_five"), places, strict=True):
            found = Estimate(float(chance[k]), n=float(sizes[k]), method=METHOD_PLACES)
            yield row(measure, found, **own)
    for measure, value in (
        ("indicator_yes_centre", pooled.centre), ("indicator_yes_spread", pooled.spread),
    ):  # fmt: skip
        yield row(measure, Estimate(value, n=float(sizes.sum()), method=METHOD), **named)

"""Verdicts under another rule: one strand left out, or partners counted instead of segments."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from dianalysis.evidence.segments import SIDES, stance_of_sides
from dianalysis.evidence.verdicts import DECIDING, verdict_of


def without_strand(lessons: pd.DataFrame, strand: str) -> pd.DataFrame:
    """Return lessons with the verdict they would have without one of the strands.

    Parameters
    ----------
    lessons
        Row per lesson, with kind, quantitative, qualitative and verdict.
    strand
        `quantitative` or `qualitative`.
    """
    return _judged(lessons.assign(**{strand: "none"}))


def by_partner(lessons: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Return lessons with the verdict they would have if every partner counted once, however much it told.

    Parameters
    ----------
    lessons
        As in `without_strand`.
    segments
        Row per lesson and segment, with partner and side.

    Returns
    -------
    The lessons; unchanged when there are no segments.

    Notes
    -----
    A partner stands on the side of most of its segments, on the least favourable one when sides are level.
    The codes of a lesson are taken together here; a strand with too few segments stays silent.
    """
    if segments.empty:
        return lessons
    counts = segments.pivot_table(index=["lesson", "partner"], columns="side", aggfunc="size", fill_value=0)
    order = [side for side in reversed(SIDES) if side in counts]
    sides = counts[order].idxmax(axis=1).rename("side").reset_index()
    stances = {str(name): stance_of_sides(told["side"]) for name, told in sides.groupby("lesson")}
    told = lessons["lesson"].map(stances).where(lessons["qualitative"].ne("none"), "none")
    return _judged(lessons.assign(qualitative=told))


def _judged(lessons: pd.DataFrame) -> pd.DataFrame:
    return lessons.assign(verdict=[_verdict(row) for row in lessons.to_dict("records")])


def _verdict(row: Mapping[Hashable, Any]) -> str:
    strands = {name: str(row[name]) for name in set(DECIDING.values())}
    return verdict_of(str(row["kind"]), **strands)

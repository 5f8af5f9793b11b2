"""Coded segments as evidence: which speak for, in part or against a lesson, and how many partners say so."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from dianalysis.codebook import Codebook, coding_frame
from dianalysis.estimation.agreement import krippendorff_alpha
from dianalysis.evidence.lessons import Link
from dianalysis.interviews.coding import SETTLED, CodedInterviews

SIDES = ("for", "in_part", "against")
MIN_SEGMENTS, MIN_PARTNERS = 5, 3
"""Fewer segments, or segments of fewer partners, are an anecdote: they carry no verdict."""
CLEAR, MIXED = Fraction(2, 3), Fraction(1, 3)
"""Share of segments on one side that makes a strand clear; share against that divides it."""
_SIDE_OF = {
    "supports": {"supports": "for", "qualifies": "in_part", "contradicts": "against"},
    "contradicts": {"supports": "against", "qualifies": "in_part", "contradicts": "for"},
    "qualifies": {"supports": "in_part", "qualifies": "in_part", "contradicts": "none"},
}


@dataclass(frozen=True, eq=False)
class CodedSegments:
    """Settled codes with who said it, and how far the coders agreed on each code.

    Parameters
    ----------
    table
        One row per segment and settled code: segment_id, code, valence, partner, role, kind (empty for own
        interviews).
    codes
        Codes in use.
    alpha
        Krippendorff's alpha of each code between the coders before settlement; NaN where it is not defined.
    basis
        `published` or `data`.
    n_partners
        Partners the segments come from, all codes taken together.
    """

    table: pd.DataFrame
    codes: tuple[str, ...]
    alpha: dict[str, float]
    basis: str
    n_partners: int

    def told(self, links: Sequence[Link], *, drawn_from: Collection[str] = ()) -> pd.DataFrame:
        """Return the segments of these links once each, with `side`.

        A segment with several of the codes stands on its least favourable side: against before in part
        before for. Segments the lesson was drawn from (`drawn_from`) are no support for it: they are left out
        where they are for it.
        """
        parts = [
            part.assign(side=part["valence"].map(_SIDE_OF[link.relation]).astype("string"))
            for link in links
            if link.code
            for part in [self.table[self.table["code"] == link.code]]
        ]
        if not parts:
            return self.table.iloc[:0].assign(side=pd.Series(dtype="string"))
        told = pd.concat(parts, ignore_index=True)
        is_own_source = told["segment_id"].isin(list(drawn_from)) & told["side"].eq("for")
        told = told[told["side"].isin(SIDES) & ~is_own_source]
        order = told["side"].map({name: place for place, name in enumerate(reversed(SIDES))})
        kept = told.assign(order=order).sort_values(["segment_id", "order"], kind="stable")
        return kept.drop_duplicates("segment_id").drop(columns="order").reset_index(drop=True)


def coded_segments(interviews: CodedInterviews, codebook: Codebook) -> CodedSegments:
    """Return the settled codes of interviews as evidence.

    Parameters
    ----------
    interviews
        Segments with the codings of each coder and the settled ones.
    codebook
        The coding frame.
    """
    columns = ["segment_id", "partner", "role"]
    segments = interviews.segments
    kinds = segments["kind"] if "kind" in segments else pd.Series("", index=segments.index)
    settled = interviews.codings[interviews.codings["coder"] == SETTLED]
    table = settled[["segment_id", "code", "valence"]].merge(
        segments[columns].assign(kind=kinds.to_numpy()), on="segment_id", how="left"
    )
    codes = coding_frame(codebook).active
    alpha = {code: _alpha(interviews, code) for code in codes}
    partners = int(segments["partner"].nunique())
    return CodedSegments(table, codes, alpha, interviews.basis, partners)


def stance_of_segments(told: pd.DataFrame) -> str:
    """Return what segments together say about a lesson.

    Returns
    -------
    `open` when they are fewer than `MIN_SEGMENTS` or of fewer than `MIN_PARTNERS` partners;
    `for` or `against` when at least `CLEAR` of them are on that side; `mixed` when `MIXED` or more are
    against, or some are and no fewer than are for it; else `in_part`.
    """
    if len(told) < MIN_SEGMENTS or told["partner"].nunique() < MIN_PARTNERS:
        return "open"
    return stance_of_sides(told["side"])


def stance_of_sides(sides: pd.Series) -> str:
    """Return what sides together say, however few they are: `for`, `against`, `mixed` or `in_part`."""
    good, bad = (Fraction(int(sides.eq(side).sum()), len(sides)) for side in ("for", "against"))
    if good >= CLEAR or bad >= CLEAR:
        return "for" if good >= CLEAR else "against"
    return "mixed" if bad >= MIXED or 0 < bad >= good else "in_part"


def counts_of(told: pd.DataFrame, segments: CodedSegments, links: Sequence[Link]) -> dict[str, float]:
    """Count segments by side, partners and roles; `alpha` is the lowest of the codes, NaN if one has none."""
    sides = told["side"].value_counts()
    values = [segments.alpha.get(link.code, math.nan) for link in links if link.code]
    return {
        **{f"segments_{side}": int(sides.get(side, 0)) for side in SIDES},
        "partners": int(told["partner"].nunique()),
        "roles": int(told["role"].nunique()),
        "alpha": float(np.min(values)) if values else math.nan,
    }


def _alpha(interviews: CodedInterviews, code: str) -> float:
    """Nominal alpha of presence over the segments all coders read; NaN with fewer than two coders."""
    coders = interviews.coders
    if len(coders) < 2:
        return math.nan
    read = [
        set(interviews.readings.loc[interviews.readings["coder"] == name, "segment_id"]) for name in coders
    ]
    both = sorted(set.intersection(*read))
    given = interviews.codings[interviews.codings["code"] == code]
    found = [set(given.loc[given["coder"] == name, "segment_id"]) for name in coders]
    table = np.array([[float(name in side) for side in found] for name in both])
    if not len(table):
        return math.nan
    return krippendorff_alpha(table, metric="nominal", n_resamples=0, seed=0, conf_level=0.95).value

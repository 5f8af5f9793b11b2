"""Which segment has which code: the table every part of the study counts in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dianalysis.estimation.estimate import FloatArray
from dianalysis.interviews.coding import SETTLED, CodedInterviews
from dianalysis.studies.rows import Settings

CORPUS, OWN = "published_corpus", "own_interviews"
UNKNOWN = "unknown"  # a group of its own, so that groups add up to all segments
SPOKEN = ("interview", "approach", "success", "lesson")  # kinds of segments that come from an interview
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Presence:
    """Codes of segments as the study counts them.

    Parameters
    ----------
    interviews
        Coded segments.
    settings
        As the study was asked; its population is that of the segments.
    """

    interviews: CodedInterviews
    settings: Settings

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes in use, in the order of the frame."""
        return self.interviews.codes

    @property
    def segments(self) -> pd.DataFrame:
        """One row per segment."""
        return self.interviews.segments

    @property
    def naming(self) -> dict[str, str]:
        """Naming columns of every row."""
        return {"population": self.settings.population}

    @cached_property
    def settled(self) -> BoolArray:
        """Array (segments, codes): whether the settled codings give the code."""
        return self.by(SETTLED)

    @cached_property
    def units(self) -> pd.Series:
        """Interview of each segment."""
        return self.segments["interview_id"].astype(str)

    @cached_property
    def partners(self) -> NDArray[np.int64]:
        """Partner of each segment, as a number."""
        return np.asarray(np.unique(self.segments["partner"].astype(str), return_inverse=True)[1], np.int64)

    def group(self, name: str) -> pd.Series:
        """Return the role, round or partner of each segment; `unknown` where the text does not say."""
        return self.segments[name].astype("object").fillna(UNKNOWN).astype(str)

    def by(self, coder: str, valence: str = "") -> BoolArray:
        """Array (segments, codes): whether a coder gave the code, in one valence or in any."""
        rows = self.interviews.codings
        rows = rows[rows["coder"] == coder]
        if valence:
            rows = rows[rows["valence"] == valence]
        found = np.zeros((len(self.segments), len(self.codes)), dtype=bool)
        places = pd.Series(range(len(self.segments)), index=self.segments["segment_id"].astype(str))
        columns = {code: place for place, code in enumerate(self.codes)}
        found[places[rows["segment_id"].astype(str)], rows["code"].map(columns).to_numpy(dtype=int)] = True
        return found

    def in_interviews(self, found: BoolArray) -> tuple[BoolArray, Sequence[str]]:
        """Return whether each interview holds each column anywhere, and the interviews in order."""
        names = list(dict.fromkeys(self.units))
        index = self.units.map({name: place for place, name in enumerate(names)}).to_numpy(dtype=int)
        table = np.zeros((len(names), found.shape[1]), dtype=bool)
        np.logical_or.at(table, index, found)
        return table, names

    def shares_by_partner(self) -> tuple[FloatArray, list[str]]:
        """Return the share of each partner's segments that has each code, and the partners."""
        names = sorted(set(self.segments["partner"].astype(str)))
        rows = [self.settled[self.partners == place].mean(axis=0) for place in range(len(names))]
        return np.array(rows, dtype=np.float64).reshape(len(names), len(self.codes)), names

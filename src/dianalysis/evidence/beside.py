"""What stands beside a register of own data without weight in it: the printed interviews of phase one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from dianalysis.evidence.lessons import Lesson
from dianalysis.evidence.segments import SIDES, CodedSegments, counts_of, stance_of_segments
from dianalysis.evidence.verdicts import strand_of_segments

COLUMNS = ("lesson", "qualitative", "segments", *(f"segments_{side}" for side in SIDES), "partners")


def nothing_beside() -> pd.DataFrame:
    """Return the table of a register beside which nothing stands."""
    return pd.DataFrame(columns=list(COLUMNS))


def told_beside(
    lessons: Sequence[Lesson], segments: CodedSegments, drawn_from: Mapping[str, Collection[str]]
) -> pd.DataFrame:
    """Say what segments that are not weighed come to.

    Parameters
    ----------
    lessons
        The lessons with their links.
    segments
        The printed interviews.
    drawn_from
        By lesson the segments it was drawn from, which are no support for it.

    Returns
    -------
    One row per lesson: lesson, qualitative (the strand these segments would make), segments, segments_for,
    segments_in_part, segments_against, partners.
    """
    rows = []
    for lesson in lessons:
        links = [link for link in lesson.links if link.code and link.is_direct]
        own_source = drawn_from.get(lesson.id, ())
        told = segments.told(links, drawn_from=own_source)
        apart = [segments.told([link], drawn_from=own_source) for link in links]
        strand = strand_of_segments(stance_of_segments(part) for part in apart)
        counts = counts_of(told, segments, links)
        rows.append({"lesson": lesson.id, "qualitative": strand, "segments": len(told), **counts})
    return pd.DataFrame(rows, columns=list(COLUMNS))

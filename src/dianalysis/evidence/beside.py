"""What stands beside a register of own data without weight in it: the printed interviews of phase one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dianalysis.evidence.lessons import Lesson
from dianalysis.evidence.segments import SIDES, CodedSegments, counts_of, stance_of_segments
from dianalysis.evidence.verdicts import strand_of_segments

COLUMNS = ("lesson", "qualitative", "segments", *(f"segments_{side}" for side in SIDES), "partners")


def nothing_beside() -> pd.DataFrame:
    """Return the table of a register beside which nothing stands."""
    return pd.DataFrame(columns=list(COLUMNS))


def told_beside(lessons: Sequence[Lesson], segments: CodedSegments) -> pd.DataFrame:
    """Say what segments that are not weighed come to.

    Parameters
    ----------
    lessons
        The lessons with their links.
    segments
        The printed interviews.

    Returns
    -------
    One row per lesson: lesson, qualitative (the strand these segments would make), segments, segments_for,
    segments_in_part, segments_against, partners.
    """
    rows = []
    for lesson in lessons:
        told = segments.told(lesson.links)
        strand = strand_of_segments(stance_of_segments(told))
        counts = counts_of(told, segments, lesson.links)
        rows.append({"lesson": lesson.id, "qualitative": strand, "segments": len(told), **counts})
    return pd.DataFrame(rows, columns=list(COLUMNS))

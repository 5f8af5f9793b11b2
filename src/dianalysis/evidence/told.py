"""What was told by code: every released segment of the printed interviews under each of its codes."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dianalysis.codebook import load_codebook
from dianalysis.evidence.segments import coded_segments
from dianalysis.interviews.coding import SETTLED, read_published
from dianalysis.paths import ProjectPaths

COLUMNS = (
    "code", "segment_id", "valence", "partner", "role",
    "source_line", "last_line", "summary_nl", "summary_en",
)  # fmt: skip


def told_by_code(paths: ProjectPaths) -> tuple[pd.DataFrame, Mapping[str, float]]:
    """Return the segments of the printed interviews by settled code, and how far coders agreed on each code.

    Parameters
    ----------
    paths
        The project.

    Returns
    -------
    A row per code and segment with the columns of `COLUMNS`, in the order of the report, and Krippendorff's
    alpha by code, NaN where it is not defined.

    Raises
    ------
    Unreadable, DataProblem
        As `read_published`.
    """
    codebook = load_codebook(paths.codebook)
    interviews = read_published(paths.interviews, codebook)
    settled = interviews.codings[interviews.codings["coder"] == SETTLED]
    rows = settled[["code", "segment_id", "valence"]].merge(
        interviews.segments, on="segment_id", how="left", validate="many_to_one"
    )
    ordered = rows.sort_values(["source_line", "segment_id"], kind="stable")
    return ordered[list(COLUMNS)].reset_index(drop=True), coded_segments(interviews, codebook).alpha

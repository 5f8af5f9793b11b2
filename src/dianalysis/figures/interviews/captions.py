"""The caption under a figure of codes: what is counted, and that the codes are ours."""

from __future__ import annotations

import pandas as pd

from dianalysis.figures.captions import write_caption
from dianalysis.formats import Page
from dianalysis.studies.interviews.presence import CORPUS


def write_code_caption(rows: pd.DataFrame, page: Page, *, note: str = "", intervals: bool = False) -> str:
    """Write the caption of a figure drawn from rows on segments; parameters as `write_caption`.

    Parameters
    ----------
    rows, page, intervals
        As in `write_caption`.
    note
        A sentence to put first.
    """
    coded = page.word("note_own_codes") if (rows["population"] == CORPUS).any() else ""
    return " ".join(filter(None, [note, write_caption(rows, page, intervals=intervals), coded]))

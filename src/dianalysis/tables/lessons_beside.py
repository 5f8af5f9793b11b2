"""The printed interviews beside own ones, lesson by lesson: shown apart, since no verdict mixes the two."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import Page
from dianalysis.tables.build import STUB, build_message, build_table
from dianalysis.tables.lesson_words import say_told


def table_lessons_beside(beside: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of what own and printed interviews say, a line per lesson.

    Parameters
    ----------
    beside
        A row per lesson: titles, `own` and `qualitative` (the strand of own and of printed interviews), and
        the counts of printed segments. No rows when the printed interviews are those that were weighed.
    page
        Labels and language.
    """
    title = page.word("title_lessons_beside")
    if beside.empty:
        return build_message(page.word("lessons_beside_none"), table_id="lessons_beside", title=title)
    lines = []
    for row in beside.to_dict("records"):
        strands = {name: page.word(f"strand_{row[name]}") for name in ("own", "qualitative")}
        printed = f"{strands['qualitative']} ({say_told(row, page)})"
        lines.append({STUB: row[f"title_{page.lang}"], "own": strands["own"], "printed": printed})
    labels = {"own": page.word("lesson_own_told"), "printed": page.word("lesson_printed_told")}
    cells = pd.DataFrame(lines)
    table = build_table(
        cells, table_id="lessons_beside", title=title, labels=labels | {STUB: page.word("lesson")}
    )
    return table.cols_align("left", columns=["own", "printed"])

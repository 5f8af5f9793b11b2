"""Statements answered on five points: how often each score was given, and what that comes to."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    find_level,
    format_count,
    is_mixed,
    require_measures,
    say_base,
    say_basis,
    say_state,
    select_rows,
    word_of,
    write_interval,
    write_value,
)
from dianalysis.tables.build import STUB, absent_note, build_message, build_table, hidden_note, join_notes

SCORES = ("1", "2", "3", "4", "5")


def table_statements(results: pd.DataFrame, stem: str, *, page: Page, title: str = "") -> GT:
    """Make a table with a line per statement: n, how often each score was given, mean and interval.

    Parameters
    ----------
    results
        Released results of a study with a block of statements.
    stem
        Beginning of its measures: `outcome`, `condition`, `person_outcome`, `person_condition`.
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Table in the order of the questionnaire, without the column of intervals where no mean has one. A table
    of one line when there is nothing to show.
    """
    title = title or page.word("title_statements")
    names = tuple(f"{stem}_{face}" for face in ("score_n", "score_share", "mean"))
    require_measures(results, names, page)
    rows = select_rows(results, names)
    table_id = f"statements-{stem}".replace("_", "-")
    if message := say_state(rows, page):
        return build_message(message, table_id=table_id, title=title)
    means = rows[rows["measure"] == names[2]]
    mark = is_mixed(rows)
    cells = pd.DataFrame([_line(rows, row, stem, page, mark=mark) for _, row in means.iterrows()])
    if find_level(means) is None:
        cells = cells.drop(columns="interval")
    labels = {STUB: page.word("statement"), "n": page.word("base"), "mean": page.word("mean")}
    labels |= {"interval": page.word("interval").format(level=page.level(find_level(means)))}
    labels |= page.codebook.labels("score_5", page.lang)
    notes = (
        join_notes(
            say_base(rows.drop(columns="n"), page), word_of(rows, "note_cells", page), say_basis(rows, page)
        ),
        absent_note(cells, page),
        hidden_note(rows, page),
    )
    return build_table(cells, table_id=table_id, title=title, labels=labels, notes=notes, wrap=True)


def _line(rows: pd.DataFrame, mean: pd.Series, stem: str, page: Page, *, mark: bool) -> dict[str, str]:
    item = str(mean["term"])
    scores = {score: _cell(rows[rows["term"] == f"{item}.{score}"], stem, page) for score in SCORES}
    base = mean["n"]
    return {
        STUB: page.term(f"{stem}_mean", item),
        "n": page.word("suppressed") if pd.isna(base) else format_count(base, page.lang),
        **scores,
        "mean": write_value(mean, page, mark=mark),
        "interval": write_interval(mean, page),
    }


def _cell(rows: pd.DataFrame, stem: str, page: Page) -> str:
    """Number and share of one score; the sign for none where the results do not hold it."""
    texts = [
        write_value(row, page)
        for face in ("score_n", "score_share")
        for _, row in rows[rows["measure"] == f"{stem}_{face}"].iterrows()
    ]
    if not texts:
        return ABSENT
    hidden = page.word("suppressed")
    return hidden if hidden in texts else f"{texts[0]} ({texts[1]})" if len(texts) > 1 else texts[0]

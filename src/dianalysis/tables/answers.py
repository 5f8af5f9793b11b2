"""Questions under each other, answers beside each other, as tables 17 to 22, 30 and 33 print them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    OF_ALL,
    Page,
    find_title,
    is_mixed,
    require_measures,
    say_base,
    say_basis,
    say_state,
    select_rows,
    write_value,
)
from dianalysis.tables.build import (
    GROUP,
    STUB,
    absent_note,
    build_message,
    build_table,
    hidden_note,
    join_notes,
)

TOTAL = "totaal"
_THING = {"indicator_followup": "indicator", "aspect_followup": "aspect"}


def table_answers(results: pd.DataFrame, stem: str, *, page: Page, title: str = "") -> GT:
    """Make the table of one block of questions: a line each, a column for every answer.

    Parameters
    ----------
    results
        Released results.
    stem
        Beginning of the measures: `indicator_followup`, `aspect_followup`, `condition`, `person_outcome`,
        `person_condition`.
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Table with number and share per answer, the number of answers and, for statements, the mean; indicators
    stand under their aspect. One line when there is nothing to show.
    """
    thing = _THING.get(stem, stem)
    middle = stem if stem in _THING else f"{stem}_score"
    names = (f"{middle}_n", f"{middle}_share", f"{stem}_mean")
    title = title or find_title([stem], page)
    require_measures(results, names[:2], page)
    rows = select_rows(results, names)
    table_id = f"answers-{stem}".replace("_", "-")
    if message := say_state(rows, page):
        return build_message(message, table_id=table_id, title=title)
    asked = list(dict.fromkeys(term.split(".")[0] for term in rows["term"]))
    answers = list(dict.fromkeys(term.split(".")[1] for term in rows["term"] if "." in term))
    answers = [answer for answer in answers if answer != TOTAL]
    lines = [_line(rows, (middle, stem), name, answers, page) for name in asked]
    cells = pd.DataFrame(lines).fillna(ABSENT)
    if thing == "indicator":
        cells.insert(0, GROUP, [page.aspect_of(name) for name in asked])
    labels = {STUB: page.word(thing), TOTAL: page.word("answers"), "mean": page.word("mean")}
    labels |= {answer: page.term("answer", answer) for answer in answers}
    shares = page.word("note_answers_all" if stem.startswith(OF_ALL) else "note_answers")
    notes = (
        shares,
        join_notes(say_base(rows, page), say_basis(rows, page, intervals=False)),
        absent_note(cells, page),
        hidden_note(rows, page),
    )
    return build_table(cells, table_id=table_id, title=title, labels=labels, notes=notes, wrap=True)


def _line(
    rows: pd.DataFrame, stems: tuple[str, str], name: str, answers: Sequence[str], page: Page
) -> dict[str, str]:
    middle, stem = stems
    mark = is_mixed(rows)
    written = {
        (str(row["measure"]), str(row["term"])): write_value(row, page, mark=mark)
        for _, row in rows[rows["term"].str.split(".").str[0] == name].iterrows()
    }
    line = {STUB: page.term(f"{stem}_mean" if middle != stem else stem, name)}
    for answer in answers:
        count = written.get((f"{middle}_n", f"{name}.{answer}"), ABSENT)
        share = written.get((f"{middle}_share", f"{name}.{answer}"), "")
        line[answer] = f"{count} ({share})" if share else count
    line[TOTAL] = written.get((f"{middle}_n", f"{name}.{TOTAL}"), ABSENT)
    mean = written.get((f"{stem}_mean", name))
    return line if mean is None else line | {"mean": mean}

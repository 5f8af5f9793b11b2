"""Where data are missing: forms by adviser, and the questions left open most."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    format_count,
    is_mixed,
    require_measures,
    say_base,
    say_basis,
    say_state,
    select_rows,
    write_range,
    write_value,
)
from dianalysis.tables.build import STUB, build_message, build_table, hidden_note, join_notes, range_note

_MOST = 10  # questions listed; the others are counted in a note


def table_completeness(results: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the table of advisers with whose companies a form is missing.

    Parameters
    ----------
    results
        Released results of data_quality.
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Table with a line per adviser of whom at least one form is missing: companies and forms handed in. Other
    advisers are counted in a note. One line of words when no form is missing, or nothing may be shown.
    """
    title = title or page.word("title_completeness")
    table_id = "completeness-adviser"
    require_measures(results, ("form_complete_n",), page)
    rows = select_rows(results, "form_complete_n", group="adviser")
    if message := say_state(rows, page):
        return build_message(message, table_id=table_id, title=title)
    short = rows.loc[(rows["estimate"] < rows["n"]).fillna(True).astype(bool), "group_level"]
    kept = rows[rows["group_level"].isin(set(short))]
    if kept.empty:
        return build_message(page.word("no_form_missing"), table_id=table_id, title=title)
    forms = list(dict.fromkeys(rows["term"]))
    cells = pd.DataFrame([_adviser(part, str(level), page) for level, part in kept.groupby("group_level")])
    others = rows["group_level"].nunique() - kept["group_level"].nunique()
    left_out = page.word("note_others_complete").format(number=format_count(others, page.lang))
    return build_table(
        cells,
        table_id=table_id,
        title=title,
        labels={STUB: page.word("adviser"), "base": page.word("companies")}
        | {form: page.term("form_complete", form) for form in forms},
        notes=(left_out if others else "", say_basis(kept, page), hidden_note(kept, page)),
    )


def _adviser(rows: pd.DataFrame, level: str, page: Page) -> dict[str, str]:
    base = rows["n"].dropna()
    line = {
        STUB: page.group("adviser", level),
        "base": format_count(base.iloc[0], page.lang) if len(base) else page.word("suppressed"),
    }
    return line | {str(row["term"]): write_value(row, page) for _, row in rows.iterrows()}


def table_open_answers(results: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the table of the questions left open by the largest share of the companies.

    Parameters
    ----------
    results
        Released results of data_quality.
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Table with a line per question: form, companies that left it open, their share and the companies asked.
    The questions not listed are counted in a note. One line of words when no answer is missing.
    """
    title = title or page.word("title_missing")
    table_id = "open-answers"
    require_measures(results, ("item_missing_share",), page)
    rows = select_rows(results, ("item_missing_n", "item_missing_share"))
    shares = rows[rows["measure"] == "item_missing_share"]
    if message := say_state(shares, page):
        return build_message(message, table_id=table_id, title=title)
    shown = shares[shares["estimate"].fillna(0) > 0].sort_values("estimate", ascending=False, kind="stable")
    shown = shown.head(_MOST)
    if shown.empty:
        return build_message(page.word("no_answer_missing"), table_id=table_id, title=title)
    cells = pd.DataFrame([_question(row, rows, page, mark=is_mixed(shown)) for _, row in shown.iterrows()])
    cells = cells.loc[:, [name for name in cells if not (cells[name] == ABSENT).all()]]
    words = {"form": "form", "number": "open_answers", "share": "share", "base": "base", "range": "range"}
    others = page.word("note_others_answered").format(
        number=format_count(len(shares) - len(shown), page.lang)
    )
    return build_table(
        cells,
        table_id=table_id,
        title=title,
        labels={STUB: page.word("question")} | {name: page.word(word) for name, word in words.items()},
        notes=(
            others if len(shares) > len(shown) else "",
            join_notes(say_base(shown, page), say_basis(shown, page, intervals=False)),
            range_note(cells, shown, page),
            hidden_note(shares, page),
        ),
    )


def _question(row: pd.Series, rows: pd.DataFrame, page: Page, *, mark: bool) -> dict[str, str]:
    form, name = str(row["wave"]), str(row["term"])
    same = rows[(rows["measure"] == "item_missing_n") & (rows["wave"] == form) & (rows["term"] == name)]
    return {
        STUB: page.codebook.variable(form, name).question(page.lang),
        "form": page.term("form_complete", form),
        "number": write_value(same.iloc[0], page, mark=mark) if len(same) else ABSENT,
        "share": write_value(row, page, mark=mark),
        "range": write_range(row, page),
        "base": format_count(row["n"], page.lang),
    }

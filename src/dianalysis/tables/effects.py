"""Effects with their interval and their p-value, and a partner against the others."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    find_level,
    format_count,
    format_p_value,
    is_mixed,
    require_measures,
    say_basis,
    say_state,
    select_rows,
    write_interval,
    write_range,
    write_value,
)
from dianalysis.studies.notes import INDEPENDENT
from dianalysis.tables.build import STUB, absent_note, build_message, build_table, hidden_note, range_note

_DIFFERENCES = ("difference", "difference_pooled")


def table_differences(results: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the table that sets a partner against the others: plain differences and pooled ones.

    Parameters
    ----------
    results
        Released results of partner_profile.
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Table with a line for everything compared: the difference and the pooled difference, each with its
    interval, and n. One line when there is nothing to show.
    """
    title = title or page.word("title_differences")
    require_measures(results, _DIFFERENCES, page)
    rows = select_rows(results, _DIFFERENCES, contrast="partner-others")
    if message := say_state(rows, page):
        return build_message(message, table_id="differences", title=title)
    terms = list(dict.fromkeys(rows["term"]))
    mark = is_mixed(rows)
    cells = pd.DataFrame(
        [_compared(rows[rows["term"] == term], term, page, mark=mark) for term in terms]
    ).fillna(ABSENT)
    level = page.word("interval").format(level=page.level(find_level(rows)))
    labels = {STUB: page.word("category"), "base": page.word("base")}
    labels |= {"difference": page.word("difference"), "difference_pooled": page.word("pooled")}
    labels |= {f"{name}.interval": level for name in _DIFFERENCES} | {"range": page.word("range")}
    notes = (
        page.word("note_shares"),
        say_basis(rows, page),
        range_note(cells, rows, page),
        absent_note(cells, page),
        hidden_note(rows, page),
    )
    return build_table(cells, table_id="differences", title=title, labels=labels, notes=notes)


def _compared(rows: pd.DataFrame, term: str, page: Page, *, mark: bool) -> dict[str, str]:
    base = rows["n"].dropna()
    line = {
        STUB: page.term("difference", term),
        "base": format_count(base.iloc[0], page.lang) if len(base) else ABSENT,
    }
    for name in _DIFFERENCES:
        for _, row in rows[rows["measure"] == name].iterrows():
            line |= {name: write_value(row, page, mark=mark), f"{name}.interval": write_interval(row, page)}
            line |= {"range": write_range(row, page)} if name == _DIFFERENCES[-1] else {}
    return line


def table_tests(results: pd.DataFrame, measures: Sequence[str], *, page: Page, title: str = "") -> GT:
    """Make a table of effects with their interval first and their p-value second.

    Parameters
    ----------
    results
        Released results.
    measures
        Measures whose rows carry an effect or a test.
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Table with a line per measure and term: estimate, interval, p-value, p-value corrected within its family,
    n and basis. A single measure stands in the head, and its terms name the lines. Tests that the analysis
    plan does not declare are marked. One line when there is nothing to show.
    """
    title = title or page.word("title_tests")
    require_measures(results, tuple(measures), page)
    rows = select_rows(results, measures, contrast=None)
    rows = rows[rows["contrast"] != "sensitivity"]
    table_id = f"tests-{measures[0]}".replace("_", "-")
    if rows.empty or (rows["estimate"].isna() & rows["p_value"].isna()).all():
        return build_message(say_state(rows, page), table_id=table_id, title=title)
    one = len(set(rows["measure"])) == 1 and len(rows) > 1 and (rows["term"] != "").all()
    cells = pd.DataFrame([_test(row, page, mark=is_mixed(rows), named=not one) for _, row in rows.iterrows()])
    cells = cells.loc[:, [name for name in cells if not (cells[name] == ABSENT).all()]]
    words = {name: page.word(name) for name in ("estimate", "range", "p_value", "p_adjusted", "base")}
    words["interval"] = page.word("interval").format(level=page.level(find_level(rows)))
    if one:
        words["estimate"] = page.measure(measures[0])
    return build_table(
        cells,
        table_id=table_id,
        title=title,
        labels={STUB: page.word("category" if one else "measure")} | words,
        notes=(*_test_notes(rows, page), range_note(cells, rows, page), absent_note(cells, page)),
    )


def _test_notes(rows: pd.DataFrame, page: Page) -> tuple[str, ...]:
    records = [row for _, row in rows.iterrows()]
    known = rows[rows["estimate"].notna()]
    return (
        say_basis(known if len(known) else rows, page),
        page.word("note_adjusted") if rows["p_adjusted"].notna().any() else "",
        page.word("note_independent") if any(_is_independent(row) for row in records) else "",
        page.word("note_exploratory") if any(_is_exploratory(row) for row in records) else "",
        hidden_note(rows, page),
    )


def _test(row: pd.Series, page: Page, *, mark: bool, named: bool) -> dict[str, str]:
    return {
        STUB: _label(row, page, named=named),
        "estimate": write_value(row, page, mark=mark),
        "interval": write_interval(row, page),
        "range": write_range(row, page),
        "p_value": format_p_value(row["p_value"], page.lang) + _marks(row),
        "p_adjusted": format_p_value(row["p_adjusted"], page.lang),
        "base": format_count(row["n"], page.lang),
    }


def _label(row: pd.Series, page: Page, *, named: bool) -> str:
    method = page.term(str(row["measure"]), str(row["term"])) if row["term"] else ""
    if not named:
        return method[:1].upper() + method[1:]
    label = page.measure(str(row["measure"]))
    return f"{label} ({method})" if method and method.lower() not in label.lower() else label


def _is_exploratory(row: pd.Series) -> bool:
    return "exploratory" in str(row["note"]) and pd.notna(row["p_value"])


def _is_independent(row: pd.Series) -> bool:
    return INDEPENDENT in str(row["note"]) and pd.notna(row["p_value"])


def _marks(row: pd.Series) -> str:
    return ("*" if _is_exploratory(row) else "") + ("‡" if _is_independent(row) else "")

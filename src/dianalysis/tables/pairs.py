"""Every pair of statements: how far apart their means lie, and whether that could be chance."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    find_level,
    format_p_value,
    is_mixed,
    require_measures,
    say_base,
    say_basis,
    say_state,
    select_rows,
    write_interval,
    write_range,
    write_value,
)
from dianalysis.studies.notes import INDEPENDENT
from dianalysis.tables.build import (
    STUB,
    absent_note,
    build_message,
    build_table,
    hidden_note,
    join_notes,
    range_note,
)

_ENDS = ["conf_low", "conf_high", "range_low", "range_high"]


def table_pairs(results: pd.DataFrame, measure: str, *, page: Page, title: str = "") -> GT:
    """Make a table with a line per pair: difference, interval and the p-value corrected within its family.

    Parameters
    ----------
    results
        Released results.
    measure
        A measure of differences whose contrasts are `first-second`, such as `outcome_pair_difference`; the
        two are categories of the mean of the same stem (`outcome_mean`).
    page
        Labels and language.
    title
        A title other than the usual one.

    Returns
    -------
    Table that names the higher of each pair first, so that no difference is below nought, and puts the
    largest difference on top. A column that is empty in every line is left out. One line when there is
    nothing to show.
    """
    title = title or page.word("title_pair_differences")
    require_measures(results, (measure,), page)
    rows = select_rows(results, measure, contrast=None)
    table_id = f"pairs-{measure}".replace("_", "-")
    if message := say_state(rows, page):
        return build_message(message, table_id=table_id, title=title)
    rows = _face_up(rows)
    mark = is_mixed(rows)
    named = measure.replace("_pair_difference", "_mean")
    cells = pd.DataFrame([_line(row, named, page, mark=mark) for _, row in rows.iterrows()])
    cells = cells.loc[:, [name for name in cells if not (cells[name] == ABSENT).all()]]
    words = {name: page.word(name) for name in ("difference", "range", "p_adjusted")}
    words |= {STUB: page.word("pair"), "interval": page.word("interval").format(level=_level(rows, page))}
    notes = (*_notes(rows, cells, page), range_note(cells, rows, page), absent_note(cells, page))
    return build_table(cells, table_id=table_id, title=title, labels=words, notes=notes)


def _face_up(rows: pd.DataFrame) -> pd.DataFrame:
    """Turn every pair so that the higher comes first; the largest difference on top."""
    rows = rows.copy()
    down = rows["estimate"] < 0
    turned = rows.loc[down, "contrast"].str.split("-").str[::-1].str.join("-")
    rows.loc[down, "contrast"] = turned
    rows.loc[down, "estimate"] = -rows.loc[down, "estimate"]
    low_high = rows.loc[down, _ENDS].to_numpy()
    rows.loc[down, _ENDS] = -low_high[:, [1, 0, 3, 2]]
    return rows.sort_values("estimate", ascending=False, kind="stable")


def _line(row: pd.Series, named: str, page: Page, *, mark: bool) -> dict[str, str]:
    names = [page.term(named, name) for name in str(row["contrast"]).split("-")]
    known = pd.notna(row["p_adjusted"])
    return {
        STUB: " – ".join(names),
        "difference": write_value(row, page, mark=mark),
        "interval": write_interval(row, page),
        "range": write_range(row, page),
        "p_adjusted": format_p_value(row["p_adjusted"], page.lang)
        + ("‡" if known and _is_independent(row) else ""),
    }


def _notes(rows: pd.DataFrame, cells: pd.DataFrame, page: Page) -> tuple[str, ...]:
    tested = "p_adjusted" in cells
    return (
        join_notes(say_base(rows, page), say_basis(rows, page)),
        page.word("note_adjusted") if tested else "",
        page.word("note_independent") if tested and any(map(_is_independent, _records(rows))) else "",
        hidden_note(rows, page),
    )


def _records(rows: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in rows.iterrows()]


def _is_independent(row: pd.Series) -> bool:
    return INDEPENDENT in str(row["note"])


def _level(rows: pd.DataFrame, page: Page) -> str:
    return page.level(find_level(rows))

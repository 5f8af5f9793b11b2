"""One response against every way of working: association, what it could have been, difference, test."""

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
    say_n,
    say_state,
    select_rows,
    write_interval,
    write_range,
    write_value,
)
from dianalysis.tables.build import (
    STUB,
    absent_note,
    build_message,
    build_table,
    hidden_note,
    join_notes,
    range_note,
)


def table_ways(
    results: pd.DataFrame, response: str, *, page: Page, between: bool = False, title: str = ""
) -> GT:
    """Make the table of one response: a line for every way of working.

    Parameters
    ----------
    results
        Released results of dose_response.
    response
        Slug of the response.
    page
        Labels and language.
    between
        Whether partners are compared rather than companies of the same partner.
    title
        A title other than the usual one, which names the response.

    Returns
    -------
    Table with tau-b, its interval and range, the values it could have had, and within partners the difference
    and, of declared tests, the corrected p-value. One line when there is nothing to show.
    """
    kind = "between" if between else "within"
    title = title or f"{page.measure(f'{kind}_association')}: {page.term('answer', response).lower()}"
    table_id = f"ways-{kind}-{response}"
    measures = (f"{kind}_association", f"{kind}_association_limits", "within_difference")
    require_measures(results, measures, page)
    rows = select_rows(results, measures[: 2 if between else 3], contrast=None)
    rows = rows[rows["term"].astype(str).str.endswith(f".{response}")]
    first = rows[rows["measure"] == measures[0]]
    if message := say_state(first, page):
        return build_message(message, table_id=table_id, title=title)
    mark = is_mixed(first)
    lines = [_line(rows[rows["term"] == term], measures, page, mark=mark) for term in first["term"]]
    cells = pd.DataFrame(lines).fillna(ABSENT)
    cells = cells.loc[:, [name for name in cells if not (cells[name] == ABSENT).all()]]
    level = page.word("interval").format(level=page.level(find_level(first)))
    words = {
        "range": page.word("range"),
        "p_adjusted": page.word("p_adjusted_short"),
        STUB: page.word("way"),
        "limits": page.word("ways_limits"),
        "tau": "tau-b",
        "interval": level,
        "difference": page.word("difference"),
    }
    words["difference_interval"] = level
    notes = (
        join_notes(_say_count(first, page, between=between), say_basis(first, page)),
        page.word("note_ways_limits") if "limits" in cells else "",
        page.word("note_adjusted") if first["p_adjusted"].notna().any() else "",
        range_note(cells, first, page),
        absent_note(cells, page),
        hidden_note(rows, page),
    )
    return build_table(cells, table_id=table_id, title=title, labels=words, notes=notes)


def _say_count(rows: pd.DataFrame, page: Page, *, between: bool) -> str:
    """Say how many companies are counted, or how many partners where these are compared."""
    if not between:
        return say_base(rows, page)
    return f"{page.word('partners_n')}: {say_n(rows, page)}."


def _line(rows: pd.DataFrame, measures: tuple[str, ...], page: Page, *, mark: bool) -> dict[str, str]:
    by_measure = {str(row["measure"]): row for _, row in rows.iterrows()}
    tau, limits, apart = (by_measure.get(name) for name in measures)
    assert tau is not None
    line = {
        STUB: page.term("exposure", str(tau["term"]).partition(".")[0]),
        "tau": write_value(tau, page, mark=mark),
        "interval": write_interval(tau, page),
        "range": write_range(tau, page),
        "limits": ABSENT if limits is None else write_interval(limits, page),
    }
    if apart is not None:
        line |= {"difference": write_value(apart, page), "difference_interval": write_interval(apart, page)}
        line |= {"p_adjusted": format_p_value(tau["p_adjusted"], page.lang)}
    return line

"""Partners of phase two in tables: where their firms are, what they cost, how they are weighed."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    find_level,
    format_number,
    require_measures,
    say_basis,
    say_state,
    select_rows,
    write_interval,
    write_range,
    write_value,
)
from dianalysis.tables.build import (
    GROUP,
    STUB,
    build_message,
    build_table,
    hidden_note,
    range_note,
)

_CRITERIA = ("criterion_rate", "criterion_mean")
_VARYING = ("both", "values", "weights")
_UNKNOWN = "not filled in"


def table_lot_spread(results: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of sectors and kinds of partners over which the firms of phase two are spread."""
    title, measures = page.word("title_lot_spread"), ("lot_sector", "lot_kind")
    require_measures(results, measures, page)
    rows = select_rows(results, measures)
    if message := _say_lots(rows, results, page):
        return build_message(message, table_id="lot-spread", title=title)
    lines = [
        {
            GROUP: page.word("sectors_block" if row["measure"] == "lot_sector" else "kinds_block"),
            STUB: page.term("sector", str(row["term"]))
            if row["measure"] == "lot_sector"
            else page.word(f"kind_{row['term']}"),
            "part": write_value(row, page),
            "range": write_range(row, page),
        }
        for _, row in rows.iterrows()
    ]
    cells = pd.DataFrame(lines)
    cells = cells.loc[:, [name for name in cells if not (cells[name] == ABSENT).all()]]
    labels = {STUB: page.word("category"), "part": page.measure("lot_kind"), "range": page.word("range")}
    notes = (
        page.word("note_lot_spread"),
        say_basis(rows, page, intervals=False),
        range_note(cells, rows, page),
        hidden_note(rows, page),
    )
    return build_table(cells, table_id="lot-spread", title=title, labels=labels, notes=notes)


def _say_lots(rows: pd.DataFrame, results: pd.DataFrame, page: Page) -> str:
    clash = len(select_rows(results, "lot_conflict")) > 0
    return page.word("lot_no_answer") if rows.empty and clash else say_state(rows, page)


def table_budget(results: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of money; what nobody printed and the scenario leaves open is said to be open."""
    title = page.word("title_budget")
    require_measures(results, ("budget",), page)
    rows = select_rows(results, "budget")
    if message := say_state(rows, page):
        return build_message(message, table_id="budget", title=title)
    lines = [
        {
            STUB: page.word(f"budget_{row['term']}")
            if page.has_word(f"budget_{row['term']}")
            else str(row["term"]),
            "euros": page.word("budget_unknown") if _is_open(row) else write_value(row, page),
            "interval": write_interval(row, page),
        }
        for _, row in rows.iterrows()
    ]
    labels = {STUB: page.word("budget_line"), "euros": page.word("budget_euros")}
    labels["interval"] = page.word("interval").format(level=page.level(find_level(rows)))
    open_ = any(_is_open(row) for _, row in rows.iterrows())
    known = rows[rows["estimate"].notna()]
    notes = (
        page.word("note_budget_unknown") if open_ else "",
        say_basis(known, page),
        hidden_note(rows, page),
    )
    cells = pd.DataFrame(lines)
    return build_table(cells, table_id="budget", title=title, labels=labels, notes=notes)


def _is_open(row: pd.Series) -> bool:
    return str(row["note"]).startswith(_UNKNOWN)


def table_criteria(results: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of partners: shrunken criteria and their weighted score."""
    title, measures = page.word("title_criteria"), ("selection_score", *_CRITERIA)
    rows = select_rows(results, measures, group="partner")
    score = rows[rows["measure"] == "selection_score"]
    require_measures(results, measures, page)
    if message := say_state(score, page):
        return build_message(message, table_id="design-criteria", title=title)
    cells = _by_partner(rows, page)
    terms = [str(name) for name in cells if str(name).startswith("criterion_")]
    labels = {STUB: page.word("partner"), "score": page.word("score_column")}
    labels |= {name: page.word(name) for name in terms}
    notes = (page.word("note_criteria"), say_basis(rows, page, marked=False), hidden_note(rows, page))
    return build_table(
        cells[[STUB, *terms, "score"]],
        table_id="design-criteria",
        title=title,
        labels=labels,
        notes=notes,
        wrap=True,
    )


def table_places(results: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of partners: chance of the first places when weights, values or both vary."""
    title, measures = page.word("title_first_places"), ("selection_top", "places")
    require_measures(results, measures, page)
    rows = select_rows(results, "selection_top", group="partner", contrast=None)
    if message := say_state(rows, page):
        return build_message(message, table_id="design-places", title=title)
    cells = _by_partner(rows, page)
    varying = [name for name in (*(f"top_{how}" for how in _VARYING), "top_without") if name in cells]
    places = format_number(select_rows(results, "places")["estimate"].iloc[0], page.lang, decimals=0)
    return build_table(
        cells[[STUB, *varying]],
        table_id="design-places",
        title=title,
        labels={STUB: page.word("partner")} | {name: page.word(name) for name in varying},
        notes=(page.word("note_first_places"), say_basis(rows, page), hidden_note(rows, page)),
        spanners={page.word("top_spanner").format(k=places): varying},
        wrap=True,
    )


def _by_partner(rows: pd.DataFrame, page: Page) -> pd.DataFrame:
    """One line a partner, in the order of their labels."""
    names = sorted(set(rows["group_level"]), key=lambda name: page.group("partner", str(name)).lower())
    lines = [_criteria(rows[rows["group_level"] == name], page) for name in names]
    return pd.DataFrame(lines).fillna(ABSENT)


def _criteria(rows: pd.DataFrame, page: Page) -> dict[str, str]:
    line = {STUB: page.group("partner", str(rows["group_level"].iloc[0]))}
    for _, row in rows.iterrows():
        measure, term = str(row["measure"]), str(row["term"])
        if measure in _CRITERIA:
            line[f"criterion_{term}"] = _whole(row, page, percent=measure == "criterion_rate")
        elif measure == "selection_top":
            name = "top_without" if row["contrast"] else f"top_{term}"
            line[name] = _whole(row, page, percent=True)
        else:
            line["score"] = write_value(row, page)
    return line


def _whole(row: pd.Series, page: Page, *, percent: bool) -> str:
    """Write a share without decimals: more would be finer than what it rests on."""
    if pd.isna(row["estimate"]) or not percent:
        return write_value(row, page)
    return page.value(str(row["measure"]), row["estimate"], decimals=0)

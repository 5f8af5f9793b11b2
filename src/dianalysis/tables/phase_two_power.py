"""The trial of phase two in tables: what it rests on, what can be found, how often chance is taken for it."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Kind,
    Page,
    find_level,
    format_count,
    format_interval,
    format_percent,
    format_value,
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
    absent_note,
    build_message,
    build_table,
    hidden_note,
    range_note,
)


def table_design_inputs(results: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of spread and intraclass correlation, a line for every outcome."""
    title, measures = page.word("title_design_inputs"), ("design_icc", "design_sd")
    require_measures(results, measures, page)
    rows = select_rows(results, measures)
    icc = rows[rows["measure"] == "design_icc"]
    if message := say_state(icc, page):
        return build_message(message, table_id="design-inputs", title=title)
    spread = rows[rows["measure"] == "design_sd"].set_index("term")
    lines = [
        {
            STUB: page.word(f"design_{row['term']}"),
            "sd": format_value(spread.loc[row["term"], "estimate"], page.lang, kind=_kind(str(row["term"]))),
            "icc": write_value(row, page),
            "interval": write_interval(row, page),
            "range": write_range(row, page),
            "n": format_count(row["n"], page.lang),
        }
        for _, row in icc.iterrows()
    ]
    cells = pd.DataFrame(lines)
    cells = cells.loc[:, [name for name in cells if not (cells[name] == ABSENT).all()]]
    labels = {
        STUB: page.word("category"),
        "sd": page.word("design_sd_column"),
        "icc": page.word("design_icc_column"),
        "interval": page.word("interval").format(level=page.level(find_level(icc))),
        "range": page.word("range"),
        "n": page.word("base"),
    }
    notes = (
        page.word("note_design_inputs"),
        say_basis(rows, page),
        range_note(cells, icc, page),
        hidden_note(rows, page),
    )
    return build_table(cells, table_id="design-inputs", title=title, labels=labels, notes=notes)


def table_detectable(results: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of what can be found in the planned trial: a line for every outcome and design."""
    title = page.word("title_design_detectable")
    measures = ("effect_planned", "design_power", "detectable_effect", "detectable_effect_formula")
    require_measures(results, measures, page)
    rows = select_rows(results, measures, group=None, contrast=None)
    formula = rows[rows["measure"] == "detectable_effect_formula"]
    if message := say_state(formula, page):
        return build_message(message, table_id="design-detectable", title=title)
    planned = _planned(results)
    lines = [_detectable(rows, row, planned, page) for _, row in formula.iterrows()]
    cells = pd.DataFrame(lines).fillna(ABSENT)
    labels = {STUB: page.word("design_column")} | {
        name: page.word(f"{name}_column")
        for name in (
            "effect_planned",
            "design_power",
            "simulation_error",
            "detectable",
            "detectable_formula",
            "detectable_range",
        )
    }
    target = select_rows(results, "power_target")
    notes = (
        page.word("note_detectable").format(target=write_value(target.iloc[0], page)),
        say_basis(formula, page),
        absent_note(cells, page),
        hidden_note(rows, page),
    )
    return build_table(cells, table_id="design-detectable", title=title, labels=labels, notes=notes)


def _kind(outcome: str) -> Kind:
    """How differences and spreads of an outcome are written: those of a share in percentage points."""
    return "points" if outcome == "improved" else "mean"


def _planned(results: pd.DataFrame) -> tuple[str, str]:
    """Firms and partners of the planned trial, as the rows on power name them."""
    row = select_rows(results, "planned_trial").iloc[0]
    firms, _, partners = str(row["term"]).partition(".")
    return firms, partners


def _detectable(
    rows: pd.DataFrame, formula: pd.Series, planned: tuple[str, str], page: Page
) -> dict[str, str]:
    term, same = str(formula["term"]), rows[rows["contrast"] == formula["contrast"]]
    kind = _kind(term)
    power = same[(same["measure"] == "design_power") & (same["group_level"] == planned[0])]
    power = power[power["term"] == f"{term}.{planned[1]}"]
    found = same[(same["measure"] == "detectable_effect") & (same["term"] == term)]
    effect = rows[(rows["measure"] == "effect_planned") & (rows["term"] == term)].iloc[0]
    line = {
        GROUP: page.word(f"design_{term}"),
        STUB: page.word(f"design_{formula['contrast']}"),
        "effect_planned": format_value(effect["estimate"], page.lang, kind=kind),
    }
    for _, row in power.iterrows():
        line |= {"design_power": write_value(row, page), "simulation_error": write_interval(row, page)}
    for _, row in found.iterrows():
        line["detectable"] = format_value(row["estimate"], page.lang, kind=kind)
    line["detectable_formula"] = format_value(formula["estimate"], page.lang, kind=kind)
    line["detectable_range"] = format_interval(
        formula["conf_low"], formula["conf_high"], page.lang, kind=kind
    )
    return line


def table_false_positive(results: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of how often the planned trial finds a difference that is not there."""
    title = page.word("title_design_false_positive")
    require_measures(results, ("design_false_positive",), page)
    rows = select_rows(results, "design_false_positive", contrast=None)
    if message := say_state(rows, page):
        return build_message(message, table_id="design-false-positive", title=title)
    lines = [
        {
            GROUP: page.word(f"design_{row['term']}"),
            STUB: page.word(f"design_{row['contrast']}"),
            "share": write_value(row, page),
            "interval": write_interval(row, page),
        }
        for _, row in rows.iterrows()
    ]
    labels = {STUB: page.word("design_column"), "share": page.word("false_positive_column")}
    labels["interval"] = page.word("simulation_error_column")
    level = float(find_level(rows) or 0.95)
    note = page.word("note_false_positive").format(
        level=page.level(level), rest=format_percent(1 - level, page.lang, decimals=0)
    )
    return build_table(
        pd.DataFrame(lines), table_id="design-false-positive", title=title, labels=labels, notes=(note,)
    )

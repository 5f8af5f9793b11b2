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
    format_number,
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

_DETECTABLE = (
    "effect_planned", "design_power", "effect_other", "design_power_other", "detectable",
    "detectable_formula", "detectable_range",
)  # fmt: skip


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
    measures = (
        "effect_planned", "effect_other", "design_power", "design_power_other", "detectable_effect",
        "detectable_effect_formula", "design_icc",
    )  # fmt: skip
    require_measures(results, measures, page)
    rows = select_rows(results, measures, group=None, contrast=None)
    formula = rows[rows["measure"] == "detectable_effect_formula"]
    if message := say_state(formula, page):
        return build_message(message, table_id="design-detectable", title=title)
    planned = _planned(results)
    lines = [_detectable(rows, row, planned, page) for _, row in formula.iterrows()]
    cells = pd.DataFrame(lines).fillna(ABSENT)
    columns = [name for name in _DETECTABLE if name in cells]
    labels = {STUB: page.word("design_column")} | {name: page.word(f"{name}_column") for name in columns}
    taken = rows[rows["measure"].isin(("design_icc", "detectable_effect_formula"))]
    notes = (
        page.word("note_detectable").format(
            target=page.value(
                "power_target", select_rows(results, "power_target")["estimate"].iloc[0], decimals=0
            ),
            error=_error(rows[rows["measure"].isin(("design_power", "design_power_other"))], page),
        ),
        say_basis(taken, page, marked=False),
        absent_note(cells, page),
        hidden_note(rows, page),
    )
    return build_table(
        cells[[GROUP, STUB, *columns]],
        table_id="design-detectable",
        title=title,
        labels=labels,
        notes=notes,
        spanners={
            page.word("smallest_spanner"): columns[:2],
            page.word("other_spanner"): columns[2:4],
            page.word("found_spanner"): columns[4:],
        },
        wrap=True,
    )


def _error(rows: pd.DataFrame, page: Page) -> str:
    """Twice the largest standard error of simulated shares."""
    largest = rows["std_error"].max()
    return ABSENT if pd.isna(largest) else f"±{format_percent(2 * float(largest), page.lang, decimals=0)}"


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
    term, kind = str(formula["term"]), _kind(str(formula["term"]))
    same = rows[rows["contrast"] == formula["contrast"]]
    power = same[(same["measure"] == "design_power") & (same["group_level"] == planned[0])]
    power = power[power["term"] == f"{term}.{planned[1]}"].assign(measure="design_power")
    other = same[(same["measure"] == "design_power_other") & (same["term"] == term)]
    line = {GROUP: page.word(f"design_{term}"), STUB: page.word(f"design_{formula['contrast']}")}
    for name in ("effect_planned", "effect_other"):
        effect = rows[(rows["measure"] == name) & (rows["term"] == term)].iloc[0]
        line[name] = format_value(effect["estimate"], page.lang, kind=kind)
    for name, found in (("design_power", power), ("design_power_other", other)):
        for _, row in found.iterrows():
            line[name] = page.value(name, row["estimate"], decimals=0)
    for _, row in same[(same["measure"] == "detectable_effect") & (same["term"] == term)].iterrows():
        line["detectable"] = format_value(row["estimate"], page.lang, kind=kind)
    line["detectable_formula"] = format_value(formula["estimate"], page.lang, kind=kind)
    ends = (formula["conf_low"], formula["conf_high"])
    return line | {"detectable_range": format_interval(*ends, page.lang, kind=kind)}


def table_power_sensitivity(results: pd.DataFrame, *, page: Page) -> GT:
    """Make the table of what the chance for the primary outcome hangs on: groups, and who is analysed."""
    title = page.word("title_power_sensitivity")
    require_measures(results, ("power_sensitivity", "analysed", "primary_outcome"), page)
    rows = select_rows(results, "power_sensitivity", group="group_icc", contrast="within_partners")
    if message := say_state(rows, page):
        return build_message(message, table_id="power-sensitivity", title=title)
    levels = list(dict.fromkeys(rows["group_level"]))
    lines = [
        {STUB: format_number(float(level), page.lang, decimals=2)}
        | {
            str(row["term"]).replace(".", "_"): page.value("power_sensitivity", row["estimate"], decimals=0)
            for _, row in rows[rows["group_level"] == level].iterrows()
        }
        for level in levels
    ]
    analysed = select_rows(results, "analysed").set_index("term")["estimate"]
    outcome = str(select_rows(results, "primary_outcome")["term"].iloc[0])
    columns = [f"{effect}_{term}" for effect in ("planned", "other") for term in ("planned", "low")]
    labels = {STUB: page.word("group_icc_column")} | {
        name: page.word("analysed_column").format(
            part=page.value("analysed", analysed[name.partition("_")[2]], decimals=0)
        )
        for name in columns
    }
    note = page.word("note_power_sensitivity").format(
        outcome=page.word(f"design_{outcome}").partition(" (")[0].lower(), error=_error(rows, page)
    )
    return build_table(
        pd.DataFrame(lines)[[STUB, *columns]],
        table_id="power-sensitivity",
        title=title,
        labels=labels,
        notes=(note, say_basis(rows, page), hidden_note(rows, page)),
        spanners=_effect_spanners(results, outcome, page),
        wrap=True,
    )


def _effect_spanners(results: pd.DataFrame, outcome: str, page: Page) -> dict[str, list[str]]:
    """Header for each of the two differences of an outcome -> its columns."""
    spanners = {}
    for name in ("planned", "other"):
        size = select_rows(results, f"effect_{name}", terms=[outcome])["estimate"].iloc[0]
        written = format_value(size, page.lang, kind=_kind(outcome))
        head = page.word(f"effect_{name}_spanner").format(effect=written)
        spanners[head] = [f"{name}_planned", f"{name}_low"]
    return spanners


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

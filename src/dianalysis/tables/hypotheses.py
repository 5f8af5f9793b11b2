"""The hypotheses of the analysis plan with what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    find_level,
    format_p_value,
    is_point_only,
    say_range,
    write_interval,
    write_range,
)
from dianalysis.studies.notes import INDEPENDENT
from dianalysis.tables.build import STUB, absent_note, build_table

_WORDS = ("estimate", "range", "smallest_effect", "p_value", "plan_outcome")


def table_hypotheses(
    outcomes: pd.DataFrame,
    *,
    page: Page,
    family: str,
    tests: Mapping[str, str],
    links: Mapping[str, str] | None = None,
) -> GT:
    """Make the table of the hypotheses of a family: what each rests on and what became of it.

    Parameters
    ----------
    outcomes
        Rows of `studies.plan_outcome.outcome_of_plan`, of one family.
    page
        Labels and language.
    family
        Name of the family, for the title and the identifier of the table.
    tests
        Name of each test on the page.
    links
        Address of the page of each study; a question of another study is not linked.

    Returns
    -------
    Table with a line per hypothesis: outcome with its reason and basis, estimate, interval, range, smallest
    effect, p-value as such and adjusted. Columns that are absent from every line are left out.
    """
    lines = [_line(row, page, tests, links or {}) for _, row in outcomes.iterrows()]
    cells = pd.DataFrame(lines)
    keep = [name for name in cells if name == STUB or not (cells[name] == ABSENT).all()]
    cells = cells[keep]
    labels = {STUB: page.word("hypothesis")} | {name: page.word(name) for name in _WORDS}
    labels["interval"] = page.word("interval").format(level=page.level(find_level(outcomes)))
    labels["p_adjusted"] = page.word("p_adjusted_short")
    title = page.word("title_hypotheses").format(family=family)
    table_id = f"plan-{outcomes['family'].iloc[0]}".replace("_", "-")
    notes = _notes(outcomes, cells, page)
    table = build_table(cells, table_id=table_id, title=title, labels=labels, notes=notes, wrap=True)
    table = table.cols_align("left", columns=["plan_outcome"])
    return table.fmt(fns=str, columns=[STUB, "plan_outcome"])  # these hold tags, and no text unescaped


def _line(row: pd.Series, page: Page, tests: Mapping[str, str], links: Mapping[str, str]) -> dict[str, str]:
    measure, question = str(row["measure"]), escape(str(row[f"question_{page.lang}"]))
    if row["study"] in links:
        question = f'<a href="{escape(links[row["study"]])}">{question}</a>'
    outcome = page.word(f"decision_{row['decision']}")
    reason = page.word(f"reason_{row['reason']}")
    alone = row["reason"] in ("test", "estimate") and _is_independent(row)
    said = f"<b>{escape(outcome)}</b><br><small>{escape(reason)}{'‡' if alone else ''}</small>"
    return {
        STUB: f"{question}<br><small>{escape(tests[row['test']])}</small>",
        "plan_outcome": said + _basis(row, page),
        "estimate": page.value(measure, row["estimate"]),
        "interval": write_interval(row, page),
        "range": write_range(row, page),
        "smallest_effect": page.value(measure, row["smallest_effect"]).lstrip("+"),
        "p_value": format_p_value(row["p_value"], page.lang) + ("‡" if _is_independent(row) else ""),
        "p_adjusted": format_p_value(row["p_adjusted"], page.lang),
    }


def _basis(row: pd.Series, page: Page) -> str:
    """Say below an outcome what it rests on: a column of its own would make the table wider than a page."""
    if pd.isna(row["basis"]):
        return ""
    basis = page.word(f"plan_basis_{row['basis']}")
    return f"<br><small>{page.word('basis').lower()}: {escape(basis)}</small>"


def _is_independent(row: pd.Series) -> bool:
    return INDEPENDENT in str(row["note"]) and pd.notna(row["p_value"])


def _notes(outcomes: pd.DataFrame, cells: pd.DataFrame, page: Page) -> tuple[str, ...]:
    records = [row for _, row in outcomes.iterrows()]
    over = say_range(outcomes, page) if "range" in cells else ""
    return (
        page.word("note_plan_range").format(over=over) if over else "",
        page.word("note_plan_point_only") if any(is_point_only(row) for row in records) else "",
        page.word("note_independent") if any(_is_independent(row) for row in records) else "",
        absent_note(cells, page),
    )

"""The verdicts of the audit in numbers: by group of tables, and the proofs made again."""

from __future__ import annotations

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    Page,
    format_count,
    format_percent,
    require_measures,
    say_basis,
    say_state,
    select_rows,
)
from dianalysis.studies.published_audit import VERDICTS
from dianalysis.tables.build import STUB, build_message, build_table, hidden_note

_GROUP = "table_group"
_METHODS = {"exact bounds": "recheck_exact", "integer programme": "recheck_solver"}
_PROVEN = ("impossible", "minimal", "unchanged")


def table_verdicts(results: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the table of verdicts by group of tables: number and share of each.

    Parameters
    ----------
    results
        Released results of published_audit.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_audit_table")
    require_measures(results, ("audit_n", "audit_share"), page)
    rows = select_rows(results, ("audit_n", "audit_share"), group=_GROUP)
    if message := say_state(rows, page):
        return build_message(message, table_id="audit-verdicts", title=title)
    lines = [_line(str(level), part, page) for level, part in rows.groupby("group_level", sort=False)]
    names = {verdict: page.term("audit", verdict) for verdict in VERDICTS}
    labels = {STUB: page.word(_GROUP), "audit_figures": page.word("audit_figures")} | names
    notes = (say_basis(rows, page, intervals=False), hidden_note(rows, page))
    return build_table(
        pd.DataFrame(lines), table_id="audit-verdicts", title=title, labels=labels, notes=notes, wrap=True
    )


def _line(level: str, rows: pd.DataFrame, page: Page) -> dict[str, str]:
    line = {STUB: page.group(_GROUP, level), "audit_figures": format_count(rows["n"].max(), page.lang)}
    for verdict in VERDICTS:
        own = rows[rows["term"] == verdict].set_index("measure")
        if own["estimate"].isna().any():
            line[verdict] = page.word("suppressed")
            continue
        values = own["estimate"].astype("float64")
        share = format_percent(values["audit_share"], page.lang)
        line[verdict] = (
            f"{format_count(values['audit_n'], page.lang)} ({share})" if values["audit_n"] else "0"
        )
    return line


def table_rechecks(checked: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the table of proofs made again: by method, how many sets still stand.

    Parameters
    ----------
    checked
        One row per set with `method`, and whether it is `impossible`, `minimal` and `unchanged`, as
        `published.audit.recheck_proofs` gives them.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_rechecks")
    if checked.empty:
        return build_message(page.word("no_contradictions"), table_id="audit-proofs", title=title)
    lines = []
    for method, word in _METHODS.items():
        part = checked[checked["method"] == method]
        counts = {"sets": len(part)} | {name: int(part[name].sum()) for name in _PROVEN}
        line = {name: format_count(count, page.lang) for name, count in counts.items()}
        lines.append({STUB: page.word(word)} | line)
    labels = {name: page.word(f"recheck_{name}") for name in ("sets", *_PROVEN)}
    labels[STUB] = page.word("method")
    return build_table(pd.DataFrame(lines), table_id="audit-proofs", title=title, labels=labels)

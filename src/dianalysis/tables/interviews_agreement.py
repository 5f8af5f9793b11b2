"""How far two coders agreed, as a table, and what was done about codes on which they did not."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    find_level,
    format_count,
    require_measures,
    say_basis,
    say_state,
    select_rows,
    write_interval,
    write_value,
)
from dianalysis.studies.interviews.agreement import COUNTS, LEAST_ALPHA
from dianalysis.studies.interviews.presence import CORPUS
from dianalysis.tables.build import (
    STUB,
    absent_note,
    build_message,
    build_table,
    hidden_note,
    join_notes,
)

_WHOLE = "totaal"


def table_agreement(results: pd.DataFrame, *, page: Page, title: str = "") -> GT:
    """Make the table of agreement before settlement, with what was done about codes below the limit.

    Parameters
    ----------
    results
        Released results of interviews.
    page
        Labels and language.
    title
        A title other than the usual one.
    """
    title = title or page.word("title_agreement")
    names = {
        "alpha": "agreement_alpha", "prevalence": "agreement_prevalence",
        "positive_agreement": "agreement_positive", "negative_agreement": "agreement_negative",
        "valence_alpha": "valence_alpha", "valence_same": "valence_same_n",
    }  # fmt: skip
    require_measures(results, tuple(names.values()), page)
    rows = select_rows(results, [*names.values(), "agreement_n"])
    alphas = rows[rows["measure"] == "agreement_alpha"]
    if message := say_state(alphas, page):
        return build_message(message, table_id="interview-agreement", title=title)
    cells = {(str(row["measure"]), str(row["term"])): row for _, row in rows.iterrows()}
    lines = [_agreement_line(str(code), names, cells, page) for code in alphas["term"]]
    labels = {name: page.word(name) for name in (*names, "agreement_counts", "what_was_done")}
    labels |= {STUB: page.word("code"), "interval": interval_head(alphas, page)}
    shown = pd.DataFrame(lines)
    shown = shown.loc[:, [name for name in shown if not (shown[name] == "").all()]]
    notes = (
        page.word("note_agreement"), say_gone(page), coded_note(rows, page), absent_note(shown, page),
        hidden_note(rows, page),
    )  # fmt: skip
    table = build_table(shown, table_id="interview-agreement", title=title, labels=labels, notes=notes)
    return table.cols_align("left", columns=["what_was_done"]) if "what_was_done" in shown else table


def say_gone(page: Page) -> str:
    """Say which codes are no longer in use, and why, from the history of the frame; empty without any."""
    history = page.codebook.tables["coding_frame_history"]
    gone = history[history["change"].isin(["merged", "dropped"])]
    told = [
        f"{page.term('code', str(code))}: {why}"
        for code, why in zip(gone["code"], gone[f"why_{page.lang}"], strict=True)
    ]
    return f"{page.word('codes_gone')} {' '.join(told)}" if told else ""


def say_done(code: str, page: Page) -> str:
    """Say what the history of the frame tells of a code after it was made; a dash where it tells nothing."""
    history = page.codebook.tables["coding_frame_history"]
    told = history[(history["code"] == code) & ~history["change"].isin(["made", "added"])]
    return " ".join(told[f"why_{page.lang}"]) or ABSENT


def _agreement_line(
    code: str, names: Mapping[str, str], cells: Mapping[tuple[str, str], pd.Series], page: Page
) -> dict[str, str]:
    alpha = cells["agreement_alpha", code]
    line = {STUB: page.word("total_codes") if code == _WHOLE else page.term("code", code)}
    line |= {"alpha": write_value(alpha, page), "interval": write_interval(alpha, page)}
    told = [write_value(cells["agreement_n", f"{code}.{name}"], page) for name in COUNTS]
    line |= {"agreement_counts": " / ".join(told)}
    for name in ("prevalence", "positive_agreement", "negative_agreement", "valence_alpha"):
        line[name] = write_value(cells[names[name], code], page)
    same = cells["valence_same_n", code]
    base = format_count(same["n"], page.lang) if pd.notna(same["n"]) else ABSENT
    line["valence_same"] = f"{write_value(same, page)}/{base}"
    low = pd.notna(alpha["estimate"]) and float(alpha["estimate"]) < LEAST_ALPHA
    line["what_was_done"] = say_done(code, page) if low else ""
    return line


def interval_head(rows: pd.DataFrame, page: Page) -> str:
    """Return the header over intervals of the level rows share."""
    return page.word("interval").format(level=page.level(find_level(rows)))


def coded_note(rows: pd.DataFrame, page: Page) -> str:
    """Say what rows on segments rest on, and that the codes are not printed."""
    coded = page.word("note_own_codes") if (rows["population"] == CORPUS).any() else ""
    return join_notes(say_basis(rows, page, intervals=False), coded)

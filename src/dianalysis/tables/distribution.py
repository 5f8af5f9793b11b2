"""How companies divide over categories, with the number and the share of each."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    find_level,
    format_interval,
    require_measures,
    say_base,
    say_basis,
    say_n,
    say_state,
    select_rows,
    write_interval,
    write_value,
)
from dianalysis.tables.build import GROUP, STUB, build_message, build_table, hidden_note, join_notes

TOTAL = "totaal"
_WAVES = {"monitor_1": "start", "monitor_3": "end", "registration": "registered", "change": "change"}


def table_distribution(
    results: pd.DataFrame,
    measures: str | Sequence[str],
    *,
    page: Page,
    title: str = "",
    group: str = "",
    level: str | None = None,
) -> GT:
    """Make a table of the number and the share of companies in every category.

    Parameters
    ----------
    results
        Released results.
    measures
        Beginning of a measure, without `_n` or `_share` (`sector`, `typology`); several stand under each
        other.
    page
        Labels and language.
    title
        A title other than the usual one.
    group, level
        The companies it is about; all of them when empty.

    Returns
    -------
    Table with, per wave where there is more than one, number, share and interval; the range over the draws
    where numbers depend on the reconstruction. A table of one line when there is nothing to show.
    """
    stems = [measures] if isinstance(measures, str) else list(measures)
    title = title or (page.measure(f"{stems[0]}_n") if len(stems) == 1 else page.word("title_distribution"))
    names = [f"{stem}{face}" for stem in stems for face in ("_n", "_share")]
    require_measures(results, tuple(names))
    rows = select_rows(results, names, group=group, level=level)
    table_id = f"distribution-{'-'.join(stems)}".replace("_", "-")
    if message := say_state(rows, page):
        return build_message(message, table_id=table_id, title=title)
    waves = list(dict.fromkeys(rows["wave"]))
    blocks = [_cells(rows[rows["measure"].str.startswith(f"{stem}_")], stem, waves, page) for stem in stems]
    cells = pd.concat(blocks, ignore_index=True)
    if len(stems) == 1:
        cells = cells.drop(columns=GROUP)
    cells = cells.loc[:, [name for name in cells if not (cells[name] == ABSENT).all()]]
    several = waves if len(waves) > 1 else []
    spanners = {_wave_header(rows, wave, page): _of_wave(cells, wave) for wave in several}
    return build_table(
        cells,
        table_id=table_id,
        title=title,
        labels=_labels(cells, rows, page),
        notes=(_source(rows, page), _range_note(cells, page), hidden_note(rows, page)),
        spanners=spanners,
    )


def _cells(rows: pd.DataFrame, stem: str, waves: list[str], page: Page) -> pd.DataFrame:
    terms = list(dict.fromkeys(rows["term"]))
    terms = [term for term in terms if term != TOTAL] + [term for term in terms if term == TOTAL]
    heading = f"{page.measure(f'{stem}_n')} ({say_n(rows, page)})"
    cells = pd.DataFrame({GROUP: heading, STUB: [page.term(stem, term) for term in terms]})
    for wave in waves:
        part = rows[rows["wave"] == wave]
        counts = part[part["measure"].str.endswith("_n")].set_index("term")
        shares = part[part["measure"].str.endswith("_share")].set_index("term")
        cells[f"n.{wave}"] = [_write(counts, term, page, "value") for term in terms]
        cells[f"share.{wave}"] = [_write(shares, term, page, "value") for term in terms]
        cells[f"interval.{wave}"] = [_write(shares, term, page, "interval") for term in terms]
        cells[f"range.{wave}"] = [_write(shares, term, page, "range") for term in terms]
    return cells


def _write(rows: pd.DataFrame, term: str, page: Page, what: str) -> str:
    if term not in rows.index:
        return ABSENT
    row = rows.loc[[term]].reset_index().iloc[0]
    if what == "range":
        return format_interval(row["range_low"], row["range_high"], page.lang)
    return write_value(row, page) if what == "value" else write_interval(row, page)


def _of_wave(cells: pd.DataFrame, wave: str) -> list[str]:
    return [str(name) for name in cells if str(name).endswith(f".{wave}")]


def _labels(cells: pd.DataFrame, rows: pd.DataFrame, page: Page) -> dict[str, str]:
    words = {
        "n": page.word("companies"),
        "share": page.word("share"),
        "interval": page.word("interval").format(level=page.level(find_level(rows))),
        "range": page.word("range"),
    }
    numbers = [str(name) for name in cells if name not in (STUB, GROUP)]
    return {STUB: page.word("category")} | {name: words[name.split(".")[0]] for name in numbers}


def _wave_header(rows: pd.DataFrame, wave: str, page: Page) -> str:
    return f"{page.word(_WAVES.get(wave, wave))} ({say_n(rows[rows['wave'] == wave], page)})"


def _source(rows: pd.DataFrame, page: Page) -> str:
    return join_notes(say_base(rows, page), say_basis(rows, page))


def _range_note(cells: pd.DataFrame, page: Page) -> str:
    return page.word("note_range") if any(str(name).startswith("range.") for name in cells) else ""

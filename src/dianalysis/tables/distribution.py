"""How companies divide over categories, with the number and the share of each."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from dianalysis.formats import (
    ABSENT,
    Page,
    find_level,
    find_title,
    format_count,
    is_mixed,
    require_measures,
    say_base,
    say_basis,
    say_n,
    say_state,
    select_rows,
    word_of,
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
    join_notes,
    range_note,
)

TOTAL = "totaal"
_DIVIDED = "indicator"  # its categories stand under the aspect each is a part of
_WAVES = {"monitor_1": "start", "monitor_3": "end", "registration": "registered", "change": "change"}


def table_distribution(
    results: pd.DataFrame,
    measures: str | Sequence[str],
    *,
    page: Page,
    title: str = "",
    group: str = "",
    level: str | None = None,
    least: int = 0,
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
    least
        Leave out categories with fewer companies than this, and hidden ones, unless they were printed; how
        many is said in a note.

    Returns
    -------
    Table with, per wave where there is more than one, number, share and interval; the range over the draws
    where numbers depend on the reconstruction; indicators stand under their aspect. A table of one line when
    there is nothing to show.
    """
    stems = [measures] if isinstance(measures, str) else list(measures)
    title = title or find_title(stems, page)
    names = [f"{stem}{face}" for stem in stems for face in ("_n", "_share")]
    require_measures(results, tuple(names), page)
    rows = select_rows(results, names, group=group, level=level)
    every = rows
    rows = _drop_rare(rows, least)
    table_id = f"distribution-{'-'.join(stems)}".replace("_", "-")
    if message := say_state(rows, page):
        return build_message(message, table_id=table_id, title=title)
    waves = list(dict.fromkeys(rows["wave"]))
    blocks = [
        _cells(
            rows[rows["measure"].isin([f"{stem}_n", f"{stem}_share"])], stem, waves, page, mark=is_mixed(rows)
        )
        for stem in stems
    ]
    cells = pd.concat(blocks, ignore_index=True)
    if len(stems) == 1 and stems != [_DIVIDED]:
        cells = cells.drop(columns=GROUP)
    cells = cells.loc[:, [name for name in cells if not (cells[name] == ABSENT).all()]]
    several = waves if len(waves) > 1 else []
    spanners = {_wave_header(rows, wave, page): _of_wave(cells, wave) for wave in several}
    return build_table(
        cells,
        table_id=table_id,
        title=title,
        labels=_labels(cells, rows, page),
        notes=(
            _source(rows, page),
            range_note(cells, rows, page),
            absent_note(cells, page),
            _left_out(every, rows, least, page),
            hidden_note(rows, page),
        ),
        spanners=spanners,
    )


def _cells(rows: pd.DataFrame, stem: str, waves: list[str], page: Page, *, mark: bool) -> pd.DataFrame:
    terms = list(dict.fromkeys(rows["term"]))
    terms = [term for term in terms if term != TOTAL] + [term for term in terms if term == TOTAL]
    cells = pd.DataFrame({STUB: [page.term(stem, term) for term in terms]})
    heading = f"{page.measure(f'{stem}_n')} ({say_n(rows, page)})"
    cells.insert(0, GROUP, [page.aspect_of(term) for term in terms] if stem == _DIVIDED else heading)
    for wave in waves:
        part = rows[rows["wave"] == wave]
        counts = part[part["measure"].str.endswith("_n")].set_index("term")
        shares = part[part["measure"].str.endswith("_share")].set_index("term")
        cells[f"n.{wave}"] = [_write(counts, term, page, what="value", mark=mark) for term in terms]
        cells[f"share.{wave}"] = [_write(shares, term, page, what="value", mark=mark) for term in terms]
        cells[f"interval.{wave}"] = [_write(shares, term, page, what="interval") for term in terms]
        cells[f"range.{wave}"] = [_write(shares, term, page, what="range") for term in terms]
    return cells


def _write(rows: pd.DataFrame, term: str, page: Page, *, what: str, mark: bool = False) -> str:
    if term not in rows.index:
        return ABSENT
    row = rows.loc[[term]].reset_index().iloc[0]
    if what == "range":
        return write_range(row, page) if term != TOTAL else ABSENT
    if what == "interval" and term == TOTAL and row["estimate"] == 1:
        return ABSENT  # all of all is no estimate; a total of those that answered is one
    return write_value(row, page, mark=mark) if what == "value" else write_interval(row, page)


def _of_wave(cells: pd.DataFrame, wave: str) -> list[str]:
    return [str(name) for name in cells if str(name).endswith(f".{wave}")]


def _labels(cells: pd.DataFrame, rows: pd.DataFrame, page: Page) -> dict[str, str]:
    words = {
        "n": word_of(rows, "companies", page),
        "share": page.word("share"),
        "interval": page.word("interval").format(level=page.level(find_level(rows))),
        "range": page.word("range"),
    }
    numbers = [str(name) for name in cells if name not in (STUB, GROUP)]
    return {STUB: page.word("category")} | {name: words[name.split(".")[0]] for name in numbers}


def _drop_rare(rows: pd.DataFrame, least: int) -> pd.DataFrame:
    counts = rows[rows["measure"].str.endswith("_n")]
    rare = (counts["estimate"].fillna(0) < least) & (counts["basis"] != "published")
    names = set(
        zip(counts.loc[rare, "measure"].str.removesuffix("_n"), counts.loc[rare, "term"], strict=True)
    )
    keys = zip(rows["measure"].str.replace(r"(_n|_share)$", "", regex=True), rows["term"], strict=True)
    kept = rows[[key not in names for key in keys]]
    return kept if len(kept) else rows


def _left_out(every: pd.DataFrame, kept: pd.DataFrame, least: int, page: Page) -> str:
    number = len(every.drop_duplicates(["measure", "term"])) - len(kept.drop_duplicates(["measure", "term"]))
    if not number:
        return ""
    return page.word("note_rare").format(least=least, number=format_count(number // 2, page.lang))


def _wave_header(rows: pd.DataFrame, wave: str, page: Page) -> str:
    return f"{page.word(_WAVES.get(wave, wave))} ({say_n(rows[rows['wave'] == wave], page)})"


def _source(rows: pd.DataFrame, page: Page) -> str:
    return join_notes(say_base(rows, page), say_basis(rows, page))

"""The four tables of a partner's profile, as in the third appendix of the report."""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd
from great_tables import GT

from dianalysis.errors import ParameterError
from dianalysis.formats import (
    ABSENT,
    Page,
    find_level,
    format_count,
    is_mixed,
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
from dianalysis.tables.distribution import table_distribution

Part = Literal["choices", "means", "aspects", "indicators"]
_DISTRIBUTIONS: dict[str, tuple[str, ...]] = {
    "choices": ("diagnosis", "advice_form", "execution_form"),
    "aspects": ("aspect",),
    "indicators": ("indicator",),
}
_LEAST = 2  # companies a combination of choices must have to be listed
_MEANS = ("outcome_mean", "typology_mean", "grade_mean")
_BLOCKS = {"outcome_mean": "scores_by_outcome", "typology_mean": "typology_step", "grade_mean": "grade"}
_WAVES = {"monitor_1": "start", "monitor_3": "end"}


def table_profile(results: pd.DataFrame, part: Part, *, page: Page, title: str = "") -> GT:
    """Make one of the four tables of a partner's profile.

    Parameters
    ----------
    results
        Released results of partner_profile.
    part
        choices (diagnosis, advice, execution), means (outcomes, typology, grade), aspects or indicators.
    page
        Labels and language.
    title
        A title other than the usual one.

    Raises
    ------
    ParameterError
        When there is no such part.
    """
    if part not in get_args(Part):
        raise ParameterError(f"a profile has no part {part!r}", remedy=f"Choose {', '.join(get_args(Part))}.")
    title = title or page.word(f"title_profile_{part}")
    if part == "means":
        return _table_means(results, page=page, title=title)
    least = _LEAST if part == "choices" else 0
    return table_distribution(results, _DISTRIBUTIONS[part], page=page, title=title, least=least)


def _table_means(results: pd.DataFrame, *, page: Page, title: str) -> GT:
    require_measures(results, _MEANS, page)
    rows = select_rows(results, _MEANS)
    table_id = "profile-means"
    if message := say_state(rows, page):
        return build_message(message, table_id=table_id, title=title)
    rows = rows.sort_values("measure", key=lambda names: names.map(_MEANS.index), kind="stable")
    cells = pd.DataFrame([_line(row, page, mark=is_mixed(rows)) for _, row in rows.iterrows()])
    cells = cells.loc[:, [name for name in cells if name != "range" or not (cells[name] == ABSENT).all()]]
    return build_table(
        cells,
        table_id=table_id,
        title=title,
        labels={
            STUB: page.word("category"),
            "mean": page.word("mean"),
            "interval": page.word("interval").format(level=page.level(find_level(rows))),
            "range": page.word("range"),
            "base": page.word("base"),
        },
        notes=(
            say_basis(rows, page),
            range_note(cells, rows, page),
            absent_note(cells, page),
            hidden_note(rows, page),
        ),
    )


def _line(row: pd.Series, page: Page, *, mark: bool) -> dict[str, str]:
    measure, term, wave = str(row["measure"]), str(row["term"]), str(row["wave"])
    label = (
        page.term(measure, term)
        if term
        else page.word(_WAVES[wave] if measure == "typology_mean" else "mean")
    )
    return {
        GROUP: page.word(_BLOCKS[measure]),
        STUB: label,
        "mean": write_value(row, page, mark=mark),
        "interval": write_interval(row, page),
        "range": write_range(row, page),
        "base": format_count(row["n"], page.lang),
    }

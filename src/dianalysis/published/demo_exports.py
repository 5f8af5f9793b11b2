"""Write draw 1 of the reconstruction as the raw exports of a monitor system, dirt included."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from dianalysis.codebook import Codebook
from dianalysis.errors import ParameterError, Unreadable, Where
from dianalysis.published.demo_dirt import Decision, Row, Spoiler
from dianalysis.published.demo_layout import (
    Headers,
    Rows,
    locator,
    read_headers,
    render,
    write_exports,
)
from dianalysis.published.demo_names import invent_names
from dianalysis.sources import write_csv

LOG_COLUMNS = ("log_id", "form", "record", "variable", "old", "new", "action", "who", "date", "why")
MONITORS = ("monitor_1", "monitor_2", "monitor_3")


def write_demo_exports(
    folder: Path, *, draws: Path, codebook: Codebook, declared: Path, log: Path
) -> pd.DataFrame:
    """Write the raw exports of the demo from draw 1, and the cleaning log that repairs them.

    Parameters
    ----------
    folder
        The exports are written to `exports` in this folder.
    draws
        Folder with companies_01.parquet and self_employed_01.parquet.
    codebook, declared, log
        As in `spoil_draw`.

    Returns
    -------
    As `spoil_draw`.

    Raises
    ------
    Unreadable
        When draw 1 is not there.
    ParameterError
        As `spoil_draw`.
    """
    try:
        tables = [pd.read_parquet(draws / f"{name}_01.parquet") for name in ("companies", "self_employed")]
    except (OSError, ValueError) as error:
        raise Unreadable(
            "draw 1 of the reconstruction cannot be read",
            where=Where(file=draws.name),
            remedy="Make it with `dianalysis reconstruct`, or restore it from git.",
        ) from error
    return spoil_draw(*tables, codebook=codebook, declared=declared, folder=folder / "exports", log=log)


def spoil_draw(
    companies: pd.DataFrame,
    self_employed: pd.DataFrame,
    *,
    codebook: Codebook,
    declared: Path,
    folder: Path,
    log: Path,
) -> pd.DataFrame:
    """Write a draw as raw exports with the declared dirt, and the log that repairs it.

    The same input gives the same bytes.

    Parameters
    ----------
    companies, self_employed
        A draw: clean values, one row per registered firm; one row per self-employed person.
    codebook
        Labels, codes and the order of the variables.
    declared
        Folder with mapping.yaml (headers) and dirt.yaml (dirt).
    folder
        Folder of the exports.
    log
        File of the cleaning log.

    Returns
    -------
    One row per item of dirt.yaml: item, form, rule, repaired_by, count, log_lines.

    Raises
    ------
    ParameterError
        When a declaration cannot be read or an item of dirt does not fit the draw.
    """
    dirt = _declaration(declared / "dirt.yaml")
    headers = read_headers(_declaration(declared / "mapping.yaml"), codebook)
    rng = np.random.default_rng(dirt["seed"])
    rows = render_forms(companies, self_employed, codebook, rng)
    spoiler = Spoiler(rows, rng, codebook, _date(dirt["late_from"]))
    for item in dirt["items"]:
        spoiler.spoil(item)
    write_exports(rows, headers, codebook, folder)
    lines = _log_lines(spoiler.decisions, rows, headers, _date(dirt["decided_on"]))
    write_csv(lines, log)
    return _summary(dirt["items"], spoiler.decisions)


def render_forms(
    companies: pd.DataFrame, self_employed: pd.DataFrame, codebook: Codebook, rng: np.random.Generator
) -> dict[str, Rows]:
    """Take a draw apart into the rows of its forms, as texts, with invented names.

    A firm has a row in a monitor when it answered anything in it.

    Parameters
    ----------
    companies, self_employed
        A draw, see `spoil_draw`.
    codebook
        Labels and the order of the variables.
    rng
        Generator of the invented names.
    """
    rows = {}
    for form in ("registration", *MONITORS):
        names = [v.name for v in codebook.variables(form) if v.name in companies.columns]
        answers = [name for name in names if name not in ("firm_id", "adviser_id")]
        rows[form] = render(companies.loc[companies[answers].notna().any(axis=1), names], form, codebook)
    firms, people = invent_names(len(companies), rng)
    for row, firm, person in zip(rows["registration"], firms, people, strict=True):
        row |= {"firm_name": firm, "contact_name": person}
    rows["self_employed"] = render(self_employed, "self_employed", codebook)
    return rows


def _declaration(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ParameterError(
            "the declaration cannot be read", where=Where(file=path.name), remedy="Restore it from git."
        ) from error
    if not isinstance(content, dict):
        raise ParameterError("the declaration is empty", where=Where(file=path.name), remedy="Restore it.")
    return content


def _date(value: object) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))


def _log_lines(
    decisions: list[Decision], rows: Mapping[str, Rows], headers: Mapping[str, Headers], day: dt.date
) -> pd.DataFrame:
    places: dict[int, tuple[str, str]] = {}
    for form, body in rows.items():
        numbers = Counter(row["firm_id"].strip() for row in body)
        for position, row in enumerate(body):
            number = row["firm_id"].strip()
            place = number if numbers[number] == 1 else locator(form, position, headers[form])
            places[id(row)] = (form, place)
    counted: Counter[str] = Counter()
    lines = []
    for decision in decisions:
        item = decision.item
        counted[item["id"]] += 1
        form, place = places[id(decision.row)]
        lines.append(
            (
                f"D-{item['id']}-{counted[item['id']]:02d}",
                form,
                place,
                decision.variable,
                decision.old,
                _target(decision.new, places),
                decision.action,
                item["who"],
                day.isoformat(),
                item["why"],
            )
        )
    return pd.DataFrame(lines, columns=list(LOG_COLUMNS))


def _target(new: str | Row, places: Mapping[int, tuple[str, str]]) -> str:
    return new if isinstance(new, str) else places[id(new)][1]


def _summary(items: list[Mapping[str, Any]], decisions: list[Decision]) -> pd.DataFrame:
    lines = Counter(str(decision.item["id"]) for decision in decisions)
    rows = [
        (i["id"], i["form"], i["rule"], i["repaired_by"], int(i["count"]), lines[str(i["id"])]) for i in items
    ]
    return pd.DataFrame(rows, columns=["item", "form", "rule", "repaired_by", "count", "log_lines"])

"""Spoil clean rows as declared in dirt.yaml, and write down what repairs every bit of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dianalysis.codebook import Codebook
from dianalysis.errors import ParameterError, Where
from dianalysis.published.demo_layout import SEPARATOR, Rows

Row = dict[str, str]


@dataclass
class Decision:
    """A line of the cleaning log that still points at row objects instead of places."""

    item: Mapping[str, Any]
    row: Row
    action: str
    variable: str = ""
    old: str = ""
    new: str | Row = ""


@dataclass
class Spoiler:
    """The rows while they are being spoilt: every firm is used for one item only.

    Parameters
    ----------
    rows
        Form to its rows as texts; changed in place.
    rng
        Generator of all choices.
    codebook
        Codes of the labels.
    late_from
        First day after the cut-off.
    """

    rows: dict[str, Rows]
    rng: np.random.Generator
    codebook: Codebook
    late_from: dt.date
    decisions: list[Decision] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def spoil(self, item: Mapping[str, Any]) -> None:
        """Apply one item of dirt.yaml; ParameterError when it cannot be applied as declared."""
        kinds: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "cells": self._cells,
            "copies": self._copies,
            "tests": self._tests,
            "renamed": self._renamed,
            "namesakes": self._namesakes,
            "late": self._late,
        }
        if item["kind"] not in kinds:
            raise _cannot(item, f"there is no kind {item['kind']}")
        kinds[item["kind"]](item)

    def _pick(self, item: Mapping[str, Any], rows: Rows, n: int) -> Rows:
        free = [row for row in rows if row["firm_id"].strip() not in self.used]
        if len(free) < n:
            raise _cannot(item, f"only {len(free)} of {n} rows are fit for it")
        chosen = [free[int(i)] for i in sorted(self.rng.choice(len(free), n, replace=False))]
        self.used |= {row["firm_id"] for row in chosen}
        return chosen

    def _insert(self, form: str, row: Row, *, after: Row | None = None) -> None:
        self.used.add(row["firm_id"])
        rows = self.rows[form]
        low = 0 if after is None else next(i for i, r in enumerate(rows) if r is after) + 1
        rows.insert(int(self.rng.integers(low, len(rows) + 1)), row)

    def _cells(self, item: Mapping[str, Any]) -> None:
        variable, texts = item["variable"], item.get("texts", {})
        rows = self.rows[item["form"]]
        if isinstance(texts, Mapping) and texts:
            rows = [row for row in rows if row[variable] in texts]
        elif item.get("transform") == "ampersand":
            rows = [row for row in rows if SEPARATOR in row[variable]]
        else:
            rows = [row for row in rows if row[variable]]
        chosen = self._pick_varied(item, rows, variable, texts)
        for position, row in enumerate(chosen):
            old = row[variable]
            row[variable] = self._text(item, old, position)
            if item["repaired_by"] == "log":
                self.decisions.append(Decision(item, row, "change", variable, row[variable], old))

    def _pick_varied(self, item: Mapping[str, Any], rows: Rows, variable: str, texts: Any) -> Rows:
        """Pick rows; where clean texts are named, every one of them in turn."""
        if not isinstance(texts, Mapping) or len(texts) < 2:
            return self._pick(item, rows, item["count"])
        names = list(texts)
        chosen: Rows = []
        for position in range(item["count"]):
            name = names[position % len(names)]
            chosen += self._pick(item, [row for row in rows if row[variable] == name], 1)
        return chosen

    def _text(self, item: Mapping[str, Any], old: str, position: int) -> str:
        texts = item.get("texts", {})
        if isinstance(texts, Mapping) and texts:
            return str(texts[old])
        if texts:
            return str(texts[position % len(texts)])
        return self._transform(item, old, position)

    def _transform(self, item: Mapping[str, Any], old: str, position: int) -> str:
        name = item.get("transform", "")
        if name == "spaces":
            return (f" {old}", f"{old}  ", f"\u00a0{old} ")[position % 3]
        if name == "upper":
            return old.upper()
        if name == "ampersand":
            return old.replace(SEPARATOR, " & ")
        if name == "decimal_comma":
            return f"{old},0"
        if name == "year_before":
            return f"{int(old[:4]) - 1}{old[4:]}"
        if name == "code":
            variable = self.codebook.variable(item["form"], item["variable"])
            labels = self.codebook.labels(variable.value_set, "nl")
            value = next(value for value, label in labels.items() if label == old)
            return str(self.codebook.codes(variable.value_set)[value])
        raise _cannot(item, f"there is no transform {name!r}")

    def _copies(self, item: Mapping[str, Any]) -> None:
        form, changes = item["form"], item.get("changes", {})
        fit = [row for row in self.rows[form] if all(row[name] != text for name, text in changes.items())]
        for row in self._pick(item, fit, item["count"]):
            copy = row | {name: str(text) for name, text in changes.items()}
            self._insert(form, copy, after=row)
            self.decisions.append(Decision(item, copy, "reject"))

    def _tests(self, item: Mapping[str, Any]) -> None:
        form = item["form"]
        for number in range(1, item["count"] + 1):
            model = self.rows[form][int(self.rng.integers(0, len(self.rows[form])))]
            row = model | {"firm_id": f"TEST{number:02d}"}
            if "firm_name" in row:
                row |= {"firm_name": f"Test {number}", "contact_name": "Test"}
            self._insert(form, row)
            self.decisions.append(Decision(item, row, "reject"))

    def _renamed(self, item: Mapping[str, Any]) -> None:
        second = {row["firm_id"]: row for row in self.rows["monitor_2"]}
        fit = [row for row in self.rows["registration"] if row["firm_id"] in second]
        for number, row in enumerate(self._pick(item, fit, item["count"]), start=1):
            new = f"F9{number:03d}"
            name = f"Nieuwe naam {number} (verzonnen) (v/h {row['firm_name']})"
            again = row | {"firm_id": new, "firm_name": name, "subsector": ""}
            self._insert("registration", again, after=row)
            self.decisions.append(Decision(item, again, "merge", new=row))
            monitor = second[row["firm_id"]]
            monitor["firm_id"] = new
            self.decisions.append(Decision(item, monitor, "change", "firm_id", new, row["firm_id"]))

    def _namesakes(self, item: Mapping[str, Any]) -> None:
        for _ in range(item["count"]):
            first = self._pick(item, self.rows["registration"], 1)[0]
            peers = [row for row in self.rows["registration"] if row["partner"] == first["partner"]]
            other = self._pick(item, peers, 1)[0]
            other["firm_name"] = first["firm_name"]
            self.decisions += [
                Decision(item, row, "keep", "firm_name", row["firm_name"]) for row in (first, other)
            ]

    def _late(self, item: Mapping[str, Any]) -> None:
        done = {row["firm_id"].strip() for row in self.rows["monitor_3"]}
        going = self.codebook.label("status", "actief", "nl")
        fit = [r for r in self.rows["registration"] if r["firm_id"] not in done and r["status"] == going]
        models = [row for row in self.rows["monitor_3"] if row["firm_id"].strip() not in self.used]
        for firm in self._pick(item, fit, item["count"]):
            model = models[int(self.rng.integers(0, len(models)))]
            day = self.late_from + dt.timedelta(days=int(self.rng.integers(0, 7)))
            row = model | {name: firm[name] for name in ("firm_id", "adviser_id")}
            row["monitor_3_date"] = day.isoformat()
            self._insert("monitor_3", row)
            self.decisions.append(Decision(item, row, "reject"))


def _cannot(item: Mapping[str, Any], reason: str) -> ParameterError:
    return ParameterError(
        f"dirt item {item['id']} cannot be made: {reason}",
        where=Where(file="dirt.yaml"),
        remedy="Lower its count or change what it needs.",
    )

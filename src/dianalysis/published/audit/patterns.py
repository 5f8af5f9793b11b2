"""Names of figures by pattern: `T1/*/{column}/n` for every row of table 1, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import product

from dianalysis.errors import ParameterError, Where

_SLOT = re.compile(r"\{(\w+)\}")


class Names:
    """The names of all cells of a figures file, to be found by pattern.

    Parameters
    ----------
    figures
        Names table/row/column/stat in printed order.
    totals, bases
        Rows and columns that are a total, or that hold a base; a bare `*` passes them by.
    """

    def __init__(self, figures: Iterable[str], *, totals: Sequence[str], bases: Sequence[str]) -> None:
        self._all = {name: tuple(name.split("/")) for name in figures}
        self._tables: dict[str, list[str]] = {}
        for name, parts in self._all.items():
            self._tables.setdefault(parts[0], []).append(name)
        self.totals, self.bases = tuple(totals), tuple(bases)

    def __contains__(self, name: object) -> bool:
        return name in self._all

    def tables(self) -> list[str]:
        """All tables in printed order."""
        return list(self._tables)

    def of_table(self, table: str) -> list[str]:
        """The names of one table in printed order."""
        return self._tables.get(table, [])

    def rows(self, table: str) -> list[str]:
        """The rows of a table, totals and bases left out."""
        special = (*self.totals, *self.bases)
        found = dict.fromkeys(self._all[name][1] for name in self.of_table(table))
        return [row for row in found if row not in special]

    def columns(self, table: str) -> list[str]:
        """The columns of a table, those of a bare base left out."""
        rows = self.rows(table)
        parts = [self._all[name] for name in self.of_table(table)]
        return list(dict.fromkeys(part[2] for part in parts if part[1] in rows))

    def find(self, pattern: str, *, rule: str) -> list[str]:
        """Return every name a pattern fits; none at all is an error, for then the rule speaks of nothing."""
        wanted = pattern.split("/")
        if len(wanted) != 4:
            raise _unknown(rule, pattern, "a name has four parts: table/row/column/stat")
        wild = any(mark in wanted[0] for mark in "*?[")
        tables = [table for table in self._tables if fnmatchcase(table, wanted[0])] if wild else [wanted[0]]
        found = [name for table in tables for name in self.of_table(table) if self._fits(name, wanted)]
        if not found:
            raise _unknown(rule, pattern, "no cell of the figures has that name")
        return found

    def _fits(self, name: str, wanted: Sequence[str]) -> bool:
        parts = self._all[name]
        special = (*self.totals, *self.bases)
        if any(want == "*" and part in special for want, part in zip(wanted[1:3], parts[1:3], strict=True)):
            return False
        return all(
            want in ("*", part) or fnmatchcase(part, want)
            for part, want in zip(parts[1:], wanted[1:], strict=True)
        )

    def one(self, name: str, *, rule: str) -> str:
        """Return a name that must exist as it is written."""
        if name not in self._all:
            raise _unknown(rule, name, "no cell of the figures has that name")
        return name

    def choices(self, each: Mapping[str, object], *, rule: str) -> Iterator[dict[str, str]]:
        """Yield every combination of the values a rule runs over (a list, `rows T9` or `columns T1`)."""
        lists = [self._values(value, rule) for value in each.values()]
        for chosen in product(*lists):
            yield dict(zip(each, chosen, strict=True))

    def _values(self, value: object, rule: str) -> list[str]:
        if isinstance(value, list):
            return [str(one) for one in value]
        kind, _, table = str(value).partition(" ")
        if kind not in ("rows", "columns") or table not in self._tables:
            raise _unknown(rule, str(value), "give a list, 'rows TABLE' or 'columns TABLE' of a known table")
        return self.rows(table) if kind == "rows" else self.columns(table)


def fill(template: str, values: Mapping[str, str], *, rule: str) -> str:
    """Put values into the slots of a template; a slot without a value is an error."""
    for slot in _SLOT.findall(template):
        if slot not in values:
            raise _unknown(rule, template, f"{{{slot}}} is not declared under 'each'")
    return _SLOT.sub(lambda match: values[match.group(1)], template)


def slots_of(name: str) -> dict[str, str]:
    """Return table, row and column of a name, for templates that speak of the same place."""
    table, row, column, _ = name.split("/")
    return {"table": table, "row": row, "column": column}


def _unknown(rule: str, value: str, why: str) -> ParameterError:
    return ParameterError(
        f"a rule names an unknown reference: {why}",
        where=Where(column=rule, value=value),
        remedy="correct the rule, or leave it out",
    )

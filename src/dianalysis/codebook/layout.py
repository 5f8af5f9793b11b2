"""The layout of the files in `data/codebook`: columns, what each may hold, and the key of each file."""

from __future__ import annotations

import re
from dataclasses import dataclass

SLUG = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
LANGUAGES = ("nl", "en")
VARIABLE_TYPES = (
    "id", "text", "date", "category", "multiple", "yes_no", "score", "integer", "decimal",
)  # fmt: skip
LABELLED_TYPES = ("category", "multiple", "yes_no", "score")
CODE_STATUSES = ("active", "merged", "dropped")
CODE_CHANGES = ("made", "added", "refined", "kept", "merged", "dropped")


@dataclass(frozen=True)
class Column:
    """One column of a codebook file.

    Parameters
    ----------
    name
        Header of the column.
    kind
        slug, text, integer, number, choice, pattern, or slugs (joined by semicolons).
    choices
        The allowed values of a choice.
    optional
        Whether a cell may be empty.
    """

    name: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    optional: bool = False

    def remedy(self, text: str) -> str:
        """Say how to mend `text`, or nothing when it is in order."""
        if not text:
            return "" if self.optional else "Fill this cell; it may not be empty."
        if text != text.strip():
            return "Remove the spaces around it."
        return self._remedy_of_kind(text)

    def _remedy_of_kind(self, text: str) -> str:
        if self.kind == "slug" and not SLUG.fullmatch(text):
            return "Use small letters, digits and single underscores."
        if self.kind == "slugs" and not all(SLUG.fullmatch(part) for part in text.split(";")):
            return "Join the names with semicolons, without spaces."
        if self.kind == "integer" and not re.fullmatch(r"-?\d{1,9}", text):
            return "Write a whole number."
        if self.kind == "number" and not re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", text):
            return "Write a number with a decimal point."
        if self.kind == "choice" and text not in self.choices:
            return f"Choose one of: {', '.join(self.choices)}."
        if self.kind == "pattern" and not _compiles(text):
            return "Write a valid regular expression."
        return ""


@dataclass(frozen=True)
class CsvTable:
    """One file of the codebook: its name without `.csv`, its columns, and the columns that identify a row."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def file(self) -> str:
        """Name of the file."""
        return f"{self.name}.csv"

    @property
    def header(self) -> list[str]:
        """Names of the columns, in order."""
        return [column.name for column in self.columns]


def _compiles(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _slug(name: str) -> Column:
    return Column(name, "slug")


def _integer(name: str) -> Column:
    return Column(name, "integer")


def _texts(*names: str, optional: bool = False) -> tuple[Column, ...]:
    """Text columns in both languages."""
    return tuple(Column(f"{name}_{lang}", optional=optional) for name in names for lang in LANGUAGES)


def _yes_no(name: str) -> Column:
    return Column(name, "choice", ("yes", "no"))


TABLES: tuple[CsvTable, ...] = (
    CsvTable("forms", (_slug("form"), _integer("order"), *_texts("label"), _slug("table")), ("form",)),
    CsvTable(
        "variables",
        (
            _slug("form"), _slug("name"), _integer("order"), *_texts("question"),
            Column("type", "choice", VARIABLE_TYPES), Column("unit", optional=True),
            Column("value_set", "slug", optional=True), _yes_no("required"),
            Column("minimum", "number", optional=True), Column("maximum", "number", optional=True),
            Column("missing_reasons", "slugs", optional=True), _yes_no("personal"),
            Column("pattern", "pattern", optional=True),
        ),
        ("form", "name"),
    ),
    CsvTable(
        "value_labels",
        (_slug("value_set"), _slug("value"), _integer("code"), _integer("order"), *_texts("label")),
        ("value_set", "value"),
    ),
    CsvTable("missing", (_slug("reason"), _integer("code"), *_texts("label", "description")), ("reason",)),
    CsvTable(
        "typology",
        (_integer("step"), _slug("value"), Column("label"), *_texts("company", "self_employed")),
        ("value",),
    ),
    CsvTable("aspects", (_slug("aspect"), _integer("order"), *_texts("label")), ("aspect",)),
    CsvTable(
        "indicators",
        (_slug("aspect"), _slug("indicator"), _integer("order"), *_texts("label"), Column("table")),
        ("indicator",),
    ),
    CsvTable(
        "outcomes",
        (
            _slug("outcome"), _integer("order"), *_texts("label", "short"),
            Column("term", "choice", ("short", "long")), _yes_no("self_employed"),
        ),
        ("outcome",),
    ),
    CsvTable(
        "conditions",
        (_slug("condition"), _integer("order"), *_texts("label", "short"), _yes_no("self_employed")),
        ("condition",),
    ),
    CsvTable(
        "partners",
        (
            _slug("partner"), _integer("order"), Column("label"), *_texts("full_name"),
            Column("scope", "choice", ("sectoral", "national", "regional")),
            *_texts("scope_note", "name_note", optional=True),
        ),
        ("partner",),
    ),
    CsvTable("coding_themes", (_slug("theme"), _integer("order"), *_texts("label")), ("theme",)),
    CsvTable(
        "coding_frame",
        (
            _slug("code"), _slug("theme"), *_texts("label", "definition", "claim", "include"),
            *_texts("exclude", "example", optional=True), _integer("version"),
            Column("status", "choice", CODE_STATUSES), Column("replaced_by", "slug", optional=True),
        ),
        ("code",),
    ),
    CsvTable(
        "coding_frame_history",
        (
            _integer("version"), Column("code", "slug", optional=True),
            Column("change", "choice", CODE_CHANGES), *_texts("why"),
        ),
        ("version", "code", "change"),
    ),
    CsvTable("glossary", _texts("term", "definition"), ("term_nl",)),
)  # fmt: skip

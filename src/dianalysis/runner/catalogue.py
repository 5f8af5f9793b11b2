"""The catalogue of notebooks: the only list, read strictly."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from dianalysis.errors import ParameterError, ProjectError, Where

LANGUAGES = ("nl", "en")
FOREACH = ("partner",)
NEEDS = {"printed": "the printed report"}  # what a notebook may need that not every run has
MAX_TIMEOUT = 24 * 3600
_SLUG = re.compile(r"[a-z][a-z0-9_]*")
_REQUIRED = ("id", "file", "chapter", "title", "timeout")
_OPTIONAL = ("foreach", "depends", "needs")


@dataclass(frozen=True)
class Entry:
    """One notebook of the catalogue.

    Parameters
    ----------
    id, path, chapter
        Name, absolute path and chapter number of the notebook.
    title
        Heading per language.
    timeout
        Seconds the whole notebook may take.
    foreach
        Parameter for whose every value the notebook runs once; empty for a notebook that runs once.
    depends
        Ids of notebooks that must have succeeded first; one that a run leaves out is not waited for.
    needs
        What must belong to the data of a run, a key of `NEEDS`; a run without it leaves the notebook out.
    """

    id: str
    path: Path
    chapter: int
    title: Mapping[str, str]
    timeout: float
    foreach: str = ""
    depends: tuple[str, ...] = ()
    needs: str = ""


@dataclass(frozen=True)
class Value:
    """A value a notebook is repeated for: its slug and the name readers know it by."""

    slug: str
    label: str


@dataclass(frozen=True)
class Catalogue:
    """All notebooks in reading order, and the values of each `foreach`."""

    entries: tuple[Entry, ...]
    values: Mapping[str, tuple[Value, ...]]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids in reading order."""
        return tuple(entry.id for entry in self.entries)

    def entry(self, name: str) -> Entry:
        """Return the entry called `name`; ParameterError with the nearest name when there is none."""
        require_known([name], self.ids, what="notebook")
        return next(entry for entry in self.entries if entry.id == name)


def load_catalogue(path: Path, *, partners: Path) -> Catalogue:
    """Read and check the catalogue.

    Parameters
    ----------
    path
        `notebooks/catalogue.yaml`; notebooks are looked for beside it.
    partners
        CSV with the columns partner and label.

    Raises
    ------
    ProjectError
        When an entry is incomplete, has an unknown key, repeats an id or names a notebook that is not there.
    """
    entries = tuple(_entry(path, position, raw) for position, raw in enumerate(_read(path), start=1))
    _check_unique(path, [entry.id for entry in entries])
    for position, entry in enumerate(entries):
        earlier = {other.id for other in entries[:position]}
        for needed in entry.depends:
            if needed not in earlier:
                raise _problem(path, entry.id, "depends", needed, "it must name a notebook listed earlier")
    return Catalogue(entries, {"partner": _read_values(partners, column="partner")})


def nearest(name: str, known: Sequence[str]) -> str:
    """Return a sentence that names the known names nearest to `name`, or all of them when none is near."""
    close = difflib.get_close_matches(name, known, n=2, cutoff=0.5)
    return f"Did you mean {' or '.join(close)}?" if close else f"Known: {', '.join(known)}."


def require_known(names: Iterable[str], known: Sequence[str], *, what: str) -> None:
    """Raise ParameterError, naming the nearest known name, for the first of `names` that is not known."""
    for name in names:
        if name not in known:
            raise ParameterError(f"There is no {what} called {name!r}", remedy=nearest(name, known))


def _read(path: Path) -> list[object]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ProjectError("The catalogue of notebooks is missing", where=Where(file=str(path))) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = Where(file=path.name, row=mark.line + 1 if mark else None)
        raise ProjectError(
            "The catalogue is not valid YAML", where=where, remedy="Mind the indentation."
        ) from error
    entries = content.get("notebooks") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not entries or set(content) != {"notebooks"}:
        remedy = "Give one list called notebooks, with an entry per notebook."
        raise ProjectError("The catalogue lists no notebooks", where=Where(file=path.name), remedy=remedy)
    return entries


def _entry(path: Path, position: int, raw: object) -> Entry:
    label = f"entry {position}"
    if not isinstance(raw, dict):
        raise _problem(path, label, "", raw, "an entry has the keys " + ", ".join(_REQUIRED))
    label = str(raw.get("id", label))
    for key in raw:
        if key not in (*_REQUIRED, *_OPTIONAL):
            raise _problem(path, label, str(key), None, nearest(str(key), (*_REQUIRED, *_OPTIONAL)))
    for key in _REQUIRED:
        if key not in raw:
            raise _problem(path, label, key, None, "the key is required")
    _check_scalars(path, label, raw)
    notebook = path.parent / raw["file"]
    if not notebook.is_file():
        raise _problem(path, label, "file", raw["file"], "there is no such notebook beside the catalogue")
    return Entry(
        id=raw["id"],
        path=notebook.resolve(),
        chapter=raw["chapter"],
        title=raw["title"],
        timeout=float(raw["timeout"]),
        foreach=raw.get("foreach", ""),
        depends=tuple(raw.get("depends", ())),
        needs=raw.get("needs", ""),
    )


def _check_scalars(path: Path, label: str, raw: Mapping[str, object]) -> None:
    title, timeout, depends = raw["title"], raw["timeout"], raw.get("depends", [])
    plain_file = isinstance(raw["file"], str) and re.fullmatch(r"[\w-]+\.ipynb", raw["file"])
    whole_number = isinstance(raw["chapter"], int) and not isinstance(raw["chapter"], bool)
    has_titles = (
        isinstance(title, dict) and set(title) == set(LANGUAGES) and all(_is_text(t) for t in title.values())
    )
    seconds = (
        isinstance(timeout, int | float) and not isinstance(timeout, bool) and 0 < timeout <= MAX_TIMEOUT
    )
    ids = isinstance(depends, list) and all(_is_text(name) for name in depends)
    rules = (
        (
            "id",
            _is_text(raw["id"]) and _SLUG.fullmatch(str(raw["id"])),
            "small letters, digits and underscores",
        ),
        ("file", plain_file, "the name of a notebook (.ipynb) beside the catalogue"),
        ("chapter", whole_number, "a whole number"),
        ("title", has_titles, f"a text for each of {', '.join(LANGUAGES)}"),
        ("timeout", seconds, f"a number of seconds up to {MAX_TIMEOUT}"),
        ("foreach", raw.get("foreach", FOREACH[0]) in FOREACH, f"one of {', '.join(FOREACH)}, or left out"),
        ("depends", ids, "a list of ids"),
        ("needs", raw.get("needs", next(iter(NEEDS))) in NEEDS, f"one of {', '.join(NEEDS)}, or left out"),
    )
    for key, holds, expected in rules:
        if not holds:
            raise _problem(path, label, key, raw.get(key), f"expected {expected}")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _check_unique(path: Path, names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise _problem(path, name, "id", name, "an id may be used once")


def _problem(path: Path, entry: str, key: str, value: object, why: str) -> ProjectError:
    where = Where(file=path.name, sheet="", column=key, value=value)
    return ProjectError(f"The catalogue is wrong at {entry}: {why.rstrip('.?')}", where=where)


def _read_values(path: Path, *, column: str) -> tuple[Value, ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except FileNotFoundError:
        raise ProjectError("The list of partners is missing", where=Where(file=str(path))) from None
    if not rows or not {column, "label"} <= set(rows[0]):
        remedy = f"It needs the columns {column} and label and at least one row."
        raise ProjectError("The list of partners cannot be used", where=Where(file=path.name), remedy=remedy)
    return tuple(Value(row[column], row["label"]) for row in rows)

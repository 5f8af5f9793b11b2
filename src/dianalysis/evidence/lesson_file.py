"""Reading the lessons for a next phase: every key known, every text in two languages, no number in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from dianalysis.errors import DataProblem, Where
from dianalysis.evidence.lessons import (
    ACTORS,
    BEARINGS,
    DIRECTIONS,
    KINDS,
    NEEDS,
    RELATIONS,
    THEMES,
    LeftOut,
    Lesson,
    Lessons,
    Link,
    Threshold,
)
from dianalysis.evidence.strictyaml import build, read_sections, section

_ID = re.compile(r"L-[a-z]+(-[a-z]+)*")
_LINES = re.compile(r"[1-9]\d*-[1-9]\d*")
_DIGIT = re.compile(r"\d")
_SECTIONS = ("thresholds", "lessons")


def load_lessons(file: Path, *, facts: Iterable[str], codes: Iterable[str]) -> Lessons:
    """Read lessons.yaml.

    Parameters
    ----------
    file
        The file, of plain texts: no tags, anchors or repeated keys.
    facts
        Known learning points of partners, `partner/number`.
    codes
        Codes the coding frame ever had; a link may name a code that is no longer in use, and is then
        reported as one that does not resolve.

    Raises
    ------
    Unreadable
        When the file cannot be read.
    DataProblem
        When a key is unknown, absent or twice there, a value is none of the choices, a text holds a number,
        a link names no result and no code (or both) or what another link of the lesson names, a threshold
        is not declared, or an id is not new.
    """
    content = read_sections(file, _SECTIONS)
    thresholds = [build(Threshold, item, file.name) for item in section(content, "thresholds", file.name)]
    lessons = [_lesson(item, file.name) for item in section(content, "lessons", file.name)]
    _refuse_twice([entry.id for entry in thresholds], file.name)
    _refuse_twice([entry.id for entry in lessons], file.name)
    known = {entry.id: entry for entry in thresholds}
    for threshold in thresholds:
        _check_threshold(threshold, file.name)
    for lesson in lessons:
        _check_lesson(lesson, file.name, facts=set(facts))
        for number, link in enumerate(lesson.links, start=1):
            _check_link(link, f"{lesson.id}, link {number}", file.name, known=set(known), codes=set(codes))
    return Lessons(tuple(lessons), known)


def _lesson(content: Any, file: str) -> Lesson:
    if not isinstance(content, dict):
        return build(Lesson, content, file)
    parts = {}
    for name, kind in (("links", Link), ("left_out", LeftOut)):
        items = content.get(name, [])
        if not isinstance(items, list):
            raise DataProblem(f"{name} must be a list", where=Where(file=file, column=name, value=items))
        parts[name] = tuple(build(kind, item, file, owner=str(content.get("id", ""))) for item in items)
    return build(Lesson, {**content, **parts}, file)


def _refuse_twice(ids: Sequence[str], file: str) -> None:
    for name in ids:
        if ids.count(name) > 1:
            where = Where(file=file, column="id", value=name)
            raise DataProblem("an id stands there twice", where=where, remedy="Give each entry its own.")


def _check_threshold(entry: Threshold, file: str) -> None:
    given = [name for name in ("value", "fact", "measure") if getattr(entry, name)]
    if len(given) != 1:
        raise _fault(
            "a threshold has one of value, fact and measure", entry.id, "value", " ".join(given), file
        )
    if entry.value:
        try:
            float(entry.value)
        except ValueError:
            remedy = "Write a decimal point."
            raise _fault("a threshold is no number", entry.id, "value", entry.value, file, remedy) from None


def _check_lesson(lesson: Lesson, file: str, *, facts: set[str]) -> None:
    if not _ID.fullmatch(lesson.id):
        raise _fault("an id is not of the form L-words", lesson.id, "id", lesson.id, file)
    _check_choice(lesson.theme, THEMES, lesson.id, "theme", file)
    _check_choice(lesson.kind, KINDS, lesson.id, "kind", file)
    for actor in lesson.actors or ("",):
        _check_choice(actor, ACTORS, lesson.id, "actors", file)
    _refuse_digits(lesson, lesson.id, file)
    for entry in lesson.left_out:
        _refuse_digits(entry, lesson.id, file)
    for lines in lesson.lines:
        first, _, last = lines.partition("-")
        if not _LINES.fullmatch(lines) or int(first) > int(last):
            raise _fault("a place in the report is not first-last", lesson.id, "lines", lines, file)
    for fact in lesson.facts:
        if fact not in facts:
            remedy = "Name a learning point of partner_facts.csv as partner/number."
            raise _fault("a learning point is not known", lesson.id, "facts", fact, file, remedy)
    targets = [link.target for link in lesson.links]
    for target in targets:
        if targets.count(target) > 1:
            raise _fault("a lesson has two links to the same", lesson.id, "links", target, file)
    if not lesson.lines and not lesson.facts:
        raise _fault("a lesson has no place in the report", lesson.id, "lines", "", file)


def _refuse_digits(entry: Lesson | LeftOut, owner: str, file: str) -> None:
    for part in fields(entry):
        value = getattr(entry, part.name)
        if part.name.endswith(("_nl", "_en")) and _DIGIT.search(value):
            remedy = "Say it in words and let a link name the result."
            raise _fault("a lesson holds a number of its own", owner, part.name, value, file, remedy)


def _check_link(link: Link, owner: str, file: str, *, known: set[str], codes: set[str]) -> None:
    _check_choice(link.relation, RELATIONS, owner, "relation", file)
    _check_choice(link.bearing, BEARINGS, owner, "bearing", file)
    if bool(link.result) == bool(link.code):
        raise _fault("a link names one result or one code", owner, "result", link.target, file)
    if link.needs:
        _check_choice(link.needs, NEEDS, owner, "needs", file)
    if link.code:
        stray = [name for name in ("direction", "reference", "smallest", "needs") if getattr(link, name)]
        if stray:
            raise _fault("a link to a code has no such key", owner, stray[0], getattr(link, stray[0]), file)
        _check_choice(link.code, sorted(codes), owner, "code", file)
        return
    _check_choice(link.direction, DIRECTIONS, owner, "direction", file)
    for name in ("reference", "smallest"):
        value = getattr(link, name)
        if value and value not in known:
            remedy = f"Declared: {', '.join(sorted(known))}."
            raise _fault("a threshold is not declared", owner, name, value, file, remedy)


def _check_choice(value: str, choices: Sequence[str], owner: str, column: str, file: str) -> None:
    if value not in choices:
        message = f"the {column} is none of the choices"
        raise _fault(message, owner, column, value, file, f"Choose one of: {', '.join(choices)}.")


def _fault(message: str, owner: str, column: str, value: str, file: str, remedy: str = "") -> DataProblem:
    where = Where(file=file, column=column, value=value)
    return DataProblem(f"{owner}: {message}", where=where, remedy=remedy)

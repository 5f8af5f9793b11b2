"""The review file: every candidate with its context, and the decision of a person."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pandas as pd

from dianalysis.errors import DataProblem, Unreadable, Where
from dianalysis.interviews.pseudonyms.find import Place
from dianalysis.interviews.pseudonyms.kinds import KINDS
from dianalysis.interviews.pseudonyms.text import unbroken
from dianalysis.interviews.pseudonyms.vault import write_private
from dianalysis.sources import neutralise

UNDECIDED, KEEP, MASK = "undecided", "keep", "mask as "
HERE, EVERYWHERE = "here", "everywhere"
DECISIONS = (UNDECIDED, KEEP, *(f"{MASK}{kind}" for kind in KINDS))
NOTICE = (
    "# PERSONAL DATA. Keep this file in the private folder; never in git, in outputs or in a mail.",
    f"# decision: {KEEP}, {UNDECIDED}, or {MASK}<kind> ({', '.join(KINDS)}).",
    f"# applies: {HERE}, or {EVERYWHERE} (wherever the same is written). same_as: the pseudonym it is.",
)
_CONTEXT = 45
_WORD = "unknown word"
"""A word in small letters in no list: one decision for all places is proposed."""


@dataclass(frozen=True)
class Candidate:
    """One row of the review file.

    Parameters
    ----------
    candidate_id
        Follows from what is written and what stands around it, so that a decision survives a re-run.
    decision, applies, same_as
        What the person fills in.
    suggestion, reason
        The kind it looks like, and why it is there.
    written, context
        What is written, and the text around it with the candidate between >< marks.
    segment_id, column
        Where it stands.
    found
        Whether the last run still found it ("yes" or "no"); a decision of what is gone is kept.
    """

    candidate_id: str
    decision: str
    applies: str
    same_as: str
    suggestion: str
    reason: str
    written: str
    context: str
    segment_id: str
    column: str
    found: str = "yes"

    @property
    def kind(self) -> str:
        """The kind to mask it as; empty when it is kept or undecided."""
        return self.decision.removeprefix(MASK) if self.decision.startswith(MASK) else ""


COLUMNS = tuple(field.name for field in fields(Candidate))
Key = tuple[str, str, int]
"""Segment, column and first character of a candidate."""


def list_candidates(segments: pd.DataFrame, places: Sequence[Place]) -> dict[Key, Candidate]:
    """List the mentions that are not certain as undecided candidates, by where they stand."""
    texts = segments.set_index("segment_id")
    listed: dict[Key, Candidate] = {}
    seen: dict[str, int] = {}
    for place in places:
        if place.mention.certain:
            continue
        text = str(texts.loc[place.segment_id, place.column])
        one = _candidate(place, text)
        again = seen.get(one.candidate_id, 0)
        seen[one.candidate_id] = again + 1
        if again:
            one = replace(one, candidate_id=f"{one.candidate_id}-{again + 1}")
        listed[place.segment_id, place.column, place.mention.start] = one
    return listed


def _candidate(place: Place, text: str) -> Candidate:
    mention = place.mention
    written = text[mention.start : mention.end]
    left, right = (
        text[max(0, mention.start - _CONTEXT) : mention.start],
        text[mention.end : mention.end + _CONTEXT],
    )
    around = "\x1f".join((place.interview_id, place.column, left, written, right))
    identity = hashlib.sha256(around.encode("utf-8")).hexdigest()[:16]
    context = " ".join(f"{left}>{written}<{right}".split())
    applies = EVERYWHERE if mention.source == _WORD else HERE
    return Candidate(
        identity, UNDECIDED, applies, "", mention.kind, mention.source, unbroken(written), context,
        place.segment_id, place.column,
    )  # fmt: skip


def carry_over(
    listed: Mapping[Key, Candidate], before: Iterable[Candidate]
) -> tuple[dict[Key, Candidate], list[Candidate]]:
    """Take over the decisions of an earlier review.

    Parameters
    ----------
    listed
        What the run found.
    before
        Rows of the review file as it was.

    Returns
    -------
    What the run found with its decisions (that of the same candidate, else one that applies everywhere
    to what is written), and
    the earlier rows that were not found again; nothing is lost.
    """
    rows = list(before)
    by_id = {one.candidate_id: one for one in rows}
    everywhere = {
        _form(one.written): one for one in rows if one.applies == EVERYWHERE and one.decision != UNDECIDED
    }
    decided = {}
    for key, one in listed.items():
        own = by_id.get(one.candidate_id)
        told = (
            own if own is not None and own.decision != UNDECIDED else everywhere.get(_form(one.written), own)
        )
        decided[key] = (
            one
            if told is None
            else replace(one, decision=told.decision, applies=told.applies, same_as=told.same_as)
        )
    now = {one.candidate_id for one in listed.values()}
    gone = [
        replace(one, found="no") for one in rows if one.candidate_id not in now and one.decision != UNDECIDED
    ]
    return decided, gone


def _form(written: str) -> str:
    return " ".join(written.removeprefix("'").split())


def write_review(path: Path, found: Iterable[Candidate], gone: Iterable[Candidate]) -> None:
    """Write the review file for its owner only: the notice, undecided candidates first, decided ones,
    those that are gone."""
    rows = sorted(found, key=lambda one: one.decision != UNDECIDED)
    text = io.StringIO()
    text.write("".join(f'"{line}"\n' for line in NOTICE))
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in [*rows, *gone]:
        writer.writerow([neutralise(getattr(one, column)) for column in COLUMNS])
    write_private(path, b"\xef\xbb\xbf" + text.getvalue().encode("utf-8"))


def read_review(path: Path) -> list[Candidate]:
    """Read the review file as a person left it (comma or semicolon); an empty list when there is none.

    Raises
    ------
    Unreadable
        When it is no table or a column is missing.
    DataProblem
        When a decision is none of `DECISIONS`, an `applies` is unknown, or two rows have the same name. The
        message names the row, never what is written in it.
    """
    if not path.exists():
        return []
    text = _decoded(path)
    lines = [(n, line) for n, line in enumerate(io.StringIO(text, newline=""), start=1)]
    skipped = sum(1 for _, line in lines if line.lstrip('"').startswith("#"))
    body = "".join(line for _, line in lines if not line.lstrip('"').startswith("#"))
    header = body.split("\n", 1)[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(body, newline=""), delimiter=delimiter)
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or [])]
    if missing:
        raise Unreadable(
            "a column of the review file is missing", where=Where(file=path.name, column=missing[0])
        )
    rows = [_row(row, skipped + reader.line_num, path.name) for row in reader]
    names = [one.candidate_id for one in rows]
    if len(set(names)) < len(names):
        again = next(n for n, name in enumerate(names) if name in names[:n])
        where = Where(file=path.name, row=skipped + again + 2, column="candidate_id")
        raise DataProblem("a candidate stands there twice", where=where, remedy="Delete one of the two rows.")
    return rows


def _row(row: Mapping[str, str | None], line: int, file: str) -> Candidate:
    cells = {column: (row[column] or "").strip() for column in COLUMNS}
    decision, applies = " ".join(cells["decision"].lower().split()), cells["applies"].lower() or HERE
    cells["decision"], cells["applies"] = decision or UNDECIDED, applies
    for column, allowed in (("decision", DECISIONS), ("applies", (HERE, EVERYWHERE))):
        if cells[column] not in allowed:
            where = Where(file=file, row=line, column=column)
            raise DataProblem(
                f"the {column} is not known", where=where, remedy=f"Use one of: {', '.join(allowed)}."
            )
    return Candidate(**{column: cells[column] for column in COLUMNS})


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        "the review file is in an encoding that is not read",
        where=Where(file=path.name),
        remedy="Save it as 'CSV UTF-8'.",
    )


def undecided(found: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates nobody decided on."""
    return [one for one in found if one.decision == UNDECIDED]

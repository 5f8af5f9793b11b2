"""The synthetic interviews: read as segments, with every mention marked by hand.

Those called tuning were looked at while the rules were written. Those called held_out were written and marked
before the rules were last changed, with a registration of their own, and no rule was changed because of them.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.interviews.pseudonyms.roster import Entry, merge, roster_of_partners, roster_of_registration
from dianalysis.interviews.transcripts.labels import find_speakers, take_apart
from dianalysis.interviews.transcripts.words import plain

FOLDER = Path(__file__).parent / "synthetic"
PARTNERS = Path(__file__).parents[2] / "data" / "codebook" / "partners.csv"
PARTS = ("tuning", "held_out")


@dataclass(frozen=True)
class Gold:
    """A mention marked by hand: where it stands in its file, and its kind."""

    interview: str
    start: int
    end: int
    kind: str
    written: str


@dataclass(frozen=True)
class Cell:
    """A speaker label or a turn, and the character of its file it begins at."""

    interview: str
    column: str
    start: int
    text: str


def interviews(part: str = "") -> list[str]:
    """Return the names of the interviews of a part (tuning, held_out); all when it is empty."""
    return sorted(path.stem for path in FOLDER.glob(f"{part}*.txt"))


def text_of(interview: str) -> str:
    return (FOLDER / f"{interview}.txt").read_text(encoding="utf-8")


def gold(part: str = "") -> list[Gold]:
    """Return the mentions marked in the interviews whose name begins with `part`."""
    rows = []
    for name in PARTS:
        with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    marked = [Gold(r["interview"], int(r["start"]), int(r["end"]), r["kind"], r["written"]) for r in rows]
    return [one for one in marked if one.interview.startswith(part)]


def cells(interview: str) -> list[Cell]:
    """Take a file apart into speaker labels and turns, as the reader of transcripts does; a turn of several
    lines keeps them."""
    lines = list(re.finditer(r"[^\n]+", text_of(interview)))
    taken = [take_apart(number, line.group()) for number, line in enumerate(lines, start=1)]
    speakers = find_speakers(taken, ())
    found: list[Cell] = []
    for line, part in zip(lines, taken, strict=True):
        labelled = bool(part.label) and plain(part.label) in speakers
        start = line.start()
        if labelled:
            label = line.start() + line.group().index(part.label)
            found.append(Cell(interview, "speaker", label, part.label))
            start = line.start() + line.group().rindex(part.text) if part.text else line.end()
        if not labelled and found and found[-1].column == "text":
            begin = found[-1].start
            found[-1] = Cell(interview, "text", begin, text_of(interview)[begin : line.end()])
        elif start < line.end():
            found.append(Cell(interview, "text", start, text_of(interview)[start : line.end()]))
    return found


def roster(part: str, *, partners: bool = True) -> tuple[Entry, ...]:
    """Make the roster of the registration that goes with a part, with the partners masked or not."""
    registration = pd.read_csv(FOLDER / f"{part}_registration.csv")
    known = roster_of_registration([registration])
    return merge([*known, *roster_of_partners(pd.read_csv(PARTNERS))]) if partners else known

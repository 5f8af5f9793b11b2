"""The synthetic interviews: read as segments, with every mention marked by hand."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.interviews.pseudonyms.roster import Entry, merge, roster_of_partners, roster_of_registration

FOLDER = Path(__file__).parent / "synthetic"
PARTNERS = Path(__file__).parents[2] / "data" / "codebook" / "partners.csv"


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
    with (FOLDER / "gold.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    marked = [Gold(r["interview"], int(r["start"]), int(r["end"]), r["kind"], r["written"]) for r in rows]
    return [one for one in marked if one.interview.startswith(part)]


def cells(interview: str) -> list[Cell]:
    """Take a file apart into speaker labels and turns."""
    found: list[Cell] = []
    start = 0
    for line in text_of(interview).splitlines(keepends=True):
        speaker, colon, turn = line.partition(": ")
        if colon:
            found.append(Cell(interview, "speaker", start, speaker))
            found.append(Cell(interview, "text", start + len(speaker) + 2, turn.rstrip("\n")))
        start += len(line)
    return found


def segments(names: list[str]) -> pd.DataFrame:
    """Make the table of segments of interviews."""
    rows = []
    for interview in names:
        parts = cells(interview)
        for order, (speaker, turn) in enumerate(zip(parts[::2], parts[1::2], strict=True), start=1):
            rows.append(
                (
                    f"{interview}/{order:03d}",
                    interview,
                    "1",
                    "goc",
                    "entrepreneur",
                    None,
                    speaker.text,
                    None,
                    order,
                    turn.text,
                )
            )
    columns = [
        "segment_id",
        "interview_id",
        "round",
        "partner",
        "role",
        "date",
        "speaker",
        "question",
        "order",
        "text",
    ]
    return pd.DataFrame(rows, columns=columns)


def roster(*, partners: bool = True) -> tuple[Entry, ...]:
    """Make the roster of the registration that goes with the interviews, with the partners masked or not."""
    registration = pd.read_csv(FOLDER / "registration.csv")
    known = roster_of_registration([registration])
    return merge([*known, *roster_of_partners(pd.read_csv(PARTNERS))]) if partners else known

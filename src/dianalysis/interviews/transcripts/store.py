"""The private folder: segments of all imported interviews, what was set aside, where each came from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from dianalysis.errors import DataProblem, Unreadable, Where
from dianalysis.interviews.segments import SEGMENT_COLUMNS, check_segments, segment_id
from dianalysis.interviews.transcripts.model import Transcript
from dianalysis.sources import write_csv, write_parquet

SEGMENTS = "segments.parquet"
FILES = "files.csv"
REJECTED = "rejected.csv"
CODINGS = "imported_codings.csv"
FILE_COLUMNS = (
    "file", "part", "sha256", "encoding", "interview_id", "segments",
    "characters", "labels", "header", "marks", "rejected",
)  # fmt: skip
REJECTED_COLUMNS = ("file", "part", "interview_id", "row", "reason", "text")
CODING_COLUMNS = ("file", "part", "segment_id", "code_name", "coder", "note")


@dataclass(frozen=True)
class Imported:
    """What an import did: interviews that are new, replaced (the file changed), unchanged or gone."""

    new: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]
    segments: int
    rejected: int


@dataclass(frozen=True)
class PrivateTables:
    """The tables of the private folder."""

    segments: pd.DataFrame
    files: pd.DataFrame
    rejected: pd.DataFrame
    codings: pd.DataFrame


def read_segments(folder: Path) -> pd.DataFrame:
    """Read the segments of a private folder.

    Raises
    ------
    Unreadable
        When there are none, or the file is damaged.
    """
    path = folder / SEGMENTS
    if not path.is_file():
        remedy = "Run `dianalysis interviews import` first."
        raise Unreadable("there are no imported interviews", where=Where(file=str(folder)), remedy=remedy)
    return check_segments(_typed(pq.read_table(path).to_pandas()), file=SEGMENTS)


def read_private(folder: Path) -> PrivateTables:
    """Read all tables of a private folder, empty ones where there are none yet."""
    names = {FILES: FILE_COLUMNS, REJECTED: REJECTED_COLUMNS, CODINGS: CODING_COLUMNS}
    tables = [_read_table(folder / name, columns) for name, columns in names.items()]
    exists = (folder / SEGMENTS).is_file()
    segments = read_segments(folder) if exists else _typed(pd.DataFrame(columns=list(SEGMENT_COLUMNS)))
    return PrivateTables(segments, *tables)


def keep(folder: Path, transcripts: Sequence[Transcript], hashes: Mapping[str, str]) -> Imported:
    """Add transcripts to a private folder; what came from a file of the same name before is replaced.

    Parameters
    ----------
    folder
        The folder; made when absent, with a .gitignore that keeps all of it out of git.
    transcripts
        What was read.
    hashes
        File name to SHA-256 of its bytes.

    Raises
    ------
    DataProblem
        When two interviews would have the same id, or a file is a copy of another one.
    """
    old = read_private(folder)
    fresh = _tables(transcripts, hashes)
    gone = old.files["file"].isin(list(hashes))
    stale = set(old.files.loc[gone, "interview_id"])
    _refuse_copies(old.files[~gone], hashes)
    merged = PrivateTables(
        _typed(
            _add(
                old.segments[~old.segments["interview_id"].isin(stale)],
                fresh.segments,
                ["interview_id", "order"],
            )
        ),
        _add(old.files[~gone], fresh.files, ["file", "part"]),
        _add(old.rejected[~old.rejected["file"].isin(list(hashes))], fresh.rejected, ["file", "part", "row"]),
        _add(
            old.codings[~old.codings["file"].isin(list(hashes))],
            fresh.codings,
            ["file", "part", "segment_id"],
        ),
    )
    _refuse_twins(merged.files)
    check_segments(merged.segments, file=SEGMENTS)
    _write(folder, merged)
    return _compare(old.files[gone], fresh)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of the bytes of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _tables(transcripts: Sequence[Transcript], hashes: Mapping[str, str]) -> PrivateTables:
    segments, files, rejected, codings = [], [], [], []
    for one in transcripts:
        name = one.data.interview_id
        for order, turn in enumerate(one.turns, start=1):
            about = (one.data.round, one.data.partner, one.data.role, one.data.date)
            segments.append(
                (segment_id(name, order), name, *about, turn.speaker, turn.question, order, turn.text)
            )
        book = one.ledger
        counts = (len(one.turns), book.segments, book.labels, book.headers, book.marks, book.set_aside)
        files.append((one.file, one.part, hashes[one.file], one.encoding, name, *map(str, counts)))
        rejected += [(one.file, one.part, name, str(r.row), r.reason, r.text) for r in book.rejected]
        for c in one.codings:
            codings.append((one.file, one.part, segment_id(name, c.turn + 1), c.code, c.coder, c.note))
    return PrivateTables(
        _typed(pd.DataFrame(segments, columns=list(SEGMENT_COLUMNS))),
        pd.DataFrame(files, columns=list(FILE_COLUMNS), dtype="str"),
        pd.DataFrame(rejected, columns=list(REJECTED_COLUMNS), dtype="str"),
        pd.DataFrame(codings, columns=list(CODING_COLUMNS), dtype="str"),
    )


def _typed(segments: pd.DataFrame) -> pd.DataFrame:
    """Give the segments their types: text, and whole numbers for the order."""
    types = {name: "int64" if name == "order" else "str" for name in SEGMENT_COLUMNS}
    return segments.astype(types).reset_index(drop=True)


def _read_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    if not path.is_file():
        return pd.DataFrame(columns=list(columns), dtype="str")
    table = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    if tuple(table.columns) != columns:
        remedy = "Import all interviews again into an empty folder."
        raise Unreadable(
            "a file of the private folder was changed", where=Where(file=path.name), remedy=remedy
        )
    return table


def _add(old: pd.DataFrame, fresh: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    parts = [part for part in (old, fresh) if len(part)]
    both = pd.concat(parts) if parts else old
    return both.sort_values(order, kind="stable", key=_as_number).reset_index(drop=True)


def _as_number(column: pd.Series) -> pd.Series:
    return column.astype("int64") if column.name in ("row", "order") else column


def _refuse_copies(others: pd.DataFrame, hashes: Mapping[str, str]) -> None:
    seen = dict(zip(others["sha256"], others["file"], strict=True))
    for file, value in hashes.items():
        if value in seen:
            raise DataProblem(
                f"this file and {seen[value]} are the same",
                where=Where(file=file),
                remedy="Import an interview once; take one of the two away.",
            )
        seen[value] = file


def _refuse_twins(files: pd.DataFrame) -> None:
    twice = files[files["interview_id"].duplicated()]
    if len(twice):
        row = twice.iloc[0]
        raise DataProblem(
            f"two interviews would be called {row['interview_id']}",
            where=Where(file=row["file"]),
            remedy="Give one of them another name in its header ('Interview: ...') or in the manifest.",
        )


def _compare(old: pd.DataFrame, fresh: PrivateTables) -> Imported:
    before = dict(zip(old["interview_id"], old["sha256"], strict=True))
    now = dict(zip(fresh.files["interview_id"], fresh.files["sha256"], strict=True))
    new = tuple(name for name in now if name not in before)
    replaced = tuple(name for name in now if name in before and before[name] != now[name])
    unchanged = tuple(name for name in now if before.get(name) == now[name])
    gone = tuple(name for name in before if name not in now)
    return Imported(new, replaced, unchanged, gone, len(fresh.segments), len(fresh.rejected))


def _write(folder: Path, tables: PrivateTables) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    write_parquet(tables.segments, folder / SEGMENTS)
    for name, table in ((FILES, tables.files), (REJECTED, tables.rejected), (CODINGS, tables.codings)):
        write_csv(table, folder / name)

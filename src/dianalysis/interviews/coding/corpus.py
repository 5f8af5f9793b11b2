"""Coded interviews as the analysis reads them: the published corpus, or a folder of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.codebook import Codebook, coding_frame
from dianalysis.errors import DataProblem, Unreadable, Where
from dianalysis.interviews.coding.coders import (
    DECISION_COLUMNS,
    SETTLED,
    codes_given,
    list_disagreements,
    names_of_coders,
    segments_read,
    settle_codings,
)
from dianalysis.interviews.coding.corpus_checks import (
    COLUMNS,
    NEEDED,
    check_known,
    check_published,
    check_settled,
)
from dianalysis.interviews.released import require_released
from dianalysis.interviews.segments import CODING_COLUMNS, check_codings

SEGMENTS, CODINGS, SETTLEMENT = "published_segments.csv", "codings.csv", "settlement.csv"
OWN_SEGMENTS = "segments.csv"
BOTH, THIRD, OPEN = "both", "third_reading", "undecided"


@dataclass(frozen=True, eq=False)
class CodedInterviews:
    """Segments with the codes they were given.

    Parameters
    ----------
    segments
        One row per segment: at least the columns of `NEEDED`; of the published corpus also level, kind,
        lines and summaries.
    codings
        One row per code given: segment_id, code, valence, coder. `settled` is the coder to analyse.
    readings
        segment_id and coder of every segment read.
    undecided
        Disagreements without a decision; they count as no code.
    codes
        Codes in use, in the order of the frame.
    basis
        `published`, or `data` for own interviews.
    """

    segments: pd.DataFrame
    codings: pd.DataFrame
    readings: pd.DataFrame
    undecided: int
    codes: tuple[str, ...]
    basis: str

    @property
    def is_empty(self) -> bool:
        """Whether there are no coded segments."""
        return self.segments.empty

    @property
    def coders(self) -> tuple[str, ...]:
        """Who coded, without the settlement."""
        return names_of_coders(self.readings)


def no_interviews() -> CodedInterviews:
    """Return coded interviews without any: what a source has that holds none."""
    nothing = [pd.DataFrame(columns=list(names), dtype="string") for names in (NEEDED, CODING_COLUMNS)]
    return CodedInterviews(nothing[0], nothing[1], nothing[1][["segment_id", "coder"]], 0, (), "data")


def read_published(folder: Path, codebook: Codebook) -> CodedInterviews:
    """Read the coded corpus of the printed report.

    Parameters
    ----------
    folder
        Folder with published_segments.csv, codings.csv and settlement.csv.
    codebook
        Partners and the coding frame.

    Raises
    ------
    Unreadable
        When a file is not there, cannot be read, or has other columns.
    DataProblem
        When a cell is empty, unknown or too long, segments overlap, or
        the settled codings are not those that follow from the coders and the settlement.
    """
    segments = read_texts(folder / SEGMENTS, COLUMNS)
    check_published(segments, codebook, file=SEGMENTS)
    codings = read_codings([folder / CODINGS], segments["segment_id"], codebook)
    own = codings[codings["coder"] != SETTLED]
    decisions = read_texts(folder / SETTLEMENT, DECISION_COLUMNS)
    settled, open_ = settle_codings(own, decisions)
    check_settled(segments, codings, settled, file=SEGMENTS)
    _check_columns(segments, settled, decisions)
    codes = coding_frame(codebook).active
    typed = segments.astype({"source_line": "int64", "last_line": "int64"})
    return CodedInterviews(
        typed, codes_given(codings), segments_read(codings), len(open_), codes,
        basis="published",
    )  # fmt: skip


def read_own(folder: Path, codebook: Codebook) -> CodedInterviews:
    """Read coded segments of a researcher: the released segments.csv, and codings.csv beside it.

    Only what masking released is taken, unchanged; text is not kept. Where two coders coded and nothing was
    settled, what they agree on is settled and the rest counts as undecided; where one coder coded, these
    codes are the settled ones.

    Raises
    ------
    Unreadable, DataProblem
        As `read_published`.
    """
    file = require_released(folder, OWN_SEGMENTS)
    segments = read_texts(file, NEEDED, more=True)[list(NEEDED)]
    check_known(segments, codebook, file=OWN_SEGMENTS)
    codings = read_codings([folder / CODINGS], segments["segment_id"], codebook)
    undecided = 0
    codes = coding_frame(codebook).active
    if SETTLED not in set(codings["coder"]):
        codings, undecided = _settle_own(codings)
    return CodedInterviews(
        segments, codes_given(codings), segments_read(codings), undecided, codes, basis="data",
    )  # fmt: skip


def read_codings(
    files: Sequence[Path], segments: Sequence[str] | pd.Series, codebook: Codebook
) -> pd.DataFrame:
    """Read codings from files; a file without a column `coder` is that of the coder it is named after.

    Parameters
    ----------
    files
        CSV files with segment_id, code, valence and, if it holds more than one coder, coder.
    segments
        The segments there are.
    codebook
        The coding frame: only codes in use are taken.

    Returns
    -------
    The codings; an absent code = the segment was read and nothing was found.

    Raises
    ------
    Unreadable, DataProblem
        When a file has other columns, or a row does not keep the contract of codings.
    """
    parts = []
    for file in files:
        table = read_texts(file, CODING_COLUMNS[:3], more=True)
        if "coder" not in table:
            table = table.assign(coder=file.stem)
        table = table[list(CODING_COLUMNS)]
        codes = coding_frame(codebook).active
        parts.append(check_codings(table, segments=list(segments), codes=codes, file=file.name))
    return pd.concat(parts, ignore_index=True)


def with_codes(segments: pd.DataFrame, settled: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Return segments with their settled codes and where these come from.

    Parameters
    ----------
    segments, settled, decisions
        The corpus, its settled codings, and the settlement.

    Returns
    -------
    The segments with `codes`, such as `budget:qualifies;pace:supports` (absent without codes), and `coder`:
    `both` agreed, a `third_reading` decided, or a code is still `undecided`.
    """
    given = codes_given(settled).sort_values(["segment_id", "code"])
    pairs = (given["code"] + ":" + given["valence"]).groupby(given["segment_id"]).agg(";".join)
    open_ = set(decisions.loc[decisions["settled"].isna(), "segment_id"])
    asked = set(decisions["segment_id"])
    names = segments["segment_id"]
    coder = names.map(lambda name: OPEN if name in open_ else THIRD if name in asked else BOTH)
    return segments.assign(codes=names.map(pairs).astype("string"), coder=coder.astype("string"))


def read_texts(file: Path, columns: Sequence[str], *, more: bool = False) -> pd.DataFrame:
    """Read a CSV of texts with these columns (and others where `more`); an empty cell is absent.

    Raises
    ------
    Unreadable
        When the file cannot be read or has other columns.
    """
    try:
        table = pd.read_csv(file, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise Unreadable("the coded interviews cannot be read", where=Where(file=str(file))) from error
    missing = [name for name in columns if name not in table]
    extra = [] if more else [name for name in table if name not in columns]
    if missing or extra:
        raise Unreadable(
            "the columns are not as they should be",
            where=Where(file=file.name, row=1, column=str([*missing, *extra][0])),
            remedy=f"The header must read: {','.join(columns)}",
        )
    return table


def _check_columns(segments: pd.DataFrame, settled: pd.DataFrame, decisions: pd.DataFrame) -> None:
    made = with_codes(segments, settled, decisions)
    for name in ("codes", "coder"):
        wrong = (made[name].fillna("") != segments[name].fillna("")).to_numpy(dtype=bool)
        if wrong.any():
            row = int(wrong.argmax())
            raise DataProblem(
                "the codes of a segment are not the settled ones",
                where=Where(file=SEGMENTS, row=row + 2, column=name, value=segments["segment_id"].iloc[row]),
                remedy="`dianalysis interviews settle` writes them.",
            )


def _settle_own(codings: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    if len(names_of_coders(codings)) == 1:
        return pd.concat([codings, codings.assign(coder=SETTLED)], ignore_index=True), 0
    apart = list_disagreements(codings).assign(settled=pd.Series(dtype="string"))
    settled, open_ = settle_codings(codings, apart)
    return pd.concat([codings, settled], ignore_index=True), len(open_)

"""What was accepted of the register, and what changed since: a lesson that no longer rests on it is stale."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.errors import DataProblem, ParameterError, Unreadable, Where
from dianalysis.evidence.register import Register
from dianalysis.sources import write_csv

ACCEPTED, SEGMENTS, HISTORY = "accepted.csv", "accepted_segments.csv", "history.csv"
NUMBERS = ("estimate", "conf_low", "conf_high", "range_low", "range_high", "p_adjusted", "n")
COLUMNS = ("lesson", "kind", "target", *NUMBERS, "basis", "stance")
SEGMENT_COLUMNS = ("lesson", "segment_id", "code", "valence")
HISTORY_COLUMNS = ("date", "digest", "changes", "reason")
STALE_COLUMNS = ("lesson", "target", "what", "detail", "fails")
OWN = "data"  # own exports rest on themselves: no change to tell
KINDS = ("result", "code", "verdict")
TOLERANCE = 1e-5  # ends of an optimiser or a search stop within it; a change of data is larger
DIGITS = 12
_KEY = ["lesson", "kind", "target"]


@dataclass(frozen=True, eq=False)
class Accepted:
    """The register as it was last accepted.

    Parameters
    ----------
    links
        One row per link, and one per lesson with its verdict as `stance`: the columns of `COLUMNS`.
    segments
        One row per lesson, segment and code: the columns of `SEGMENT_COLUMNS`.
    """

    links: pd.DataFrame
    segments: pd.DataFrame


def accepted_of(register: Register) -> Accepted:
    """Return what is kept of a register: numbers to twelve digits, in the order of the register."""
    links = register.links.assign(
        **{name: pd.to_numeric(register.links[name]).astype("Float64") for name in NUMBERS}
    )
    verdicts = register.lessons[["lesson", "verdict"]].rename(columns={"verdict": "stance"})
    rows = pd.concat([links, verdicts.assign(kind="verdict", target="verdict")], ignore_index=True)
    kept = rows.reindex(columns=list(COLUMNS)).sort_values(_KEY, kind="stable", ignore_index=True)
    kept = kept.assign(**{name: kept[name].map(_shortened, na_action="ignore") for name in NUMBERS})
    texts = {name: kept[name].astype("string") for name in (*_KEY, "basis", "stance")}
    segments = register.segments[list(SEGMENT_COLUMNS)].astype("string")
    order = ["lesson", "segment_id"]
    return Accepted(kept.assign(**texts), segments.sort_values(order, kind="stable", ignore_index=True))


def read_accepted(folder: Path) -> Accepted:
    """Read what was accepted; without files nothing was.

    Raises
    ------
    Unreadable
        When a file cannot be read or has other columns.
    DataProblem
        When a row stands there twice or has an unknown kind.
    """
    links = _read(folder / ACCEPTED, COLUMNS)
    segments = _read(folder / SEGMENTS, SEGMENT_COLUMNS)
    for name in NUMBERS:
        try:
            links[name] = pd.to_numeric(links[name]).astype("Float64")
        except ValueError as error:
            raise Unreadable("a number cannot be read", where=Where(file=ACCEPTED, column=name)) from error
    for wrong, message in (
        (links.duplicated(_KEY), "a link is accepted twice"),
        (~links["kind"].isin(KINDS), "the kind of an accepted row is not known"),
    ):
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            where = Where(file=ACCEPTED, row=row + 2, column="kind", value=links["target"].iloc[row])
            raise DataProblem(message, where=where, remedy="Accept the register anew; do not edit the file.")
    return Accepted(links, segments)


def find_stale(register: Register, accepted: Accepted, *, is_printed: bool) -> pd.DataFrame:
    """List what makes a lesson stale.

    Parameters
    ----------
    register
        As it is now.
    accepted
        As it was accepted.
    is_printed
        Whether the run is the demo, to which what was accepted belongs. Of own exports it is told where
        estimates and verdicts are others, and none of it fails; numbers of companies and segments are other
        ones anyway and are not compared. What fails is a result that the run has not made.

    Returns
    -------
    One row per change: lesson, target, what, detail, fails. `what` is `unresolved`,
    `reconstruction` (the lesson has nothing else, and stays open: told), `new` (a link not accepted
    yet), `gone`, `estimate` (it left its recorded interval: its confidence interval, else its range, else the
    point), `n`, `basis`, `segment` (one came, went or says something else), `verdict`, or `moved`: the
    estimate is another but within its interval, which is told and does not fail.
    """
    now = accepted_of(register)
    changes = [*_broken(register)] if is_printed else [*_broken_own(register)]
    changes += _changed(now, accepted, is_printed=is_printed)
    changes += _segments(now, accepted) if is_printed else []
    return pd.DataFrame(changes, columns=list(STALE_COLUMNS))


def accept_register(register: Register, changes: int, *, reason: str, on: dt.date, folder: Path) -> str:
    """Write the register as accepted and the reason into the history; return the new digest.

    Parameters
    ----------
    register
        What is accepted.
    changes
        How many changes were found, for the history.
    reason, on
        Why it changed, one line; the day it was reviewed.
    folder
        data/evidence of the project.

    Raises
    ------
    ParameterError
        When no reason is given.
    DataProblem
        When a link does not resolve: that cannot be accepted away.
    """
    if not reason.strip():
        raise ParameterError("a change of accepted evidence needs a reason", where=Where(column="accept"))
    for lesson, target, what, detail, fails in _broken(register):
        if not fails:
            continue
        remedy = "Mend the link in lessons.yaml or the result it names; a reason does not make evidence."
        raise DataProblem(f"{lesson}: {what}: {detail}", where=Where(value=target), remedy=remedy)
    kept = accepted_of(register)
    write_csv(kept.links, folder / ACCEPTED)
    write_csv(kept.segments, folder / SEGMENTS)
    digest = hashlib.sha256((folder / ACCEPTED).read_bytes() + (folder / SEGMENTS).read_bytes()).hexdigest()[
        :8
    ]
    history = _read(folder / HISTORY, HISTORY_COLUMNS)
    line = {
        "date": on.isoformat(),
        "digest": digest,
        "changes": str(changes),
        "reason": " ".join(reason.split()),
    }
    write_csv(pd.concat([history, pd.DataFrame([line])], ignore_index=True), folder / HISTORY)
    return digest


def _broken(register: Register) -> Iterator[tuple[str, str, str, str, bool]]:
    links = register.links
    for row in links[links["problem"] != ""].to_dict("records"):
        yield str(row["lesson"]), str(row["target"]), "unresolved", str(row["problem"]), True
    for lesson in register.lessons.loc[register.lessons["reconstruction_only"], "lesson"]:
        detail = "its results are known only for the draws of the reconstruction, and no segment is about it"
        yield str(lesson), "", "reconstruction", detail, False


def _broken_own(register: Register) -> Iterator[tuple[str, str, str, str, bool]]:
    """As `_broken`; a result that own exports are too few to release is told and does not fail."""
    estimated = register.links.set_index(["lesson", "target"])["finding"].eq("hidden")
    for lesson, target, what, detail, fails in _broken(register):
        withheld = what == "unresolved" and bool(estimated.loc[(lesson, target)])
        yield lesson, target, what, detail, fails and not withheld


def _changed(
    now: Accepted, accepted: Accepted, *, is_printed: bool
) -> Iterator[tuple[str, str, str, str, bool]]:
    new, old = now.links.set_index(_KEY), accepted.links.set_index(_KEY)
    if is_printed:
        for key in new.index.difference(old.index, sort=False):
            yield key[0], key[2], "new", "the link is not accepted yet", True
        for key in old.index.difference(new.index, sort=False):
            yield key[0], key[2], "gone", "what was accepted is no longer linked", True
    for key in new.index.intersection(old.index, sort=False):
        for what, detail, fails in _differences(new.loc[key], old.loc[key], kind=key[1]):
            if is_printed or what != "n":
                yield key[0], key[2], what, detail, fails and is_printed


def _differences(new: pd.Series, old: pd.Series, *, kind: str) -> Iterator[tuple[str, str, bool]]:
    if kind == "verdict":
        if new["stance"] != old["stance"]:
            yield "verdict", f"{old['stance']} -> {new['stance']}", True
        return
    if kind == "code":
        return  # told segment by segment
    if pd.notna(new["basis"]) and new["basis"] not in (old["basis"], OWN):
        yield "basis", f"{old['basis']} -> {new['basis']}", True
    if pd.notna(new["n"]) and not _same(new["n"], old["n"]):
        yield "n", f"{_text(old['n'])} -> {_text(new['n'])}", True
    if pd.isna(new["estimate"]) or _same(new["estimate"], old["estimate"]):
        return  # without an estimate the link does not resolve, which is told already
    low, high = _recorded(old)
    detail = f"{_text(old['estimate'])} -> {_text(new['estimate'])}"
    value = _float(new["estimate"])
    inside = low - TOLERANCE <= value <= high + TOLERANCE
    yield ("moved" if inside else "estimate"), f"{detail}, recorded {low:.4g} to {high:.4g}", not inside


def _recorded(row: pd.Series) -> tuple[float, float]:
    for low, high in (("conf_low", "conf_high"), ("range_low", "range_high"), ("estimate", "estimate")):
        if pd.notna(row[low]) and pd.notna(row[high]):
            return float(row[low]), float(row[high])
    return math.nan, math.nan


def _segments(now: Accepted, accepted: Accepted) -> Iterator[tuple[str, str, str, str, bool]]:
    new, old = (set(map(tuple, part.segments.fillna("").to_numpy())) for part in (now, accepted))
    for lesson, name, code, valence in sorted(old - new):
        yield lesson, name, "segment", f"no longer {code}:{valence}", True
    for lesson, name, code, valence in sorted(new - old):
        yield lesson, name, "segment", f"now {code}:{valence}, not accepted", True


def _read(file: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    if not file.is_file():
        return pd.DataFrame(columns=list(columns), dtype="string")
    try:
        table = pd.read_csv(file, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise Unreadable("what was accepted cannot be read", where=Where(file=file.name)) from error
    if tuple(table.columns) != columns:
        remedy = f"The header must read: {','.join(columns)}"
        raise Unreadable(
            "the columns are not as they should be", where=Where(file=file.name, row=1), remedy=remedy
        )
    return table


def _same(a: object, b: object) -> bool:
    one, two = _float(a), _float(b)
    if math.isnan(one) or math.isnan(two):
        return math.isnan(one) and math.isnan(two)
    return math.isclose(one, two, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def _float(value: object) -> float:
    return math.nan if pd.isna(value) else float(value)  # type: ignore[arg-type, call-overload]


def _text(value: object) -> str:
    return "nothing" if pd.isna(value) else f"{_float(value):.6g}"  # type: ignore[call-overload]


def _shortened(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")

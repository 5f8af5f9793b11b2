"""What coders gave the segments: where they differ, and the settled codings that follow."""

from __future__ import annotations

import pandas as pd

from dianalysis.errors import DataProblem, Where
from dianalysis.interviews.segments import CODING_COLUMNS, VALENCES

SETTLED = "settled"  # the coder whose codes an analysis uses
NONE = "none"  # a decision that the code does not belong
DECISION_COLUMNS = ("segment_id", "code", "coder_1", "coder_2", "settled", "why_nl", "why_en")
_KEY = ["segment_id", "code"]


def names_of_coders(codings: pd.DataFrame) -> tuple[str, ...]:
    """Return who coded, in order of name, without the settled codings."""
    return tuple(sorted(set(codings["coder"].dropna()) - {SETTLED}))


def codes_given(codings: pd.DataFrame) -> pd.DataFrame:
    """Return the codings that hold a code: without the segments in which a coder found none."""
    return codings[codings["code"].notna()].reset_index(drop=True)


def segments_read(codings: pd.DataFrame) -> pd.DataFrame:
    """Return segment_id and coder of every segment a coder has read, also where no code was found."""
    return codings[["segment_id", "coder"]].drop_duplicates().reset_index(drop=True)


def list_disagreements(codings: pd.DataFrame) -> pd.DataFrame:
    """List the codes on which two coders differ, or whose valence they see differently.

    Parameters
    ----------
    codings
        The codings of two coders over the same segments; an absent code = read, nothing found.

    Returns
    -------
    One row per segment and code: segment_id, code, and under `coder_1` and `coder_2` (the coders in order of
    name) the valence each gave, or `none`.

    Raises
    ------
    DataProblem
        When there are not two coders, or one read segments that the other did not.
    """
    coders = _pair(codings)
    given = codes_given(codings)
    sides = [given[given["coder"] == name].set_index(_KEY)["valence"] for name in coders]
    table = pd.concat(sides, axis=1, keys=["coder_1", "coder_2"]).fillna(NONE)
    order = {name: place for place, name in enumerate(codings["segment_id"].drop_duplicates())}
    apart = table[table["coder_1"] != table["coder_2"]].reset_index()
    return apart.sort_values(
        _KEY, key=lambda column: column.map(order) if column.name == "segment_id" else column,
        ignore_index=True,
    )  # fmt: skip


def settle_codings(codings: pd.DataFrame, decisions: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the settled codings: what two coders agree on, and what a third reading decided.

    Parameters
    ----------
    codings
        The codings of two coders.
    decisions
        One row per disagreement with the columns of `DECISION_COLUMNS`; `settled` holds a valence, `none`, or
        nothing where it is not decided yet.

    Returns
    -------
    The settled codings (an absent code where a segment has none), and the disagreements still open. A
    disagreement that is open counts as no code.

    Raises
    ------
    DataProblem
        When a decision belongs to no disagreement, a disagreement has no row, or a decision is not a valence.
    """
    apart = list_disagreements(codings)
    _require_decided(apart, decisions)
    first = codings[codings["coder"] == names_of_coders(codings)[0]]
    given = codes_given(first)
    agreed = given[~pd.MultiIndex.from_frame(given[_KEY]).isin(pd.MultiIndex.from_frame(apart[_KEY]))]
    decided = decisions[decisions["settled"].isin(VALENCES)]
    chosen = decided[_KEY].assign(valence=decided["settled"])
    settled = pd.concat([agreed[[*_KEY, "valence"]], chosen], ignore_index=True)
    every = first[["segment_id"]].drop_duplicates()
    settled = every.merge(settled.sort_values("code", kind="stable"), on="segment_id", how="left")
    open_ = decisions[decisions["settled"].isna()].reset_index(drop=True)
    return settled.assign(coder=SETTLED)[list(CODING_COLUMNS)], open_


def _pair(codings: pd.DataFrame) -> tuple[str, str]:
    coders = names_of_coders(codings)
    if len(coders) != 2:
        raise DataProblem(
            f"agreement is that of two coders, not of {len(coders)}", where=Where(column="coder")
        )
    read = [set(codings.loc[codings["coder"] == name, "segment_id"]) for name in coders]
    alone = sorted(read[0] ^ read[1])
    if alone:
        raise DataProblem(
            f"{len(alone)} segments were read by one coder only",
            where=Where(column="segment_id", value=alone[0]),
            remedy="A segment in which a coder found nothing has a row with an empty code.",
        )
    return coders[0], coders[1]


def _require_decided(apart: pd.DataFrame, decisions: pd.DataFrame) -> None:
    columns = [*_KEY, "coder_1", "coder_2"]
    found, listed = (set(map(tuple, table[columns].to_numpy())) for table in (apart, decisions))
    for extra, message in ((listed - found, "a decision is about no disagreement of the coders"),
                           (found - listed, "a disagreement of the coders is not listed")):  # fmt: skip
        if extra:
            first = min(extra)
            raise DataProblem(
                message,
                where=Where(column="code", value=f"{first[0]} {first[1]}"),
                remedy="`dianalysis interviews agreement` lists the disagreements.",
            )
    known = decisions["settled"].isna() | decisions["settled"].isin([*VALENCES, NONE])
    if not known.all():
        row = int((~known).to_numpy().argmax())
        where = Where(row=row + 2, column="settled", value=decisions["settled"].iloc[row])
        raise DataProblem(
            "a decision is not known", where=where, remedy=f"Use {', '.join((*VALENCES, NONE))}."
        )

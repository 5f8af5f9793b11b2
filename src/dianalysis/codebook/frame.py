"""The coding frame: which codes are in use, what became of the others, and moving codings along."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dianalysis.codebook.model import Codebook
from dianalysis.errors import DataProblem, Where

MOVED_COLUMNS = ("segment_id", "coder", "code", "became")


@dataclass(frozen=True, eq=False)
class CodingFrame:
    """The codes of interviews in one version of the frame.

    Parameters
    ----------
    codes
        One row per code, also merged and dropped ones: code, theme, texts in two languages, version, status,
        replaced_by (empty where there is none).
    history
        One row per change: version, code (empty = the whole frame), change, why_nl, why_en.
    """

    codes: pd.DataFrame
    history: pd.DataFrame

    @property
    def version(self) -> int:
        """Version of the frame: the highest of its codes."""
        return int(self.codes["version"].max())

    @property
    def active(self) -> tuple[str, ...]:
        """Codes in use, in the order of the frame."""
        return tuple(self.codes.loc[self.codes["status"] == "active", "code"])

    @property
    def themes(self) -> dict[str, str]:
        """Theme of each code in use."""
        used = self.codes[self.codes["status"] == "active"]
        return dict(zip(used["code"], used["theme"], strict=True))

    def successor(self, code: str) -> str:
        """Return what became of a code: itself, the code it was merged into, or nothing when it was dropped.

        Raises
        ------
        DataProblem
            When the frame never had the code.
        """
        known = self.codes.set_index("code")[["status", "replaced_by"]].to_dict("index")
        if code not in known:
            raise DataProblem(
                "the coding frame does not know this code",
                where=Where(column="code", value=code),
                remedy="Add it to data/codebook/coding_frame.csv, or say there what replaced it.",
            )
        while known[code]["status"] == "merged":
            code = known[code]["replaced_by"]
        return code if known[code]["status"] == "active" else ""


def coding_frame(codebook: Codebook) -> CodingFrame:
    """Return the coding frame of a codebook."""
    return CodingFrame(codebook.tables["coding_frame"].copy(), codebook.tables["coding_frame_history"].copy())


def migrate_codings(codings: pd.DataFrame, frame: CodingFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Bring codings made with an older version of the frame up to date.

    Parameters
    ----------
    codings
        One row per code a coder gave a segment: segment_id, code, valence, coder. An absent code (nothing
        found) stays.
    frame
        The frame as it is now.

    Returns
    -------
    The codings with the codes in use, and the log of what moved: segment_id, coder, code, became (empty: the
    code was dropped). Where two codes of a segment become one, it stands once if the valences agree; a
    segment that loses its only code stays, with none.

    Raises
    ------
    DataProblem
        When a code is not of the frame, or when two codes that become one have different valences.
    """
    given = codings["code"].dropna().unique()
    became = {code: frame.successor(str(code)) for code in given}
    changed = codings["code"].notna() & (codings["code"].map(became) != codings["code"])
    log = codings.loc[changed, ["segment_id", "coder", "code"]]
    log = log.assign(became=log["code"].map(became)).reset_index(drop=True)
    moved = codings.assign(code=codings["code"].map(became, na_action="ignore").replace("", pd.NA))
    moved["valence"] = moved["valence"].mask(moved["code"].isna())
    alone = ~moved["code"].notna().groupby([moved["segment_id"], moved["coder"]]).transform("any")
    moved = moved[moved["code"].notna() | alone].drop_duplicates()
    twice = moved[moved.duplicated(["segment_id", "code", "coder"])]
    if len(twice):
        first = twice.iloc[0]
        raise DataProblem(
            f"two codes of segment {first['segment_id']} become one, with different valences",
            where=Where(column="code", value=first["code"]),
            remedy="Decide which valence holds and take the other code out before migrating.",
        )
    return moved.reset_index(drop=True), log[list(MOVED_COLUMNS)]

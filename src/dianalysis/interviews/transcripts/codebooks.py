"""Hold a codebook of other software against the coding frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from dianalysis.codebook import CodingFrame
from dianalysis.interviews.transcripts.words import plain
from dianalysis.sources import write_csv
from dianalysis.sources.documents.refi_qda import QdaCode

CODEBOOKS = "imported_codebooks.csv"
COLUMNS = ("file", "name", "under", "codable", "description", "code", "status")


def find_code(name: str, frame: CodingFrame) -> str:
    """Return the code of the frame a name stands for: its slug or one of its labels; "" for none."""
    rows = frame.codes[["code", "label_nl", "label_en"]].to_dict("records")
    word = plain(name)
    return next((row["code"] for row in rows if word in {plain(str(text)) for text in row.values()}), "")


def hold_against(codes: Sequence[QdaCode], frame: CodingFrame) -> pd.DataFrame:
    """Return one row per code of a codebook with the code of the frame it stands for.

    Parameters
    ----------
    codes
        The codes as read.
    frame
        The coding frame.

    Returns
    -------
    Columns name, under (the name of the code it stands under), codable (yes, no), description, code ("" where
    the frame has none) and status (active, merged, dropped; "" where the frame has none).
    """
    names = {code.guid: code.name for code in codes}
    status = dict(zip(frame.codes["code"], frame.codes["status"], strict=True))
    rows = []
    for code in codes:
        found = find_code(code.name, frame)
        under, codable = names.get(code.parent, ""), "yes" if code.codable else "no"
        rows.append((code.name, under, codable, code.description, found, status.get(found, "")))
    return pd.DataFrame(rows, columns=list(COLUMNS[1:]), dtype="str")


def write_codebooks(folder: Path, held: Mapping[str, pd.DataFrame]) -> None:
    """Write the codebooks of an import to the private folder: names of codes can be words of a person."""
    if held:
        tables = [table.assign(file=file)[list(COLUMNS)] for file, table in held.items()]
        write_csv(pd.concat(tables, ignore_index=True), folder / CODEBOOKS)

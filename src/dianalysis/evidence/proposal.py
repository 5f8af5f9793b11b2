"""The change of the monitor that would settle open lessons: a codebook that its own loader accepts."""

from __future__ import annotations

import csv
import difflib
import io
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from dianalysis.codebook import load_codebook
from dianalysis.evidence.settle import Settlements

_FILES = ("forms", "value_labels", "variables")


def propose_codebook(settlements: Settlements, codebook: Path, out: Path) -> list[Path]:
    """Write the change of the monitor: the files of the codebook with the new rows, and the difference.

    Parameters
    ----------
    settlements
        What to add.
    codebook
        Folder of the codebook; it is not changed.
    out
        Folder to write to: forms.csv, value_labels.csv, variables.csv and proposal.diff.

    Returns
    -------
    The files written.

    Raises
    ------
    CodebookError
        When the codebook with the new rows is not a valid codebook.
    """
    with tempfile.TemporaryDirectory() as scratch:
        trial = Path(scratch) / "codebook"
        shutil.copytree(codebook, trial)
        for name in _FILES:
            _append(trial / f"{name}.csv", _rows(name, settlements))
        load_codebook(trial)
        out.mkdir(parents=True, exist_ok=True)
        written: list[Path] = []
        difference: list[str] = []
        for name in _FILES:
            file = f"{name}.csv"
            before, after = ((folder / file).read_text("utf-8") for folder in (codebook, trial))
            difference += difflib.unified_diff(
                before.splitlines(keepends=True), after.splitlines(keepends=True),
                f"a/data/codebook/{file}", f"b/data/codebook/{file}",
            )  # fmt: skip
            written.append(_write(out / file, after))
    return [*written, _write(out / "proposal.diff", "".join(difference))]


def _rows(name: str, settlements: Settlements) -> list[Mapping[str, str]]:
    if name == "forms":
        return [{**vars(form), "table": form.form} for form in settlements.forms]
    if name == "variables":
        return [vars(variable) for variable in settlements.variables]
    return [vars(label) for label in settlements.value_labels]


def _append(file: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Add rows to a file of the codebook; order and code go on after those of the same form or value set."""
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        header, present = list(reader.fieldnames or []), list(reader)
    group = {"variables.csv": "form", "value_labels.csv": "value_set"}.get(file.name)
    text = io.StringIO()
    writer = csv.DictWriter(text, header, lineterminator="\n", restval="")
    for row in rows:
        same = [line for line in present if group is None or line[group] == row[group]]
        place = str(max((int(line["order"]) for line in same), default=0) + 1)
        line = {**row, "order": place} | ({"code": place} if "code" in header else {})
        present.append(line)
        writer.writerow(line)
    with file.open("a", encoding="utf-8", newline="") as stream:
        stream.write(text.getvalue())


def _write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8", newline="\n")
    return file

"""A project with tiny notebooks."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml

from dianalysis.runner import Catalogue, load_catalogue

PARAMETERS = """\
source: str = "demo"  # where the data come from
times: int = 2  # how often
share: float = 0.5  # between 0 and 1
names: list[str] = []  # whom to greet
"""
PARTNER = 'partner: str = "north"  # which partner\n'


def notebook(*cells: tuple[str, str, str]) -> dict[str, object]:
    """Return a notebook from (type, tag, source)."""
    made = []
    for number, (kind, tag, source) in enumerate(cells):
        cell: dict[str, object] = {"cell_type": kind, "id": f"c{number}", "source": source}
        cell["metadata"] = {"tags": [tag]} if tag else {}
        if kind == "code":
            cell |= {"execution_count": None, "outputs": []}
        made.append(cell)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def write_notebook(path: Path, *sources: str, parameters: str = PARAMETERS) -> Path:
    """Write a notebook with a heading, a cell of parameters and further code cells."""
    cells = [("markdown", "", "# A question"), ("code", "parameters", parameters)]
    cells += [("code", "", source) for source in sources]
    path.write_text(json.dumps(notebook(*cells)), encoding="utf-8")
    return path


def entry(name: str, **changes: object) -> dict[str, object]:
    """Return a complete entry of the catalogue."""
    title = {"nl": f"{name} (nl)", "en": f"{name} (en)"}
    return {"id": name, "file": f"{name}.ipynb", "chapter": 1, "title": title, "timeout": 60} | changes


@dataclass(frozen=True)
class Toy:
    """The project and the means to change its catalogue."""

    root: Path

    def load(self, *entries: dict[str, object]) -> Catalogue:
        """Write a catalogue and load it."""
        path = self.root / "notebooks" / "catalogue.yaml"
        path.write_text(yaml.safe_dump({"notebooks": list(entries)}, sort_keys=False), encoding="utf-8")
        return load_catalogue(path, partners=self.root / "partners.csv")


def make_toy(root: Path) -> Toy:
    """Make the project in a folder."""
    folder = root / "notebooks"
    folder.mkdir()
    write_notebook(folder / "first.ipynb", "print(source * times)", "here = 1")
    write_notebook(folder / "second.ipynb", "before = 'kept'\nbefore", "1 / 0", "print('never')")
    write_notebook(folder / "third.ipynb", "partner", parameters=PARAMETERS + PARTNER)
    (root / "partners.csv").write_text("partner,label\nnorth,North\nsouth,South\n", encoding="utf-8")
    return Toy(root)


def ticking(step: float = 1.0) -> Callable[[], datetime]:
    """Return a clock that moves on by `step` seconds each time it is read."""
    times: list[datetime] = [datetime(2026, 1, 1, tzinfo=UTC)]

    def clock() -> datetime:
        times.append(times[-1] + timedelta(seconds=step))
        return times[-1]

    return clock


def texts(notebook_path: Path) -> Sequence[str]:
    """Return the text outputs of a notebook."""
    found = []
    for cell in json.loads(notebook_path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            raw = output.get("text", output.get("data", {}).get("text/plain", ""))
            found.append("".join(raw))
    return found

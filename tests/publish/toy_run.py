"""A run folder with executed toy notebooks, made without a kernel."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import yaml

from dianalysis.formats import open_page
from dianalysis.paths import ProjectPaths, RunPaths
from dianalysis.publish import Exclusion, Finding, SiteContent
from dianalysis.results import make_results
from dianalysis.runner import Catalogue, Outcome, RunRecord, load_catalogue
from dianalysis.runner.record import write_record
from dianalysis.tables import banner

PIXEL = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
        "0000000049454e44ae426082"
    )
).decode()
ROOT = ProjectPaths(Path(__file__).parents[2])
WIDE = "<table><tr>" + "".join(f"<th>column {number}</th>" for number in range(30)) + "</tr></table>"
TITLES = {"nl": "Vraag over {}", "en": "Question on {}"}


def cell(source: str, *tags: str, outputs: list[dict[str, object]] | None = None) -> dict[str, object]:
    """Return a code cell, or a Markdown cell when it has no tag and no outputs."""
    name = f"c{zlib.crc32(source.encode())}"
    made: dict[str, object] = {"source": source, "metadata": {"tags": list(tags)}, "id": name}
    if not tags and outputs is None:
        return made | {"cell_type": "markdown"}
    return made | {"cell_type": "code", "execution_count": 1, "outputs": outputs or []}


def shown(**data: str) -> dict[str, object]:
    """Return an output that shows something, by kind: html, png or plain."""
    kinds = {"html": "text/html", "png": "image/png", "plain": "text/plain"}
    bundle = {kinds[key]: text for key, text in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": bundle}


def told_of_print() -> str:
    """Return the banner of a page about the printed report."""
    return str(banner("published", profile="report", page=open_page("en", paths=ROOT)).data)


def failure() -> dict[str, object]:
    """Return the output of a cell that failed."""
    lines = ["\x1b[31mValueError\x1b[0m: no companies"]
    return {"output_type": "error", "ename": "ValueError", "evalue": "no companies", "traceback": lines}


def executed(*extra: dict[str, object]) -> dict[str, object]:
    """Return an executed notebook as the runner leaves it."""
    cells = [
        cell("# How did they develop?\n\nA line about the population."),
        cell("seed: int = 1", "parameters"),
        cell("seed = 2", "injected-parameters"),
        cell("import secret_plumbing", "setup"),
        cell("## Findings\n\nThe model is $y_i = \\beta x_i$, see [limits](#limits).\n\n$$\\frac{a}{b}$$"),
        cell("show_table()", "output", outputs=[shown(html=WIDE, plain="a table")]),
        cell("plot()", "output", outputs=[shown(png=PIXEL, plain="a figure")]),
        *extra,
        cell("## Limits\n\nFew companies."),
        cell("write_everything()", "write", outputs=[shown(plain="/somewhere/results.parquet")]),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


@dataclass(frozen=True)
class ToyRun:
    """What `build_site` is given."""

    paths: RunPaths
    catalogue: Catalogue
    results: pd.DataFrame
    content: SiteContent


def make_run(root: Path) -> ToyRun:
    """Make a run of five executions: three succeeded, one failed, one was skipped."""
    paths = RunPaths(root / "outputs" / "demo")
    paths.notebooks.mkdir(parents=True)
    broken = executed(cell("estimate()", "estimate", outputs=[failure()]))
    for name, notebook in {
        "change": executed(),
        "broken": broken,
        "profile-north": executed(),
        "profile-south": executed(cell("banner()", "data", outputs=[shown(html=told_of_print())])),
    }.items():
        (paths.notebooks / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    write_record(make_record(), paths.record, replace={})
    return ToyRun(paths, make_catalogue(root), make_toy_results(), make_content())


def make_record() -> RunRecord:
    """Return the record of the toy run."""
    outcomes = (
        Outcome("change", "change", {}, "ok", 1.0),
        Outcome("broken", "broken", {}, "failed", 1.0, False, "ValueError", "no ```companies"),
        Outcome("never", "never", {}, "skipped", 0.0, False, "Skipped", "broken did not succeed"),
        Outcome("profile-north", "profile", {"partner": "north"}, "cached"),
        Outcome("profile-south", "profile", {"partner": "south"}, "ok", 2.0),
    )
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    given = {"source": "demo", "seed": 1}
    return RunRecord(moment, moment, given, "0123456789abcdef", 2, outcomes, packages={"pandas": "3.0"})


def make_catalogue(root: Path) -> Catalogue:
    """Return a catalogue of four notebooks, one of which is repeated."""
    folder = root / "notebooks"
    folder.mkdir()
    entries = []
    for chapter, name in enumerate(("change", "broken", "never", "profile"), start=1):
        (folder / f"{name}.ipynb").write_text("{}", encoding="utf-8")
        title = {lang: text.format(name) for lang, text in TITLES.items()}
        file = f"{name}.ipynb"
        entries.append({"id": name, "file": file, "chapter": chapter, "title": title, "timeout": 9})
    entries[-1]["foreach"] = "partner"
    (folder / "catalogue.yaml").write_text(yaml.safe_dump({"notebooks": entries}), encoding="utf-8")
    partners = "partner,label\nnorth,North & Co\nsouth,South\nwest,West\n"
    (root / "partners.csv").write_text(partners, encoding="utf-8")
    return load_catalogue(folder / "catalogue.yaml", partners=root / "partners.csv")


def make_toy_results() -> pd.DataFrame:
    """Return four results: two as printed, one that differs, one that was never printed."""
    shared = {"population": "complete", "method": "count", "data_hash": "toy", "wave": "start"}
    records = [
        {"measure": "typology_n", "term": term, "estimate": 1.0, "basis": basis, "figure": figure}
        for term, basis, figure in (
            ("a", "published", "T6/a/monitor_1/n"),
            ("b", "published", "Pnorth.1/b/start/n"),
            ("c", "reconstructed", "T6/c/monitor_1/n"),
            ("d", "reconstructed", None),
        )
    ]
    return make_results([shared | record for record in records], study="toy")


def make_content() -> SiteContent:
    """Return findings, and printed figures of three tables."""
    ids = ["T10/x/y/n", *(f"T6/{row}/monitor_1/n" for row in "acd"), "Pnorth.1/b/start/n", "T0/p/q/n"]
    status = ["lost", "ok", "ok", "ok", "ok", "ok"]
    tables = [name.split("/")[0] for name in ids]
    printed = pd.DataFrame({"figure": ids, "table": tables, "status": status})

    def findings(results: pd.DataFrame) -> list[Finding]:
        count = f"{len(results)} results, *plainly* <b>told</b>"
        return [
            Finding(count, "change"),
            Finding("From a page that is absent", "never"),
            Finding("Without a page"),
        ]

    excluded = {"T6/d/monitor_1/n": Exclusion("9", "8", "the parts | add up to 8")}
    return SiteContent(findings=findings, printed=printed, excluded=excluded)

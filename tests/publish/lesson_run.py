"""A run of three toy notebooks with the real lessons: one shows results, one has the lessons, one partner."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import yaml
from toy_run import ROOT, ToyRun, cell, executed, shown

from dianalysis.cli.content import site_content
from dianalysis.paths import RunPaths
from dianalysis.results import make_results
from dianalysis.runner import Catalogue, Outcome, RunRecord, load_catalogue
from dianalysis.runner.record import write_record

SHARED = {
    "population": "complete", "wave": "monitor_3", "conf_level": 0.95, "n": 400, "method": "share",
    "basis": "published",
}  # fmt: skip
SHOWN = "followup/followup_share/complete/monitor_3/ja"
LOOSE = "followup/condition_top_two_share/complete/monitor_3/budget"
CELL = "c15"
NOTEBOOKS = ("followup", "lessons_phase_two", "partner_profile")
INFORMS = "## Lessons this informs\n\n- `L-growth`: what to expect.\n- `L-none-such`: is none."


def make_lesson_run(root: Path, *, cells: tuple[str, ...] = (CELL,), status: str = "ok") -> ToyRun:
    """Make the run; `cells` are the identifiers of the cells that show something."""
    paths = RunPaths(root / "outputs" / "demo")
    paths.notebooks.mkdir(parents=True)
    drawn = [cell(f"draw({name!r})", "output", outputs=[shown(html="<p>drawn</p>")]) for name in cells]
    for one, name in zip(drawn, cells, strict=True):
        one["id"] = name
    blocks = f'<section id="L-growth" class="lesson"><p><strong>{title_of("L-growth")}</strong></p></section>'
    dead = '<p><a href="followup.html">here</a> and <a href="satisfaction.html">not here</a></p>'
    written = {
        "followup": executed(*drawn, cell(INFORMS)),
        "lessons_phase_two": executed(cell("blocks()", "output", outputs=[shown(html=blocks + dead)])),
        "partner_profile-goc": executed(cell("facts()", "output", outputs=[shown(html=facts_of("goc"))])),
    }
    for name, notebook in written.items():
        (paths.notebooks / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    outcomes = [
        Outcome(name, name.partition("-")[0], {"partner": "goc"} if "-" in name else {}, "ok", 1.0)
        for name in written
    ]
    outcomes = [replace(one, status=status) if one.name == "lessons_phase_two" else one for one in outcomes]
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    record = RunRecord(
        moment, moment, {"source": "demo"}, "0123456789abcdef", 1, tuple(outcomes), packages={}
    )
    write_record(record, paths.record, replace={})
    content = site_content(ROOT, lang="en", basis="reconstructed")
    return ToyRun(paths, _catalogue(root), lesson_results(), content)


def lesson_results() -> pd.DataFrame:
    """Return two results of lessons: one that a cell shows and that was printed, and one that none shows."""
    share = {"estimate": 0.9, "conf_low": 0.85, "conf_high": 0.94}
    printed = SHARED | share | {"measure": "followup_share", "term": "ja", "figure": "T16/ja/vervolg/pct"}
    money = SHARED | share | {"measure": "condition_top_two_share", "term": "budget"}
    return make_results([printed, money], study="followup")


def title_of(lesson: str) -> str:
    """Return the English title of a lesson."""
    lessons = yaml.safe_load((ROOT.evidence / "lessons.yaml").read_text("utf-8"))["lessons"]
    return str(next(one["title_en"] for one in lessons if one["id"] == lesson))


def facts_of(partner: str) -> str:
    """Return a table of the facts on a partner, as its page shows them."""
    facts = pd.read_csv(ROOT.published / "partner_facts.csv")
    rows = facts.loc[facts["partner"] == partner, "fact_en"]
    return f"<table>{''.join(f'<tr><td>{fact}</td></tr>' for fact in rows)}</table>"


def _catalogue(root: Path) -> Catalogue:
    folder = root / "notebooks"
    folder.mkdir()
    entries = []
    for chapter, name in enumerate(NOTEBOOKS, start=1):
        (folder / f"{name}.ipynb").write_text("{}", encoding="utf-8")
        title = {"nl": f"Vraag over {name}", "en": f"Question on {name}"}
        entries.append(
            {"id": name, "file": f"{name}.ipynb", "chapter": chapter, "title": title, "timeout": 9}
        )
    entries[-1]["foreach"] = "partner"
    (folder / "catalogue.yaml").write_text(yaml.safe_dump({"notebooks": entries}), encoding="utf-8")
    (root / "partners.csv").write_text("partner,label\ngoc,GOC\n", encoding="utf-8")
    return load_catalogue(folder / "catalogue.yaml", partners=root / "partners.csv")

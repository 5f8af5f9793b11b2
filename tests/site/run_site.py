"""One run of the whole in each language, with few resamples: what is read here are words, not estimates."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dianalysis import pipeline
from dianalysis.cli.content import site_content
from dianalysis.cli.request import open_catalogue
from dianalysis.disclosure import default_profile, release
from dianalysis.monitor import Panel
from dianalysis.paths import ProjectPaths, RunPaths
from dianalysis.publish import build_site
from dianalysis.runner import Catalogue, Execution, RunRecord, Settings, plan_executions, run

PARTNER = "metaalunie"
RESAMPLES = 60


@dataclass(frozen=True)
class Site:
    """A run in one language: what was executed, its folders and its record."""

    lang: str
    paths: ProjectPaths
    catalogue: Catalogue
    executions: tuple[Execution, ...]
    folders: RunPaths
    panel: Panel
    record: RunRecord


def make_site(lang: str, folders: RunPaths) -> Site:
    """Do a whole run in one language."""
    paths = ProjectPaths.find(Path(__file__).parent)
    source, catalogue = pipeline.find_source(paths, "demo"), open_catalogue(paths)
    panel = pipeline.clean(source, paths, run=folders)
    executions = tuple(plan_executions(catalogue, partners=[PARTNER]))
    out = Path(os.path.relpath(folders.root, paths.root)).as_posix()
    record = run(
        executions,
        run_paths=folders,
        parameters={"source": source.name, "lang": lang, "out": out, "n_resamples": RESAMPLES},
        settings=Settings(root=paths.root, inputs=(), data_hash=panel.data_hash, jobs=2),
        clock=lambda: datetime.now(UTC),
    )
    names = [execution.name for execution in executions]
    results = pipeline.collect_results(folders, names, data_hash=panel.data_hash)
    build_site(
        folders,
        catalogue=catalogue,
        lang=lang,
        basis=panel.basis,
        results=release(results, profile=default_profile(panel.basis)),
        content=site_content(paths, lang=lang, basis=panel.basis),
    )
    return Site(lang, paths, catalogue, executions, folders, panel, record)

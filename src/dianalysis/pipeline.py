"""From raw exports to a panel, and from a study's results to a file: the floors in their order, no logic."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dianalysis.codebook import load_codebook
from dianalysis.errors import ParameterError, Where
from dianalysis.monitor import (
    CheckResult,
    Panel,
    admit_rows,
    apply_log,
    build_panel,
    check_forms,
    derive_companies,
    derive_self_employed,
    load_mapping,
    read_clean,
    read_cut_off,
    read_forms,
    read_log,
    recode_forms,
    require_reviewed,
    review_log,
    with_draws,
    write_clean,
)
from dianalysis.monitor.admit import write_rejected
from dianalysis.paths import ProjectPaths, RunPaths
from dianalysis.results import bind_results, check_results
from dianalysis.sources import write_csv, write_parquet
from dianalysis.studies.plan import load_plan

DEMO = "demo"
MAPPING = "mapping.yaml"
ALL_RESULTS = "results"


@dataclass(frozen=True)
class Source:
    """Where exports come from, and what belongs to them.

    Parameters
    ----------
    name
        Name of the source and of its folder in outputs.
    address
        Folder, file or SQLAlchemy URL.
    mapping, log
        Column names of the source and the decisions about it; None where there are none.
    basis
        "reconstructed" for the demo, else "data".
    """

    name: str
    address: str
    mapping: Path | None
    log: Path | None
    basis: str


def find_source(paths: ProjectPaths, data: str = DEMO) -> Source:
    """Find the exports called `data`, with their mapping and cleaning log.

    Parameters
    ----------
    paths
        The project.
    data
        "demo", or a folder, file or SQLAlchemy URL. The mapping is `mapping.yaml` in that folder or
        `data/mappings/<name>.yaml`; the log is `data/cleaning_log/<name>.csv`.

    Raises
    ------
    ParameterError
        When there is nothing at that address, or its name is that of the demo.
    """
    is_url = "://" in data
    if data == DEMO or (not is_url and Path(data).resolve() == paths.demo_exports.resolve()):
        log = paths.cleaning_log / "demo.csv"
        return Source(DEMO, str(paths.demo_exports), paths.demo / MAPPING, log, "reconstructed")
    if not is_url and not Path(data).exists():
        raise ParameterError(
            "there are no exports at this address",
            where=Where(file=data),
            remedy="Give a folder, a file or a database address; `dianalysis template` makes empty ones.",
        )
    name = _name(data, is_url=is_url)
    own = [Path(data) / MAPPING] if not is_url and Path(data).is_dir() else []
    mapping = _first([*own, paths.data / "mappings" / f"{name}.yaml"])
    return Source(name, data, mapping, _first([paths.cleaning_log / f"{name}.csv"]), "data")


def _name(data: str, *, is_url: bool) -> str:
    stem = data.rsplit("/", 1)[-1].split("?")[0] if is_url else Path(data).resolve().stem
    name = re.sub(r"[^A-Za-z0-9_-]+", "_", stem).strip("_-")[:60] or "data"
    return f"{name}_data" if name == DEMO else name


def _first(candidates: list[Path]) -> Path | None:
    return next((path for path in candidates if path.is_file()), None)


def check_source(source: Source, paths: ProjectPaths) -> CheckResult:
    """Read the exports of a source and report every problem; nothing is changed."""
    codebook = load_codebook(paths.codebook)
    raw = read_forms(source.address, load_mapping(source.mapping, codebook), codebook)
    log = read_log(source.log, codebook)
    decided = apply_log(raw, log, strict=False) if source.log else None
    return check_forms(raw, codebook, cut_off=_cut_off(paths), decided=decided)


def clean(source: Source, paths: ProjectPaths, *, run: RunPaths | None = None) -> Panel:
    """Turn the raw exports of a source into a panel, and prove that raw + log = clean.

    Parameters
    ----------
    source, paths
        What to clean, and the project whose codebook and study facts apply.
    run
        Where to write the clean tables and the rejected rows; None writes nothing.

    Raises
    ------
    Unreadable
        When a file of the source cannot be read.
    DataProblem
        When the log does not fit the data, a row is lost, or the review finds a difference.
    """
    codebook, cut_off = load_codebook(paths.codebook), _cut_off(paths)
    raw = read_forms(source.address, load_mapping(source.mapping, codebook), codebook)
    applied = apply_log(raw, read_log(source.log, codebook))
    checked = check_forms(raw, codebook, cut_off=cut_off, decided=applied)
    admitted = admit_rows(raw, applied, codebook)
    forms = recode_forms(admitted.forms.forms, codebook)
    panel = build_panel(
        derive_companies(forms, codebook, cut_off=cut_off),
        derive_self_employed(forms, codebook),
        missing_reasons=pd.concat([form.reasons for form in forms.values()], ignore_index=True),
        problems=checked.problems,
        counts=admitted.counts,
        rejected=admitted.rejected,
        basis=source.basis,
        codebook=codebook,
    )
    require_reviewed(review_log(raw, applied, panel, codebook=codebook, cut_off=cut_off))
    if run is not None:
        write_clean(panel, run.clean)
        write_rejected(raw, panel.rejected, run.rejected, codebook=codebook)
    return panel


def _cut_off(paths: ProjectPaths) -> dt.date | None:
    return read_cut_off(load_plan(paths.plan).facts.cut_off)


def open_panel(source: str = DEMO, *, out: str = "") -> Panel:
    """Open the panel a notebook works on.

    Parameters
    ----------
    source
        "demo", or the address of exports; cleaned in memory when there is no run.
    out
        Folder of a run, whose clean tables are read; empty outside a run.

    Returns
    -------
    The panel; for the demo with the draws of the reconstruction.
    """
    paths = ProjectPaths.find()
    panel = read_clean(Path(out) / "clean") if out else clean(find_source(paths, source), paths)
    return _with_draws(panel, paths) if panel.basis == "reconstructed" else panel


def _with_draws(panel: Panel, paths: ProjectPaths) -> Panel:
    return with_draws(panel, paths.draws, load_codebook(paths.codebook), cut_off=_cut_off(paths))


def write_results(results: pd.DataFrame, *, out: str, notebook: str) -> Path:
    """Write the results of one notebook as parquet and return the file.

    Parameters
    ----------
    results
        A results table.
    out
        Folder of the run; when empty they go to `outputs/interactive-<basis>`, apart from every run.
    notebook
        Name of the execution, unique within the run.
    """
    check_results(results)
    basis = "data" if results["basis"].eq("data").any() else DEMO
    run = RunPaths(Path(out)) if out else ProjectPaths.find().run_folder(f"interactive-{basis}")
    run.results.mkdir(parents=True, exist_ok=True)
    target = run.results / f"{notebook}.parquet"
    write_parquet(results, target)
    return target


def collect_results(run: RunPaths, names: Iterable[str], *, data_hash: str) -> pd.DataFrame:
    """Bind the results of executions, write them as results.csv and results.parquet, and return them.

    Parameters
    ----------
    run
        The run.
    names
        Executions to look for; results that rest on other data than `data_hash` are left out.
    data_hash
        Fingerprint of the clean data.
    """
    files = [run.results / f"{name}.parquet" for name in names]
    tables = [pd.read_parquet(file) for file in files if file.is_file()]
    results = bind_results([table[table["data_hash"] == data_hash] for table in tables])
    run.results.mkdir(parents=True, exist_ok=True)
    write_csv(results, run.results / f"{ALL_RESULTS}.csv")
    write_parquet(results, run.results / f"{ALL_RESULTS}.parquet")
    return results

"""Read, check, apply the log, recode, derive, build the panel, prove it, write it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd

from dianalysis.codebook import load_codebook
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
from dianalysis.pipeline.source import DEMO, Source, find_source
from dianalysis.published.bounds import read_bounds
from dianalysis.studies.plan import load_plan


def check_source(source: Source, paths: ProjectPaths) -> CheckResult:
    """Read the exports of a source and report every problem; nothing is changed.

    Parameters
    ----------
    source, paths
        What to check, and the project whose codebook and study facts apply.

    Returns
    -------
    The problems that are left when the log of the source is taken into account.

    Raises
    ------
    Unreadable
        When the mapping or the log cannot be read; an export that cannot be read is a problem of the result.
    """
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
    The panel; for the demo with the draws of the reconstruction and the bounds over all data sets that fit.
    """
    paths = ProjectPaths.find()
    panel = read_clean(RunPaths(Path(out)).clean) if out else clean(find_source(paths, source), paths)
    if panel.basis != "reconstructed":
        return panel
    drawn = with_draws(panel, paths.draws, load_codebook(paths.codebook), cut_off=_cut_off(paths))
    return replace(drawn, bounds=read_bounds(paths))

"""The results of notebooks as files: one per execution, and all of a run bound together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from dianalysis.paths import ProjectPaths, RunPaths
from dianalysis.pipeline.source import DEMO
from dianalysis.results import bind_results, check_results, read_results
from dianalysis.sources import write_csv, write_parquet

ALL_RESULTS = "results"


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
        Executions to look for; results that rest on other data than `data_hash` are left out;
        those that name no data, because they are about print, stay.
    data_hash
        Fingerprint of the clean data.
    """
    files = [run.results / f"{name}.parquet" for name in names]
    tables = [read_results(file) for file in files if file.is_file()]
    results = bind_results([table[table["data_hash"].fillna(data_hash) == data_hash] for table in tables])
    run.results.mkdir(parents=True, exist_ok=True)
    write_csv(results, run.results / f"{ALL_RESULTS}.csv")
    write_parquet(results, run.results / f"{ALL_RESULTS}.parquet")
    return results


def find_results(names: Iterable[str], *, out: str, basis: str) -> pd.DataFrame:
    """Read what notebooks of a run have written so far and bind it; what is not there yet is left out.

    Parameters
    ----------
    names
        Executions to look for.
    out
        Folder of the run; when empty, what notebooks run by hand left in `outputs/interactive-<basis>`.
    basis
        Basis of the data of the run.

    Raises
    ------
    ResultsError
        When a table breaks the contract, or two hold the same result.
    """
    kind = "data" if basis == "data" else DEMO
    run = RunPaths(Path(out)) if out else ProjectPaths.find().run_folder(f"interactive-{kind}")
    files = [run.results / f"{name}.parquet" for name in names]
    return bind_results([read_results(file) for file in files if file.is_file()])

"""The demo's results as they were last accepted, and what a change of code or data does to them."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dianalysis import planning
from dianalysis.disclosure import default_profile, release
from dianalysis.errors import ParameterError, Unreadable, Where
from dianalysis.monitor import Panel
from dianalysis.paths import ProjectPaths
from dianalysis.pipeline.interviews import open_interviews
from dianalysis.pipeline.printed import open_audit
from dianalysis.results import NUMBER_COLUMNS, bind_results
from dianalysis.sources import write_csv
from dianalysis.studies import (
    actions,
    data_quality,
    dose_response,
    followup,
    interviews,
    outcomes,
    participants,
    partner_profile,
    published_audit,
    satisfaction,
    self_employed,
    typology_change,
)
from dianalysis.studies.plan import load_plan

STUDIES = (
    data_quality, participants, typology_change, actions, dose_response, outcomes, followup,
    satisfaction, self_employed,
)  # fmt: skip
TEXTS = ("basis", "range_method", "family", "figure")
COLUMNS = ("result_id", *NUMBER_COLUMNS, *TEXTS)
CHANGES = ("result_id", "column", "reference", "found")
HEADING = "## Accepted results of the demo"
DIGITS = 12  # kept in the file: more than any tolerance asks, fewer than platforms agree on
EXACT = 1e-9  # sums of the same numbers in another order
ITERATED = 1e-5  # ends of an optimiser or a quantile search, which stop within 1e-6
TOLERANCES = {
    "estimate": ITERATED, "std_error": ITERATED, "conf_low": ITERATED, "conf_high": ITERATED,
    "conf_level": EXACT, "statistic": ITERATED, "df": ITERATED, "p_value": ITERATED, "p_adjusted": ITERATED,
    "n": EXACT, "range_low": ITERATED, "range_high": ITERATED,
}  # fmt: skip


def estimate_demo(panel: Panel, paths: ProjectPaths) -> pd.DataFrame:
    """Run every study with its own defaults, the partner's for each partner, and release the results.

    Parameters
    ----------
    panel
        The demo's clean tables with their draws.
    paths
        The project, for its analysis plan.

    Returns
    -------
    Results table of all studies, as a run of all notebooks on the demo would bind it.
    """
    plan = load_plan(paths.plan)
    tables = [study.estimate(panel, plan) for study in STUDIES]
    partners = sorted(panel.companies["partner"].dropna().unique())
    tables += [partner_profile.estimate(panel, plan, partner=partner) for partner in partners]
    tables.append(planning.estimate(panel, plan, planning.read_scenario("phase_two", paths=paths)))
    tables.append(interviews.estimate(open_interviews(), panel, plan))
    tables.append(published_audit.estimate(open_audit().verdicts))
    return release(bind_results(tables), profile=default_profile(panel.basis))


def reference_of(results: pd.DataFrame) -> pd.DataFrame:
    """Return what is kept of a results table: names, numbers to `DIGITS` digits, basis; in order of name."""
    kept = results[list(COLUMNS)].sort_values("result_id", ignore_index=True)
    return kept.assign(**{name: kept[name].map(_shortened, na_action="ignore") for name in NUMBER_COLUMNS})


def _shortened(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def read_reference(path: Path) -> pd.DataFrame:
    """Read the accepted results.

    Raises
    ------
    Unreadable
        When the file is absent or has other columns.
    """
    where, remedy = Where(file=path.name), "Write it with `dianalysis reference --accept REASON`."
    if not path.is_file():
        raise Unreadable("there are no accepted results to compare with", where=where, remedy=remedy)
    types = {name: "string" if name in ("result_id", *TEXTS) else "Float64" for name in COLUMNS}
    table = pd.read_csv(path, dtype=types)
    if tuple(table.columns) != COLUMNS:
        raise Unreadable("the accepted results have other columns", where=where, remedy=remedy)
    return table


def compare_reference(found: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """List every number that is not what was accepted.

    Parameters
    ----------
    found, reference
        As `reference_of` gives them.

    Returns
    -------
    One row per difference: result_id, column, reference, found (text; empty = absent). A result that came or
    went is one row, with `result_id` as its column.
    """
    old, new = reference.set_index("result_id"), found.set_index("result_id")
    rows = [(name, "result_id", name, "") for name in old.index.difference(new.index)]
    rows += [(name, "result_id", "", name) for name in new.index.difference(old.index)]
    both = old.index.intersection(new.index)
    for column in COLUMNS[1:]:
        a, b = old.loc[both, column], new.loc[both, column]
        differs = _far(a, b, TOLERANCES[column]) if column in TOLERANCES else a.fillna("").ne(b.fillna(""))
        rows += [(name, column, _text(a[name]), _text(b[name])) for name in both[np.asarray(differs)]]
    return pd.DataFrame(rows, columns=list(CHANGES))


def _far(a: pd.Series, b: pd.Series, tolerance: float) -> NDArray[np.bool_]:
    left, right = (part.to_numpy(dtype=float, na_value=math.nan) for part in (a, b))
    near = np.isclose(left, right, rtol=tolerance, atol=tolerance, equal_nan=True)
    return np.asarray(~near, dtype=np.bool_)


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def reference_digest(path: Path) -> str:
    """Return the eight hexadecimal digits by which the changelog names the accepted results."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def accept_results(found: pd.DataFrame, changes: int, *, reason: str, paths: ProjectPaths) -> str:
    """Write the accepted results and say in the changelog why they changed; return the new digest.

    Parameters
    ----------
    found
        As `reference_of` gives it.
    changes
        How many numbers changed, for the changelog.
    reason
        Why they did; one line.

    Raises
    ------
    ParameterError
        When no reason is given.
    """
    if not reason.strip():
        raise ParameterError("a change of accepted results needs a reason", where=Where(column="accept"))
    paths.reference.parent.mkdir(parents=True, exist_ok=True)
    write_csv(found, paths.reference)
    digest = reference_digest(paths.reference)
    line = f"- `{digest}` {len(found)} results, {changes} changes: {' '.join(reason.split())}\n"
    text = paths.changelog.read_text("utf-8")
    if HEADING not in text:
        text = f"{text.rstrip()}\n\n{HEADING}\n\n"
    head, tail = text.split(f"{HEADING}\n\n", 1)
    paths.changelog.write_text(f"{head}{HEADING}\n\n{line}{tail}", "utf-8")
    return digest

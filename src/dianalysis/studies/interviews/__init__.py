"""What was told in interviews: codes, who gave them and when, agreement, saturation; beside the monitor."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dianalysis.interviews.coding import CodedInterviews
from dianalysis.results import bind_results, empty_results, make_results
from dianalysis.studies.basis import finish
from dianalysis.studies.hypotheses import Plan
from dianalysis.studies.interviews.agreement import agreement_rows
from dianalysis.studies.interviews.distribution import (
    base_rows,
    code_rows,
    has_codes,
    sensitivity_rows,
    valence_rows,
)
from dianalysis.studies.interviews.joint import joint_rows
from dianalysis.studies.interviews.patterns import pair_rows, saturation_rows
from dianalysis.studies.interviews.presence import CORPUS, OWN, Presence
from dianalysis.studies.population import PanelTables
from dianalysis.studies.rows import Record, Settings

NAME = "interviews"


def estimate(
    interviews: CodedInterviews,
    panel: PanelTables,
    plan: Plan,
    *,
    conf_level: float = 0.95,
    n_resamples: int = 2000,
    seed: int = 1,
) -> pd.DataFrame:
    """Describe coded interviews and hold them beside the monitor.

    Parameters
    ----------
    interviews
        Coded segments.
    panel, plan, conf_level, n_resamples, seed
        As in every study; of the panel the companies with complete data are used.

    Returns
    -------
    Results table; measures and naming are in data/plan/README.md. Rows on segments rest on what they are
    segments of: `published` for the printed profiles, whose text was counted and not sampled. Rows that need
    the monitor rest on what its numbers rest on. Without coded segments the table has no rows.

    Raises
    ------
    ParameterError, DataProblem
        As in every study.
    """
    population = CORPUS if interviews.basis == "published" else OWN
    settings = Settings(population, None, conf_level, n_resamples, seed)
    if interviews.is_empty:
        return empty_results()
    presence = Presence(interviews, settings)
    if not has_codes(presence):
        return empty_results()
    told = [{**record, "basis": interviews.basis} for record in _told(presence)]
    spoken = plan.declare(make_results(told, study=NAME))
    joint = finish(
        list(joint_rows(presence, panel.companies, settings)), study=NAME, panel=panel, plan=plan,
        repeat=lambda companies: joint_rows(presence, companies, settings.points_only()),
    )  # fmt: skip
    return bind_results([spoken, joint])


def _told(presence: Presence) -> Iterator[Record]:
    """Give the rows that need no monitor."""
    for rows in (
        base_rows, code_rows, valence_rows, saturation_rows, pair_rows, agreement_rows, sensitivity_rows,
    ):  # fmt: skip
        yield from rows(presence)

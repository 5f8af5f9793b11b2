"""The key findings of a whole run, for its front page."""

from __future__ import annotations

import pandas as pd

from dianalysis.formats import Page
from dianalysis.sentences.change import (
    describe_growth,
    describe_net_improvement,
    describe_partner_differences,
    describe_start_error,
    describe_typology_shift,
)
from dianalysis.sentences.lessons import describe_lesson_counts
from dianalysis.sentences.participants import describe_largest
from dianalysis.sentences.parts import Finding
from dianalysis.sentences.quality import describe_bounds, describe_flow


def key_findings(results: pd.DataFrame, *, page: Page) -> list[Finding]:
    """List the findings a reader should meet first, in the order of the argument.

    Parameters
    ----------
    results
        Released results of all studies of a run; what is absent or hidden is left out.
    page
        Labels and language.

    Returns
    -------
    Sentences; empty when the results support none of them.
    """
    change = _of(results, "typology_change")
    quality = _of(results, "data_quality")
    participants = _of(results, "participants")
    lessons = _of(results, "lessons_phase_two")
    made = [
        describe_flow(quality, page=page) if len(quality) else None,
        describe_largest(participants, "sector", page=page) if len(participants) else None,
        *(
            describe(change, page=page)
            for describe in (
                describe_typology_shift,
                describe_growth,
                describe_net_improvement,
                describe_partner_differences,
                describe_start_error,
            )
            if len(change)
        ),
        describe_bounds(quality, page=page) if len(quality) else None,
        describe_lesson_counts(lessons, page=page) if len(lessons) else None,
    ]
    silent = {page.word("no_finding"), page.word("all_suppressed")}
    return [sentence for sentence in made if sentence is not None and sentence not in silent]


def _of(results: pd.DataFrame, study: str) -> pd.DataFrame:
    """The rows of a study about all companies, without pages restricted to one partner."""
    return results[(results["study"] == study).fillna(False).astype(bool)].reset_index(drop=True)

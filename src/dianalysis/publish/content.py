"""What a site is made of besides the executed notebooks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dianalysis.evidence import Overview
from dianalysis.formats import Page
from dianalysis.runner import Catalogue, Execution, Outcome, RunRecord, plan_executions
from dianalysis.studies.hypotheses import Plan

NO_PAGE = ("skipped", "left_out")


@dataclass(frozen=True)
class Finding:
    """A generated sentence for the front page and the name of the execution it comes from (empty: none)."""

    text: str
    source: str = ""


def no_findings(results: pd.DataFrame) -> Sequence[Finding]:
    """Give the front page no findings."""
    return ()


@dataclass(frozen=True)
class Exclusion:
    """A printed figure that cannot be right together with the others: as printed, as computed, and why."""

    printed: str
    computed: str
    proof: str


@dataclass(frozen=True)
class PlanContent:
    """The plan of analysis, with the labels and number forms of the language of the site."""

    plan: Plan
    page: Page


@dataclass(frozen=True, eq=False)
class LessonContent:
    """The lessons with what they are held against, for the pages of lessons and codes.

    Parameters
    ----------
    overview
        Frames of the register.
    page
        Labels and number forms of the language of the site.
    shown_in
        Cell that shows each result, as `shown_in.read_shown_in` gives it.
    told
        Released segments by code, as `evidence.told_by_code` gives them; no rows for own interviews.
    alpha
        Agreement of the readers on each code.
    facts
        Facts on partners: partner, number, fact_nl and fact_en.
    """

    overview: Overview
    page: Page
    shown_in: pd.DataFrame
    told: pd.DataFrame
    alpha: Mapping[str, float]
    facts: pd.DataFrame


@dataclass(frozen=True)
class SiteContent:
    """What the front page, the page of printed figures, those of plan, lessons and codes need.

    Parameters
    ----------
    findings
        Makes sentences from released results.
    printed
        Printed figures with the columns figure, table and status, as `published.figures` reads them; None for
        own data.
    excluded
        Printed figures proven to be impossible together with the others, by name.
    plan
        The plan of analysis; without it its page says that it is not there.
    lessons
        Holds the lessons against released results; asked only when the chapter on lessons is in the run.
    """

    findings: Callable[[pd.DataFrame], Sequence[Finding]] = no_findings
    printed: pd.DataFrame | None = None
    excluded: Mapping[str, Exclusion] = field(default_factory=dict)
    plan: PlanContent | None = None
    lessons: Callable[[pd.DataFrame], LessonContent] | None = None


@dataclass(frozen=True)
class Chapter:
    """One execution of the catalogue and how it ended in this run (None: it was not asked for)."""

    execution: Execution
    title: str
    outcome: Outcome | None
    page: bool

    @property
    def name(self) -> str:
        """Name of the execution and of its page."""
        return self.execution.name

    @property
    def status(self) -> str:
        """ok, cached, failed, skipped, left_out or absent."""
        return self.outcome.status if self.outcome else "absent"


def list_chapters(
    catalogue: Catalogue, record: RunRecord, *, pages: Collection[str], lang: str
) -> list[Chapter]:
    """Return every execution of the catalogue in reading order, with its title and how it ended.

    Parameters
    ----------
    catalogue, record
        What there is, and what happened.
    pages
        Names of the executions whose notebook is there.
    lang
        Language of the titles.
    """
    outcomes = {outcome.name: outcome for outcome in record.outcomes}
    ordered = sorted(plan_executions(catalogue), key=lambda execution: execution.entry.chapter)
    chapters = []
    for execution in ordered:
        outcome = outcomes.get(execution.name)
        has_page = execution.name in pages and outcome is not None and outcome.status not in NO_PAGE
        chapters.append(Chapter(execution, _title(catalogue, execution, lang), outcome, has_page))
    return chapters


def _title(catalogue: Catalogue, execution: Execution, lang: str) -> str:
    if not execution.entry.foreach:
        return execution.entry.title[lang]
    values = catalogue.values[execution.entry.foreach]
    return next(
        value.label for value in values if value.slug == execution.parameters[execution.entry.foreach]
    )

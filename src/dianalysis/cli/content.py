"""What the site needs besides notebooks: key findings, analysis plan, lessons, printed figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from dianalysis.evidence import open_overview, told_by_code
from dianalysis.formats import Page, open_page
from dianalysis.interviews.coding import CodedInterviews
from dianalysis.paths import ProjectPaths
from dianalysis.publish import Exclusion, Finding, LessonContent, PlanContent, SiteContent
from dianalysis.publish.lessons.shown_in import SHOWN_IN, read_shown_in
from dianalysis.published import read_partner_facts
from dianalysis.published.figures import read_figures
from dianalysis.published.proof_words import proof_in_dutch
from dianalysis.sentences import key_findings
from dianalysis.studies.plan import load_plan


def site_content(
    paths: ProjectPaths,
    *,
    lang: str,
    basis: str,
    interviews: Callable[[], CodedInterviews] | None = None,
) -> SiteContent:
    """Return the content of the pages around the notebooks, for the demo with the printed figures.

    Parameters
    ----------
    paths
        The project.
    lang
        nl or en.
    basis
        "reconstructed" for the demo; own data are not compared with print.
    interviews
        Opens the coded interviews of the same source; left out: the printed ones for the demo, else none.
    """
    page = open_page(lang)

    def findings(results: pd.DataFrame) -> Sequence[Finding]:
        return [Finding(str(sentence)) for sentence in key_findings(results, page=page)]

    def lessons(results: pd.DataFrame) -> LessonContent:
        return _lessons(results, paths, page, interviews() if interviews else None)

    plan = PlanContent(load_plan(paths.plan), page)
    if basis != "reconstructed":
        return SiteContent(findings=findings, plan=plan, lessons=lessons)
    figures = read_figures(paths.published / "figures.csv")
    return SiteContent(findings, figures, _exclusions(paths, lang), plan, lessons)


def _lessons(
    results: pd.DataFrame, paths: ProjectPaths, page: Page, interviews: CodedInterviews | None
) -> LessonContent:
    """Hold the lessons against the results; of own interviews no segment is put on a page."""
    overview = open_overview(results, paths, interviews=interviews)
    told, alpha = told_by_code(paths)
    if overview.lessons["told_basis"].eq("data").any():
        told = told.head(0)
    facts = read_partner_facts(paths=paths)
    return LessonContent(overview, page, read_shown_in(paths.evidence / SHOWN_IN), told, alpha, facts)


def _exclusions(paths: ProjectPaths, lang: str) -> dict[str, Exclusion]:
    table = pd.read_csv(paths.published / "exclusions.csv", dtype=str, keep_default_na=False)
    if lang == "nl":
        table["proof"] = table["proof"].map(proof_in_dutch)
        numbers = table[["printed", "computed"]]
        table[["printed", "computed"]] = numbers.apply(lambda texts: texts.str.replace(".", ","))
    parts = zip(table["printed"], table["computed"], table["proof"], strict=True)
    return {name: Exclusion(*found) for name, found in zip(table["figure"], parts, strict=True)}

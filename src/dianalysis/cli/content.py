"""What the site needs besides notebooks: key findings, the analysis plan, printed figures to compare with."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dianalysis.formats import open_page
from dianalysis.paths import ProjectPaths
from dianalysis.publish import Exclusion, Finding, PlanContent, SiteContent
from dianalysis.published.figures import read_figures
from dianalysis.published.proof_words import proof_in_dutch
from dianalysis.sentences import key_findings
from dianalysis.studies.plan import load_plan


def site_content(paths: ProjectPaths, *, lang: str, basis: str) -> SiteContent:
    """Return the content of the front page and the analysis plan, and for the demo the printed figures.

    Parameters
    ----------
    paths
        The project.
    lang
        nl or en.
    basis
        "reconstructed" for the demo; own data are not compared with print.
    """
    page = open_page(lang)

    def findings(results: pd.DataFrame) -> Sequence[Finding]:
        return [Finding(str(sentence)) for sentence in key_findings(results, page=page)]

    plan = PlanContent(load_plan(paths.plan), page)
    if basis != "reconstructed":
        return SiteContent(findings=findings, plan=plan)
    figures = read_figures(paths.published / "figures.csv")
    return SiteContent(findings, figures, _exclusions(paths, lang), plan)


def _exclusions(paths: ProjectPaths, lang: str) -> dict[str, Exclusion]:
    table = pd.read_csv(paths.published / "exclusions.csv", dtype=str, keep_default_na=False)
    if lang == "nl":
        table["proof"] = table["proof"].map(proof_in_dutch)
        numbers = table[["printed", "computed"]]
        table[["printed", "computed"]] = numbers.apply(lambda texts: texts.str.replace(".", ","))
    parts = zip(table["printed"], table["computed"], table["proof"], strict=True)
    return {name: Exclusion(*found) for name, found in zip(table["figure"], parts, strict=True)}

"""What an export says of itself: which run, what it rests on, and that only released results are in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from dianalysis import __version__
from dianalysis.disclosure import default_profile, release
from dianalysis.errors import DataProblem, Where
from dianalysis.evidence.links import require_results
from dianalysis.evidence.overview import Overview, open_overview
from dianalysis.formats import Page
from dianalysis.interviews.coding import CodedInterviews
from dianalysis.paths import ProjectPaths


@dataclass(frozen=True)
class About:
    """Where an export comes from.

    Parameters
    ----------
    run
        Name of the run.
    basis
        `reconstructed` (the demo) or `data` (own exports).
    data_hash
        Hash of the clean data; empty when no result names one.
    n_results
        Results of the run that may be shown.
    profile
        Disclosure profile they passed.
    version
        Version of the package.
    """

    run: str
    basis: str
    data_hash: str
    n_results: int
    profile: str
    version: str = __version__


def open_export(
    results: pd.DataFrame, paths: ProjectPaths, *, run: str, interviews: CodedInterviews | None = None
) -> tuple[Overview, About]:
    """Pass results through the disclosure gate and hold the lessons against what is left.

    Parameters
    ----------
    results
        Results table of a run. Those of notebooks passed the gate before; it changes nothing twice.
    paths
        The project.
    run
        Name of the run.
    interviews
        Coded interviews of the same source, as in `hold_lessons`.

    Raises
    ------
    ParameterError
        When there are no results, or the interviews are of another source.
    DataProblem
        When the results rest on several data sets, or as the readers of lessons and interviews say.
    """
    require_results(results)
    hashes = sorted(set(results["data_hash"].dropna()))
    if len(hashes) > 1:
        raise DataProblem(
            "the results of the run rest on several data sets",
            where=Where(column="data_hash", value=", ".join(hashes)),
            remedy="Make the run anew with `dianalysis run --force`.",
        )
    basis = "data" if results["basis"].eq("data").any() else "reconstructed"
    profile = default_profile(basis)
    released = release(results, profile=profile)
    shown = int(released["estimate"].notna().sum())
    overview = open_overview(released, paths, interviews=interviews)
    lessons = overview.lessons
    safe = lessons.assign(alpha=lessons["alpha"].mask(lessons["told_hidden"].astype(bool)))
    return replace(overview, lessons=safe), About(run, basis, "".join(hashes), shown, profile)


def tell_about(about: About, page: Page) -> list[tuple[str, str]]:
    """Say where an export comes from and what it rests on: pairs of a name and a text."""
    basis = f"{page.word('banner_reconstructed_head')} {page.word('banner_reconstructed')}"
    pairs = (
        ("export_basis", page.word("export_data") if about.basis == "data" else basis),
        ("lesson_told", page.word(f"export_talks_{about.basis}")),
        ("export_run", about.run),
        ("export_data_hash", about.data_hash),
        ("export_results", str(about.n_results)),
        ("export_profile", page.word(f"profile_{about.profile}")),
        ("export_program", f"dianalysis {about.version}"),
    )
    return [(page.word(key), text) for key, text in pairs if text]

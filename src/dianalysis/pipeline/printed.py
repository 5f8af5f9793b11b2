"""The printed report as a page about it opens it."""

from __future__ import annotations

from dianalysis.errors import ParameterError
from dianalysis.paths import ProjectPaths
from dianalysis.pipeline.source import DEMO, find_source
from dianalysis.published.audit import ReportAudit, audit_report


def open_audit(source: str = DEMO) -> ReportAudit:
    """Audit the printed report that belongs to a source.

    Parameters
    ----------
    source
        "demo": the only data of which a report was printed.

    Returns
    -------
    The audit of its figures and claims.

    Raises
    ------
    ParameterError
        When the source is somebody's own data, of which no report was printed.
    """
    paths = ProjectPaths.find()
    if find_source(paths, source).basis == "data":
        raise ParameterError(
            f"no printed report belongs to the exports {source!r}",
            remedy="This page is about the printed report of phase one: leave source at 'demo'. "
            "`dianalysis audit FILE` audits other printed figures.",
        )
    return audit_report(paths.published)

"""From raw exports to a panel, and from a study's results to a file: the floors in their order, no logic."""

from dianalysis.pipeline.interviews import (
    interview_inputs,
    interviews_of_run,
    keep_interviews,
    open_interviews,
)
from dianalysis.pipeline.panel import check_source, clean, open_panel
from dianalysis.pipeline.printed import open_audit
from dianalysis.pipeline.source import DEMO, Source, find_source
from dianalysis.pipeline.store import collect_results, find_results, write_results

__all__ = [
    "DEMO",
    "Source",
    "check_source",
    "clean",
    "collect_results",
    "find_results",
    "find_source",
    "interview_inputs",
    "interviews_of_run",
    "keep_interviews",
    "open_audit",
    "open_interviews",
    "open_panel",
    "write_results",
]

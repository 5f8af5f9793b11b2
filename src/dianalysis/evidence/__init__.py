"""Lessons for a next phase as claims that can fail: held against results and coded segments.

`lesson_file` and `settle` read what people wrote; `links` looks every link up; `findings`, `segments`,
`verdicts` and `certainty` hold the rules, `robustness` other ones; `declared` accounts for the tests of the
analysis plan; `register` puts them together; `acceptance` tells what went stale since it was accepted.
"""

from dianalysis.evidence.acceptance import (
    Accepted,
    accept_register,
    accepted_of,
    find_stale,
    read_accepted,
)
from dianalysis.evidence.certainty import AGREEMENT, COMPONENTS, CONCERNS, EVIDENCE, STATISTICAL
from dianalysis.evidence.findings import FINDINGS, STANCES, STANDINGS
from dianalysis.evidence.lesson_file import load_lessons
from dianalysis.evidence.lessons import ACTORS, THEMES, Lesson, Lessons, Link
from dianalysis.evidence.links import Evidence, require_results, resolve_links
from dianalysis.evidence.overview import Overview, estimate, open_overview, overview_of, studies_linked
from dianalysis.evidence.proposal import propose_codebook
from dianalysis.evidence.register import Register, build_register
from dianalysis.evidence.robustness import by_partner, without_strand
from dianalysis.evidence.segments import CodedSegments, coded_segments
from dianalysis.evidence.settle import (
    Settlements,
    load_settlements,
    settle_table,
    unsettled,
)
from dianalysis.evidence.told import told_by_code
from dianalysis.evidence.verdicts import STRANDS, VERDICTS

__all__ = [
    "ACTORS",
    "AGREEMENT",
    "COMPONENTS",
    "CONCERNS",
    "EVIDENCE",
    "FINDINGS",
    "STANCES",
    "STANDINGS",
    "STATISTICAL",
    "STRANDS",
    "THEMES",
    "VERDICTS",
    "Accepted",
    "CodedSegments",
    "Evidence",
    "Lesson",
    "Lessons",
    "Link",
    "Overview",
    "Register",
    "Settlements",
    "accept_register",
    "accepted_of",
    "build_register",
    "by_partner",
    "coded_segments",
    "estimate",
    "find_stale",
    "load_lessons",
    "load_settlements",
    "open_overview",
    "overview_of",
    "propose_codebook",
    "read_accepted",
    "require_results",
    "resolve_links",
    "settle_table",
    "studies_linked",
    "told_by_code",
    "unsettled",
    "without_strand",
]

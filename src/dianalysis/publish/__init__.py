"""The site: executed notebooks as pages that open from a folder, without server or network."""

from dianalysis.publish.build import build_site
from dianalysis.publish.content import Exclusion, Finding, LessonContent, PlanContent, SiteContent
from dianalysis.publish.offline import find_external

__all__ = [
    "Exclusion",
    "Finding",
    "LessonContent",
    "PlanContent",
    "SiteContent",
    "build_site",
    "find_external",
]

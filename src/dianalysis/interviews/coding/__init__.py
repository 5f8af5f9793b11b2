"""Codes of segments: read and checked, settled between coders, and proposed by rules."""

from dianalysis.interviews.coding.coders import (
    DECISION_COLUMNS,
    NONE,
    SETTLED,
    codes_given,
    list_disagreements,
    names_of_coders,
    segments_read,
    settle_codings,
)
from dianalysis.interviews.coding.corpus import (
    CODINGS,
    SEGMENTS,
    SETTLEMENT,
    CodedInterviews,
    no_interviews,
    read_codings,
    read_own,
    read_published,
    read_texts,
    with_codes,
)
from dianalysis.interviews.coding.corpus_checks import COLUMNS

__all__ = [
    "CODINGS",
    "COLUMNS",
    "DECISION_COLUMNS",
    "NONE",
    "SEGMENTS",
    "SETTLED",
    "SETTLEMENT",
    "CodedInterviews",
    "codes_given",
    "list_disagreements",
    "names_of_coders",
    "no_interviews",
    "read_codings",
    "read_own",
    "read_published",
    "read_texts",
    "segments_read",
    "settle_codings",
    "with_codes",
]

"""What a lesson for a next phase is: a claim, what it is held against, and what is left out of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

THEMES = (
    "selection_partners", "selection_firms", "approach", "pace", "actions", "knowledge_sharing", "region",
    "monitoring", "administration", "finance", "sustaining",
)  # fmt: skip
ACTORS = ("programme", "partner", "adviser", "firm", "ministry", "researchers")
KINDS = ("experience", "frequency", "effect")  # what people tell; how many or how much; what works better
RELATIONS = ("supports", "qualifies", "contradicts")
DIRECTIONS = ("higher", "lower", "none")
NEEDS = ("printed",)
BEARINGS = ("direct", "near")  # about the claim; beside it, shown and never counted


@dataclass(frozen=True)
class Threshold:
    """A number that links refer to, and why it is that large.

    Parameters
    ----------
    value, fact, measure
        Exactly one of them: the number, a fact of data/plan/study.yaml, or a measure whose smallest effect
        the analysis plan declares.
    reason_nl, reason_en
        Why this number.
    """

    id: str
    reason_nl: str
    reason_en: str
    value: str = ""
    fact: str = ""
    measure: str = ""


@dataclass(frozen=True)
class Link:
    """What a lesson is held against: a result, or the segments with a code.

    Parameters
    ----------
    relation
        What the evidence does to the lesson when it is as expected.
    result, direction, reference, smallest
        Identifier of a result; where it is expected to lie from the reference (a threshold; empty = no
        effect), and the threshold of the smallest difference that matters (empty = that of the analysis
        plan).
    code
        A code of the coding frame.
    needs
        `printed`: the result exists only beside the printed figures, not for a researcher's own exports.
    bearing
        `direct`, or `near`: beside the claim and not about it; shown, and never counted.
    """

    relation: str
    result: str = ""
    direction: str = ""
    reference: str = ""
    smallest: str = ""
    code: str = ""
    needs: str = ""
    bearing: str = "direct"

    @property
    def is_direct(self) -> bool:
        """Whether the link is about the claim, so that it counts."""
        return self.bearing == "direct"

    @property
    def target(self) -> str:
        """The result or the code the link leads to."""
        return self.result or self.code


@dataclass(frozen=True)
class LeftOut:
    """Declared tests that name a lesson and are not held against it, and why.

    Parameters
    ----------
    hypothesis
        Identifier in data/plan/analysis_plan.yaml, or a pattern of identifiers with `*`.
    """

    hypothesis: str
    reason_nl: str
    reason_en: str


@dataclass(frozen=True)
class Lesson:
    """A lesson, condition or recommendation for a next phase, as a claim that can be checked.

    Parameters
    ----------
    theme, kind
        One of `THEMES`; one of `KINDS`, which decides the strand of evidence that must carry it.
    actors
        Who acts on it, of `ACTORS`.
    lines
        Where the report draws it: `first-last` line of the text extraction.
    facts
        Learning points of partners behind it: `partner/number` of data/published/partner_facts.csv.
    links
        What it is held against; none = nothing in the data is about it.
    left_out
        Declared tests of the analysis plan that name it and are not linked.
    """

    id: str
    theme: str
    kind: str
    actors: tuple[str, ...]
    title_nl: str
    title_en: str
    claim_nl: str
    claim_en: str
    scope_nl: str
    scope_en: str
    assumptions_nl: str
    assumptions_en: str
    lines: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Lessons:
    """The lessons in the order of the file, with the thresholds their links name."""

    lessons: tuple[Lesson, ...]
    thresholds: Mapping[str, Threshold]

    @property
    def ids(self) -> tuple[str, ...]:
        """Identifiers of the lessons."""
        return tuple(lesson.id for lesson in self.lessons)

"""The verdict on a lesson: two strands of evidence, and the rule by which they give one."""

from __future__ import annotations

from collections.abc import Iterable

VERDICTS = ("supported", "supported_in_part", "contested", "not_testable", "contradicted")
STRANDS = ("for", "in_part", "mixed", "against", "none")
DECIDING = {"experience": "qualitative", "frequency": "quantitative", "effect": "quantitative"}
"""Which strand must carry a lesson: interviews tell what people met, not how many or what works better."""

_VERDICT_OF = {
    "for": {"none": "supported", "for": "supported", "in_part": "supported_in_part"},
    "in_part": {"none": "supported_in_part", "for": "supported_in_part", "in_part": "supported_in_part"},
    "mixed": {},
    "against": {"none": "contradicted", "against": "contradicted"},
}  # fmt: skip


def strand_of_results(stances: Iterable[str]) -> str:
    """Return what the results linked to a lesson say together.

    Parameters
    ----------
    stances
        `for`, `in_part`, `against`, `open` or `none` of each link to a result.

    Returns
    -------
    `for` when every supporting link held; `in_part` when one held while another is open, or
    when what held did so in part or was qualified; `against` when nothing is for it and something against;
    `mixed` when both; `none` when no result decides.
    """
    found = list(stances)
    good, part, bad = found.count("for"), found.count("in_part"), found.count("against")
    if bad:
        return "mixed" if good or part else "against"
    if not good and not part:
        return "none"
    return "for" if good and not part and not found.count("open") else "in_part"


def strand_of_segments(stance: str) -> str:
    """Return what the segments linked to a lesson say together: too few of them say nothing."""
    return "none" if stance in ("open", "none") else stance


def verdict_of(kind: str, *, quantitative: str, qualitative: str) -> str:
    """Return the verdict on a lesson.

    Parameters
    ----------
    kind
        `experience`, `frequency` or `effect`.
    quantitative, qualitative
        What each strand says, one of `STRANDS`.

    Returns
    -------
    `not_testable` when the strand that must carry the lesson says nothing, whatever the
    other says; `supported` when it is for the lesson and the other is silent or for it too;
    `supported_in_part` when one of them is so in part only and neither speaks against it; `contradicted`
    when it is against and the other is not for it; else `contested`: a strand is divided, or the two
    disagree.
    """
    strands = {"quantitative": quantitative, "qualitative": qualitative}
    deciding = strands.pop(DECIDING[kind])
    (other,) = strands.values()
    if deciding == "none":
        return "not_testable"
    return _VERDICT_OF[deciding].get(other, "contested")

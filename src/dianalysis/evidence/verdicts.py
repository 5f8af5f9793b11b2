"""The verdict on a lesson: two strands of evidence, and the rule by which they give one."""

from __future__ import annotations

from collections.abc import Iterable

VERDICTS = ("supported", "supported_in_part", "contested", "not_testable", "contradicted")
STRANDS = ("for", "in_part", "mixed", "against", "reserved", "none")
DECIDING = {"experience": "qualitative", "frequency": "quantitative", "effect": "quantitative"}
"""Which strand must carry a lesson: interviews tell what people met, not how many or what works better."""

_PART = ("in_part", "reserved")
_VERDICT_OF = {
    "for": {"none": "supported", "for": "supported"} | dict.fromkeys(_PART, "supported_in_part"),
    "in_part": dict.fromkeys(("none", "for", *_PART), "supported_in_part"),
    "mixed": {},
    "against": dict.fromkeys(("none", "against", "reserved"), "contradicted"),
}


def strand_of_results(stances: Iterable[str]) -> str:
    """Return what the results linked to a lesson say together.

    Parameters
    ----------
    stances
        `for`, `in_part`, `against`, `reserved`, `open` or `none` of each link to a result; `near` does not
        count.

    Returns
    -------
    `for` when every supporting link held; `in_part` when one held while another is open, or
    when what held did so in part or was qualified; `against` when nothing is for it and something against;
    `mixed` when both; `reserved` when there is a reservation and nothing for or against; `none` when no
    result decides.
    """
    found = list(stances)
    good, part, bad = found.count("for"), found.count("in_part"), found.count("against")
    reserved = found.count("reserved")
    if bad:
        return "mixed" if good or part else "against"
    if not good and not part:
        return "reserved" if reserved else "none"
    return "in_part" if part or reserved or found.count("open") else "for"


def strand_of_segments(stances: Iterable[str]) -> str:
    """Return what the codes linked to a lesson say together, each weighed by itself.

    Parameters
    ----------
    stances
        `for`, `in_part`, `mixed`, `against` or `open` (too few segments) of each link to a code. A code with
        many segments can so not drown one with few.

    Returns
    -------
    `mixed` when the segments of a code are divided; else as `strand_of_results`.
    """
    found = list(stances)
    return "mixed" if "mixed" in found else strand_of_results(found)


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
    `not_testable` when the strand that must carry the lesson says nothing or only makes a reservation,
    whatever the other says; `supported` when it is for the lesson and the other is silent or for it too;
    `supported_in_part` when one of them is so in part only and neither speaks against it; `contradicted`
    when it is against and the other is not for it; else `contested`: a strand is divided, or the two
    disagree.
    """
    strands = {"quantitative": quantitative, "qualitative": qualitative}
    deciding = strands.pop(DECIDING[kind])
    (other,) = strands.values()
    if deciding in ("none", "reserved"):
        return "not_testable"
    return _VERDICT_OF[deciding].get(other, "contested")

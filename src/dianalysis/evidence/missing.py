"""What keeps a lesson from a plain verdict, from its strands and the findings of its links."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dianalysis.evidence.segments import MIN_SEGMENTS
from dianalysis.evidence.verdicts import DECIDING

MISSING = (
    "no_result", "absent", "draws", "wide", "chance", "test_only", "straddles", "qualified",
    "results_divided", "no_told", "few_segments", "few_partners", "told_in_part", "told_divided", "strands",
)  # fmt: skip
_PLAIN = ("supported", "contradicted")


def what_is_missing(
    kind: str,
    *,
    verdict: str,
    quantitative: str,
    qualitative: str,
    results: pd.DataFrame,
    codes: pd.DataFrame,
) -> tuple[str, ...]:
    """Say what keeps a lesson from being plainly supported or contradicted.

    Parameters
    ----------
    kind, verdict, quantitative, qualitative
        The kind of the lesson, its verdict and both strands.
    results
        Its links to results that count, with `relation`, `direction`, `finding`, `ground`, `stance` and
        `problem`.
    codes
        Its links to codes that count, with their number of segments `n` and `stance`.

    Returns
    -------
    Names of `MISSING`, each once; none for a lesson that is supported or contradicted. Not testable: what the
    strand that must carry it lacks. `no_result`: no figure is about it; `absent`: the run has not got it or
    does not release it; `draws`: known for the draws of the reconstruction only; `wide`: both no difference
    and one that matters are possible; `chance`: the corrected p-value does not rule it out; `no_told`,
    `few_segments`, `few_partners`: segments. Supported in part: what holds a strand back, also `straddles`:
    what was found need not be as large as matters, `test_only`: a test says that there is a difference and
    not how large, `qualified`: an objection from the figures holds, and `told_in_part`: segments make a
    reservation. Contested: `results_divided`, `told_divided`, or
    `strands`: figures and interviews say something else.
    """
    if verdict in _PLAIN:
        return ()
    if verdict == "not_testable":
        is_told = DECIDING[kind] == "qualitative"
        return tuple(dict.fromkeys(_of_silence(codes) if is_told else _of_results(results)))
    divided = {"results_divided": quantitative == "mixed", "told_divided": qualitative == "mixed"}
    divided["strands"] = {quantitative, qualitative} in ({"against", "for"}, {"against", "in_part"})
    found = [name for name, holds in divided.items() if holds]
    if verdict == "supported_in_part":
        found += _of_results(results) if quantitative in ("in_part", "reserved") else []
        found += _of_codes(codes) if qualitative == "in_part" else []
    return tuple(dict.fromkeys(found))


def _of_results(results: pd.DataFrame) -> list[str]:
    """What keeps figures from deciding; without a figure that could, there is none about the lesson."""
    return list(_of_links(results)) or ["no_result"]


def _of_links(results: pd.DataFrame) -> Iterator[str]:
    for row in results[results["stance"].isin(["open", "in_part", "reserved"])].to_dict("records"):
        if row["problem"]:
            yield "absent"
        elif row["relation"] != "supports":
            yield "qualified"
        elif row["finding"] == "reconstruction":
            yield "draws"
        elif row["finding"] == "in_part" and row["ground"] == "test":
            yield "test_only"
        elif row["finding"] == "in_part" or row["direction"] == "none":
            yield "straddles"
        else:
            yield "chance" if row["ground"] == "test" else "wide"


def _of_codes(codes: pd.DataFrame) -> list[str]:
    """What holds the strand of segments back: a reservation, or a code of which too little was told."""
    reserved = ["told_in_part"] if codes["stance"].eq("in_part").any() else []
    return reserved + (
        _of_silence(codes[codes["stance"] == "open"]) if codes["stance"].eq("open").any() else []
    )


def _of_silence(codes: pd.DataFrame) -> list[str]:
    told = codes["n"].fillna(0).astype(float)
    if not told.gt(0).any():
        return ["no_told"]
    return ["few_segments" if told.max() < MIN_SEGMENTS else "few_partners"]

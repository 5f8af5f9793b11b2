"""The register of evidence: a row per lesson with its strands, certainty and verdict; a row per link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dianalysis.codebook import Codebook
from dianalysis.evidence.certainty import (
    COMPONENTS,
    Corpus,
    adequacy,
    agreement_level,
    coherence,
    evidence_level,
    limitations,
    relevance,
    statistical_certainty,
)
from dianalysis.evidence.lessons import Lesson, Lessons, Link
from dianalysis.evidence.links import Evidence, resolve_links
from dianalysis.evidence.missing import what_is_missing
from dianalysis.evidence.segments import CodedSegments, counts_of
from dianalysis.evidence.verdicts import DECIDING, strand_of_results, strand_of_segments, verdict_of

ROLES_OF = {
    "programme": ("partner", "project_lead"), "partner": ("partner", "project_lead"), "adviser": ("adviser",),
    "firm": ("entrepreneur", "employee"), "ministry": (), "researchers": (),
}  # fmt: skip
"""Roles in interviews of those who act on a lesson; the programme was heard through its partners."""
_RESULTS = ("results", "results_for", "results_in_part", "results_against", "results_open")
_SEGMENTS = ("segments", "segments_for", "segments_in_part", "segments_against", "partners", "roles", "alpha")
COLUMNS = (
    "lesson", "theme", "kind", "actors", "title_nl", "title_en", "claim_nl", "claim_en", "verdict",
    "quantitative", "qualitative", *_RESULTS, *_SEGMENTS, *COMPONENTS, "evidence", "agreement",
    "statistical_certainty", "reconstruction_only", "is_measured", "problems", "lacks",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Register:
    """What the evidence says about the lessons.

    Parameters
    ----------
    lessons
        One row per lesson with the columns of `COLUMNS`, in the order of the file.
    links
        One row per link, as `links.resolve_links` gives them.
    segments
        One row per lesson and segment: lesson, segment_id, code, valence, side, partner, role.
    """

    lessons: pd.DataFrame
    links: pd.DataFrame
    segments: pd.DataFrame


def build_register(lessons: Lessons, evidence: Evidence, codebook: Codebook) -> Register:
    """Hold every lesson against its evidence.

    Parameters
    ----------
    lessons, evidence
        The lessons; results, coded segments and plan.
    codebook
        For the kinds of partner.

    Returns
    -------
    The register. `reconstruction_only`: the lesson has results, all of them known only for the draws of the
    reconstruction, and no segment is about it or near. `is_measured`: something that counts is linked that
    could carry it. `problems`: how many of its links do not resolve. `lacks`:
    what is missing for a plain verdict, names of `missing.MISSING` with `;` between them.

    Raises
    ------
    DataProblem
        When a threshold refers to nothing in the plan.
    """
    links = resolve_links(lessons, evidence)
    scopes = dict(zip(codebook.partners["partner"], codebook.partners["scope"], strict=True))
    is_published = evidence.segments.basis == "published"
    n_scopes = len(set(scopes.values()))
    corpus = Corpus(
        evidence.segments.n_partners, n_scopes, is_selected=is_published, is_automated=is_published
    )
    rows, told = [], []
    for lesson in lessons.lessons:
        drawn_from = evidence.drawn_from.get(lesson.id, ())
        found = evidence.segments.told(_direct_codes(lesson), drawn_from=drawn_from)
        found = found.assign(scope=found["partner"].map(scopes))
        rows.append(_row(lesson, links[links["lesson"] == lesson.id], found, evidence.segments, corpus))
        told.append(found.assign(lesson=lesson.id))
    columns = ["lesson", "segment_id", "code", "valence", "side", "partner", "role"]
    segments = pd.concat(told, ignore_index=True)[columns] if told else pd.DataFrame(columns=columns)
    return Register(pd.DataFrame(rows, columns=list(COLUMNS)), links, segments)


def _row(
    lesson: Lesson, links: pd.DataFrame, told: pd.DataFrame, segments: CodedSegments, corpus: Corpus
) -> dict[str, object]:
    counted = links[links["bearing"] == "direct"]
    results, codes = (counted[counted["kind"] == kind] for kind in ("result", "code"))
    quantitative = strand_of_results(results["stance"])
    qualitative = strand_of_segments(codes["stance"])
    speaking = results[results["stance"].isin(["for", "in_part", "against", "reserved"])]
    verdict = verdict_of(lesson.kind, quantitative=quantitative, qualitative=qualitative)
    lacks = what_is_missing(
        lesson.kind, verdict=verdict, quantitative=quantitative, qualitative=qualitative,
        results=results, codes=codes,
    )  # fmt: skip
    return {
        "lesson": lesson.id, "actors": ";".join(lesson.actors),
        **{name: getattr(lesson, name) for name in COLUMNS[1:3] + COLUMNS[4:8]},
        "verdict": verdict, "lacks": ";".join(lacks),
        "quantitative": quantitative, "qualitative": qualitative,
        **_counts(results), "segments": len(told), **counts_of(told, segments, _direct_codes(lesson)),
        **_components(lesson, told, segments, corpus),
        "evidence": evidence_level(quantitative=quantitative, qualitative=qualitative),
        "agreement": agreement_level(list(counted["stance"])),
        "statistical_certainty": statistical_certainty(list(speaking["ground"])),
        "reconstruction_only": _is_reconstruction_only(results, links[links["kind"] == "code"]),
        "is_measured": bool(len(results if DECIDING[lesson.kind] == "quantitative" else codes)),
        "problems": int((links["problem"] != "").sum()),
    }  # fmt: skip


def _counts(results: pd.DataFrame) -> Mapping[str, int]:
    stances = results["stance"].replace("reserved", "in_part").value_counts()
    named = {
        f"results_{stance}": int(stances.get(stance, 0)) for stance in ("for", "in_part", "against", "open")
    }
    return {"results": len(results), **named}


def _components(
    lesson: Lesson, told: pd.DataFrame, segments: CodedSegments, corpus: Corpus
) -> Mapping[str, str]:
    alpha = counts_of(told, segments, _direct_codes(lesson))["alpha"]
    voices = [role for actor in lesson.actors for role in ROLES_OF[actor]]
    grades = (
        limitations(told, alpha=alpha, corpus=corpus), coherence(told), adequacy(told, corpus=corpus),
        relevance(told, voices=voices, corpus=corpus),
    )  # fmt: skip
    return dict(zip(COMPONENTS, grades, strict=True))


def _direct_codes(lesson: Lesson) -> list[Link]:
    return [link for link in lesson.links if link.code and link.is_direct]


def _is_reconstruction_only(results: pd.DataFrame, codes: pd.DataFrame) -> bool:
    """Whether figures that count are known only for the draws, and no segment is about the lesson or near."""
    resolved = results[results["problem"] == ""]
    is_told = bool(codes["n"].fillna(0).astype(float).gt(0).any())
    return bool(len(resolved) and not is_told and resolved["finding"].eq("reconstruction").all())

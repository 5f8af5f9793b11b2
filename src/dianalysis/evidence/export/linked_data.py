"""The register of lessons as JSON-LD: claims, their reviews, and the results and segments they rest on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dianalysis.evidence.export.about import About
from dianalysis.evidence.export.linked_evidence import (
    LANGS,
    REPORT,
    Node,
    Pages,
    both,
    evidence_nodes,
    known,
    place,
    run_of,
    settling_nodes,
    split,
    target,
)
from dianalysis.evidence.export.linked_terms import define_terms, make_context
from dianalysis.evidence.overview import Overview
from dianalysis.formats import Page
from dianalysis.tables.lesson_words import Row, say_verdict, say_why

_LESSON = (
    "verdict", "quantitative", "qualitative", "results", "results_for", "results_in_part", "results_against",
    "results_open", "segments", "segments_for", "segments_in_part", "segments_against", "partners", "roles",
    "alpha", "limitations", "coherence", "adequacy", "relevance", "evidence", "agreement",
    "statistical_certainty", "kind", "theme", "reconstruction_only", "problems", "told_basis", "told_hidden",
)  # fmt: skip
_BESIDE = (
    "own", "qualitative", "segments", "segments_for", "segments_in_part", "segments_against", "partners",
)  # fmt: skip
_LINK = (
    "relation", "direction", "reference", "smallest", "finding", "ground", "stance", "decision",
    "segments_for", "segments_in_part", "segments_against", "partners", "roles", "alpha", "problem",
)  # fmt: skip


def write_linked_data(overview: Overview, about: About, path: Path, *, page: Page) -> None:
    """Write the register as JSON-LD, with every text in both languages and every number unrounded.

    A lesson is a `schema:Claim`, its verdict a `schema:ClaimReview`, a result a `schema:Observation`, a
    segment a `schema:CreativeWork`; what rests on what is `prov:wasDerivedFrom`. Other terms are the file's
    own; what they mean stands in the file too.

    Parameters
    ----------
    overview
        The register, held against released results.
    about
        Where it comes from.
    path
        File to write.
    page
        Labels, in either language.
    """
    pages = {lang: replace(page, lang=lang) for lang in LANGS}
    nodes = [*_sources(about), *_lessons(overview, pages, about), *evidence_nodes(overview, pages, about)]
    nodes += settling_nodes(overview.settle)
    content = {"@context": make_context(), "@graph": [*nodes, *define_terms(_names(nodes))]}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _sources(about: About) -> list[Node]:
    run: Node = {"id": run_of(about), "type": ["schema:Dataset", "prov:Entity"], "title": about.run}
    run |= {"basis": about.basis, "disclosureProfile": about.profile}
    run |= {"dataHash": about.data_hash} if about.data_hash else {}
    name = {"nl": "Eindverslag van de eerste fase", "en": "Final report of phase one"}
    return [run, {"id": REPORT, "type": ["schema:Report", "prov:Entity"], "name": name}]


def _lessons(overview: Overview, pages: Pages, about: About) -> Iterator[Node]:
    for row in overview.lessons.to_dict("records"):
        links, segments, settle, beside = (
            frame[frame["lesson"] == row["lesson"]]
            for frame in (overview.links, overview.segments, overview.settle, overview.beside)
        )
        rests_on = [target(one) for one in links.to_dict("records")]
        yield {
            "id": f"lesson:{row['lesson']}", "type": ["schema:Claim", "prov:Entity"],
            "name": both(row, "title"), "text": both(row, "claim"),
            "scope": both(row, "scope"), "assumptions": both(row, "assumptions"),
            **known(row, _LESSON),
            "actors": split(row["actors"]), "lacks": split(row["lacks"]),
            "learningPoint": list(row["facts"]), "appearance": [place(lines) for lines in row["lines"]],
            "citation": [f"segment:{name}" for name in segments["segment_id"]],
            "wasDerivedFrom": rests_on,
            "heldAgainst": [_link(one) for one in links.to_dict("records")],
            "told": [_telling(one) for one in segments.to_dict("records")],
            "settledBy": [f"settling:{name}" for name in settle["settling"].drop_duplicates()],
            "standsBeside": [known(one, _BESIDE) for one in beside.to_dict("records")],
        }  # fmt: skip
        yield _review(row, rests_on, pages, about)


def _review(row: Row, rests_on: list[str], pages: Pages, about: About) -> Node:
    rating = {
        "type": "schema:Rating", "verdict": row["verdict"],
        "alternateName": {lang: say_verdict(row, page) for lang, page in pages.items()},
        "ratingExplanation": {lang: say_why(row, page) for lang, page in pages.items()},
    }  # fmt: skip
    author = {"type": "schema:SoftwareApplication", "title": "dianalysis", "version": about.version}
    return {
        "id": f"review:{row['lesson']}", "type": ["schema:ClaimReview", "prov:Entity"],
        "itemReviewed": f"lesson:{row['lesson']}", "claimReviewed": both(row, "claim"),
        "reviewRating": rating, "author": author, "wasDerivedFrom": [run_of(about), *rests_on],
    }  # fmt: skip


def _link(one: Row) -> Node:
    link: Node = {"id": f"link:{one['lesson']}:{one['link']}", "type": "di:Link", "evidenceOf": target(one)}
    return link | known(one, _LINK)


def _telling(one: Row) -> Node:
    leads = {"saidIn": f"segment:{one['segment_id']}", "codedAs": f"code:{one['code']}"}
    return {"type": "di:Telling", **leads, "valence": one["valence"], "side": one["side"]}


def _names(nodes: list[Node]) -> set[str]:
    """Return every name and type the nodes use, without the prefix of own terms."""
    found: set[str] = set()
    for node in nodes:
        found |= {name for name, value in node.items() if value != []}
        found |= {str(kind).removeprefix("di:") for kind in _listed(node.get("type", ()))}
        for value in node.values():
            found |= _names([one for one in _listed(value) if isinstance(one, dict)])
    return found


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]

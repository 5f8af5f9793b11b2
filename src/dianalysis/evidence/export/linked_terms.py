"""The names in the linked data: the context, which stands in the file, and what each own term means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from dianalysis.evidence.export.workbook import COLUMNS

BASE = "urn:dianalysis:"
THINGS = (
    "lesson",
    "review",
    "link",
    "result",
    "measure",
    "code",
    "segment",
    "partner",
    "settling",
    "variable",
)
"""Kinds of things; the identifier of one is `urn:dianalysis:<kind>:<name>`, a name without an address."""
OWN = "urn:dianalysis:term:"
TERMS = Path(__file__).with_name("terms.csv")
DECIMALS = (
    "value", "reference", "smallest", "conf_low", "conf_high", "conf_level", "range_low", "range_high",
    "p_value", "p_adjusted", "alpha",
)  # fmt: skip
"""Names of numbers with a fraction; the others are counts."""
_SAID = {  # a name of the file: the term it stands for, in two languages
    "name": "schema:name", "text": "schema:text", "description": "schema:description",
    "abstract": "schema:abstract", "claimReviewed": "schema:claimReviewed",
    "alternateName": "schema:alternateName", "ratingExplanation": "schema:ratingExplanation",
    "label": "rdfs:label", "comment": "rdfs:comment", "scope": "di:scope", "assumptions": "di:assumptions",
    "question": "di:question",
}  # fmt: skip
_LEADS = {  # a name of the file: the term it stands for, which leads to a thing
    "appearance": "schema:appearance", "author": "schema:author", "citation": "schema:citation",
    "isPartOf": "schema:isPartOf", "itemReviewed": "schema:itemReviewed",
    "measuredProperty": "schema:measuredProperty", "reviewRating": "schema:reviewRating",
    "wasDerivedFrom": "prov:wasDerivedFrom", "heldAgainst": "di:heldAgainst", "evidenceOf": "di:evidenceOf",
    "told": "di:told", "saidIn": "di:saidIn", "codedAs": "di:codedAs", "settledBy": "di:settledBy",
    "asks": "di:asks", "spokenFor": "di:spokenFor",
}  # fmt: skip
_PLAIN = {
    "title": "schema:name", "termCode": "schema:termCode", "version": "schema:softwareVersion",
    "pagination": "schema:pagination",
}  # fmt: skip
_VOCABULARIES = {
    "schema": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip


def make_context() -> dict[str, Any]:
    """Return the context: nothing of it has to be fetched, and every other name is an own term."""
    named: dict[str, Any] = {"@version": 1.1, **_VOCABULARIES, "di": OWN, "@vocab": OWN}
    named |= {kind: {"@id": f"{BASE}{kind}:", "@prefix": True} for kind in THINGS}
    named |= {"id": "@id", "type": "@type"}
    named |= {name: {"@id": term, "@container": "@language"} for name, term in _SAID.items()}
    named |= {name: {"@id": term, "@type": "@id"} for name, term in _LEADS.items()}
    named |= _PLAIN
    named |= {name: {"@id": f"di:{name}", "@type": "xsd:double"} for name in DECIMALS}
    named["value"]["@id"] = "schema:value"
    return named | {name: {"@id": f"di:{name}", "@language": "en"} for name in ("problem", "note")}


def define_terms(used: set[str]) -> list[dict[str, Any]]:
    """Return the meaning of each own term that is used, in two languages.

    Parameters
    ----------
    used
        Names as they stand in the file.
    """
    columns = pd.read_csv(COLUMNS, dtype=str, keep_default_na=False).rename(columns={"column": "term"})
    terms = pd.read_csv(TERMS, dtype=str, keep_default_na=False)
    known = pd.concat([terms, columns.assign(type="Property")]).drop_duplicates("term")
    own = used - {name for name, term in _SAID.items() if not term.startswith("di:")}
    return [
        {
            "id": f"di:{row['term']}",
            "type": f"rdf:{row['type']}" if row["type"] == "Property" else f"rdfs:{row['type']}",
            "label": {"nl": row["label_nl"], "en": row["label_en"]},
            "comment": {"nl": row["about_nl"], "en": row["about_en"]},
        }
        for row in known[known["term"].isin(own)].to_dict("records")
    ]

"""The nodes of the linked data under the lessons: results, codes, segments, and what would settle them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from dianalysis.evidence.export.about import About
from dianalysis.evidence.export.linked_terms import BASE, DECIMALS
from dianalysis.evidence.overview import Overview
from dianalysis.formats import Lang, Page, is_absent
from dianalysis.tables.lesson_words import Row, name_figure

LANGS: tuple[Lang, ...] = ("nl", "en")
REPORT = f"{BASE}report"
_RESULT = (
    "conf_low", "conf_high", "conf_level", "range_low", "range_high", "range_method", "p_value", "p_adjusted",
    "n", "basis", "population", "wave", "contrast", "note", "estimate", "group_name", "group_level", "term",
)  # fmt: skip
_OTHER_NAMES = {
    "estimate": "value", "group_name": "groupName", "group_level": "groupLevel", "term": "category",
}  # fmt: skip
Node = dict[str, Any]
Pages = Mapping[Lang, Page]


def evidence_nodes(overview: Overview, pages: Pages, about: About) -> Iterator[Node]:
    """Give a node for each result, code, segment and partner that a lesson is held against.

    Parameters
    ----------
    overview, about
        The register and where it comes from.
    pages
        Labels in both languages.
    """
    results = overview.links[overview.links["kind"] == "result"].drop_duplicates("target")
    for one in results.to_dict("records"):
        yield _result(one, pages, about)
    codes = overview.links.loc[overview.links["kind"] == "code", "target"]
    for code in pd.concat([codes, overview.segments["code"]]).drop_duplicates():
        name = {lang: page.term("code", str(code)) for lang, page in pages.items()}
        yield {"id": f"code:{code}", "type": "schema:DefinedTerm", "termCode": code, "name": name}
    for one in overview.segments.drop_duplicates("segment_id").to_dict("records"):
        yield {
            "id": f"segment:{one['segment_id']}", "type": ["schema:CreativeWork", "prov:Entity"],
            "abstract": both(one, "summary"), "isPartOf": REPORT, "wasDerivedFrom": REPORT,
            "pagination": f"{one['source_line']}-{one['last_line']}",
            "spokenFor": f"partner:{one['partner']}", "role": one["role"],
        }  # fmt: skip
    for partner in overview.segments["partner"].drop_duplicates():
        title = pages["nl"].group("partner", str(partner))
        yield {"id": f"partner:{partner}", "type": "schema:Organization", "title": title}


def _result(one: Row, pages: Pages, about: About) -> Node:
    node: Node = {"id": f"result:{one['target']}", "type": ["schema:Observation", "prov:Entity"]}
    if is_absent(one["measure"]):
        return node  # the run has no such result; its link says so
    measure = {lang: page.measure(str(one["measure"])) for lang, page in pages.items()}
    node |= {
        "name": {lang: name_figure(one, page) for lang, page in pages.items()},
        "measuredProperty": {"id": f"measure:{one['measure']}", "type": "rdf:Property", "name": measure},
    }
    return node | known(one, _RESULT) | {"wasDerivedFrom": run_of(about)}


def settling_nodes(settle: pd.DataFrame) -> Iterator[Node]:
    """Give a node for each thing that would settle lessons, with the variables it asks for."""
    for name, rows in settle.groupby("settling", sort=False):
        first = rows.drop_duplicates(["form", "variable"]).to_dict("records")
        asked = [
            {
                "id": f"variable:{one['form']}.{one['variable']}", "type": "di:Variable",
                "form": one["form"], "variableName": one["variable"], "question": both(one, "question"),
            }
            for one in first
            if not is_absent(one["variable"])
        ]  # fmt: skip
        design = both(first[0], "design")
        yield {"id": f"settling:{name}", "type": "di:Settling", "description": design, "asks": asked}


def run_of(about: About) -> str:
    """Return the identifier of the run: by the data it rests on, which another run may share."""
    return f"{BASE}run:{about.data_hash or about.run}"


def target(one: Row) -> str:
    """Return the identifier of what a link leads to."""
    return f"{one['kind']}:{one['target']}"


def place(lines: str) -> Node:
    """Return a place in the report: its first and last line."""
    return {"type": "schema:CreativeWork", "isPartOf": REPORT, "pagination": lines}


def split(value: str) -> list[str]:
    """Return the values of a cell that holds several."""
    return [one for one in value.split(";") if one]


def both(row: Row, stem: str) -> dict[str, str]:
    """Return a text in both languages."""
    return {lang: str(row[f"{stem}_{lang}"]) for lang in LANGS}


def known(row: Row, names: Sequence[str]) -> Node:
    """Return what a row knows of these columns as plain JSON values, under the names of the file."""
    found = {_OTHER_NAMES.get(name, name): row[name] for name in names if not is_absent(row[name])}
    return {
        name: _plain(value, is_whole=name not in DECIMALS) for name, value in found.items() if value != ""
    }


def _plain(value: Any, *, is_whole: bool) -> Any:
    if isinstance(value, (str, bool)):
        return value
    return int(value) if is_whole else float(value)

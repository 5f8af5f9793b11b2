"""Results that say what was accepted of the real lessons, and a small lesson file to break."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.evidence.acceptance import read_accepted
from dianalysis.paths import ProjectPaths
from dianalysis.results import bind_results, make_results

ROOT = ProjectPaths(Path(__file__).parents[1])
NUMBERS = ("estimate", "conf_low", "conf_high", "range_low", "range_high", "p_adjusted", "n")
GOOD = """
thresholds:
  - {id: half, value: "0.5", reason_nl: helft, reason_en: half}
lessons:
  - id: L-toy
    theme: approach
    kind: frequency
    actors: [partner]
    title_nl: Titel
    title_en: Title
    claim_nl: Bewering.
    claim_en: Claim.
    scope_nl: Bereik.
    scope_en: Scope.
    assumptions_nl: Aanname.
    assumptions_en: Assumption.
    lines: ["10-12"]
    facts: [sol/2]
    links:
      - {result: a/b/c, relation: supports, direction: higher, reference: half, smallest: half}
      - {code: pace, relation: qualifies}
"""


def accepted_results(**changed: dict[str, object]) -> pd.DataFrame:
    """A results table with every accepted result; `changed` holds columns to replace, by identifier."""
    links = read_accepted(ROOT.evidence).links
    records: dict[str, list[dict[str, object]]] = {}
    for row in links[links["kind"] == "result"].to_dict("records"):
        study, measure, population = str(row["target"]).split("/")[:3]
        record: dict[str, object] = {
            "result_id": row["target"], "measure": measure, "population": population, "method": "accepted",
            "basis": row["basis"], "group_name": "all", **{name: row[name] for name in NUMBERS},
        }  # fmt: skip
        if pd.notna(row["range_low"]):
            record["range_method"] = "draws"
        records.setdefault(study, []).append(record | changed.get(str(row["target"]), {}))
    tables = []
    for study, rows in records.items():
        once = {row["result_id"]: row for row in rows}  # two lessons may lean on one result
        tables.append(make_results(once.values(), study=study))
    return bind_results(tables)

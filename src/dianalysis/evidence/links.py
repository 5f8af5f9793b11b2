"""Every link of a lesson looked up: results in the results table, codes among the coded segments."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from dianalysis.errors import ParameterError
from dianalysis.evidence.findings import Reading, stance_of, standing_of, weigh
from dianalysis.evidence.lessons import Lesson, Lessons, Link
from dianalysis.evidence.segments import CodedSegments, counts_of, stance_of_segments
from dianalysis.evidence.yardsticks import Yardsticks, read_yardsticks
from dianalysis.studies.hypotheses import KEYS, Plan
from dianalysis.studies.plan_outcome import outcome_of_plan

FROM_RESULT = (
    "study", "measure", "estimate", "conf_low", "conf_high", "conf_level", "p_value", "p_adjusted", "family",
    "n", "basis", "range_low", "range_high", "range_method", "note",
)  # fmt: skip
COUNTS = ("segments_for", "segments_in_part", "segments_against", "partners", "roles", "alpha")
COLUMNS = (
    "lesson", "link", "kind", "target", "relation", "bearing", "direction", "reference", "smallest",
    *FROM_RESULT,
    "decision", "standing", *COUNTS, "finding", "ground", "stance", "problem",
)  # fmt: skip
_HIDDEN = "suppressed:"


@dataclass(frozen=True, eq=False)
class Evidence:
    """What lessons are held against.

    Parameters
    ----------
    results
        Results table of a run.
    segments
        Segments with their settled codes.
    plan
        The analysis plan, for smallest effects and decisions.
    drawn_from
        By lesson the segments that hold the learning points it was drawn from; they are no support for it.
    """

    results: pd.DataFrame
    segments: CodedSegments
    plan: Plan
    drawn_from: Mapping[str, Collection[str]] = field(default_factory=dict)

    @property
    def is_printed(self) -> bool:
        """Whether the run is the demo, which has the printed figures and interviews beside it."""
        return self.segments.basis == "published" and not bool(self.results["basis"].eq("data").any())


def resolve_links(lessons: Lessons, evidence: Evidence) -> pd.DataFrame:
    """Look up every link and weigh it.

    Parameters
    ----------
    lessons, evidence
        The lessons, and what they are held against.

    Returns
    -------
    One row per link with the columns of `COLUMNS`: `link` counts within the lesson;
    `decision` is that of the analysis plan where the result tests a hypothesis; `finding`, `ground` and
    `stance` as in `findings.weigh` and `findings.stance_of`, `finding` empty for a code, and `near` for a
    link that is near the claim and not counted; `problem` says why
    a link does not resolve, empty when it does; own interviews may well have no segment with a code. A link
    that needs the printed figures is left out for a researcher's own exports.

    Raises
    ------
    DataProblem
        When a threshold names a fact or measure that the plan does not have.
    """
    rows = evidence.results.drop_duplicates("result_id").set_index("result_id")
    decisions = _decisions(evidence)
    yardsticks = read_yardsticks(lessons.thresholds, evidence.plan)
    lines = []
    for lesson in lessons.lessons:
        for place, link in enumerate(lesson.links, start=1):
            if link.needs == "printed" and not evidence.is_printed:
                continue
            named = {"lesson": lesson.id, "link": place, "target": link.target, "relation": link.relation}
            if link.code:
                line = _code_line(link, evidence.segments, evidence.drawn_from.get(lesson.id, ()))
            else:
                line = _result_line(link, lesson, rows, yardsticks)
                line |= {"decision": decisions.get(link.result)}
            counted = {} if link.is_direct else {"stance": "near"}
            lines.append(named | line | {"bearing": link.bearing} | counted)
    return pd.DataFrame(lines, columns=list(COLUMNS))


def _result_line(link: Link, lesson: Lesson, rows: pd.DataFrame, yardsticks: Yardsticks) -> dict[str, object]:
    line: dict[str, object] = {"kind": "result", "direction": link.direction}
    if link.result not in rows.index:
        study = link.result.partition("/")[0]
        known = study in set(rows["study"])
        why = "the run has no such result" if known else f"the run has no results of {study}"
        return line | {"finding": "open", "ground": "", "stance": "open", "problem": why}
    row = rows[rows.index == link.result].iloc[0]
    expected = yardsticks.expectation(link, str(row["measure"]), lesson.id)
    reading = _reading(row)
    finding, ground = weigh(reading, expected, alpha=yardsticks.alpha)
    hidden = str(row["note"]).startswith(_HIDDEN) or finding == "hidden"
    return line | {
        **{name: row[name] for name in FROM_RESULT},
        "reference": expected.reference, "smallest": expected.smallest, "standing": reading.standing,
        "finding": finding, "ground": ground, "stance": stance_of(link.relation, finding),
        "problem": "the result has no estimate, or it is not released" if hidden else "",
    }  # fmt: skip


def _reading(row: pd.Series) -> Reading:
    estimate, low, high, least, most, p_adjusted = (
        _float(row[name])
        for name in ("estimate", "conf_low", "conf_high", "range_low", "range_high", "p_adjusted")
    )
    range_method = "" if pd.isna(row["range_method"]) else str(row["range_method"])
    measure = str(row["measure"])
    standing = standing_of(basis=str(row["basis"]), measure=measure, range_method=range_method)
    if standing == "all_data_sets" and range_method != "exact":
        least, most = low, high
    least, most = (estimate if math.isnan(end) else end for end in (least, most))
    return Reading(estimate, low, high, least, most, p_adjusted, standing)


def _code_line(link: Link, segments: CodedSegments, drawn_from: Collection[str]) -> dict[str, object]:
    line: dict[str, object] = {"kind": "code", "finding": "", "ground": "segments", "basis": segments.basis}
    if link.code not in segments.codes:
        return line | {"stance": "open", "problem": "the code is no longer in use"}
    told = segments.told([link], drawn_from=drawn_from)
    if told.empty:
        is_absent = segments.basis == "published" and link.code not in set(segments.table["code"])
        gap = "no segment has the code" if is_absent else ""  # own talks need not
        return line | {"n": 0, "stance": "open", "problem": gap}
    counts = counts_of(told, segments, [link])
    return line | counts | {"n": len(told), "stance": stance_of_segments(told), "problem": ""}


def _decisions(evidence: Evidence) -> dict[str, str]:
    """Decision of the plan by result identifier."""
    outcome = outcome_of_plan(evidence.results, evidence.plan)
    by_key = {tuple(getattr(item, name) for name in KEYS): item.id for item in evidence.plan.hypotheses}
    decided = dict(zip(outcome["id"], outcome["decision"], strict=True))
    whole = evidence.results[evidence.results["group_name"].isna()]
    keys = zip(*(whole[name].fillna("") for name in KEYS), strict=True)
    pairs = zip(whole["result_id"], keys, strict=True)
    return {str(name): decided[by_key[key]] for name, key in pairs if key in by_key}


def _float(value: object) -> float:
    return math.nan if pd.isna(value) else float(value)  # type: ignore[arg-type, call-overload]


def require_results(results: pd.DataFrame) -> None:
    """Refuse a results table without rows.

    Raises
    ------
    ParameterError
        When there is nothing to hold a lesson against.
    """
    if results.empty:
        raise ParameterError("the run has no results", remedy="Run the notebooks first: `dianalysis run`.")

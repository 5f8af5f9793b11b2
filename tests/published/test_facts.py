"""The facts of the report's text: well formed, in both languages, and comparable with the printed figures."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
COLUMNS = [
    "fact_id", "topic", "subject", "measure", "value", "unit",
    "statement_en", "statement_nl", "source_line", "figure",
]  # fmt: skip
LINES = 8650
TOPICS = {
    "design", "timeline", "participants", "characteristics", "typology", "actions", "outcomes",
    "followup", "satisfaction", "self_employed", "lessons", "context", "partners",
}  # fmt: skip
DATED = {"date": r"\d{4}-\d{2}-\d{2}", "month": r"\d{4}-\d{2}", "year": r"\d{4}"}
HEDGES = ("nearly", "about", "at_least", "more_than", "at_most")
# the text says one thing, the printed tables another
CONTRADICTED = {
    "typology_end_b_bc_nearly",
    "satisfaction_grade_seven_or_more",
    "partners_mkb_deventer_profile_firms",
    "partners_tuinbranche_nl_profile_firms",
}


@pytest.fixture(scope="module")
def facts() -> pd.DataFrame:
    return pd.read_csv(PUBLISHED / "facts.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def figures() -> pd.Series:
    """Printed values by id; NaN where the print is lost."""
    frame = pd.read_csv(PUBLISHED / "figures.csv", dtype=str, keep_default_na=False)
    ids = frame["table"] + "/" + frame["row"] + "/" + frame["column"] + "/" + frame["stat"]
    return pd.Series(pd.to_numeric(frame["value"], errors="coerce").to_numpy(), index=ids)


def numbers(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts whose value is a number and not a date."""
    chosen = facts[~facts["unit"].isin(DATED)].copy()
    chosen["value"] = pd.to_numeric(chosen["value"])
    return chosen


def hedge(fact_id: str) -> str:
    """The word with which the text softens its claim, if it does."""
    return next((word for word in HEDGES if fact_id.endswith(word)), "")


def test_columns_and_size(facts: pd.DataFrame) -> None:
    assert list(facts.columns) == COLUMNS
    assert len(facts) >= 90


def test_ids_are_unique_and_say_what_they_identify(facts: pd.DataFrame) -> None:
    assert facts["fact_id"].is_unique
    assert (facts["fact_id"] == facts["topic"] + "_" + facts["subject"] + "_" + facts["measure"]).all()
    assert facts["fact_id"].str.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*").all()
    assert set(facts["topic"]) == TOPICS


def test_every_text_is_filled_trimmed_and_short(facts: pd.DataFrame) -> None:
    for column in COLUMNS[:-1]:
        assert facts[column].ne("").all(), column
        assert facts[column].eq(facts[column].str.strip()).all(), column
    for column in ("statement_en", "statement_nl"):
        assert facts[column].str.split().str.len().max() <= 20
        assert facts[column].str.endswith(".").all()
        assert facts[column].is_unique


def test_source_lines_lie_within_the_report(facts: pd.DataFrame) -> None:
    lines = pd.to_numeric(facts["source_line"])
    assert lines.between(1, LINES).all()
    assert (lines % 1 == 0).all()


def test_values_are_numbers_or_dates_of_their_unit(facts: pd.DataFrame) -> None:
    for unit, pattern in DATED.items():
        values = facts.loc[facts["unit"] == unit, "value"]
        assert len(values), unit
        assert values.map(lambda value, pattern=pattern: bool(re.fullmatch(pattern, value))).all()
    values = numbers(facts)
    assert values["value"].ge(0).all()
    assert values.loc[values["unit"] == "pct", "value"].le(100).all()


def test_figures_named_exist(facts: pd.DataFrame, figures: pd.Series) -> None:
    named = [figure for cell in facts["figure"] if cell for figure in cell.split(";")]
    assert len(named) > 50
    assert set(named) <= set(figures.index)


def compare(facts: pd.DataFrame, figures: pd.Series) -> pd.DataFrame:
    """Facts on firms, persons and shares that name figures of one kind, beside the sum of those figures."""
    stat = {"pct": "pct", "firms": "n", "persons": "n"}
    rows = numbers(facts)
    rows = rows[rows["unit"].isin(stat) & rows["figure"].ne("")]
    named = rows["figure"].str.split(";")
    fits = [all(f.endswith(f"/{stat[u]}") for f in fs) for fs, u in zip(named, rows["unit"], strict=True)]
    # a range over aspects, or a count of statements, is not a sum
    fits = [fit and topic != "followup" for fit, topic in zip(fits, rows["topic"], strict=True)]
    rows = rows[fits].copy()
    rows["printed"] = [figures[f.split(";")].sum(skipna=False) for f in rows["figure"]]
    return rows.dropna(subset=["printed"])


def test_claims_agree_with_the_printed_figures_save_for_the_declared_contradictions(
    facts: pd.DataFrame, figures: pd.Series
) -> None:
    rows = compare(facts, figures)
    assert len(rows) > 40
    wrong = set()
    for row in rows.itertuples():
        gap = row.printed - row.value
        word = hedge(row.fact_id)
        fine = {
            "more_than": gap > 0,
            "nearly": -7 <= gap <= 7 if row.unit == "pct" else gap == 0,
            "about": abs(gap) <= 5,
            "at_least": gap >= 0,
            "at_most": gap <= 0,
            "": abs(gap) <= 3 if row.unit == "pct" else gap == 0,
        }[word]
        if not fine:
            wrong.add(row.fact_id)
    assert wrong == CONTRADICTED


def test_eleven_partners_with_eighty_percent_in_c_or_d_can_be_counted(
    facts: pd.DataFrame, figures: pd.Series
) -> None:
    fact = facts.set_index("fact_id").loc["satisfaction_partners_c_or_d_80"]
    named = fact["figure"].split(";")
    partners = {figure.split("/")[2] for figure in named}
    assert len(partners) == 18
    known = [p for p in partners if figures[[f"T24/c/{p}/pct", f"T24/d/{p}/pct"]].notna().all()]
    high = [p for p in known if figures[[f"T24/c/{p}/pct", f"T24/d/{p}/pct"]].sum() >= 80]
    assert len(high) <= int(fact["value"]) <= len(high) + len(partners) - len(known)


def test_the_counts_of_participants_are_all_kept_apart(facts: pd.DataFrame) -> None:
    values = facts.set_index("fact_id")["value"]
    expected = {
        "design_phase_1_target": "500",
        "participants_firms_final_count": "492",
        "participants_firms_took_part": "490",
        "participants_firms_whole_project": "488",
        "participants_firms_complete": "476",
        "participants_firms_base_of_table_4": "496",
        "design_cut_off_date": "2016-07-10",
    }
    assert values[list(expected)].to_dict() == expected
    whole, late, complete = (
        int(values[f"participants_firms_{name}"]) for name in ("whole_project", "incomplete", "complete")
    )
    assert whole - late == complete


def test_scopes_lots_and_selection_add_up(facts: pd.DataFrame) -> None:
    values = pd.to_numeric(facts.set_index("fact_id")["value"], errors="coerce")
    scopes = [values[f"design_partners_{scope}"] for scope in ("sectoral", "national", "regional")]
    assert sum(scopes) == values["design_partners_number"] == 18
    selection = ["applications_number_more_than", "proposals_number", "pitches_number", "plans_number"]
    funnel = [values[f"timeline_{step}"] for step in selection]
    assert funnel == sorted(funnel, reverse=True)
    chart = [values[f"satisfaction_chart_type_{letter}"] for letter in "abcd"]
    assert sum(chart) == 100

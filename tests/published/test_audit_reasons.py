"""Why sets clash: every kind planted, and the sets of the report held against their own figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from dianalysis.errors import Unreadable
from dianalysis.published.audit import KINDS, ReportAudit, audit_report, explain_set, make_rules
from dianalysis.published.audit.prepare import prepare
from dianalysis.published.audit.system import System

FOLDER = Path(__file__).parents[2] / "data" / "published"
SUM = {"rule": "rows make the total", "total": "A/total/x/n", "parts": "A/*/x/n"}
SHARE = {"rule": "share of the total", "share": "A/*/x/pct", "base": "A/total/x/n"}
MEAN = {"rule": "mean of scores", "mean": "M/*/m/mean", "scores": "M/{row}/{score}/n"}
SPREAD = {"rule": "one whole", "shares": "S/*/x/pct"}
LIMIT = {"rule": "part of", "small": "L/small/x/n", "large": "L/large/x/n"}


@pytest.fixture(scope="module")
def audit() -> ReportAudit:
    return audit_report(FOLDER)


def system(rules: dict[str, list[dict[str, str]]], **cells: str) -> System:
    rows = [(*name.split("__"), value) for name, value in cells.items()]
    figures = pd.DataFrame(rows, columns=["table", "row", "column", "stat", "value"])
    return prepare(figures, make_rules(rules, file="test"))[2]


def names(*figures: str) -> tuple[str, ...]:
    return tuple(name.replace("__", "/") for name in figures)


def test_a_total_that_misses_one_part_names_it() -> None:
    made = system({"sums": [SUM]}, A__a__x__n="7", A__b__x__n="30", A__c__x__n="4", A__total__x__n="34")
    why = explain_set(made, names("A__a__x__n", "A__b__x__n", "A__total__x__n"))
    assert (why.kind, dict(why.numbers)) == ("parts_exceed", {"sum": "37", "total": "34"})
    assert why.missing == "A/a/x/n"


def test_a_total_above_all_its_parts() -> None:
    cells = {"A__a__x__n": "7", "A__b__x__n": "30", "A__total__x__n": "40"}
    why = explain_set(system({"sums": [SUM]}, **cells), names(*cells))
    assert (why.kind, why.missing) == ("parts_short", "")


def test_parts_that_leave_nothing_for_the_rest() -> None:
    cells = {"A__a__x__n": "7", "A__b__x__n": "30", "A__total__x__n": "37"}
    made = system({"sums": [SUM]}, **cells, A__c__x__n="2")
    assert explain_set(made, names(*cells)).kind == "parts_fill"


@pytest.mark.parametrize(
    ("figures", "kind", "numbers"),
    [
        (("A__a__x__n", "A__a__x__pct", "A__total__x__n"), "share_of_both", {"computed": "25.0"}),
        (("A__a__x__pct", "A__total__x__n"), "share_of_base", {"low": "20.0", "high": "25.0"}),
        (("A__a__x__n", "A__a__x__pct"), "share_of_count", {"low_base": "22", "high_base": "21"}),
    ],
)
def test_shares(figures: tuple[str, ...], kind: str, numbers: dict[str, str]) -> None:
    made = system({"shares": [SHARE]}, A__a__x__n="5", A__a__x__pct="23.2", A__total__x__n="20")
    why = explain_set(made, names(*figures))
    assert why.kind == kind
    assert numbers.items() <= dict(why.numbers).items()


def test_a_mean_that_is_not_that_of_its_scores() -> None:
    cells = {f"M__a__{score}__n": str(score) for score in range(1, 6)}
    made = system({"means": [MEAN]}, **cells, M__a__m__mean="3.2")
    why = explain_set(made, names(*cells, "M__a__m__mean"))
    assert (why.kind, why.numbers["computed"]) == ("mean_of_scores", "3.7")


@pytest.mark.parametrize(
    ("shares", "chosen", "kind"),
    [
        (("60.0", "30.0", "20.0"), 2, "other"),
        (("60.0", "50.0", "20.0"), 2, "shares_exceed"),
        (("60.0", "30.0", "5.0"), 3, "shares_short"),
        (("60.0", "30.0", "9.9"), 3, "other"),
    ],
)
def test_shares_of_one_whole(shares: tuple[str, ...], chosen: int, kind: str) -> None:
    cells = {f"S__{row}__x__pct": text for row, text in zip("abc", shares, strict=True)}
    made = system({"distributions": [SPREAD]}, **cells)
    assert explain_set(made, names(*list(cells)[:chosen])).kind == kind


def test_a_count_above_its_limit() -> None:
    cells = {"L__small__x__n": "9", "L__large__x__n": "8"}
    why = explain_set(system({"limits": [LIMIT]}, **cells), names(*cells))
    assert (why.kind, dict(why.numbers)) == ("above_limit", {"sum": "9", "total": "8"})


def test_every_set_of_the_report_is_explained_by_one_relation(audit: ReportAudit) -> None:
    assert len(audit.sets) > 0
    assert set(audit.sets["kind"]) <= set(KINDS) - {"other"}


def test_the_numbers_of_a_reason_are_those_of_its_figures(audit: ReportAudit) -> None:
    for one in audit.sets.to_dict("records"):
        own = audit.members[(audit.members["number"] == one["number"])].head(one["size"])
        printed = dict(zip(own["figure"], own["printed"].map(Decimal), strict=True))
        numbers = {name: Decimal(text) for name, text in one["numbers"].items()}
        if one["kind"].startswith("shares"):
            assert numbers["sum"] == sum(printed.values())
            assert abs(numbers["sum"] - 100) >= numbers["slack"] == Decimal("0.05") * len(printed)
        elif one["kind"].startswith("parts"):
            assert numbers["sum"] + numbers["total"] == sum(printed.values())
            assert numbers["total"] in printed.values()
        elif one["kind"] == "mean_of_scores":
            scores = {
                int(name.split("/")[2]): count for name, count in printed.items() if name.endswith("/n")
            }
            mean = sum(score * count for score, count in scores.items()) / sum(scores.values())
            assert round(mean, 1) == numbers["computed"] not in printed.values()
        elif one["kind"] in ("share_of_base", "share_of_count"):
            share = next(value for name, value in printed.items() if name.endswith("/pct"))
            assert numbers["low"] < share < numbers["high"] or numbers["high"] < share < numbers["low"]


def test_repairs_agree_with_the_verdicts(audit: ReportAudit) -> None:
    keys = ["table", "row", "column", "stat"]
    told = audit.verdicts.set_index(keys)["computed"]
    out = audit.members[audit.members["leave_out"]]
    assert out["repaired"].tolist() == [told[tuple(row)] for row in out[keys].to_numpy()]
    assert (out["repaired"] != out["printed"]).all()
    assert (audit.members.loc[~audit.members["leave_out"], "repaired"] == "").all()


def test_claims_carry_their_words_and_lines(audit: ReportAudit) -> None:
    claims = audit.claims
    assert len(claims) == (audit.verdicts["table"] == "facts").sum()
    assert (claims[["statement_nl", "statement_en"]] != "").all(axis=None)
    assert claims["source_line"].is_monotonic_increasing and (claims["source_line"] > 0).all()


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"figures\.csv"):
        audit_report(tmp_path)

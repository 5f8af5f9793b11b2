"""The audit: planted contradictions of every kind, the border with rounding, and the committed figures."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dianalysis.errors import ParameterError, Unreadable
from dianalysis.published.audit import (
    AUDIT_COLUMNS,
    VERDICTS,
    Rules,
    audit_figures,
    audit_file,
    count_verdicts,
    make_proofs,
    make_rules,
    read_any_figures,
    read_rules,
    recheck_proofs,
    write_audit,
)
from dianalysis.published.audit.grim import grim_sums, possible_scores
from dianalysis.published.audit.minimal import can_all_be_right, is_minimal
from dianalysis.published.audit.prepare import prepare
from dianalysis.published.audit.search import find_contradictions

FOLDER = Path(__file__).parents[2] / "data" / "published"

SUM = {"rule": "rows make the total", "total": "A/total/x/n", "parts": "A/*/x/n"}
SHARE = {"rule": "share of the total", "share": "A/*/x/pct", "base": "A/total/x/n"}
MEAN = {"rule": "mean of scores", "mean": "M/*/m/mean", "scores": "M/{row}/{score}/n"}
GRIM = {"rule": "mean of whole scores", "mean": "G/*/m/mean", "base": "G/caption/b/N", "low": 1, "high": 5}


def figures(**cells: str) -> pd.DataFrame:
    """Make figures from names with `__` for the slash."""
    rows = [(*name.split("__"), value) for name, value in cells.items()]
    return pd.DataFrame(rows, columns=["table", "row", "column", "stat", "value"])


def verdict(audit: pd.DataFrame, name: str) -> pd.Series:
    table, row, column, stat = name.split("/")
    found = audit.loc[
        (audit["table"] == table)
        & (audit["row"] == row)
        & (audit["column"] == column)
        & (audit["stat"] == stat)
    ]
    assert len(found) == 1
    return found.iloc[0]


def counts(total: str = "476", **shares: str) -> pd.DataFrame:
    cells = {"A__a__x__n": "7", "A__b__x__n": "355", "A__c__x__n": "114", "A__total__x__n": total}
    return figures(**cells, **{f"A__{row}__x__pct": text for row, text in shares.items()})


def test_figures_that_agree_are_reproduced() -> None:
    audit = audit_figures(
        counts(a="1.5", b="74.6", c="23.9"), rules=make_rules({"sums": [SUM], "shares": [SHARE]})
    )
    assert tuple(audit.columns) == AUDIT_COLUMNS
    assert set(audit["verdict"]) == {"reproduced"}
    assert (audit["printed"] == audit["computed"]).all()


def test_a_wrong_total_is_repaired_and_the_parts_stand() -> None:
    rules = make_rules({"sums": [SUM], "shares": [SHARE | {"base": "B/caption/b/N"}]})
    frame = pd.concat([counts("486", a="1.5", b="74.6", c="23.9"), figures(B__caption__b__N="476")])
    audit = audit_figures(frame, rules=rules)
    total = verdict(audit, "A/total/x/n")
    assert (total["verdict"], total["computed"]) == ("contradiction", "476")
    assert "no smaller repair exists" in total["repair"]
    assert (audit.loc[audit["row"] != "total", "verdict"] == "reproduced").all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1.5", "reproduced"), ("1.4", "rounding"), ("1.6", "contradiction"), ("7.1", "contradiction")],
)
def test_border_between_rounding_and_contradiction(text: str, expected: str) -> None:
    """7 of 476 is 1.47: half-up gives 1.5, cutting off 1.4, and nothing gives 1.6."""
    audit = audit_figures(counts(a=text), rules=make_rules({"sums": [SUM], "shares": [SHARE]}))
    assert verdict(audit, "A/a/x/pct")["verdict"] == expected


def test_a_sum_of_rounded_shares_is_named() -> None:
    cells = {"A__p__x__n": "1", "A__q__x__n": "2", "A__r__x__n": "4"}
    cells |= {"A__p__x__pct": "0.2", "A__q__x__pct": "0.4", "A__r__x__pct": "0.8"}
    frame = figures(**cells, A__fell__y__n="7", A__fell__y__pct="1.4", A__caption__b__N="476")
    rules = make_rules({
        "sums": [{"rule": "falls", "total": "A/fell/y/n", "parts": "A/[pqr]/x/n"}],
        "shares": [{"rule": "share", "share": ["A/*/x/pct", "A/*/y/pct"], "base": "A/caption/b/N"}],
    })  # fmt: skip
    found = verdict(audit_figures(frame, rules=rules), "A/fell/y/pct")
    assert (found["verdict"], found["computed"]) == ("rounding", "1.5")
    assert "rounded before they were added" in found["proof"]


def test_shares_of_one_whole_round_or_contradict() -> None:
    rule = {"distributions": [{"rule": "one whole", "shares": "D/*/x/pct"}]}
    near = audit_figures(
        figures(D__a__x__pct="33.3", D__b__x__pct="33.3", D__c__x__pct="33.3"), rules=make_rules(rule)
    )
    assert set(near["verdict"]) == {"rounding"}
    far = audit_figures(
        figures(D__a__x__pct="33.3", D__b__x__pct="43.3", D__c__x__pct="33.3"), rules=make_rules(rule)
    )
    assert set(far["verdict"]) == {"contradiction"}


def test_a_mean_that_its_counts_do_not_make() -> None:
    cells = {
        f"M__s__{score}__n": text
        for score, text in zip("12345", ("24", "65", "199", "145", "43"), strict=True)
    }
    found = verdict(
        audit_figures(figures(**cells, M__s__m__mean="3.3"), rules=make_rules({"means": [MEAN]})),
        "M/s/m/mean",
    )
    assert (found["verdict"], found["computed"]) == ("contradiction", "3.2")
    assert "rounding twice" in found["proof"]


def test_a_mean_no_whole_scores_can_have() -> None:
    audit = audit_figures(
        figures(G__s__m__mean="3.44", G__t__m__mean="3.50", G__caption__b__N="6"),
        rules=make_rules({"grains": [GRIM]}),
    )
    assert verdict(audit, "G/s/m/mean")["verdict"] == "contradiction"
    other = verdict(audit, "G/t/m/mean")
    assert other["verdict"] == "not_derivable"
    assert "3 times 3 and 3 times 4" in other["proof"]


def test_a_contradiction_no_single_rule_shows() -> None:
    """Two profile means fix sums of 3 and 15 at least; the national scores add up to 12."""
    profiles = figures(
        P1__header__b__N="3", P1__s__x__mean="1.0", P2__header__b__N="3", P2__s__x__mean="5.0"
    )  # fmt: skip
    national = figures(T__1__f__n="3", T__2__f__n="0", T__3__f__n="3", T__4__f__n="0", T__5__f__n="0")
    frame = pd.concat([profiles, national])
    pooled = {
        "rule": "profiles make the whole", "base": "P?/header/b/N", "mean": "{table}/s/x/mean",
        "low": 1, "high": 5, "scores": "T/{score}/f/n",
    }  # fmt: skip
    grain = {"rule": "grain", "mean": "P?/s/x/mean", "base": "{table}/header/b/N", "low": 1, "high": 5}
    _, _, system = prepare(frame, make_rules({"pooled": [pooled], "grains": [grain]}))
    found = find_contradictions(system)
    assert len(found.contradictions) == 1
    assert is_minimal(system, found.contradictions[0].figures, everything=True)


def test_every_member_of_a_minimal_set_is_needed() -> None:
    _, _, system = prepare(counts("486", a="1.5"), make_rules({"sums": [SUM], "shares": [SHARE]}))
    for one in find_contradictions(system).contradictions:
        assert can_all_be_right(system, one.figures) is False
        for name in one.figures:
            rest = [other for other in one.figures if other != name]
            assert can_all_be_right(system, rest, everything=True) is True


def test_decimal_commas_give_the_same_verdicts(tmp_path: Path) -> None:
    rules = make_rules({"sums": [SUM], "shares": [SHARE]})
    points = counts(a="1.5", b="74.6", c="23.8")
    commas = points.assign(value=points["value"].str.replace(".", ","))
    points_audit, commas_audit = audit_figures(points, rules=rules), audit_figures(commas, rules=rules)
    pd.testing.assert_frame_equal(points_audit, commas_audit)
    commas.to_csv(tmp_path / "f.csv", sep=";", index=False)
    pd.testing.assert_frame_equal(
        audit_figures(read_any_figures(tmp_path / "f.csv"), rules=rules), points_audit
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"sums": [SUM | {"total": "A/all/x/n"}]},
        {"sums": [SUM | {"parts": "Z/*/x/n"}]},
        {"shares": [SHARE | {"base": "A/{nothing}/x/n"}]},
        {"sums": [SUM | {"each": {"one": "rows Z"}}]},
    ],
)
def test_an_unknown_reference_in_a_rule_is_an_error(wrong: dict[str, object]) -> None:
    with pytest.raises(ParameterError, match="unknown reference"):
        audit_figures(counts(), rules=make_rules(wrong))


@pytest.mark.parametrize(
    "wrong", [{"sum": [SUM]}, {"sums": [{"rule": "x"}]}, {"sums": [SUM | {"colour": 1}]}]
)
def test_a_malformed_rule_is_an_error(wrong: dict[str, object]) -> None:
    with pytest.raises(ParameterError):
        make_rules(wrong)


@pytest.mark.parametrize("value", ["many", "-1", "1.2.3"])
def test_a_value_that_is_no_number_is_an_error(value: str) -> None:
    with pytest.raises(Unreadable):
        audit_figures(counts(value))


def test_without_rules_the_table_itself_is_held_together() -> None:
    good = audit_figures(counts(a="1.5", b="74.6", c="23.9"))
    assert set(good["verdict"]) == {"reproduced"}
    bad = audit_figures(counts(a="1.5", b="84.6", c="23.9"))
    assert verdict(bad, "A/b/x/pct")["verdict"] == "contradiction"


def test_what_print_lost_is_lost_and_what_stands_alone_is_not_derivable() -> None:
    audit = audit_figures(
        pd.concat([counts(), figures(Z__a__x__pct="12.0", Z__b__x__n="")]), rules=make_rules({"sums": [SUM]})
    )
    assert verdict(audit, "Z/a/x/pct")["verdict"] == "not_derivable"
    assert verdict(audit, "Z/b/x/n")["verdict"] == "lost"


@pytest.mark.parametrize(
    ("mean", "n", "possible"), [("3.44", 6, False), ("3.50", 6, True), ("4.8", 22, True)]
)
def test_grim_and_scores(mean: str, n: int, possible: bool) -> None:
    assert bool(grim_sums(mean, n, low=1, high=5)) is possible
    scores = possible_scores(mean, n, low=1, high=5)
    assert (scores is not None) is possible
    if scores is not None:
        assert len(scores) == n
        assert sum(scores) in grim_sums(mean, n)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return read_rules(FOLDER / "rules.yaml")


@pytest.fixture(scope="module")
def report() -> pd.DataFrame:
    return read_any_figures(FOLDER / "figures.csv")


@pytest.fixture(scope="module")
def audit(report: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    facts = pd.read_csv(FOLDER / "facts.csv", dtype=str, keep_default_na=False)
    return audit_figures(report, facts=facts, rules=rules)


def test_every_printed_cell_and_claim_has_one_verdict(audit: pd.DataFrame, report: pd.DataFrame) -> None:
    facts = pd.read_csv(FOLDER / "facts.csv", dtype=str, keep_default_na=False)
    assert len(audit) == len(report) + len(facts)
    assert set(audit["verdict"]) == set(VERDICTS)
    assert not audit.duplicated(["table", "row", "column", "stat"]).any()
    assert (audit["proof"] != "").all()


def test_lost_cells_are_lost_and_no_others(audit: pd.DataFrame, report: pd.DataFrame) -> None:
    cells = audit.iloc[: len(report)]
    assert ((cells["verdict"] == "lost").to_numpy() == (report["status"] != "ok").to_numpy()).all()


def test_every_excluded_figure_is_found_again(audit: pd.DataFrame) -> None:
    """The list kept for the reconstruction was made in another way; a share by rounding is on it too."""
    excluded = pd.read_csv(FOLDER / "exclusions.csv", dtype=str)
    for name in excluded["figure"]:
        assert verdict(audit, name)["verdict"] in ("contradiction", "rounding")
    repaired = audit[
        (audit["verdict"] == "contradiction") & (audit["computed"] != "") & (audit["table"] != "facts")
    ]
    names = repaired[["table", "row", "column", "stat"]].agg("/".join, axis=1)
    assert set(names) <= set(excluded["figure"])


def test_the_stored_proofs_are_those_of_today_and_hold(
    report: pd.DataFrame, rules: Rules, audit: pd.DataFrame, tmp_path: Path
) -> None:
    make_proofs(report, rules, tmp_path / "proofs.json")
    assert (tmp_path / "proofs.json").read_bytes() == (FOLDER / "proofs.json").read_bytes()
    checked = recheck_proofs(report, rules, FOLDER / "proofs.json")
    assert len(checked) > 0
    assert checked[["impossible", "minimal", "unchanged"]].to_numpy().all()
    facts = pd.read_csv(FOLDER / "facts.csv", dtype=str, keep_default_na=False)
    again = audit_figures(report, facts=facts, rules=rules, proofs=FOLDER / "proofs.json")
    pd.testing.assert_frame_equal(again, audit)


def test_proofs_of_other_figures_are_not_used(report: pd.DataFrame, rules: Rules) -> None:
    other = report.assign(value=report["value"].where(report["figure"] != "T9/monitoring/bedrijven/n", "300"))
    audit = audit_figures(other, rules=rules, proofs=FOLDER / "proofs.json")
    assert verdict(audit, "T9/monitoring/bedrijven/n")["verdict"] == "contradiction"
    assert recheck_proofs(other, rules, FOLDER / "proofs.json").empty


def test_a_total_gives_way_before_its_parts() -> None:
    audit = audit_figures(counts("478"), rules=make_rules({"sums": [SUM]}))
    assert verdict(audit, "A/total/x/n")["computed"] == "476"
    assert set(audit["verdict"]) == {"contradiction"}  # nothing else confirms the parts


def test_a_count_that_is_no_whole_number_cannot_be_right() -> None:
    audit = audit_figures(counts("476.5"), rules=make_rules({"sums": [SUM]}))
    assert verdict(audit, "A/total/x/n")["verdict"] == "contradiction"


def test_partner_sums_name_the_chapter_total() -> None:
    frame = figures(P1__a__x__n="3", P1__a__x__pct="30.0", P1__header__b__N="10", P2__a__x__n="4",
                    P2__a__x__pct="40.0", P2__header__b__N="10", T__a__x__n="9", T__a__x__pct="45.0",
                    T__caption__b__N="20")  # fmt: skip
    rules = make_rules({
        "sums": [{"rule": "profiles make the chapter", "total": "T/a/x/n", "parts": "P?/a/x/n"}],
        "shares": [{"rule": "share", "share": "P?/a/x/pct", "base": "{table}/header/b/N"},
                   {"rule": "share", "share": "T/a/x/pct", "base": "T/caption/b/N"}],
    })  # fmt: skip
    audit = audit_figures(frame, rules=rules)
    assert verdict(audit, "T/a/x/n")["computed"] == "7"
    assert verdict(audit, "T/a/x/pct")["computed"] == "35.0"
    assert set(audit.loc[audit["table"] != "T", "verdict"]) == {"reproduced"}


@pytest.mark.parametrize(
    ("measure", "value", "expected"),
    [
        ("share_nearly", "75", "reproduced"), ("share_nearly", "70", "contradiction"),
        ("share_about", "80", "reproduced"), ("share_more_than", "74.6", "contradiction"),
        ("share_at_least", "74.6", "reproduced"), ("share", "74,6", "reproduced"),
        ("share", "75", "reproduced"), ("share", "66.7", "contradiction"), ("share", "73.5", "rounding"),
    ],
)  # fmt: skip
def test_claims_by_their_wording(measure: str, value: str, expected: str) -> None:
    fact = {"fact_id": "f", "measure": measure, "value": value, "unit": "pct", "figure": "A/b/x/pct"}
    rules = make_rules({"sums": [SUM], "shares": [SHARE]})
    audit = audit_figures(counts(b="74.6"), facts=pd.DataFrame([fact]), rules=rules)
    assert verdict(audit, f"facts/f/{measure}/pct")["verdict"] == expected


def test_a_claim_that_names_an_unknown_figure_is_an_error() -> None:
    fact = {"fact_id": "f", "measure": "m", "value": "1", "unit": "n", "figure": "A/z/x/n"}
    with pytest.raises(ParameterError, match="unknown figure"):
        audit_figures(counts(), facts=pd.DataFrame([fact]), rules=make_rules({"sums": [SUM]}))
    with pytest.raises(ParameterError, match="unknown fact"):
        facts = pd.DataFrame([fact | {"figure": ""}])
        audit_figures(counts(), facts=facts, rules=make_rules({"claims": {"g": {"how": "sum"}}}))


def test_a_file_is_audited_with_what_stands_beside_it(tmp_path: Path) -> None:
    counts(a="1.5", b="74.6", c="23.9").to_csv(tmp_path / "figures.csv", index=False)
    rules = 'sums: [{rule: rows, total: A/total/x/n, parts: "A/*/x/n"}]\n'
    (tmp_path / "rules.yaml").write_text(rules, encoding="utf-8")
    audit = audit_file(tmp_path / "figures.csv")
    assert count_verdicts(audit) == {
        "reproduced": 4, "rounding": 0, "contradiction": 0, "lost": 0, "not_derivable": 3
    }  # fmt: skip
    written = write_audit(audit, tmp_path / "out.csv")
    assert written.read_text(encoding="utf-8").splitlines()[0] == ",".join(AUDIT_COLUMNS)
    with pytest.raises(Unreadable):
        audit_file(tmp_path / "absent.csv")

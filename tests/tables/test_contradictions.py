"""The lists of figures and claims that clash, the verdicts in numbers, and the proofs made again."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from IPython.display import HTML

from dianalysis.disclosure import release
from dianalysis.formats import Page
from dianalysis.published.audit import ReportAudit, audit_report
from dianalysis.studies import published_audit
from dianalysis.tables import banner, table_claims, table_contradictions, table_rechecks, table_verdicts

FOLDER = Path(__file__).parents[2] / "data" / "published"
TAGS = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def audit() -> ReportAudit:
    return audit_report(FOLDER)


@pytest.fixture(params=["nl", "en"])
def page(request: pytest.FixtureRequest, page_nl: Page, page_en: Page) -> Page:
    return page_nl if request.param == "nl" else page_en


def plain(table: HTML) -> str:
    return " ".join(TAGS.sub(" ", str(table.data)).split())


def planted(**changes: object) -> tuple[pd.DataFrame, pd.DataFrame]:
    one: dict[str, object] = {
        "number": 1, "size": 2, "kind": "above_limit", "numbers": {"sum": "9", "total": "8"}, "missing": "",
        "equal": 1, "proven": True,
    }  # fmt: skip
    names = ["number", "figure", "table", "row", "column", "stat", "printed", "repaired", "leave_out"]
    rows = [
        (1, "T1/<b>/ja/n", "T1", "<b>", "ja", "n", "9", "8", True),
        (1, "T2/x/ja/n", "T2", "x", "ja", "n", "8", "", False),
    ]
    return pd.DataFrame([one | changes]), pd.DataFrame(rows, columns=names)


def test_every_figure_of_every_set_is_on_the_page(audit: ReportAudit, page: Page) -> None:
    html = str(table_contradictions(audit.sets, audit.members, page=page).data)
    assert html.count("<tr>") == len(audit.sets) + 1
    assert html.count("<li>") == len(audit.members)
    assert html.count("<strong>") - 1 == audit.members["leave_out"].sum()
    assert "{" not in html and "cell_" not in html and "reason_" not in html


def test_print_and_repair_stand_side_by_side_in_the_signs_of_the_page(
    audit: ReportAudit, page_nl: Page, page_en: Page
) -> None:
    one = audit.members[audit.members["leave_out"] & (audit.members["stat"] == "pct")].iloc[0]
    english = plain(table_contradictions(audit.sets, audit.members, page=page_en))
    dutch = plain(table_contradictions(audit.sets, audit.members, page=page_nl))
    assert f"{one['printed']}% → {one['repaired']}%" in english
    signs = (one["printed"].replace(".", ","), one["repaired"].replace(".", ","))
    assert "{} % → {} %".format(*signs) in dutch


def test_figures_of_another_table_name_it_and_slugs_are_escaped(page_en: Page) -> None:
    html = str(table_contradictions(*planted(), page=page_en).data)
    assert "Table 2: x, yes: 8" in html
    assert "&lt;b&gt;" in html and "<b>" not in html
    assert "9 is more than the 8" in html


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"equal": 3}, "One of 3 equally small"),
        ({"equal": 1}, "The only repair of this size"),
        ({"proven": False}, "No smaller repair was found"),
        ({"missing": "T1/y/ja/n"}, "differs by exactly one part"),
    ],
)
def test_what_is_said_of_a_repair(page_en: Page, changes: dict[str, object], said: str) -> None:
    assert said in plain(table_contradictions(*planted(**changes), page=page_en))


def test_a_set_without_a_repair_says_so(page_en: Page) -> None:
    sets, members = planted()
    shown = plain(table_contradictions(sets, members.assign(leave_out=False), page=page_en))
    assert "No repair found" in shown


def test_claims_show_both_numbers_and_their_line(audit: ReportAudit, page: Page) -> None:
    wrong = audit.claims[audit.claims["verdict"] == "contradiction"]
    shown = plain(table_claims(audit.claims, page=page))
    for claim in wrong.to_dict("records"):
        assert str(claim["source_line"]) in shown
    right = audit.claims[audit.claims["verdict"] == "reproduced"].iloc[0]
    assert right[f"statement_{page.lang}"] not in shown


def test_a_claim_of_more_than_a_number_says_so(audit: ReportAudit, page_en: Page) -> None:
    claims = audit.claims.assign(verdict="contradiction")
    above = claims["fact_id"].str.endswith("more_than")
    assert above.any() and not above.all()
    assert "more than 500" in plain(table_claims(claims[above], page=page_en)).split("Line", 1)[1]
    assert plain(table_claims(claims[~above].head(3), page=page_en)).count("more than ") == 0


def test_nothing_that_clashes_is_one_line(audit: ReportAudit, page_en: Page) -> None:
    none = plain(table_contradictions(audit.sets.iloc[:0], audit.members.iloc[:0], page=page_en))
    assert "No figure contradicts" in none
    assert "No claim contradicts" in plain(table_claims(audit.claims.iloc[:0], page=page_en))


def test_verdicts_in_numbers_add_up_to_the_figures(audit: ReportAudit, page_en: Page) -> None:
    results = release(published_audit.estimate(audit.verdicts), profile="report")
    html = table_verdicts(results, page=page_en).as_raw_html()
    text = " ".join(TAGS.sub(" ", html).split())
    line = re.search(r"All printed figures ([\d,]+) (.+?) Basis", text)
    assert line is not None
    counts = [int(word.replace(",", "")) for word in re.findall(r"([\d,]+) \(", line[2])]
    assert sum(counts) == int(line[1].replace(",", "")) == (audit.verdicts["table"] != "facts").sum()


def test_hidden_verdicts_are_said_to_be_hidden(audit: ReportAudit, page_en: Page) -> None:
    results = release(published_audit.estimate(audit.verdicts), profile="standard")
    assert "hidden" in table_verdicts(results, page=page_en).as_raw_html()


def test_proofs_are_counted_by_method(page: Page) -> None:
    methods = ["exact bounds", "exact bounds", "integer programme"]
    checked = pd.DataFrame({"method": methods, "impossible": True, "minimal": [True, False, True]})
    html = table_rechecks(checked.assign(unchanged=True), page=page).as_raw_html()
    rows = [TAGS.sub(" ", row).split()[-4:] for row in re.findall(r"<tr>(.*?)</tr>", html, flags=re.S)]
    assert ["2", "2", "1", "2"] in rows and ["1", "1", "1", "1"] in rows


def test_the_banner_of_a_page_about_print_speaks_of_no_reconstructed_companies(page_en: Page) -> None:
    html = str(banner("published", profile="report", page=page_en).data)
    assert 'data-basis="published"' in html and "nothing is hidden" in html

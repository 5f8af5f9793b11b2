"""The page on the self-employed: the demo in both languages, and own exports without their form."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from test_commands import ROOT, dianalysis

FORMS = ("registration", "monitor_1", "monitor_2", "monitor_3")
REFUSED = {
    "nl": "Een vergelijking met bedrijven wordt geweigerd",
    "en": "A comparison with companies is refused",
}
EMPTY = {
    "nl": "Deze gegevens bevatten geen formulieren van zelfstandigen",
    "en": "These data hold no forms of self-employed people",
}


def run_page(out: Path, *options: str) -> str:
    done = dianalysis("run", "--only", "self_employed", "--out", str(out), *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return (out / "site" / "self_employed.html").read_text("utf-8")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_demo_tells_its_findings_and_refuses_the_comparison(tmp_path: Path, lang: str) -> None:
    page = run_page(tmp_path / "demo", "--lang", lang)
    assert REFUSED[lang] in page and EMPTY[lang] not in page
    results = pd.read_csv(tmp_path / "demo" / "results" / "results.csv")
    assert set(results["population"]) == {"self_employed"}
    printed = results[results["figure"].notna()]
    tables = printed["figure"].str.split("/").str[0]
    assert set(tables) == {"T26", "T27", "T30", "T31", "T32", "T33"}
    assert (printed.loc[tables != "T30", "basis"] == "published").all()


@pytest.fixture(scope="module")
def without_form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exports of somebody's own that hold companies only."""
    folder = tmp_path_factory.mktemp("own") / "firms"
    folder.mkdir()
    variables = pd.read_csv(ROOT / "data/codebook/variables.csv", dtype=str)
    companies = pd.read_parquet(ROOT / "data/demo/draws/companies_01.parquet").head(40)
    companies = companies.assign(firm_name="Bedrijf " + companies["firm_id"].astype(str))
    for form in FORMS:
        names = [name for name in variables.loc[variables["form"] == form, "name"] if name in companies]
        date = "registration_date" if form == "registration" else f"{form}_date"
        rows = companies.loc[companies[date].notna(), names]
        rows.to_csv(folder / f"{form}.csv", index=False, date_format="%Y-%m-%d")
    return folder


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_own_data_without_their_form_give_a_page_that_says_so(
    without_form: Path, tmp_path: Path, lang: str
) -> None:
    page = run_page(tmp_path / "own", "--data", str(without_form), "--lang", lang)
    assert EMPTY[lang] in page and REFUSED[lang] in page
    results = pd.read_csv(tmp_path / "own" / "results" / "results.csv")
    assert results["measure"].tolist() == ["population_n"] and results["estimate"].tolist() == [0]

"""The README's findings are generated, not typed: they are those the demo gives."""

import re
from pathlib import Path

from dianalysis import pipeline
from dianalysis.disclosure import default_profile, release
from dianalysis.formats import open_page
from dianalysis.results import bind_results
from dianalysis.sentences import key_findings
from dianalysis.studies import data_quality, participants, typology_change
from dianalysis.studies.plan import load_plan

ROOT = Path(__file__).parents[2]


def findings_of_the_demo() -> str:
    panel, plan = pipeline.open_panel(), load_plan(ROOT / "data/plan")
    studies = (data_quality, participants, typology_change)
    results = bind_results([study.estimate(panel, plan) for study in studies])
    released = release(results, profile=default_profile(panel.basis))
    return "\n".join(f"- {sentence}" for sentence in key_findings(released, page=open_page("en")))


def test_readme_gives_the_findings_of_the_demo() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    block = re.search(r"<!-- findings -->\n(.*?)\n<!-- /findings -->", text, re.DOTALL)
    assert block is not None
    expected = findings_of_the_demo()
    assert block.group(1) == expected, f"put this between the marks:\n{expected}"

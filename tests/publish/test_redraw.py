"""A toy notebook is drawn again from changed results: the cell that changes is the one that shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from toy_run import cell

from dianalysis.errors import DataProblem, ParameterError, Unreadable
from dianalysis.evidence.project import read_project_lessons
from dianalysis.paths import ProjectPaths
from dianalysis.publish.lessons.redraw import Redrawn, find_cells, moved
from dianalysis.publish.lessons.shown_in import SHOWN_IN, read_shown_in
from dianalysis.results import make_results

mpl.use("agg")
SHARED = {"population": "complete", "method": "share", "basis": "published", "measure": "followup_share"}
VALUE = "results.set_index('term')['estimate']"
CELLS = {
    "c1": ("parameters", 'lang: str = "en"'),
    "c2": ("setup", "import matplotlib.pyplot as plt\nfrom IPython.display import HTML"),
    "c3": ("estimate", "raise RuntimeError('results come from the run')"),
    "c4": ("finding", f"lang + str({VALUE}['told'] + {VALUE}['tabled'])"),
    "c5": ("output", f"_ = plt.figure().subplots().plot([0, {VALUE}['drawn']], [0, 1])"),
    "c6": ("output", f"HTML(str({VALUE}['tabled']))"),
    "c7": ("robustness", f"HTML(str({VALUE}['tabled']))"),
}


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Path]:
    made = []
    for name, (tag, source) in CELLS.items():
        made.append(cell(source, tag, outputs=[]) | {"id": name})
    made.append(cell("## A text\n\nis passed over."))
    file = tmp_path / "toy.ipynb"
    file.write_text(json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    before = plt.get_fignums()
    yield file
    assert plt.get_fignums() == before, "what was drawn is closed again"


@pytest.fixture
def results() -> pd.DataFrame:
    terms = ("drawn", "tabled", "told", "nowhere")
    rows = [SHARED | {"term": term, "estimate": 0.5, "conf_low": 0.4, "conf_high": 0.6} for term in terms]
    return make_results(rows, study="toy")


def test_the_first_cell_that_changes_shows_the_result(notebook: Path, results: pd.DataFrame) -> None:
    found = find_cells({"toy": notebook}, results, list(results["result_id"]), {"lang": "nl", "out": "x"})
    cells = {
        name.rpartition("/")[2]: cell_id
        for name, cell_id in zip(found["result_id"], found["cell"], strict=True)
    }
    assert cells == {"drawn": "c5", "tabled": "c6", "told": "c4", "nowhere": ""}
    assert set(found["notebook"]) == {"toy"}


def test_one_cell_can_be_asked_by_itself(notebook: Path, results: pd.DataFrame) -> None:
    redrawn = Redrawn(notebook, results, {})
    tabled = "toy/followup_share/complete/tabled"
    assert [one for one in redrawn.cells if redrawn.shows(one, tabled)] == ["c6", "c7", "c4"]
    with pytest.raises(ParameterError, match="no cell c99"):
        redrawn.shows("c99", tabled)


def test_a_result_is_moved_with_its_interval_and_nothing_else_is(results: pd.DataFrame) -> None:
    after = moved(results, "toy/followup_share/complete/told")
    assert list(results["estimate"]) == [0.5] * 4
    assert list(after["estimate"]) == pytest.approx([0.5, 0.5, 0.3, 0.5])
    assert list(after["conf_low"]) == pytest.approx([0.4, 0.4, 0.2, 0.4])


def test_what_the_run_lacks_is_refused(notebook: Path, results: pd.DataFrame) -> None:
    with pytest.raises(ParameterError, match=r"no such result.*toy/absent.*dianalysis run"):
        find_cells({"toy": notebook}, results, ["toy/absent"], {})
    with pytest.raises(ParameterError, match="no notebook makes the results of other"):
        find_cells({"toy": notebook}, results, ["other/absent"], {})


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("result_id,cell\na,c1\n", Unreadable, r"columns must be .*shown_in\.csv"),
        ("result_id,notebook,cell\na,b,c1\na,b,c2\n", DataProblem, r"twice .*row 3.*'a'.*--cells"),
    ],
)
def test_a_broken_list_is_refused(tmp_path: Path, text: str, error: type[Exception], message: str) -> None:
    file = tmp_path / SHOWN_IN
    file.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=message):
        read_shown_in(file)
    with pytest.raises(Unreadable, match="--cells"):
        read_shown_in(tmp_path / "absent.csv")


def test_every_result_of_a_lesson_is_listed_and_no_other() -> None:
    paths = ProjectPaths.find(Path(__file__).parent)
    listed = read_shown_in(paths.evidence / SHOWN_IN)
    lessons = read_project_lessons(paths).lessons
    assert set(listed["result_id"]) == {
        link.result for lesson in lessons for link in lesson.links if link.result
    }
    assert (listed["notebook"] == listed["result_id"].str.partition("/")[0]).all()
    assert (listed["cell"] != "").mean() > 0.5

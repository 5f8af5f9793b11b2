"""Every source notebook keeps the house rules of notebooks/README.md."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
import yaml

# an optional checker of jsonschema that costs a second to import
sys.modules.setdefault("rfc3987_syntax", None)

import nbformat  # noqa: E402
from nbformat import NotebookNode  # noqa: E402

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SECTIONS = [
    "Question", "Data", "Method", "Findings", "Robustness", "Limits", "Lessons this informs", "References",
]  # fmt: skip
TAGS = {"parameters", "setup", "data", "check", "estimate", "output", "finding", "robustness", "write"}
ONCE = ("parameters", "setup", "data", "check", "estimate", "robustness", "write")
COMMON = {
    "source": "str", "lang": "str", "population": "str", "conf_level": "float",
    "n_resamples": "int", "seed": "int", "out": "str",
}  # fmt: skip
ABOUT_PRINT = {"source": "str", "lang": "str", "out": "str"}  # a page that counts no companies itself
ABOUT_TALKS = {name: kind for name, kind in COMMON.items() if name != "population"}  # it counts segments
OWN = {
    "85_interviews": {"interviews_folder": "str"},
    "30_typology_change": {"partner": "str"},
    "90_partner_profile": {"partner": "str"},
    "98_phase_two_design": {"scenario": "str", "changes": "str"},
}
BANNED_NODES = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.AsyncFor, ast.While,
    ast.Try, ast.With, ast.If, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip
BANNED_WORDS = re.compile(r"\bwarnings\b|\bprint\(|\.companies\b|\.self_employed\b|\.to_html\(|\bopen\(")
MAX_LINES = 10
MAX_SETUP_LINES = 6
ALLOWED_DIGITS = re.compile(
    r"\]\([^)]*\)"  # targets of links
    r"|<https?://[^>]*>"
    r"|\b(?:1[89]|20)\d\d\b"  # years
    r"|\b[Cc]hapters? \d{1,2}(?:(?:,| and| to) \d{1,2})*"  # chapters of the report
    r"|\b[Aa]ppendix \d{1,2}"
)


def needs_print(path: Path) -> bool:
    """Whether the catalogue says that a page is about the printed report, and so not about companies."""
    entries = yaml.safe_load((FOLDER / "catalogue.yaml").read_text("utf-8"))["notebooks"]
    return any(entry["file"] == path.name and entry.get("needs") == "printed" for entry in entries)


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def tags(cell: NotebookNode) -> list[str]:
    return list(cell.metadata.get("tags", []))


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def headings(notebook: NotebookNode, level: int) -> list[str]:
    mark = "#" * level + " "
    lines = [
        line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines()
    ]
    return [line.removeprefix(mark).strip() for line in lines if line.startswith(mark)]


def digits_outside_rules(text: str) -> list[str]:
    return re.findall(r"\S*\d\S*", ALLOWED_DIGITS.sub(" ", text))


def parameters_of(source: str) -> dict[str, str]:
    """Names and annotations of a parameters cell; raises AssertionError on anything that is not one."""
    found: dict[str, str] = {}
    for node in ast.parse(source).body:
        assert isinstance(node, ast.AnnAssign), f"not an annotated assignment: {ast.unparse(node)}"
        assert isinstance(node.target, ast.Name)
        assert isinstance(node.value, ast.Constant), f"not a literal: {ast.unparse(node)}"
        found[node.target.id] = ast.unparse(node.annotation)
    return found


def test_the_four_notebooks_of_this_floor_exist():
    stems = {path.stem for path in NOTEBOOKS}
    assert {"10_data_quality", "20_participants", "30_typology_change", "90_partner_profile"} <= stems


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request) -> Path:
    return request.param


def test_a_page_about_print_opens_no_companies_and_the_others_do(path):
    source = "\n".join(cell.source for cell in code_cells(read(path)))
    assert ("pipeline.open_audit(" in source) == needs_print(path)
    assert ("pipeline.open_panel(" in source) != needs_print(path)


@pytest.fixture
def notebook(path: Path) -> NotebookNode:
    return read(path)


def test_is_a_valid_notebook_for_the_plain_kernel(notebook):
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert "papermill" not in notebook.metadata


def test_opens_with_one_question_and_says_which_chapter_it_answers(notebook):
    first, second = notebook.cells[:2]
    assert [cell.cell_type for cell in (first, second)] == ["markdown", "markdown"]
    assert first.source.startswith("# ")
    assert len(headings(notebook, 1)) == 1
    assert headings(notebook, 1)[0].endswith("?")
    rest = [line for line in first.source.splitlines()[1:] if line.strip()]
    assert len(rest) == 1, "one line under the title: population, waves, chapter"
    assert re.search(r"[Cc]hapter|[Aa]ppendix", rest[0])


def test_in_short_is_in_words_and_links_to_sections(notebook):
    short = notebook.cells[1].source
    assert short.startswith("**In short**")
    assert not re.search(r"\d", short)
    targets = re.findall(r"\]\(#([a-z-]+)\)", short)
    anchors = {heading.lower().replace(" ", "-") for level in (2, 3) for heading in headings(notebook, level)}
    assert targets and set(targets) <= {re.sub(r"[^a-z-]", "", anchor) for anchor in anchors}


def test_sections_have_the_fixed_names_in_the_fixed_order(notebook):
    assert headings(notebook, 2) == SECTIONS


def test_parameters_are_complete_annotated_literals_with_a_comment_each(notebook, path):
    cells = [cell for cell in notebook.cells if "parameters" in tags(cell)]
    assert len(cells) == 1
    found = parameters_of(cells[0].source)
    common = {"85_interviews": ABOUT_TALKS, "99_lessons_phase_two": ABOUT_PRINT}.get(path.stem, COMMON)
    assert found == (ABOUT_PRINT if needs_print(path) else common) | OWN.get(path.stem, {})
    assert 3 <= len(found) <= 9
    for line in cells[0].source.splitlines():
        assert re.search(r"  # \S.{3,}$", line), f"no comment: {line}"


def test_every_code_cell_carries_one_tag_of_the_closed_list(notebook):
    for cell in code_cells(notebook):
        assert len(tags(cell)) == 1 and set(tags(cell)) <= TAGS, (tags(cell), cell.source)
    found = [tag for cell in code_cells(notebook) for tag in tags(cell)]
    assert {tag: found.count(tag) for tag in ONCE} == dict.fromkeys(ONCE, 1)
    assert found.count("finding") >= 2 and found.count("output") >= 2
    assert all(not tags(cell) for cell in notebook.cells if cell.cell_type == "markdown")


def test_the_order_of_the_parts_is_fixed(notebook):
    found = [tag for cell in code_cells(notebook) for tag in tags(cell)]
    assert found[:5] == ["parameters", "setup", "data", "check", "estimate"]
    assert found[-2:] == ["robustness", "write"]


def test_nothing_is_shown_before_the_gate(notebook):
    cells = code_cells(notebook)
    gate = next(index for index, cell in enumerate(cells) if "release(" in cell.source)
    assert tags(cells[gate]) == ["estimate"]
    shown = [
        index for index, cell in enumerate(cells) if tags(cell)[0] in ("output", "finding", "robustness")
    ]
    assert min(shown) > gate
    source = "\n".join(cell.source for cell in cells)
    assert source.count(".estimate(") == 1 and source.count("release(") == 1


def test_code_cells_are_short_and_only_tell_the_story(notebook):
    for cell in code_cells(notebook):
        lines = cell.source.splitlines()
        assert len(lines) <= (MAX_SETUP_LINES if tags(cell) == ["setup"] else MAX_LINES)
        assert not re.search(r"^\s*[%!]", cell.source, flags=re.M), "no magics"
        assert not cell.source.rstrip().endswith(";")
        assert not BANNED_WORDS.search(cell.source), cell.source
        banned = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, BANNED_NODES)]
        assert not banned, cell.source


def test_figures_are_not_shown_twice(notebook):
    for cell in code_cells(notebook):
        for line in cell.source.splitlines():
            if "figures.plot_" in line:
                assert line.startswith("_ = "), line


def test_only_the_last_cell_writes(notebook):
    cells = code_cells(notebook)
    writing = [index for index, cell in enumerate(cells) if "write_" in cell.source]
    assert writing == [len(cells) - 1]
    assert len(cells[-1].source.splitlines()) == 1


def test_no_outputs_in_git(notebook):
    for cell in code_cells(notebook):
        assert cell.outputs == []
        assert cell.execution_count is None


def test_every_output_has_words_above_it(notebook):
    for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False):
        if cell.cell_type != "code":
            continue
        if tags(cell)[0] in ("output", "robustness", "data", "estimate", "write"):
            assert before.cell_type == "markdown", cell.source
        if tags(cell) == ["finding"]:
            assert before.cell_type == "markdown" or tags(before) == ["output"], cell.source


def test_a_finding_is_followed_by_its_reading(notebook):
    for cell, after in zip(notebook.cells, notebook.cells[1:], strict=False):
        if cell.cell_type == "code" and tags(cell) == ["finding"]:
            assert after.cell_type == "markdown", cell.source


def test_no_typed_numbers_in_what_is_read(notebook):
    typed = {
        word: cell.source[:60]
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for word in digits_outside_rules(cell.source)
    }
    assert typed == {}


def test_the_digit_rule_sees_what_it_must():
    assert digits_outside_rules("In 2016, chapter 6 and [here](30_typology.ipynb).") == []
    assert digits_outside_rules("about 75% of 476 firms") == ["75%", "476"]
    assert digits_outside_rules("chapters 5 and 6") == []


def test_the_parameter_rule_refuses_what_papermill_cannot_type():
    assert parameters_of('a: str = "x"  # note') == {"a": "str"}
    with pytest.raises(AssertionError, match="not an annotated"):
        parameters_of("a = 1")
    with pytest.raises(AssertionError, match="not a literal"):
        parameters_of("a: list = [1]")

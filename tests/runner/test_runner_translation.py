"""Dutch text is put in a page whole and up to date, or the run says what is wrong with it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from toy_project import PARAMETERS, Toy, entry, notebook, ticking, write_notebook

from dianalysis.errors import DianalysisError, ProjectError
from dianalysis.paths import RunPaths
from dianalysis.runner import RunRecord, Settings, batch, open_reporter, plan_executions, run
from dianalysis.runner.translation import (
    MARK,
    hash_text,
    open_text,
    put_text,
    read_translation,
    translation_file,
)

QUESTION, ANSWER = "# A question?", "The answer\n\nin two parts"
LANGUAGE = 'lang: str = "en"  # language\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A notebook with two text cells and one of code between them."""
    path = tmp_path / "10_toy.ipynb"
    cells = [("markdown", "", QUESTION), ("code", "parameters", LANGUAGE), ("markdown", "", ANSWER)]
    path.write_text(json.dumps(notebook(*cells)), encoding="utf-8")
    return path


def block(cell: str, english: str, dutch: str) -> str:
    return f"<!-- {cell} {hash_text(english)} -->\n\n{dutch}\n\n"


FIRST = block("c0", QUESTION, "# Een vraag?")
SECOND = block("c2", ANSWER, "Het antwoord\n\nin twee delen")


def written(source: Path, text: str) -> Path:
    path = translation_file(source, "nl")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_hash_is_of_the_english_as_it_stands() -> None:
    assert hash_text("") == "e3b0c442"
    assert hash_text("café") == "850f7dc4"


def test_every_text_cell_is_read_without_blank_lines_around_it(source: Path) -> None:
    path = written(source, "\n" + FIRST + SECOND)
    assert path == source.parent / "nl" / "10_toy.md"
    assert read_translation(path, source) == {"c0": "# Een vraag?", "c2": "Het antwoord\n\nin twee delen"}


@pytest.mark.parametrize(
    ("text", "says", "remedy"),
    [
        (FIRST, "Text cell c2 of 10_toy.ipynb is missing", f"<!-- c2 {hash_text(ANSWER)} -->"),
        (FIRST + SECOND + block("c9", "", "iets"), "has no text cell c9", "Remove"),
        (FIRST + SECOND + block("c1", LANGUAGE, "iets"), "has no text cell c1", "Remove"),
        (FIRST + FIRST + SECOND, "two blocks", "Keep one"),
        (SECOND + FIRST, "Cell c2 stands where c0 is expected", "order"),
        (FIRST + block("c2", "The answers", "Dutch"), "changed", f"set the hash to {hash_text(ANSWER)}"),
        (block("c0", QUESTION, "") + SECOND, "is empty", "Translate"),
        ("Een vraag\n" + FIRST + SECOND, "does not begin with a block", "id and the hash"),
        ("", "does not begin with a block", "id and the hash"),
    ],
)
def test_what_does_not_fit_is_told_with_file_cell_and_remedy(
    source: Path, text: str, says: str, remedy: str
) -> None:
    with pytest.raises(ProjectError, match=says) as found:
        read_translation(written(source, text), source)
    assert found.value.where is not None and found.value.where.file == "nl/10_toy.md"
    assert remedy in found.value.remedy


def test_english_needs_no_file_and_dutch_without_one_is_english(source: Path) -> None:
    assert open_text(source, "nl").lang == "en"
    written(source, "spoilt")
    assert open_text(source, "en").cells == {}
    assert open_text(source, "").lang == "en"
    with pytest.raises(ProjectError):
        open_text(source, "nl")


def test_text_is_put_in_text_cells_only(source: Path) -> None:
    text = open_text(source, "nl")
    put_text(source, text)
    assert json.loads(source.read_text("utf-8"))["metadata"][MARK] == "en"
    written(source, FIRST + SECOND)
    put_text(source, open_text(source, "nl"))
    made = json.loads(source.read_text("utf-8"))
    assert [cell["source"] for cell in made["cells"]][::2] == [
        "# Een vraag?",
        "Het antwoord\n\nin twee delen",
    ]
    assert made["cells"][1]["source"] == LANGUAGE
    assert made["metadata"][MARK] == "nl"


@pytest.fixture(scope="module", autouse=True)
def still_package(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Stand in for the source of the package, so that editing it meanwhile does not change what is cached."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "PACKAGE", tmp_path_factory.mktemp("package"))
        yield


def run_toy(toy: Toy, *, lang: str) -> tuple[RunRecord, list[str]]:
    stream = io.StringIO()
    plan = plan_executions(toy.load(entry("first"), entry("second")))
    with open_reporter(stream, names=[execution.name for execution in plan]) as reporter:
        record = run(
            plan,
            run_paths=RunPaths(toy.root / "out"),
            parameters={"lang": lang},
            settings=Settings(root=toy.root, inputs=(), data_hash="d", jobs=2),
            clock=ticking(),
            reporter=reporter,
        )
    headings = []
    for execution in plan:
        made = json.loads((toy.root / "out" / "notebooks" / f"{execution.name}.ipynb").read_text("utf-8"))
        headings += ["".join(cell["source"]) for cell in made["cells"] if cell["id"] == "c0"]
    return record, headings


def test_a_run_in_dutch_shows_dutch_or_says_that_it_cannot(toy: Toy) -> None:
    folder = toy.root / "notebooks"
    write_notebook(folder / "first.ipynb", "lang", parameters=PARAMETERS + LANGUAGE)
    write_notebook(folder / "second.ipynb", "1 / 0", parameters=PARAMETERS + LANGUAGE)
    written(folder / "second.ipynb", block("c0", "# A question", "# Een vraag"))
    record, headings = run_toy(toy, lang="nl")
    assert [outcome.status for outcome in record.outcomes] == ["ok", "failed"]
    assert headings == ["# A question", "# Een vraag"], "a failed notebook is read too"
    (note,) = [note for note in record.notes if "running text" in note]
    assert note == "There is no nl/first.md: the running text of first.ipynb is in en only"

    record, _ = run_toy(toy, lang="nl")
    assert record.outcomes[0].status == "cached"
    assert note in record.notes, "it is told of a page that was kept too"
    path = written(folder / "first.ipynb", block("c0", "# A question", "# De vraag"))
    record, headings = run_toy(toy, lang="nl")
    assert record.outcomes[0].status == "ok", "a new translation makes the page anew"
    assert headings[0] == "# De vraag"
    assert not [note for note in record.notes if "running text" in note]

    path.write_text("spoilt", encoding="utf-8")
    with pytest.raises(DianalysisError, match="does not begin with a block"):
        run_toy(toy, lang="nl")
    record, headings = run_toy(toy, lang="en")
    assert headings == ["# A question", "# A question"]
    assert not [note for note in record.notes if "running text" in note]

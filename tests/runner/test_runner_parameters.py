"""Parameters are typed by the tagged cell and checked before a kernel starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from toy_project import PARAMETERS, notebook, write_notebook

from dianalysis.errors import ParameterError, ProjectError, Unreadable
from dianalysis.runner.parameters import (
    Parameter,
    check_parameters,
    matches,
    read_parameters,
    to_plain,
)

DECLARED = (
    Parameter("lang", "str", "en", "language of tables"),
    Parameter("seed", "int", 1, "starts the generator"),
    Parameter("level", "float", 0.95),
    Parameter("fast", "bool", False),
    Parameter("waves", "list[str]", []),
    Parameter("labels", "dict[str, int]", {}),
    Parameter("limit", "int | None", None),
)


def test_reads_name_type_default_and_help(tmp_path: Path) -> None:
    path = write_notebook(tmp_path / "x.ipynb", parameters=PARAMETERS)
    assert read_parameters(path) == (
        Parameter("source", "str", "demo", "where the data come from"),
        Parameter("times", "int", 2, "how often"),
        Parameter("share", "float", 0.5, "between 0 and 1"),
        Parameter("names", "list[str]", [], "whom to greet"),
    )


def test_reads_source_that_is_stored_as_lines_and_is_not_ascii(tmp_path: Path) -> None:
    content = notebook(("code", "parameters", ""))
    content["cells"][0]["source"] = ['word: str = "é # ë"  # één uitleg\n', "other: None = None"]  # type: ignore[index]
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert read_parameters(path) == (
        Parameter("word", "str", "é # ë", "één uitleg"),
        Parameter("other", "None", None),
    )


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("seed = 1", "something else"),
        ("import os", "something else"),
        ("seed: int", "something else"),
        ("a.b: int = 1", "something else"),
        ("seed: int = 1 + x", "not a literal"),
        ("seed: int = int('3')", "not a literal"),
        ("seed: int = 'one'", "default of seed is not int"),
        ("seed: Path = 'one'", "cannot be checked"),
        ("seed: int = ", "not Python"),
    ],
)
def test_cell_of_parameters_holds_annotated_literals_only(tmp_path: Path, source: str, says: str) -> None:
    with pytest.raises(ProjectError, match=says):
        read_parameters(write_notebook(tmp_path / "x.ipynb", parameters=source))


def test_there_is_exactly_one_such_cell(tmp_path: Path) -> None:
    path = tmp_path / "x.ipynb"
    for count in (0, 2):
        path.write_text(
            json.dumps(notebook(*[("code", "parameters", "a: int = 1")] * count)), encoding="utf-8"
        )
        with pytest.raises(ProjectError, match=f"{count} cells"):
            read_parameters(path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": 3}'])
def test_file_that_is_no_notebook_is_unreadable(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"x\.ipynb"):
        read_parameters(path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lang", 3),
        ("lang", None),
        ("seed", "1"),
        ("seed", 1.0),
        ("seed", True),
        ("level", "0.9"),
        ("level", False),
        ("fast", 1),
        ("waves", "one"),
        ("waves", [1]),
        ("labels", {"a": "b"}),
        ("labels", [1]),
        ("limit", "none"),
    ],
)
def test_mistyped_value_is_refused(name: str, value: object) -> None:
    with pytest.raises(ParameterError, match=f"n.ipynb: parameter {name} must be"):
        check_parameters(DECLARED, {name: value}, notebook="n.ipynb")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("lang", "nl", "nl"),
        ("seed", np.int64(3), 3),
        ("level", 1, 1.0),
        ("level", np.float64(0.9), 0.9),
        ("fast", np.True_, True),
        ("waves", ("a", "b"), ["a", "b"]),
        ("waves", np.array(["a"]), ["a"]),
        ("labels", {"a": 1}, {"a": 1}),
        ("limit", None, None),
        ("limit", 4, 4),
        ("lang", Path("a") / "b", "a/b"),
        ("lang", date(2016, 7, 10), "2016-07-10"),
    ],
)
def test_values_are_made_plain(name: str, value: object, expected: object) -> None:
    checked = check_parameters(DECLARED, {name: value}, notebook="n.ipynb")
    assert checked == {name: expected}
    assert type(checked[name]) is type(expected)


def test_unknown_parameter_names_the_nearest() -> None:
    with pytest.raises(ParameterError, match=r"n\.ipynb has no parameter 'sead'.*Did you mean seed"):
        check_parameters(DECLARED, {"sead": 1}, notebook="n.ipynb")


@pytest.mark.parametrize("value", [{1, 2}, object(), b"bytes", {1: "x"}, [object()], len])
def test_what_a_notebook_cannot_be_given_is_refused(value: object) -> None:
    with pytest.raises(ParameterError, match="cannot be given"):
        to_plain(value)


def test_moments_become_text() -> None:
    assert to_plain(datetime(2016, 7, 10, 12, 30)) == "2016-07-10T12:30:00"


def test_truth_values_are_no_numbers() -> None:
    assert not matches(True, "int")
    assert not matches(True, "float")
    assert matches(2, "float")
    assert matches(True, "int | bool")


def test_package_is_light() -> None:
    code = (
        "import sys; sys.modules['pandas'] = None; import dianalysis.runner;"
        "print([m for m in ('papermill', 'nbformat', 'zmq', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "[]"

"""Folder names are known in one place, and a project is found from anywhere inside it."""

from pathlib import Path

import pytest

from dianalysis.errors import ParameterError, ProjectError
from dianalysis.paths import ROOT_VARIABLE, ProjectPaths


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "catalogue.yaml").write_text("notebooks: []\n", "utf-8")
    (tmp_path / "data" / "codebook").mkdir(parents=True)
    return tmp_path


def test_found_from_a_folder_inside(project: Path) -> None:
    assert ProjectPaths.find(project / "data" / "codebook").root == project


def test_named_by_variable(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(project))
    assert ProjectPaths.find(tmp_path_factory.mktemp("elsewhere")).root == project


def test_outside_a_project_is_an_error(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(ProjectError, match=ROOT_VARIABLE):
        ProjectPaths.find(tmp_path_factory.mktemp("elsewhere"))


def test_variable_that_names_no_project_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    with pytest.raises(ProjectError, match="codebook"):
        ProjectPaths.find(tmp_path)


@pytest.mark.parametrize("name", ["../up", "", "a/b", ".hidden", "x" * 81])
def test_run_name_stays_inside_outputs(project: Path, name: str) -> None:
    with pytest.raises(ParameterError, match="name for a run"):
        ProjectPaths(project).run_folder(name)

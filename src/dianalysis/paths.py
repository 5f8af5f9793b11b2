"""The only place that knows the names of folders."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from dianalysis.errors import ParameterError, ProjectError

ROOT_VARIABLE = "DIANALYSIS_ROOT"
_RUN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


@dataclass(frozen=True)
class RunPaths:
    """The folders one run writes to."""

    root: Path

    @property
    def clean(self) -> Path:
        """Clean tables (parquet)."""
        return self.root / "clean"

    @property
    def rejected(self) -> Path:
        """Rows that were not admitted, with the reason."""
        return self.root / "rejected"

    @property
    def results(self) -> Path:
        """One file of results per executed notebook, and all of them bound together."""
        return self.root / "results"

    @property
    def notebooks(self) -> Path:
        """Executed notebooks."""
        return self.root / "notebooks"

    @property
    def site(self) -> Path:
        """Rendered pages."""
        return self.root / "site"

    @property
    def record(self) -> Path:
        """The run record."""
        return self.root / "run.json"


@dataclass(frozen=True)
class ProjectPaths:
    """The folders of a project, seen from its root."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> ProjectPaths:
        """Find the project that holds `start`, or the one that DIANALYSIS_ROOT names.

        Parameters
        ----------
        start
            Folder to search upwards from; the working directory when absent.

        Raises
        ------
        ProjectError
            When no folder on the way up is a project.
        """
        named = os.environ.get(ROOT_VARIABLE)
        if named:
            return cls._require(Path(named))
        first = (start or Path.cwd()).resolve()
        for folder in (first, *first.parents):
            if _is_project(folder):
                return cls(folder)
        raise ProjectError(
            f"{first} is not inside a dianalysis project",
            remedy=f"Start from the folder of the clone, or name it in the variable {ROOT_VARIABLE}.",
        )

    @classmethod
    def _require(cls, folder: Path) -> ProjectPaths:
        if not _is_project(folder):
            raise ProjectError(
                f"{ROOT_VARIABLE} names {folder}, which is not a dianalysis project",
                remedy="It must hold notebooks/catalogue.yaml and data/codebook.",
            )
        return cls(folder.resolve())

    @property
    def data(self) -> Path:
        """All input that is in git."""
        return self.root / "data"

    @property
    def codebook(self) -> Path:
        """Variables, labels, partners, indicators."""
        return self.data / "codebook"

    @property
    def published(self) -> Path:
        """What the phase-one report printed."""
        return self.data / "published"

    @property
    def plan(self) -> Path:
        """Analysis plan, measures and study settings."""
        return self.data / "plan"

    @property
    def demo(self) -> Path:
        """The reconstruction and the exports made from it."""
        return self.data / "demo"

    @property
    def draws(self) -> Path:
        """Reconstruction draws (parquet)."""
        return self.demo / "draws"

    @property
    def bounds(self) -> Path:
        """Ranges over all data sets that fit the printed figures."""
        return self.demo / "bounds.csv"

    @property
    def demo_exports(self) -> Path:
        """Draw 1 as raw exports."""
        return self.demo / "exports"

    @property
    def cleaning_log(self) -> Path:
        """Decisions about flagged values."""
        return self.data / "cleaning_log"

    @property
    def interviews(self) -> Path:
        """Protocols, and the coded segments of what was published."""
        return self.data / "interviews"

    @property
    def protocols(self) -> Path:
        """What is asked in each round of interviews."""
        return self.interviews / "protocols"

    @property
    def interviews_private(self) -> Path:
        """Imported interviews with the names in them; never in git, never in outputs."""
        return self.interviews / "private"

    @property
    def evidence(self) -> Path:
        """Lessons for a next phase, what would settle them, and what was accepted of their evidence."""
        return self.data / "evidence"

    @property
    def notebooks(self) -> Path:
        """Source notebooks."""
        return self.root / "notebooks"

    @property
    def catalogue(self) -> Path:
        """The only list of notebooks."""
        return self.notebooks / "catalogue.yaml"

    @property
    def outputs(self) -> Path:
        """Everything generated."""
        return self.root / "outputs"

    @property
    def reference(self) -> Path:
        """Results of the demo as last accepted."""
        return self.outputs / "reference" / "results.csv"

    @property
    def changelog(self) -> Path:
        """What changed, and why accepted results did."""
        return self.root / "CHANGELOG.md"

    def run_folder(self, name: str) -> RunPaths:
        """Return the folders of the run called `name` (letters, digits, dot, dash, underscore)."""
        if not _RUN_NAME.fullmatch(name):
            raise ParameterError(
                f"{name!r} is not a name for a run",
                remedy="Use up to 80 letters, digits, dots, dashes or underscores.",
            )
        return RunPaths(self.outputs / name)


def _is_project(folder: Path) -> bool:
    return (folder / "notebooks" / "catalogue.yaml").is_file() and (folder / "data" / "codebook").is_dir()

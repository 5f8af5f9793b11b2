"""The record of a run: what ran, with what, and how it ended."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from dianalysis.errors import Unreadable, Where
from dianalysis.runner.scrub import scrub_text, write_text

FORMAT = 1
MAX_MESSAGE = 600
PACKAGES = (
    "dianalysis", "great-tables", "ipykernel", "jupyter-client", "matplotlib", "nbclient", "numpy", "pandas",
    "papermill", "pyarrow", "pyreadstat", "scipy", "statsmodels",
)  # fmt: skip
Status = Literal["ok", "cached", "failed", "skipped", "left_out"]


@dataclass(frozen=True)
class Outcome:
    """How one execution ended.

    Parameters
    ----------
    name, notebook
        Name of the execution and id of its notebook.
    parameters
        Values of its `foreach`.
    status
        ok; cached (nothing had changed, so it was not run); failed; skipped (something it depends on failed,
        or the run stopped at an earlier failure); left_out (it needs what does not belong to these data).
    seconds
        Wall time, of the last attempt.
    retried
        Whether the kernel died at its start and was started again.
    error_name, error_message
        Type and message of what went wrong; empty when nothing did. The message of what was left out
        says what it needs.
    """

    name: str
    notebook: str
    parameters: Mapping[str, str]
    status: Status
    seconds: float = 0.0
    retried: bool = False
    error_name: str = ""
    error_message: str = ""


@dataclass(frozen=True)
class RunRecord:
    """What is kept of a run.

    Parameters
    ----------
    started, finished
        Given by the caller, with their time zone.
    parameters
        Values all notebooks were given.
    data_hash
        Hash of the clean data.
    jobs
        Number of notebooks at a time.
    outcomes
        In catalogue order; what was left out comes last.
    notes
        What a reader of the record should know, such as the transport of the kernels.
    """

    started: datetime
    finished: datetime
    parameters: Mapping[str, Any]
    data_hash: str
    jobs: int
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...] = ()
    python: str = field(default_factory=platform.python_version)
    system: str = field(default_factory=platform.system)
    packages: Mapping[str, str] = field(default_factory=lambda: package_versions(PACKAGES))

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Executions that failed or were skipped because of a failure."""
        return tuple(outcome for outcome in self.outcomes if outcome.status in ("failed", "skipped"))

    @property
    def left_out(self) -> tuple[Outcome, ...]:
        """Executions that do not belong to these data."""
        return tuple(outcome for outcome in self.outcomes if outcome.status == "left_out")


def package_versions(names: Sequence[str]) -> dict[str, str]:
    """Return the installed version of each package, leaving out what is not installed."""
    found: dict[str, str] = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def trim_message(message: str, *, replace: Mapping[str, str]) -> str:
    """Return a message short enough for a record and without folders outside the project."""
    text = scrub_text(message.strip(), replace=replace)
    return text if len(text) <= MAX_MESSAGE else text[: MAX_MESSAGE - 1] + "…"


def write_record(record: RunRecord, path: Path, *, replace: Mapping[str, str]) -> None:
    """Write a record as JSON, in one step.

    Parameters
    ----------
    record
        What to write.
    path
        `run.json` of the run.
    replace
        Text to put in the place of other text, see `scrub.private_text`.
    """
    content: dict[str, Any] = {"format": FORMAT} | asdict(record)
    content |= {"started": record.started.isoformat(), "finished": record.finished.isoformat()}
    content["parameters"] = {name: _public(value, replace) for name, value in record.parameters.items()}
    content["outcomes"] = [
        asdict(outcome) | {"seconds": round(outcome.seconds, 2)} for outcome in record.outcomes
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def read_record(path: Path) -> RunRecord:
    """Read a record back.

    Raises
    ------
    Unreadable
        When there is none, or it is of another format.
    """
    remedy, where = "Run the notebooks first: dianalysis run.", Where(file=path.name)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.pop("format") != FORMAT:
            raise ValueError
        for name in ("started", "finished"):
            content[name] = datetime.fromisoformat(content[name])
        outcomes = tuple(Outcome(**outcome) for outcome in content.pop("outcomes"))
        return RunRecord(**(content | {"outcomes": outcomes, "notes": tuple(content["notes"])}))
    except FileNotFoundError:
        raise Unreadable("There is no record of a run", where=where, remedy=remedy) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(
            "The record of the run cannot be read", where=Where(file=path.name), remedy=remedy
        ) from error


def _public(value: Any, replace: Mapping[str, str]) -> Any:
    if not isinstance(value, str):
        return value
    text = scrub_text(value, replace=replace)
    outside = text.startswith(("~", "..")) or Path(text).is_absolute()
    return f"…/{Path(text).name}" if outside else text

"""Tell how far a run is: a live bar in a terminal, a line per notebook anywhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from dianalysis.runner.record import Outcome

_STYLES = {"ok": "green", "cached": "cyan", "failed": "bold red", "skipped": "yellow", "left_out": "dim"}


class Reporter(Protocol):
    """What a run tells while it runs; calls come from several threads."""

    def started(self, name: str) -> None:
        """An execution began."""

    def finished(self, outcome: Outcome) -> None:
        """An execution ended, in whatever way."""


class Silent:
    """A reporter that says nothing."""

    def started(self, name: str) -> None:
        """Say nothing."""

    def finished(self, outcome: Outcome) -> None:
        """Say nothing."""


class Lines:
    """A reporter that writes one line per finished execution.

    Parameters
    ----------
    stream
        Where to.
    total
        Number of executions.
    """

    def __init__(self, stream: TextIO, *, total: int) -> None:
        self._stream, self._total, self._done = stream, total, 0

    def started(self, name: str) -> None:
        """Say nothing: lines of parallel executions would mix."""

    def finished(self, outcome: Outcome) -> None:
        """Write how the execution ended."""
        self._done += 1
        self._stream.write(f"[{self._done}/{self._total}] {summary(outcome)}\n")
        self._stream.flush()


class Live:
    """A reporter that keeps a bar for the run and a line for each running execution.

    Parameters
    ----------
    bar
        A started bar.
    total
        Number of executions.
    """

    def __init__(self, bar: Progress, *, total: int) -> None:
        self._bar, self._tasks = bar, dict[str, TaskID]()
        self._whole = bar.add_task("notebooks", total=total)

    def started(self, name: str) -> None:
        """Show the execution as running."""
        self._tasks[name] = self._bar.add_task(escape(name), total=None)

    def finished(self, outcome: Outcome) -> None:
        """Turn the running line into a lasting one."""
        task = self._tasks.pop(outcome.name, None)
        if task is not None:
            self._bar.remove_task(task)
        style = _STYLES[outcome.status]
        self._bar.console.print(f"[{style}]{escape(summary(outcome))}[/{style}]", highlight=False)
        self._bar.advance(self._whole)


def summary(outcome: Outcome) -> str:
    """Return one line on how an execution ended."""
    retried = ", second start" if outcome.retried else ""
    first_line = outcome.error_message.partition("\n")[0]
    reason = f": {outcome.error_name}: {first_line}" if outcome.error_name else ""
    return f"{outcome.status:<7} {outcome.name} ({outcome.seconds:.1f} s{retried}){reason}"


@contextmanager
def open_reporter(stream: TextIO, *, names: Sequence[str]) -> Iterator[Reporter]:
    """Give the reporter that suits the stream: live in a terminal, lines otherwise.

    Parameters
    ----------
    stream
        Usually standard error.
    names
        Names of all executions of the run.
    """
    console = Console(file=stream)
    if not console.is_terminal:
        yield Lines(stream, total=len(names))
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        yield Live(bar, total=len(names))

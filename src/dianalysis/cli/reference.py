"""`dianalysis reference`: hold the demo's results against those that were last accepted."""

from __future__ import annotations

import typer

from dianalysis.paths import ProjectPaths
from dianalysis.pipeline import open_panel
from dianalysis.pipeline.reference import (
    accept_results,
    compare_reference,
    estimate_demo,
    read_reference,
    reference_of,
)

SHOWN = 20


def compare_demo(reason: str | None) -> int:
    """Print what changed and return 0 when nothing did, else 1; with a reason the change is accepted."""
    paths = ProjectPaths.find()
    found = reference_of(estimate_demo(open_panel("demo"), paths))
    accepted = read_reference(paths.reference) if paths.reference.is_file() or reason is None else found[:0]
    changes = compare_reference(found, accepted)
    for change in changes[:SHOWN].to_dict("records"):
        typer.echo(f"{change['result_id']} {change['column']}: {change['reference']} -> {change['found']}")
    if len(changes) > SHOWN:
        typer.echo(f"and {len(changes) - SHOWN} more")
    typer.echo(f"{len(found)} results, {len(changes)} changes")
    if reason is not None and len(changes):
        typer.echo(f"accepted  {accept_results(found, len(changes), reason=reason, paths=paths)}")
        return 0
    return int(len(changes) > 0)

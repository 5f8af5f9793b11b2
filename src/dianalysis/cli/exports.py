"""`dianalysis check`, `template` and `codebook`: what a researcher does with exports before a run."""

from __future__ import annotations

from pathlib import Path

import typer

from dianalysis import pipeline
from dianalysis.cli.folder import written
from dianalysis.codebook import load_codebook
from dianalysis.codebook.write import write_codebook
from dianalysis.errors import ParameterError
from dianalysis.monitor.report import describe_problems, write_report
from dianalysis.monitor.template import write_templates
from dianalysis.paths import ProjectPaths


def check_exports(data: str, *, out: Path, lang: str) -> int:
    """Check exports, print every problem, write the report, and return the exit code of the check."""
    if not data.strip():
        raise ParameterError(
            "the address of the exports is empty", remedy="Give a folder, a file or a database address."
        )
    paths = ProjectPaths.find()
    result = pipeline.check_source(pipeline.find_source(paths, data), paths)
    for line in describe_problems(result, lang=lang):
        typer.echo(line)
    with written(out):
        for file in write_report(result, out, lang=lang):
            typer.echo(f"report    {file}")
    return result.exit_code


def write_empty_exports(out: Path, *, lang: str) -> int:
    """Write an empty workbook per form."""
    codebook = load_codebook(ProjectPaths.find().codebook)
    with written(out):
        for file in write_templates(out, codebook, lang=lang):
            typer.echo(f"template  {file}")
    return 0


def write_whole_codebook(out: Path, *, lang: str) -> int:
    """Write the codebook as page, workbook and schemas."""
    codebook = load_codebook(ProjectPaths.find().codebook)
    with written(out):
        for file in write_codebook(codebook, out, lang=lang):
            typer.echo(f"codebook  {file}")
    return 0

"""The commands and their options."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dianalysis import __version__
from dianalysis.cli.interviews import interviews
from dianalysis.errors import DianalysisError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Clean, analyse and report the monitor of a sustainable-employability programme.",
)
app.add_typer(interviews, name="interviews")


class Lang(StrEnum):
    """Languages of labels and pages."""

    nl = "nl"
    en = "en"


LangOption = Annotated[Lang, typer.Option(help="Language of labels and pages.")]


def main() -> None:
    """Run the command line; errors the user can act on become one message and an exit code."""
    try:
        app()
    except DianalysisError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(error.exit_code)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that come before a command."""


@app.command()
def run(  # noqa: PLR0913 - one parameter per option
    data: Annotated[str, typer.Option(help="Exports: a folder, a file or a database URL.")] = "demo",
    only: Annotated[list[str] | None, typer.Option(help="Notebook to run; repeat for more.")] = None,
    partner: Annotated[list[str] | None, typer.Option(help="Partner to profile; repeat for more.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Notebooks at a time.")] = 2,
    lang: LangOption = Lang.en,
    out: Annotated[
        Path | None, typer.Option(help="Folder of the run; default outputs/<name of data>.")
    ] = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going/--fail-fast", help="Go on after a notebook failed, or stop.")
    ] = True,
    force: Annotated[bool, typer.Option(help="Run also what has not changed.")] = False,
) -> None:
    """Clean the exports, run the notebooks, render the site."""
    from dianalysis.cli.request import Request, plan_run  # noqa: PLC0415 - after the options are known

    request = Request(
        data, tuple(only or ()), tuple(partner or ()), jobs, lang.value, out, not keep_going, force
    )
    plan = plan_run(request)
    from dianalysis.cli.run import run_everything  # noqa: PLC0415 - heavy: only for a request that can be done

    raise typer.Exit(run_everything(request, plan))


@app.command()
def site(
    data: Annotated[str, typer.Option(help="Exports the run was made of.")] = "demo",
    lang: Annotated[Lang | None, typer.Option(help="Language; that of the run when left out.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder of the run; default outputs/<name of data>.")
    ] = None,
) -> None:
    """Render the executed notebooks of a run again."""
    from dianalysis.cli.run import render_again  # noqa: PLC0415 - heavy

    raise typer.Exit(render_again(data, lang=lang.value if lang else "", out=out))


@app.command()
def check(
    path: Annotated[str, typer.Argument(help="Exports: a folder, a file or a database URL.")],
    out: Annotated[Path, typer.Option(help="Folder for the report as HTML and CSV.")] = Path("outputs/check"),
    lang: LangOption = Lang.en,
) -> None:
    """Report every problem of the exports at once. Exit code: 0 clean, 1 problems, 2 unreadable."""
    from dianalysis.cli.exports import check_exports  # noqa: PLC0415 - heavy

    raise typer.Exit(check_exports(path, out=out, lang=lang.value))


@app.command()
def template(
    out: Annotated[Path, typer.Option(help="Folder for the empty workbooks.")] = Path("outputs/template"),
    lang: LangOption = Lang.nl,
) -> None:
    """Write empty workbooks with drop-down lists, one per form."""
    from dianalysis.cli.exports import write_empty_exports  # noqa: PLC0415 - heavy

    raise typer.Exit(write_empty_exports(out, lang=lang.value))


@app.command()
def codebook(
    out: Annotated[Path, typer.Option(help="Folder for the codebook.")] = Path("outputs/codebook"),
    lang: LangOption = Lang.en,
) -> None:
    """Write the codebook as HTML and Excel, with a Table Schema per form."""
    from dianalysis.cli.exports import write_whole_codebook  # noqa: PLC0415 - heavy

    raise typer.Exit(write_whole_codebook(out, lang=lang.value))


@app.command()
def reconstruct(
    draws: Annotated[int, typer.Option(min=1, max=99, help="Data sets to make.")] = 20,
    seed: Annotated[int, typer.Option(min=0, help="Seed; the same seed gives the same bytes.")] = 1,
    jobs: Annotated[int, typer.Option(min=1, help="Draws at a time.")] = 2,
    out: Annotated[Path | None, typer.Option(help="Folder for the draws; default data/demo.")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Recompute every printed figure instead.")] = False,
) -> None:
    """Make company-level data that reproduce the printed figures, or verify the ones there are."""
    from dianalysis.cli.reconstruction import make_draws, verify_draws  # noqa: PLC0415 - heavy

    raise typer.Exit(verify_draws(out) if verify else make_draws(draws, seed=seed, jobs=jobs, out=out))


@app.command()
def bounds(
    jobs: Annotated[int, typer.Option(min=1, help="Programmes solved at a time.")] = 2,
    out: Annotated[Path | None, typer.Option(help="File to write; default data/demo/bounds.csv.")] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Prove a sample of the file again instead.")
    ] = False,
    sample: Annotated[int, typer.Option(min=0, help="Sums to prove again per block; 0 = all.")] = 8,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the sample.")] = 1,
) -> None:
    """Find the range of results over all data sets that fit the printed figures, with proof."""
    from dianalysis.cli.ranges import make_bounds, verify_bounds  # noqa: PLC0415 - heavy

    raise typer.Exit(verify_bounds(out, sample=sample, seed=seed) if verify else make_bounds(out, jobs=jobs))


@app.command()
def audit(
    path: Annotated[Path | None, typer.Argument(help="Printed figures (CSV); default the report's.")] = None,
    out: Annotated[Path, typer.Option(help="Folder for the verdicts.")] = Path("outputs/audit"),
    recheck: Annotated[bool, typer.Option("--recheck", help="Prove the stored minimal sets again.")] = False,
) -> None:
    """Hold printed figures against each other. Exit code: 0 consistent, 1 contradictions, 2 unreadable."""
    from dianalysis.cli.audit import audit_printed, recheck_stored_proofs  # noqa: PLC0415 - heavy

    raise typer.Exit(recheck_stored_proofs() if recheck else audit_printed(path, out=out))


@app.command()
def reference(
    accept: Annotated[
        str | None, typer.Option(help="Accept the change, with the reason that goes into the changelog.")
    ] = None,
) -> None:
    """Compare the demo's results with the accepted ones. Exit code: 0 the same, 1 a number changed."""
    from dianalysis.cli.reference import compare_demo  # noqa: PLC0415 - heavy

    raise typer.Exit(compare_demo(accept))


@app.command()
def lessons(
    run: Annotated[Path | None, typer.Option(help="Folder of a run; default outputs/demo.")] = None,
    accept: Annotated[
        str | None, typer.Option(help="Accept what changed, with the reason that goes into the history.")
    ] = None,
    date: Annotated[str | None, typer.Option(help="Day of the review (yyyy-mm-dd); default today.")] = None,
    proposal: Annotated[
        Path | None, typer.Option(help="Write the proposed change of the monitor to this folder.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option(help="Write the lessons to this folder: Word, Excel and JSON-LD.")
    ] = None,
    cells: Annotated[
        bool, typer.Option("--cells", help="Look up again which cell shows each result, instead.")
    ] = False,
    lang: LangOption = Lang.en,
) -> None:
    """Hold the lessons for a next phase against the evidence. Exit code: 0 all hold, 1 a lesson is stale."""
    if cells:
        from dianalysis.cli.cells import find_lesson_cells  # noqa: PLC0415 - heavy

        raise typer.Exit(find_lesson_cells(run))
    from dianalysis.cli.lessons import show_lessons  # noqa: PLC0415 - heavy

    code = show_lessons(run, accept=accept, date=date, proposal=proposal, export=export, lang=lang.value)
    raise typer.Exit(code)

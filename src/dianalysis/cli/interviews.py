"""The commands for interviews: in, and out to other software."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dianalysis.errors import ParameterError

interviews = typer.Typer(no_args_is_help=True, help="Import, mask, code and exchange interviews.")


class Unit(StrEnum):
    """What a row of a code matrix is."""

    interview = "interview"
    segment = "segment"


class Language(StrEnum):
    """Languages of labels and summaries."""

    nl = "nl"
    en = "en"


@contextmanager
def extra() -> Iterator[None]:
    """Turn a package of the extra `interviews` that is not installed into a message."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ParameterError(
            f"the package {error.name} is not installed; interviews ask for it",
            remedy='Install it: python -m pip install --constraint constraints.txt -e ".[interviews]"',
        ) from error


@interviews.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="A transcript, a project or codebook, or a folder of them.")],
    out: Annotated[Path | None, typer.Option(help="Private folder; default data/interviews/private.")] = None,
) -> None:
    """Read docx, txt, md, csv, qdpx and qdc into segments, in a private folder that stays out of git."""
    with extra():
        from dianalysis.cli.interviews_in import import_interviews  # noqa: PLC0415 - heavy

        raise typer.Exit(import_interviews(path, out=out))


@interviews.command()
def export(  # noqa: PLR0913 - one parameter per option
    qdpx: Annotated[Path | None, typer.Option(help="Project to write: texts, codes, codings.")] = None,
    qdc: Annotated[Path | None, typer.Option(help="Codebook to write.")] = None,
    matrix: Annotated[Path | None, typer.Option(help="Workbook to write: 0/1 per case and code.")] = None,
    released: Annotated[
        Path | None, typer.Option(help="Folder that mask released to; default outputs/interviews.")
    ] = None,
    published: Annotated[
        bool, typer.Option("--published", help="The coded corpus of the printed report instead.")
    ] = False,
    codings: Annotated[
        list[Path] | None, typer.Option(help="Codings (CSV); default codings.csv in that folder.")
    ] = None,
    coder: Annotated[list[str] | None, typer.Option(help="Only the codes of this coder.")] = None,
    by: Annotated[Unit, typer.Option(help="What a row of the matrix is.")] = Unit.interview,
    lang: Annotated[Language, typer.Option(help="Language of labels and summaries.")] = Language.nl,
    date: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="Date the project is said to be written.")
    ] = datetime(2016, 7, 10),
) -> None:
    """Write released interviews and their codes for other software (REFI-QDA, Excel, SPSS)."""
    with extra():
        from dianalysis.cli.interviews_out import ExportRequest, export_interviews  # noqa: PLC0415 - heavy

        chosen = (tuple(codings or ()), tuple(coder or ()))
        request = ExportRequest(released, published, *chosen, qdpx, qdc, matrix, by.value, lang.value, date)
        raise typer.Exit(export_interviews(request))


@interviews.command()
def codings(
    path: Annotated[Path, typer.Argument(help="A project that `export` wrote, coded in other software.")],
    out: Annotated[Path, typer.Option(help="CSV to write: segment_id, code, valence, coder.")],
    released: Annotated[
        Path | None, typer.Option(help="Folder that mask released to; default outputs/interviews.")
    ] = None,
) -> None:
    """Bring codes given in other software back to the segments. Exit code: 1 when rows are incomplete."""
    with extra():
        from dianalysis.cli.interviews_out import bring_codings_back  # noqa: PLC0415 - heavy

        raise typer.Exit(bring_codings_back(path, released=released, out=out))


Private = Annotated[Path | None, typer.Option(help="Private folder; default data/interviews/private.")]


@interviews.command()
def mask(  # noqa: PLR0913 - one parameter per option
    private: Private = None,
    registration: Annotated[str | None, typer.Option(help="Exports with the registration: names.")] = None,
    roster: Annotated[
        Path | None, typer.Option(help="Table with kind, name, aliases: further names.")
    ] = None,
    words: Annotated[Path | None, typer.Option(help="A large list of Dutch words, one a line.")] = None,
    partners: Annotated[bool, typer.Option("--partners", help="Mask the partners too.")] = False,
    deduce: Annotated[bool, typer.Option("--deduce/--no-deduce", help="Read with deduce too.")] = True,
    frog: Annotated[bool, typer.Option("--frog", help="Read with the program frog too.")] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for released segments.")] = None,
) -> None:
    """Put pseudonyms in place of names. Exit code: 0 released, 1 something is left to decide."""
    with extra():
        from dianalysis.cli.pseudonyms import MaskRequest, mask_segments  # noqa: PLC0415 - heavy

        request = MaskRequest(private, registration, roster, words, partners, deduce, frog, out)
        raise typer.Exit(mask_segments(request))


@interviews.command()
def review(private: Private = None) -> None:
    """Say what is left to decide in review.csv. Exit code: 0 nothing, 1 something."""
    from dianalysis.cli.pseudonyms import show_review  # noqa: PLC0415 - heavy

    raise typer.Exit(show_review(private))


@interviews.command()
def leaks(
    folder: Annotated[Path, typer.Argument(help="Folder of a run.")],
    private: Private = None,
    strict: Annotated[bool, typer.Option("--strict", help="A possible leak counts as one.")] = False,
    partners: Annotated[
        bool, typer.Option("--partners", help="Partners are masked: their names count.")
    ] = False,
) -> None:
    """Look for every name of the register in every file of a run. Exit code: 0 none, 1 a leak."""
    with extra():
        from dianalysis.cli.pseudonyms import search_leaks  # noqa: PLC0415 - heavy

        raise typer.Exit(search_leaks(folder, private=private, strict=strict, partners=partners))


@interviews.command()
def agreement(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Codings (CSV) of two coders; default the published corpus.")
    ] = None,
    segments: Annotated[Path | None, typer.Option(help="CSV with segment_id and interview_id.")] = None,
    out: Annotated[Path, typer.Option(help="Folder for the tables.")] = Path("outputs/agreement"),
    resamples: Annotated[int, typer.Option(min=0, help="Resamples of interviews.")] = 2000,
) -> None:
    """Say how far two coders agree, and list where they differ. Exit code: 1 when a code falls short."""
    from dianalysis.cli.interviews_coding import compare_coders  # noqa: PLC0415 - heavy

    raise typer.Exit(compare_coders(files or [], segments=segments, out=out, n_resamples=resamples))


@interviews.command()
def settle() -> None:
    """Write the settled codes of the published corpus anew from the coders and settlement.csv."""
    from dianalysis.cli.interviews_coding import write_settled  # noqa: PLC0415 - heavy

    raise typer.Exit(write_settled())


@interviews.command()
def propose(private: Private = None) -> None:
    """Propose codes for imported segments by the rules of the frame; proposals.csv is yours to decide."""
    from dianalysis.cli.interviews_coding import write_proposals  # noqa: PLC0415 - heavy

    raise typer.Exit(write_proposals(private))


@interviews.command()
def accept(
    coder: Annotated[str, typer.Option(help="Name of who decided.")],
    out: Annotated[Path, typer.Option(help="CSV to write: segment_id, code, valence, coder.")],
    private: Private = None,
) -> None:
    """Make codings of the proposals that were accepted. Exit code: 1 when one is not decided."""
    from dianalysis.cli.interviews_coding import write_accepted  # noqa: PLC0415 - heavy

    raise typer.Exit(write_accepted(private, coder=coder, out=out))


@interviews.command()
def rules(
    text: Annotated[
        Path | None, typer.Option(help="The report as text, blank lines left out; default our summaries.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="CSV to write.")] = None,
) -> None:
    """Say what every rule is worth against the coded corpus: precision and recall, also held out."""
    from dianalysis.cli.interviews_coding import measure_corpus  # noqa: PLC0415 - heavy

    raise typer.Exit(measure_corpus(text, out=out))

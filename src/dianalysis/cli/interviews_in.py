"""`dianalysis interviews import`: transcripts to segments in a private folder."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import typer

from dianalysis.cli.folder import written
from dianalysis.codebook import coding_frame, load_codebook
from dianalysis.errors import ParameterError, Where
from dianalysis.interviews.protocols import load_protocols
from dianalysis.interviews.transcripts.answers import Questions
from dianalysis.interviews.transcripts.codebooks import hold_against, write_codebooks
from dianalysis.interviews.transcripts.metadata import name_partners
from dianalysis.interviews.transcripts.reading import Reading, Vocabulary, read_transcripts
from dianalysis.interviews.transcripts.store import Imported, hash_file, keep
from dianalysis.paths import ProjectPaths


def import_interviews(path: Path, *, out: Path | None) -> int:
    """Import transcripts, say what became of them, and return the exit code."""
    paths = ProjectPaths.find()
    folder = private_folder(paths, out)
    codebook = load_codebook(paths.codebook)
    frame = coding_frame(codebook)
    protocols = load_protocols(paths.protocols, codes=frame.active)
    questions = Questions({p.round: tuple(question.id for question in p.questions) for p in protocols})
    partners = name_partners(codebook.partners)
    reading = read_transcripts(path, Vocabulary(partners, questions))
    parent = path if path.is_dir() else path.parent
    hashes = {one.file: hash_file(parent / one.file) for one in reading.transcripts}
    with written(folder):
        done = keep(folder, reading.transcripts, hashes)
        held = {file: hold_against(codes, frame) for file, codes in reading.codebooks.items()}
        write_codebooks(folder, held)
    _tell(reading, done, folder)
    for file, table in held.items():
        known = int((table["code"] != "").sum())
        typer.echo(f"codebook  {file}: {len(table)} codes, {known} of them in the coding frame")
    return 0


def private_folder(paths: ProjectPaths, out: Path | None) -> Path:
    """Return the folder for what may not be read by others; never one among the outputs."""
    folder = out if out is not None else paths.interviews_private
    if folder.resolve().is_relative_to(paths.outputs.resolve()):
        raise ParameterError(
            "interviews that are not masked never go to outputs",
            where=Where(file=str(folder)),
            remedy="Leave --out away, or name a folder of your own outside outputs.",
        )
    return folder


def _tell(reading: Reading, done: Imported, folder: Path) -> None:
    for file, note in reading.notes:
        typer.echo(f"note      {file}: {note}")
    for one in reading.transcripts:
        for text, rows in _by_text(one.ledger.notices).items():
            typer.echo(f"note      {one.file}, row {rows}: {text}")
    for file in reading.not_read:
        typer.echo(f"not read  {file}: not of a kind that is read")
    for name in done.replaced:
        typer.echo(f"replaced  {name}: its file has changed")
    for name in done.gone:
        typer.echo(f"removed   {name}: its file no longer holds it")
    if reading.transcripts:
        counts = f"{len(done.new)} new, {len(done.replaced)} replaced, {len(done.unchanged)} unchanged"
        typer.echo(f"imported  {counts}; {done.segments} segments, {done.rejected} pieces of text set aside")
    typer.echo(f"private   {folder}")


def _by_text(notices: list[tuple[int, str]]) -> dict[str, str]:
    counts = Counter(text for _, text in notices)
    firsts = {text: row for row, text in reversed(notices)}
    return {text: f"{firsts[text]}" + (f" and {n - 1} more" if n > 1 else "") for text, n in counts.items()}

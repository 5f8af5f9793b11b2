"""Read every transcript of a file or folder; all problems are told at once, and then nothing is imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from dianalysis.errors import DataProblem, DianalysisError, Unreadable, Where
from dianalysis.interviews.transcripts.answers import Questions, read_answers
from dianalysis.interviews.transcripts.documents import read_document, read_project
from dianalysis.interviews.transcripts.manifest import MANIFEST, read_manifest
from dianalysis.interviews.transcripts.metadata import PartnerNames, Said, say_by_name
from dianalysis.interviews.transcripts.model import Transcript
from dianalysis.sources import read_export
from dianalysis.sources.documents.refi_qda import QdaCode, read_qdc, read_qdpx
from dianalysis.sources.documents.text import TextDocument, read_text
from dianalysis.sources.documents.word import read_docx

_DOCUMENTS: dict[str, Callable[[Path], TextDocument]] = {
    ".txt": read_text,
    ".md": read_text,
    ".docx": read_docx,
}
KINDS = (*_DOCUMENTS, ".csv", ".qdpx", ".qdc")
"""Kinds of files that are read."""


@dataclass(frozen=True)
class Reading:
    """What a file or folder gave.

    Parameters
    ----------
    transcripts
        The interviews.
    codebooks
        File to the codes of a codebook or project in it.
    notes
        File and what was noticed of it.
    not_read
        Files of a kind that is not read.
    """

    transcripts: tuple[Transcript, ...]
    codebooks: dict[str, tuple[QdaCode, ...]] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()
    not_read: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """What names in transcripts are held against: the partners and the questions of the protocols."""

    partners: PartnerNames
    questions: Questions


def read_transcripts(path: Path, vocabulary: Vocabulary) -> Reading:
    """Read a transcript, or all of a folder.

    Parameters
    ----------
    path
        A .txt, .md, .docx, .csv, .qdpx or .qdc file, or a folder of them with, if need be, a manifest.csv.
    vocabulary
        Partners and protocol questions.

    Raises
    ------
    DianalysisError
        What is wrong with the file; for a folder one DataProblem with everything that is wrong in it.
    """
    files, not_read = _list(path)
    manifest = read_manifest(path if path.is_dir() else path.parent)
    reader = _FileReader(vocabulary, manifest)
    problems: list[DianalysisError] = []
    for file in files:
        try:
            reader.read(file)
        except DianalysisError as problem:
            problems.append(problem)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        listed = "".join(f"\n- {problem}" for problem in problems)
        raise DataProblem(f"{len(problems)} files have problems; nothing was imported{listed}\n")
    return Reading(tuple(reader.transcripts), reader.codebooks, tuple(reader.notes), not_read)


class _FileReader:
    """Collects what the files give, one after another."""

    def __init__(self, vocabulary: Vocabulary, manifest: dict[str, dict[str, Said]]) -> None:
        self._vocabulary, self._manifest = vocabulary, manifest
        self.transcripts: list[Transcript] = []
        self.codebooks: dict[str, tuple[QdaCode, ...]] = {}
        self.notes: list[tuple[str, str]] = []

    def read(self, file: Path) -> None:
        """Read one file."""
        kind = file.suffix.lower()
        listed = self._manifest.get(file.name, {})
        said = [listed, say_by_name(file.stem, file.name)]
        partners = self._vocabulary.partners
        if kind in _DOCUMENTS:
            document = _DOCUMENTS[kind](file)
            self.notes += [(file.name, note.text) for note in document.notes]
            self.transcripts.append(read_document(document, said, partners))
        elif kind == ".csv":
            table = read_export(file)[0]
            self.notes += [(file.name, note.text) for note in table.notes]
            self.transcripts += read_answers(table, said, partners, self._vocabulary.questions)
        elif kind == ".qdpx":
            project = read_qdpx(file)
            self.codebooks[file.name] = project.codes
            self.notes += [
                (file.name, f"not read: {count} x {what}") for what, count in project.left_out.items()
            ]
            self.transcripts += read_project(project, file.name, listed, partners)
        else:
            self.codebooks[file.name] = read_qdc(file).codes


def _list(path: Path) -> tuple[list[Path], tuple[str, ...]]:
    where = Where(file=path.name)
    if not path.exists():
        raise Unreadable("there is no such file or folder", where=where, remedy="Check the path.")
    listed = sorted(path.iterdir()) if path.is_dir() else [path]
    files = [file for file in listed if file.is_file() and not file.name.startswith(("~$", "."))]
    known = [file for file in files if file.suffix.lower() in KINDS and file.name != MANIFEST]
    not_read = tuple(file.name for file in files if file.suffix.lower() not in KINDS)
    if not known:
        raise Unreadable(
            "there is no transcript here", where=where, remedy=f"Offer files of the kinds {', '.join(KINDS)}."
        )
    return known, not_read if path.is_dir() else ()

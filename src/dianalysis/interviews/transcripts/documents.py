"""Turn documents, and the projects of other software for qualitative analysis, into transcripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dianalysis.errors import DataProblem, Where
from dianalysis.interviews.transcripts.header import take_header
from dianalysis.interviews.transcripts.ledger import Ledger, count_signs
from dianalysis.interviews.transcripts.metadata import PartnerNames, Said, say_by_name, settle
from dianalysis.interviews.transcripts.model import ReadCoding, Transcript
from dianalysis.interviews.transcripts.turns import Turn, cut_turns
from dianalysis.interviews.transcripts.words import HEADER_WORDS, plain
from dianalysis.sources.documents.refi_qda import QdaCoding, QdaProject, QdaSource
from dianalysis.sources.documents.text import TextDocument, lines_of


def read_document(
    document: TextDocument, said: Sequence[Mapping[str, Said]], partners: PartnerNames
) -> Transcript:
    """Cut one document into an interview.

    Parameters
    ----------
    document
        Its lines.
    said
        What manifest and file name say of it.
    partners
        The partners there are.

    Raises
    ------
    DataProblem
        When round, partner, role or date is absent, unknown or contradicted, or the document holds no turn.
    """
    ledger = Ledger()
    header, rest = take_header(document.lines, document.file, ledger)
    data = settle([header, *said], partners, file=document.file)
    turns = cut_turns(rest, ledger, speakers=data.speakers, by_line=document.encoding == "docx")
    if not turns:
        remedy = "Check that it is the right file; a picture of a text is no text."
        raise DataProblem("the interview holds no words", where=Where(file=document.file), remedy=remedy)
    ledger.balance(sum(count_signs(line.text) for line in document.lines), document.file)
    return Transcript(document.file, "", document.encoding, data, tuple(turns), ledger)


def read_project(
    project: QdaProject, file: str, said: Mapping[str, Said], partners: PartnerNames
) -> list[Transcript]:
    """Cut the texts of a project into interviews, with the codes they were given.

    Round, partner, role and date come from a header in the text, from variables of those names of the text or
    of a case it belongs to, from the name of the text, or from the manifest (for all of them).

    Parameters
    ----------
    project
        What was read of the file.
    file
        Its name.
    said
        What the manifest says of it.
    partners
        The partners there are.

    Raises
    ------
    DataProblem
        As `read_document`, for each text; also when the project holds no text.
    """
    if not project.sources:
        where = Where(file=file)
        raise DataProblem(
            "the project holds no text that can be read", where=where, remedy="Export it with its texts."
        )
    return [_read_source(project, source, file, said, partners) for source in project.sources]


def _read_source(
    project: QdaProject, source: QdaSource, file: str, said: Mapping[str, Said], partners: PartnerNames
) -> Transcript:
    number = project.sources.index(source) + 1
    place = Where(file=file, sheet=f"text {number}")
    cases = [case.values for case in project.cases if source.guid in case.sources]
    variables = [_variables(values, place) for values in (source.values, *cases)]
    by_name = {
        field: Said(value.value, place) for field, value in say_by_name(_stem(source.name), file).items()
    }
    ledger = Ledger()
    lines = lines_of(source.text)
    header, rest = take_header(lines, file, ledger)
    data = settle(
        [header, *variables, by_name, said], partners, file=file, part=source.guid, sheet=place.sheet
    )
    turns = cut_turns(rest, ledger, speakers=data.speakers)
    ledger.balance(sum(count_signs(line.text) for line in lines), file)
    codes = {code.guid: code.name for code in project.codes}
    codings = [
        ReadCoding(position, codes.get(coding.code, ""), coding.user, coding.note)
        for coding in project.codings
        if coding.source == source.guid
        for position in _turns_under(coding, source.text, turns)
    ]
    return Transcript(file, source.guid, "qdpx", data, tuple(turns), ledger, tuple(codings))


def _variables(values: Mapping[str, str], place: Where) -> dict[str, Said]:
    """Return what variables say of an interview; those of other names are left to the other software."""
    words = {HEADER_WORDS.get(plain(name)): value for name, value in values.items()}
    return {field: Said(value, place) for field, value in words.items() if field and value.strip()}


def _stem(name: str) -> str:
    stem, dot, kind = name.rpartition(".")
    return stem if dot and len(kind) <= 4 else name


def _turns_under(coding: QdaCoding, text: str, turns: Sequence[Turn]) -> list[int]:
    """Return the positions of the turns a coding touches, by the lines it runs over."""
    first = _row(text, coding.start)
    last = _row(text, max(coding.start, coding.end - 1))
    return [position for position, turn in enumerate(turns) if turn.row <= last and first <= turn.last_row]


def _row(text: str, position: int) -> int:
    """Return the number of the line a character stands on, as `lines_of` counts."""
    return len(lines_of(text[:position]))

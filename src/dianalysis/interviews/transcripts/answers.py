"""Read answers per protocol question from a table: a row an answer, or a row an interview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dianalysis.errors import DataProblem, Where
from dianalysis.interviews.transcripts.ledger import Ledger, count_signs
from dianalysis.interviews.transcripts.metadata import PartnerNames, Said, settle
from dianalysis.interviews.transcripts.model import Transcript
from dianalysis.interviews.transcripts.turns import Turn
from dianalysis.interviews.transcripts.words import HEADER_WORDS, plain
from dianalysis.sources import RawTable

_WORDS = {
    **{word: field for word, field in HEADER_WORDS.items() if field != "speakers"},
    "vraag": "question", "vraagcode": "question", "question": "question",
    "antwoord": "answer", "answer": "answer", "tekst": "answer", "text": "answer",
    "spreker": "speaker", "speaker": "speaker",
}  # fmt: skip
_ABOUT = ("interview", "round", "partner", "role", "date")
_REMEDY = "Give columns question and answer, or a column per question of the protocol."


@dataclass(frozen=True)
class Questions:
    """The questions of the protocols: round to the ids of its questions."""

    by_round: Mapping[str, tuple[str, ...]]

    def of(self, interview_round: str | None) -> tuple[str, ...]:
        """Return the questions of a round, those of all rounds when it is unknown."""
        if interview_round is not None:
            return self.by_round.get(interview_round, ())
        return tuple(question for ids in self.by_round.values() for question in ids)


@dataclass(frozen=True)
class _Layout:
    """Which column of a table holds what."""

    file: str
    fields: Mapping[str, str]
    wide: tuple[str, ...]
    unused: tuple[str, ...]

    def about(self, row: Mapping[str, Any]) -> dict[str, Said]:
        """Return what a row says of its interview."""
        at = int(row["_row"])
        return {
            field: Said(_cell(row, name), Where(file=self.file, row=at, column=name))
            for field, name in self.fields.items()
            if field in _ABOUT and _cell(row, name)
        }

    def answers(self, row: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """Return the column, the question and the answer of each answer a row holds."""
        if self.wide:
            return [(name, name, _cell(row, name)) for name in self.wide]
        column = self.fields["question"]
        return [(column, _cell(row, column), _cell(row, self.fields["answer"]))]


def read_answers(
    table: RawTable, said: Sequence[Mapping[str, Said]], partners: PartnerNames, questions: Questions
) -> list[Transcript]:
    """Cut a table of answers into interviews.

    Parameters
    ----------
    table
        With columns question and answer (a row an answer; the rows of one interview have the same interview,
        round, partner, role and date), or with a column per question of a protocol (a row an interview).
    said
        What manifest and file name say of the whole file.
    partners, questions
        The partners and protocol questions there are.

    Raises
    ------
    DataProblem
        When a column is missing or stands there twice, a question is not of the protocol of its round, or
        round, partner, role or date is absent or unknown.
    """
    layout = _lay_out(table, questions)
    names = [str(name) for name in table.frame.columns]
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in (dict(zip(names, values, strict=True)) for values in table.frame.to_numpy().tolist()):
        about = [value.value for value in layout.about(row).values()]
        key = f"row {row['_row']}" if layout.wide else " ".join(about) or "all"
        groups.setdefault(key, []).append(row)
    if not groups:
        raise DataProblem("the table holds no answers", where=Where(file=table.file), remedy=_REMEDY)
    found = []
    for part, rows in groups.items():
        data = settle([layout.about(rows[0]), *said], partners, file=table.file, part=part)
        ledger = Ledger()
        turns = [turn for row in rows for turn in _turns(row, layout, ledger, questions.of(data.round))]
        ledger.balance(sum(_signs(row, table.columns) for row in rows), table.file)
        found.append(Transcript(table.file, part, table.encoding, data, tuple(turns), ledger))
    return found


def _lay_out(table: RawTable, questions: Questions) -> _Layout:
    fields: dict[str, str] = {}
    for name in table.columns:
        field = _WORDS.get(plain(name).replace("_", " "))
        if field is None:
            continue
        if field in fields:
            where = Where(file=table.file, column=name)
            raise DataProblem(
                "two columns say the same", where=where, remedy=f"Column {fields[field]} is the other."
            )
        fields[field] = name
    wide = tuple(name for name in table.columns if name in questions.of(None))
    if (wide and "question" in fields) or (not wide and not {"question", "answer"} <= set(fields)):
        raise DataProblem(
            "the columns are not those of answers", where=Where(file=table.file), remedy=_REMEDY
        )
    used = {*fields.values(), *wide}
    return _Layout(table.file, fields, wide, tuple(name for name in table.columns if name not in used))


def _turns(row: Mapping[str, Any], layout: _Layout, ledger: Ledger, allowed: Sequence[str]) -> list[Turn]:
    at = int(row["_row"])
    speaker = _cell(row, layout.fields["speaker"]) if "speaker" in layout.fields else ""
    ledger.label(speaker)
    for said in layout.about(row).values():
        ledger.header(said.value)
    for name in layout.unused:
        ledger.reject(at, _cell(row, name), "stands in a column that is no question")
    turns = []
    for column, question, answer in layout.answers(row):
        if not layout.wide:
            ledger.label(question)
        if question not in allowed and (answer or not layout.wide):
            raise DataProblem(
                "a question is not in the protocol of the round of its interview",
                where=Where(file=layout.file, row=at, column=column),
                remedy=f"The questions are {', '.join(allowed)}.",
            )
        if answer:
            ledger.segment(answer)
            turns.append(Turn(at, speaker or None, question, [answer], at))
        elif question in allowed:
            ledger.notice(at, f"no answer to {question}")
    return turns


def _cell(row: Mapping[str, Any], name: str) -> str:
    return str(row[name]).strip()


def _signs(row: Mapping[str, Any], columns: Sequence[str]) -> int:
    return sum(count_signs(_cell(row, name)) for name in columns)

"""Recognise what stands before a turn: a time, a speaker, a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dianalysis.interviews.transcripts.words import plain

SPEAKER_WORDS = frozenset({
    "interviewer", "interviewster", "vragensteller", "geinterviewde", "respondent", "interviewee",
    "adviseur", "adviser", "ondernemer", "entrepreneur", "projectleider", "medewerker", "directeur",
    "partner", "i", "r", "v", "a", "q", "vraag", "antwoord", "question", "answer",
})  # fmt: skip
"""Labels that are a speaker or question even where they stand only once."""
_MOST_WORDS = 4
_AS_LABEL_FROM = 2
"""From how many lines on an unknown word before a colon is taken for a speaker."""

_BARE_TIME = r"\d{1,2}:\d{2}:\d{2}(?:[.,-]\d{1,3})?"
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,-]\d{1,3})?"
_BEFORE_NAME = r"\d{1,2}:\d{2}(?=\s+[^\W\d_a-zà-öø-ÿ][^:\t,;?!*]{0,39}:(?:\s|$))"
"""Minutes and seconds without brackets are a time only before a name with a colon; else they were said."""
_ANYWHERE = re.compile(rf"\[\s*{_TIME}\s*\]|#\s*{_TIME}\s*#")
_AT_AN_END = re.compile(rf"^\s*(?:\(\s*{_TIME}\s*\)|{_BARE_TIME}(?!\d)|{_BEFORE_NAME})|\(\s*{_TIME}\s*\)\s*$")
_ALONE = re.compile(rf"^\s*{_TIME}\s*$")
_NAME_AND_TIME = re.compile(rf"^\s*(?P<label>[^\W\d_][^:\t,;?!]{{0,39}}?)(?:\s{{2,}}|\t){_TIME}\s*$")
_LABEL = re.compile(
    r"^(?P<before>[>*_\s]{0,9}(?P<label>[^\W\d_][^:\t,;?!*]{0,39}?)[*_\s]{0,9}(?::[*_]{0,4}(?=\s|$)|\t))(?P<text>.*)$"
)
_QUESTION = re.compile(
    r"(?:vraag|question)\s+(?P<name>[a-z]\w*)|(?:vraag|question|v|q)[\s.]*(?P<number>\d\w*)?"
)


@dataclass(frozen=True)
class Labelled:
    """A line taken apart: label of a speaker ("" for none), its text, and the signs of label and times."""

    row: int
    label: str
    text: str
    label_signs: str = ""
    time_signs: str = ""


def take_apart(row: int, line: str) -> Labelled:
    """Take times and a possible label off a line; whether the label is a speaker is for `find_speakers`."""
    if match := _NAME_AND_TIME.fullmatch(line):
        label = match["label"].strip()
        return Labelled(row, label, "", label, line.replace(label, "", 1))
    rest, times = _take_times(line)
    match = _LABEL.match(rest)
    if match is None or match["text"].startswith("//") or len(match["label"].split()) > _MOST_WORDS:
        return Labelled(row, "", rest, "", times)
    return Labelled(row, match["label"].strip(), match["text"].strip(), match["before"], times)


def find_speakers(lines: Sequence[Labelled], named: Sequence[str]) -> frozenset[str]:
    """Return which labels are speakers, in plain writing.

    A label is one when the header names it, when it is a common word for one, or, if the header names none,
    when it stands before two lines or more.
    """
    known = {plain(name) for name in named}
    counts = Counter(plain(line.label) for line in lines if line.label)
    often = {label for label, count in counts.items() if count >= _AS_LABEL_FROM and not named}
    return frozenset(known | often | {label for label in counts if is_common(label)})


def is_common(label: str) -> bool:
    """Tell whether a label is a common word for a speaker or question, with or without a number."""
    return re.sub(r"[\s.]*\d+[a-z]?$", "", label) in SPEAKER_WORDS


def question_of(label: str) -> str | None:
    """Return the number of the question a label opens, "" for one without number, None for no question."""
    match = _QUESTION.fullmatch(plain(label))
    return (match["name"] or match["number"] or "") if match else None


def _take_times(line: str) -> tuple[str, str]:
    if _ALONE.fullmatch(line):
        return "", line
    taken: list[str] = []

    def keep(match: re.Match[str]) -> str:
        taken.append(match.group())
        return ""

    rest = _AT_AN_END.sub(keep, _ANYWHERE.sub(keep, line))
    return rest, "".join(taken)

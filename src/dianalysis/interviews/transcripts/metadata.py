"""Who was interviewed, when and in which round: from a header, a manifest or the name of the file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dianalysis.errors import DataProblem, Where
from dianalysis.interviews.segments import ROLES, ROUNDS
from dianalysis.interviews.transcripts.words import (
    REQUIRED,
    UNKNOWN,
    plain,
    read_date,
    read_role,
    read_round,
)

_INTERVIEW_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_IN_NAME = re.compile(
    r"(?P<partner>[a-z][a-z0-9_]*?)_r(?P<round>[1-4]|closing|slot)_(?P<role>[a-z_]+?)_(?P<date>\d{4}-\d{2}-\d{2})(?:_.*)?"
)


@dataclass(frozen=True)
class Said:
    """A value as the user wrote it, and the place he wrote it at."""

    value: str
    where: Where


@dataclass(frozen=True)
class InterviewData:
    """What is known of one interview; an absent round or date was said to be unknown."""

    interview_id: str
    round: str | None
    partner: str
    role: str
    date: str | None
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartnerNames:
    """The partners there are, and every way to name them."""

    slugs: tuple[str, ...]
    by_name: Mapping[str, str]

    def find(self, text: str) -> str | None:
        """Return the slug a text names, None when it names no partner."""
        return self.by_name.get(plain(text))


def name_partners(partners: pd.DataFrame) -> PartnerNames:
    """Collect the names of partners from columns partner (the slug), label and full_name_nl."""
    by_name = {
        plain(str(name)): str(slug)
        for column in ("full_name_nl", "label", "partner")
        for slug, name in zip(partners["partner"], partners[column], strict=True)
    }
    return PartnerNames(tuple(partners["partner"]), by_name)


def say_by_name(stem: str, file: str) -> dict[str, Said]:
    """Read what the name of a file says: partner_r1_adviser_2015-03-12, with anything after a further _."""
    match = _IN_NAME.fullmatch(plain(stem))
    where = Where(file=file)
    return {field: Said(value, where) for field, value in match.groupdict().items()} if match else {}


def settle(
    sources: Sequence[Mapping[str, Said]],
    partners: PartnerNames,
    *,
    file: str,
    part: str = "",
    sheet: str = "",
) -> InterviewData:
    """Bring together what several places say of one interview.

    Parameters
    ----------
    sources
        Field to value, from header, manifest and file name; a field may stand in more than one.
    partners
        The partners there are.
    file, part
        What the interview came from; its id follows from them when none is named.
    sheet
        How a message names the part.

    Raises
    ------
    DataProblem
        When a value is absent, unknown, or two places contradict each other.
    """
    known: dict[str, str | None] = {}
    for field in ("interview", *REQUIRED):
        said = [
            (source[field], _read(field, source[field], partners)) for source in sources if field in source
        ]
        _refuse_contradiction(field, said)
        if said:
            known[field] = said[0][1]
        elif field in REQUIRED:
            raise _absent(field, Where(file=file, sheet=sheet))
    speakers = [source["speakers"].value for source in sources if "speakers" in source]
    names = tuple(name.strip() for text in speakers for name in re.split(r"[,;]", text) if name.strip())
    partner, role = str(known["partner"]), str(known["role"])
    made = _make_id(partner, known["round"], role, f"{file}#{part}")
    return InterviewData(known.get("interview") or made, known["round"], partner, role, known["date"], names)


def _read(field: str, said: Said, partners: PartnerNames) -> str | None:
    if field in ("round", "date") and plain(said.value) in UNKNOWN:
        return None
    readers = {"round": read_round, "role": read_role, "date": read_date, "partner": partners.find}
    value = _interview_name(said.value) if field == "interview" else readers[field](said.value)
    if value is None:
        raise DataProblem(
            f"the {field} of an interview is not known", where=said.where, remedy=_remedy(field, partners)
        )
    return value


def _interview_name(text: str) -> str | None:
    return text.strip().lower() if _INTERVIEW_NAME.fullmatch(text.strip().lower()) else None


def _remedy(field: str, partners: PartnerNames) -> str:
    return {
        "round": f"Write one of {', '.join(ROUNDS)}, or {UNKNOWN[0]} / {UNKNOWN[1]}.",
        "role": f"Write one of {', '.join(ROLES)}, or its Dutch word.",
        "date": f"Write it as 2015-03-12 or 12-03-2015, or {UNKNOWN[0]} / {UNKNOWN[1]}.",
        "partner": f"Write one of {', '.join(partners.slugs)}.",
        "interview": "Use up to 60 small letters, digits, dashes and underscores, and no name of a person.",
    }[field]


def _refuse_contradiction(field: str, said: Sequence[tuple[Said, str | None]]) -> None:
    for other, value in said[1:]:
        if value != said[0][1]:
            raise DataProblem(
                f"two places give an interview another {field}",
                where=other.where,
                remedy=f"The other place: {said[0][0].where}. Correct one of the two.",
            )


def _absent(field: str, where: Where) -> DataProblem:
    return DataProblem(
        f"the {field} of an interview is not given",
        where=where,
        remedy=f"Put '{field}: ...' in the header at the top, in manifest.csv beside the file, or name "
        "the file partner_r1_role_2015-03-12; data/interviews/README.md shows how.",
    )


def _make_id(partner: str, interview_round: str | None, role: str, place: str) -> str:
    """Name an interview after what it is and the file it came from, without any word of that name."""
    short = hashlib.sha256(place.encode()).hexdigest()[:6]
    return "-".join([partner, f"r{interview_round or '0'}", role, short]).lower()

"""What a header, a manifest or a file name may say of an interview, in Dutch and in English."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

FIELDS = ("interview", "round", "partner", "role", "date", "speakers")
REQUIRED = ("round", "partner", "role", "date")
UNKNOWN = ("onbekend", "unknown")
"""What to write for a round or date nobody knows any more."""

HEADER_WORDS = {
    "interview": "interview", "gesprek": "interview", "interviewnummer": "interview",
    "ronde": "round", "belronde": "round", "round": "round",
    "partner": "partner", "convenantpartner": "partner",
    "rol": "role", "role": "role", "functie": "role",
    "datum": "date", "date": "date",
    "sprekers": "speakers", "spreker": "speakers", "speakers": "speakers", "speaker": "speakers",
}  # fmt: skip
UNUSED_WORDS = frozenset({
    "titel", "title", "onderwerp", "subject", "bedrijf", "company", "locatie", "location", "plaats", "place",
    "duur", "duration", "tijd", "time", "bestand", "file", "taal", "language",
    "transcriptie", "transcribent", "transcriber",
})  # fmt: skip
"""Words of a header that say something this package has no use for; such lines are set aside."""

ROUND_WORDS = {
    "1": "1", "2": "2", "3": "3", "4": "4", "closing": "closing", "slot": "closing", "afsluitend": "closing",
    "na de werving": "1", "na werving": "1", "after recruitment": "1",
    "na het advies": "2", "na advies": "2", "after advice": "2",
    "tijdens de uitvoering": "3", "during execution": "3",
    "na afronding": "4", "after completion": "4",
}  # fmt: skip
ROLE_WORDS = {
    "partner": "partner", "convenantpartner": "partner",
    "project_lead": "project_lead", "project lead": "project_lead", "projectleider": "project_lead",
    "adviser": "adviser", "advisor": "adviser", "adviseur": "adviser",
    "entrepreneur": "entrepreneur", "ondernemer": "entrepreneur", "directeur": "entrepreneur",
    "self_employed": "self_employed", "self-employed": "self_employed", "zzp": "self_employed",
    "zzp'er": "self_employed", "zzp-er": "self_employed", "zzper": "self_employed",
    "employee": "employee", "medewerker": "employee", "werknemer": "employee",
    "other": "other", "anders": "other", "overig": "other",
}  # fmt: skip
_MONTHS = (
    "januari january|februari february|maart march|april|mei may|juni june|juli july|augustus august|"
    "september|oktober october|november|december"
)
MONTHS = {word: number for number, words in enumerate(_MONTHS.split("|"), start=1) for word in words.split()}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DUTCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_WRITTEN = re.compile(r"(\d{1,2})\.?\s+([a-z]+)\s+(\d{4})")


def plain(text: str) -> str:
    """Write a text for comparison: lower case, no accents, single spaces, straight quotes."""
    straight = text.replace("’", "'").replace("‘", "'")
    letters = unicodedata.normalize("NFKD", straight)
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def read_round(text: str) -> str | None:
    """Return the round a text names ("ronde 2", "na advies", "slot"), None when it names none."""
    word = re.sub(r"^(?:bel)?(?:ronde|round)\s*", "", plain(text))
    return ROUND_WORDS.get(word)


def read_role(text: str) -> str | None:
    """Return the role a text names, in Dutch or English, None when it names none."""
    return ROLE_WORDS.get(plain(text))


def read_date(text: str) -> str | None:
    """Return a date as yyyy-mm-dd, None when the text is no real date.

    Read are yyyy-mm-dd, dd-mm-yyyy (also with / or .) and a day, a month in words and a year.
    """
    word = plain(text)
    if match := _ISO.fullmatch(word):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DUTCH.fullmatch(word):
        day, month, year = (int(part) for part in match.groups())
    elif (match := _WRITTEN.fullmatch(word)) and match[2] in MONTHS:
        day, month, year = int(match[1]), MONTHS[match[2]], int(match[3])
    else:
        return None
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None

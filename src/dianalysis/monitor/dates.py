"""Read dates and numbers as Dutch and English forms write them."""

from __future__ import annotations

import datetime as dt
import re

FIRST_YEAR = 2000
LAST_YEAR = 2100
_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)

_YEAR_FIRST = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_IN_WORDS = re.compile(r"(\d{1,2})[ -]([a-z]{3,10})\.?[ -](\d{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mrt maart mar march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?|[+-]?\d*\.\d+|[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")


def read_date(text: str) -> dt.date | None:
    """Read a date: 2015-03-31, 31-03-2015 (or / or .), 31 maart 2015; None when it is none.

    A day comes before its month. Years before 2000 and after 2100 are not dates of a monitor.
    """
    folded = text.strip().casefold()
    parts: tuple[int, int, int] | None = None
    if match := _YEAR_FIRST.fullmatch(folded):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    elif match := _DAY_FIRST.fullmatch(folded):
        parts = (int(match[3]), int(match[2]), int(match[1]))
    elif (match := _IN_WORDS.fullmatch(folded)) and match[2] in _MONTHS:
        parts = (int(match[3]), _MONTHS[match[2]], int(match[1]))
    if parts is None or not FIRST_YEAR <= parts[0] <= LAST_YEAR:
        return None
    try:
        return dt.date(*parts)
    except ValueError:
        return None


def date_hint(text: str) -> str:
    """Say what a text that is no date may have been meant as; "" when nothing is likely."""
    plain = text.strip()
    if re.fullmatch(r"\d{5}", plain):
        meant = _EXCEL_DAY_ZERO + dt.timedelta(days=int(plain))
        if FIRST_YEAR <= meant.year <= LAST_YEAR:
            return f"; as the day number of a spreadsheet it would be {meant.isoformat()}"
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}", plain):
        return "; write the year in four digits"
    if (match := _DAY_FIRST.fullmatch(plain)) and int(match[1]) <= 12 < int(match[2]) <= 31:
        return "; the day comes before the month"
    return ""


def read_number(text: str) -> float | None:
    """Read a number with a decimal comma or point (7,5 and 7.5; 1.234,5 and 1,234.5); None when it is none.

    A lone point or comma is always decimal: 1.234 is one and a bit.
    """
    plain = text.strip().replace(" ", "")
    if not plain or not _NUMBER.fullmatch(plain):
        return None
    if "," in plain and "." in plain:
        thousands = "." if plain.rindex(",") > plain.rindex(".") else ","
        plain = plain.replace(thousands, "")
    return float(plain.replace(",", "."))

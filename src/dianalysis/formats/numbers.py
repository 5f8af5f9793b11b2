"""One way to write a number, in Dutch and in English.

Nothing is computed here. Rounding happens on display only and halves go up, as in the printed report; a
number that is absent is written as a dash, never as zero and never as an empty cell.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, get_args

import pandas as pd
from babel.numbers import format_decimal

from dianalysis.errors import ParameterError

Lang = Literal["nl", "en"]
Kind = Literal["share", "count", "mean", "points", "effect"]

ABSENT = "–"
NO_BREAK = "\u00a0"
NEGATIVE = "−"
LEAST_P = Decimal("0.001")
_PERCENT = {"nl": f"{NO_BREAK}%", "en": "%"}
_TO = {"nl": "tot", "en": "to"}
_DECIMALS: dict[str, int] = {"share": 1, "count": 0, "mean": 2, "points": 1, "effect": 2}
_FLOAT_DIGITS = 12  # below this lies the noise of binary fractions, which must not decide a rounding


def check_lang(lang: str) -> Lang:
    """Return `lang` when pages can be written in it.

    Raises
    ------
    ParameterError
        When it is neither `nl` nor `en`.
    """
    if lang not in get_args(Lang):
        raise ParameterError(f"unknown language {lang!r}", remedy="Choose nl (Dutch) or en (English).")
    return "nl" if lang == "nl" else "en"


def is_absent(value: object) -> bool:
    """Say whether `value` is no number at all: None, NA or NaN."""
    return value is None or value is pd.NA or value != value


def round_half_up(value: float, decimals: int) -> Decimal:
    """Round for display, halves away from zero: 0.25 becomes 0.3 where the usual rounding gives 0.2.

    Parameters
    ----------
    value
        A finite number.
    decimals
        Digits after the decimal sign.
    """
    exact = Decimal(repr(round(float(value), _FLOAT_DIGITS)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def format_number(value: float | None, lang: Lang, *, decimals: int = 2, sign: bool = False) -> str:
    """Write a number with its decimals, thousands apart.

    Parameters
    ----------
    value
        Any number; absent is written as a dash.
    lang
        Decides the decimal and the thousands sign.
    decimals
        Digits after the decimal sign, always all of them.
    sign
        Put a plus before what is above zero, for a change.
    """
    if value is None or is_absent(value):
        return ABSENT
    rounded = round_half_up(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = str(format_decimal(abs(rounded), format=pattern, locale=lang))
    if rounded < 0:
        return NEGATIVE + text
    return "+" + text if sign and rounded > 0 else text


def format_percent(share: float | None, lang: Lang, *, decimals: int = 1) -> str:
    """Write a share between 0 and 1 as a percentage, one decimal like the report."""
    if share is None or is_absent(share):
        return ABSENT
    return format_number(100 * float(share), lang, decimals=decimals) + _PERCENT[lang]


def format_count(value: float | None, lang: Lang) -> str:
    """Write a number of companies or persons, without decimals."""
    return format_number(value, lang, decimals=0)


def format_interval(low: float | None, high: float | None, lang: Lang, *, kind: Kind = "share") -> str:
    """Write the two ends of an interval: 24.1–38.0% in English, 24,1–38,0 % in Dutch.

    An interval that reaches below zero is written with a word between its ends, since a dash beside a minus
    sign cannot be read.

    Parameters
    ----------
    low, high
        Ends in the unit of the estimate; shares between 0 and 1. One end absent makes the interval absent.
    lang
        Language of the signs.
    kind
        What the numbers are: share, count, mean, points (percentage points, from a difference of shares) or
        effect.
    """
    if low is None or high is None or is_absent(low) or is_absent(high):
        return ABSENT
    scale = 100.0 if kind in ("share", "points") else 1.0
    ends = [format_number(scale * float(end), lang, decimals=_DECIMALS[kind]) for end in (low, high)]
    between = f" {_TO[lang]} " if any(end.startswith(NEGATIVE) for end in ends) else "–"
    return between.join(ends) + (_PERCENT[lang] if kind == "share" else "")


def format_p_value(p_value: float | None, lang: Lang) -> str:
    """Write a p-value with three decimals, and what is smaller as below the smallest of those."""
    if p_value is None or is_absent(p_value):
        return ABSENT
    if Decimal(repr(float(p_value))) < LEAST_P:
        return "<" + format_number(float(LEAST_P), lang, decimals=3)
    return format_number(p_value, lang, decimals=3)


def format_value(value: float | None, lang: Lang, *, kind: Kind = "mean", decimals: int | None = None) -> str:
    """Write an estimate in the form that belongs to its kind.

    Parameters
    ----------
    value
        The estimate, unrounded.
    lang
        Language of the signs.
    kind
        share (0 to 1), count, mean, points (a difference of shares, written in percentage points) or effect.
    decimals
        At most so many, where print gives no more; as many as belong to the kind when None.
    """
    if value is None or is_absent(value):
        return ABSENT
    digits = _DECIMALS[kind] if decimals is None else min(decimals, _DECIMALS[kind])
    if kind == "share":
        return format_percent(value, lang, decimals=digits)
    scaled = 100 * float(value) if kind == "points" else value
    return format_number(scaled, lang, decimals=digits, sign=kind == "effect")

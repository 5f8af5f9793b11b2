"""The kinds of things that are masked, and the labels a pseudonym carries in Dutch text."""

from __future__ import annotations

import re

LABELS = {
    "person": "persoon",
    "company": "bedrijf",
    "place": "plaats",
    "partner": "partner",
    "address": "adres",
    "postcode": "postcode",
    "email": "e-mail",
    "phone": "telefoon",
    "web": "website",
    "iban": "rekening",
    "bsn": "bsn",
    "kvk": "kvk",
    "other": "overig",
}
KINDS = tuple(LABELS)
NAME_KINDS = ("person", "company", "place", "partner")
"""Kinds that are words; the others are numbers and addresses."""
PSEUDONYM = re.compile(rf"\[(?:{'|'.join(re.escape(label) for label in LABELS.values())})(?:-\d{{2,}})?\]")
"""How a pseudonym looks in a released text; without a number it is known what was meant, not who."""


def pseudonym(kind: str, number: int) -> str:
    """Return the pseudonym of the `number`-th of a kind, counted from 1, such as [persoon-03]."""
    return f"[{LABELS[kind]}-{number:02d}]"


def nameless(kind: str) -> str:
    """Return what stands for somebody or something of a kind of whom it is unknown which, as [persoon]."""
    return f"[{LABELS[kind]}]"

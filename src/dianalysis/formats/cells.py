"""A printed figure in words: its table, row and column, and the number as it was printed."""

from __future__ import annotations

from dianalysis.formats.numbers import NO_BREAK
from dianalysis.formats.page import Page

_VALUE_SETS = ("share", "followup_certainty", "yes_no", "diagnosis", "advice_form", "execution_form")
_THINGS = {"aspect": "aspects", "indicator": "indicators", "outcome": "outcomes", "condition": "conditions"}
_JOINED = "+"


def name_printed_table(table: str, page: Page) -> str:
    """Return the name of a printed table: a number, or the number of a table in a partner's profile.

    Parameters
    ----------
    table
        `T1` to `T33`, `T0`, `T0b`, or `P<partner>.<number>`; without a partner (`P.3`) that table of all
        profiles.
    page
        Labels and language.
    """
    if page.has_word(f"table_{table}"):
        return page.word(f"table_{table}")
    if table.startswith("P") and "." in table:
        partner, number = table.removeprefix("P").rsplit(".", 1)
        if not partner:
            return page.word("appendix_table").format(number=number)
        return f"{page.group('partner', partner)}, {page.word('table').lower()} {number}"
    return f"{page.word('table')} {table.removeprefix('T')}"


def name_printed_cell(row: str, column: str, page: Page) -> str:
    """Return the name of a cell inside its table: its row and its column."""
    parts = [_label(row, page), _label(column, page)]
    return ", ".join(part for part in dict.fromkeys(parts) if part)


def write_printed(text: str, unit: str, page: Page) -> str:
    """Write a printed number with all its decimals and the signs of the page.

    Parameters
    ----------
    text
        The number as text with a decimal point.
    unit
        `pct` for a percentage; anything else has no sign.
    page
        Language.
    """
    number = text.replace(".", ",") if page.lang == "nl" else text.replace(",", ".")
    if unit != "pct" or not text:
        return number
    return f"{number}{NO_BREAK}%" if page.lang == "nl" else f"{number}%"


def _label(slug: str, page: Page) -> str:
    if page.has_word(f"cell_{slug}"):
        return page.word(f"cell_{slug}")
    if slug.isdigit():
        return page.word("cell_score").format(score=slug)
    if _JOINED in slug:
        return " + ".join(_label(part, page) for part in slug.split(_JOINED))
    return _find(slug, page) or slug.replace("_", " ")


def _find(slug: str, page: Page) -> str:
    partners = page.codebook.partners["partner"]
    if slug in set(partners):
        return page.group("partner", slug)
    for value_set in _VALUE_SETS:
        labels = page.codebook.labels(value_set, page.lang)
        if slug in labels:
            return labels[slug]
    for kind, table in _THINGS.items():
        if slug in set(page.codebook.tables[table][kind]):
            return page.codebook.label(kind, slug, page.lang)
    return ""

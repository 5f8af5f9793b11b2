"""The page that counts printed figures: how many come back, and how many as printed."""

from __future__ import annotations

import re

import pandas as pd

from dianalysis.formats import Lang, check_lang, format_count, name_printed_cell, name_printed_table
from dianalysis.publish.content import SiteContent
from dianalysis.publish.markdown import escape, table
from dianalysis.publish.words import word

COUNTS = ("printed", "legible", "named", "reproduced", "excluded", "differs")
PROFILE = "P"
LISTS = "T0"


def count_coverage(results: pd.DataFrame, content: SiteContent) -> pd.DataFrame:
    """Count printed figures, per table of the report.

    Parameters
    ----------
    results
        Released results with the columns figure and basis.
    content
        Printed figures and those proven impossible.

    Returns
    -------
    One row per table (index: its name; the partners' profile tables are one row, as are the lists of
    partners), with the columns of `COUNTS`, and in `differing` a list of the figures that differ.
    """
    printed = content.printed
    if printed is None:
        return pd.DataFrame(columns=[*COUNTS, "differing"])
    named = results[results["figure"].notna() & (results["figure"] != "")]
    same = set(named.loc[named["basis"] == "published", "figure"])
    other = set(named.loc[named["basis"] != "published", "figure"]) - same
    excluded = set(content.excluded)
    marks = pd.DataFrame(
        {
            "group": printed["table"].map(_group),
            "figure": printed["figure"],
            "printed": True,
            "legible": printed["status"] == "ok",
            "named": printed["figure"].isin(same | other),
            "reproduced": printed["figure"].isin(same),
            "excluded": printed["figure"].isin(excluded),
            "differs": printed["figure"].isin(other - excluded) & (printed["status"] == "ok"),
        }
    )
    counts = marks.groupby("group", sort=False)[list(COUNTS)].sum().astype(int)
    differing = marks[marks["differs"]].groupby("group")["figure"].agg(list)
    counts["differing"] = [differing.get(name, []) for name in counts.index]
    return counts.loc[sorted(counts.index, key=_order)]


def coverage_page(results: pd.DataFrame, content: SiteContent, *, basis: str, lang: str) -> str:
    """Return the page as Markdown.

    Parameters
    ----------
    results, content
        See `count_coverage`.
    basis
        reconstructed or data; own data are not compared with the print.
    lang
        Language.
    """
    heading = f"# {word('coverage', lang)}\n\n"
    if basis == "data":
        return heading + word("coverage_none", lang) + "\n"
    if content.printed is None:
        return heading + word("coverage_absent", lang) + "\n"
    counts = count_coverage(results, content)
    head = [word("table", lang), *(word(name, lang) for name in COUNTS)]
    rows = [[_placed(str(group), lang), *_numbers(row, check_lang(lang))] for group, row in counts.iterrows()]
    rows.append([f"**{word('all', lang)}**", *_numbers(counts[list(COUNTS)].sum(), check_lang(lang))])
    differing = [name for names in counts["differing"] for name in names]
    parts = [word("coverage_intro", lang), table(head, rows, numbers_from=1), word("coverage_note", lang)]
    if differing:
        parts += [f"## {word('differing', lang)}", "\n".join(f"- `{name}`" for name in differing)]
    if content.excluded:
        parts += [
            f"## {word('impossible', lang)}",
            word("impossible_intro", lang),
            _exclusions(content, lang),
        ]
    return heading + "\n\n".join(parts) + "\n"


def _exclusions(content: SiteContent, lang: str) -> str:
    """List what cannot be right, with the proof; the names of figures are too long for a table."""
    printed, computed = word("as_printed", lang), word("as_computed", lang)
    sign = {"nl": "\u00a0%", "en": "%"}[check_lang(lang)]
    lines = []
    for name, found in content.excluded.items():
        unit = sign if name.endswith("/pct") else ""
        lines.append(
            f"- {_in_words(name, content)}: {printed} {escape(found.printed)}{unit}, "
            f"{computed} {escape(found.computed)}{unit}. "
            f"{escape(found.proof[:1].upper() + found.proof[1:]).replace(' %', sign)}."
        )
    return "\n".join(lines)


def _in_words(name: str, content: SiteContent) -> str:
    """Name a printed figure as a reader would look it up, with the name it has in the files behind it."""
    if content.plan is None:
        return f"`{name}`"
    table, row, column, _ = name.split("/")
    page = content.plan.page
    words = f"{name_printed_table(table, page)}, {name_printed_cell(row, column, page)}"
    return f"{escape(words)} (`{name}`)"


def place_of_table(figure: str) -> str:
    """Return the place of the table of a printed figure on the page."""
    return f"printed-{_group(figure.partition('/')[0])}"


def _placed(group: str, lang: str) -> str:
    return f'<span id="{place_of_table(group)}" class="place"></span>{_name(group, lang)}'


def _group(name: str) -> str:
    if name.startswith(PROFILE):
        return PROFILE
    return LISTS if name.startswith(LISTS) else name


def _order(group: str) -> tuple[bool, int]:
    number = re.search(r"\d+", group)
    return group == PROFILE, int(number.group()) if number else 0


def _name(group: str, lang: str) -> str:
    special = {PROFILE: "profile_tables", LISTS: "partner_lists"}
    return (
        word(special[group], lang) if group in special else f"{word('table', lang)} {group.removeprefix('T')}"
    )


def _numbers(row: pd.Series, lang: Lang) -> list[str]:
    return [format_count(float(row[name]), lang) for name in COUNTS]

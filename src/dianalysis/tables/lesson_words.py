"""What a lesson, its figures and its segments come to in plain text; a page or a document lays it out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from dianalysis.formats import ABSENT, Page, format_count, is_absent
from dianalysis.formats.lesson_verdict import say_verdict as say_verdict

MOST_TOLD = 3  # summaries shown on each side; the others are counted
COMPONENTS = ("limitations", "coherence", "adequacy", "relevance")
_VALUES = ("conf_low", "conf_high", "conf_level", "range_low", "range_high")
Row = Mapping[Hashable, Any]


def say_results(row: Row, page: Page) -> str:
    """Say how many figures are for, in part for, against a lesson, and open.

    Parameters
    ----------
    row
        A lesson of the register.
    page
        Language.
    """
    if not row["results"]:
        return page.word("lesson_no_results")
    names = {"good": "for", "part": "in_part", "bad": "against", "open": "open"}
    counts = {name: format_count(row[f"results_{side}"], page.lang) for name, side in names.items()}
    return page.word("lesson_counts_results").format(**counts)


def say_told(row: Row, page: Page) -> str:
    """Say how many segments are for, in part for and against a lesson, and of how many partners.

    Of own interviews only what they say together, where the numbers are too small to be shown.
    """
    if row.get("told_hidden"):
        return page.word("lesson_told_few").format(strand=page.word(f"strand_{row['qualitative']}"))
    if not row["segments"]:
        return page.word("lesson_no_told")
    names = {"good": "for", "part": "in_part", "bad": "against"}
    counts = {name: format_count(row[f"segments_{side}"], page.lang) for name, side in names.items()}
    return page.word("lesson_counts_told").format(**counts, partners=format_count(row["partners"], page.lang))


def say_lacks(row: Row, page: Page) -> str:
    """Say what keeps a lesson from a plain verdict; when nothing does, what it assumes.

    Parameters
    ----------
    row
        A lesson of the register, with `lacks` and its assumptions.
    page
        Language.
    """
    said = [page.word(f"lacks_{name}") for name in str(row["lacks"]).split(";") if name]
    if not said:
        assumes = str(row[f"assumptions_{page.lang}"])
        return page.word("lacks_nothing").format(assumes=assumes[0].lower() + assumes[1:])
    return "; ".join([said[0], *(text[0].lower() + text[1:] for text in said[1:])])


def say_why(row: Row, page: Page) -> str:
    """Say by what rule a lesson got its verdict: what must carry it, and what each strand says."""
    strands = "; ".join(
        f"{page.word(key).lower()}: {page.word('strand_' + row[strand])}"
        for key, strand in (("lesson_results", "quantitative"), ("lesson_told", "qualitative"))
    )
    return f"{page.word('carries_' + row['kind'])} {page.word('rule_' + row['verdict'])} ({strands})"


def say_certainty(row: Row, page: Page) -> str:
    """Say the concern about each of the four components, one by one."""
    return "; ".join(
        f"{page.word('component_' + name).lower()}: {page.word('concern_' + row[name])}"
        for name in COMPONENTS
    )


def name_figure(one: Row, page: Page) -> str:
    """Return the name of a figure: its measure, with the category it is of between brackets.

    Parameters
    ----------
    one
        A link to a result that the run has.
    page
        Labels and language.
    """
    name = f"{page.measure(str(one['measure']))}{_term(one, page) or _pair(one, page)}"
    if is_absent(one["group_name"]):
        return name
    return f"{name}: {page.group(str(one['group_name']), str(one['group_level']))}"


def write_figure(one: Row, page: Page) -> str:
    """Write a figure with its interval and its range, as far as it has them."""
    measure = str(one["measure"])
    known = {name: None if is_absent(one[name]) else float(one[name]) for name in _VALUES}
    parts = [page.value(measure, one["estimate"])]
    if known["conf_low"] is not None and known["conf_level"] is not None:
        interval = page.interval(measure, known["conf_low"], known["conf_high"])
        level = page.level(known["conf_level"])
        parts.append(page.word("lesson_interval").format(level=level, interval=interval))
    if known["range_low"] is not None:
        interval = page.interval(measure, known["range_low"], known["range_high"])
        parts.append(page.word("lesson_range").format(interval=interval))
    return parts[0] + (f" ({'; '.join(parts[1:])})" if parts[1:] else "")


def say_basis(one: Row, page: Page) -> str:
    """Say what a figure rests on."""
    return page.word(f"lesson_basis_{one['basis']}")


def say_finding(one: Row, page: Page) -> str:
    """Say what a figure shows, and what that does to the lesson."""
    return f"{page.word('finding_' + one['finding'])}; {page.word('stance_' + one['stance'])}"


def tell_figure(one: Row, page: Page) -> str:
    """Tell a figure in one line: name, number, basis and what it does; or that the run lacks it."""
    if one["problem"]:
        return page.word("lesson_unresolved")
    told = f"{name_figure(one, page)}: {write_figure(one, page)}"
    return f"{told}; {say_basis(one, page)}; {say_finding(one, page)}"


def pick_told(segments: pd.DataFrame) -> pd.DataFrame:
    """Return the first segment of each of some partners, those that are shown."""
    return segments.drop_duplicates("partner").head(MOST_TOLD)


def say_segment(one: Row, page: Page) -> str:
    """Return the released summary of a segment, with its partner and lines of the report."""
    lines = page.word("lesson_lines").format(lines=f"{one['source_line']}-{one['last_line']}")
    return f"{one[f'summary_{page.lang}']} ({page.group('partner', str(one['partner']))}, {lines})"


def say_more(segments: pd.DataFrame, page: Page) -> str:
    """Say how many segments are not among those shown; empty when all are."""
    left = len(segments) - len(pick_told(segments))
    return page.word("lesson_more").format(number=format_count(left, page.lang)) if left else ""


def say_near(links: pd.DataFrame, page: Page) -> str:
    """Name the codes that stand beside the claim of a lesson and do not count; empty without one.

    Parameters
    ----------
    links
        Links of the lesson, with `bearing`.
    page
        Labels and language.
    """
    near = links[(links["kind"] == "code") & (links["bearing"] == "near")]
    return "; ".join(
        page.word("lesson_near_segments").format(
            code=page.term("code", str(one["target"])), number=format_count(one["n"], page.lang)
        )
        for one in near.to_dict("records")
    )


def say_shared(row: Row, lessons: pd.DataFrame, segments: pd.DataFrame, page: Page) -> str:
    """Name the other lessons under which segments of this one count too; empty without one.

    Parameters
    ----------
    row
        A lesson of the register.
    lessons, segments
        All lessons, and a row per lesson and segment.
    page
        Language.
    """
    own = segments.loc[segments["lesson"] == row["lesson"], "segment_id"]
    shared = segments[segments["segment_id"].isin(own) & (segments["lesson"] != row["lesson"])]
    titles = lessons.set_index("lesson")[f"title_{page.lang}"]
    counts = shared.groupby("lesson", sort=False).size()
    number = {name: format_count(int(count), page.lang) for name, count in counts.items()}
    return "; ".join(
        page.word("lesson_near_segments").format(code=titles[name], number=number[name]) for name in number
    )


def say_no_summary(row: Row, page: Page) -> str:
    """Say what there is instead of summaries: what own interviews come to, or that no interview tells."""
    told = say_told(row, page)
    is_own = row.get("told_basis") == "data" and (row.get("told_hidden") or row["segments"])
    return page.word("lesson_told_own").format(told=told) if is_own else told


def say_own_against(row: Row, page: Page) -> str:
    """Say how many own segments are against a lesson; empty when none is, or when they have summaries."""
    if row.get("told_basis") != "data":
        return ""
    if is_absent(row["segments_against"]):
        return page.word("lesson_own_against_few")
    if not row["segments_against"]:
        return ""
    number = format_count(row["segments_against"], page.lang)
    return page.word("lesson_own_against").format(number=number)


def say_settling(settle: pd.DataFrame, page: Page) -> list[str]:
    """Return a text for each design that would settle a lesson: its limit, if any, and what it asks."""
    texts = []
    for _, rows in settle.groupby("settling", sort=False):
        asked = [_closed(text) for text in rows[f"question_{page.lang}"] if not is_absent(text)]
        power = str(rows["power"].iloc[0])
        limit = [page.word("lesson_settles_power").format(power=power)] if power else []
        texts.append(" ".join([str(rows[f"design_{page.lang}"].iloc[0]), *limit, *asked]))
    return texts


def say_source(row: Row, page: Page) -> str:
    """Say where a lesson comes from: lines of the report, and learning points of partners."""
    parts = [page.word("lesson_lines").format(lines=", ".join(row["lines"]))] if row["lines"] else []
    for fact in row["facts"]:
        partner, _, number = str(fact).partition("/")
        parts.append(f"{page.group('partner', partner)} ({number})")
    return "; ".join(parts) or ABSENT


def _closed(text: str) -> str:
    """End a text as a sentence, so that another can follow it."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _pair(one: Row, page: Page) -> str:
    """The two things a difference is of, between brackets; nothing for a contrast of another kind."""
    ends = [] if is_absent(one["contrast"]) else str(one["contrast"]).split("-")
    labels = [page.term(str(one["measure"]), end) for end in ends]
    if not ends or any(
        label in (end, end.replace("_", " ")) for end, label in zip(ends, labels, strict=True)
    ):
        return ""
    return f" ({' − '.join(labels)})"


def _term(one: Row, page: Page) -> str:
    """The category a figure is of, or the test it is by, between brackets."""
    term = one["term"]
    if not isinstance(term, str):
        return ""
    plain = term.replace("_", " ")
    labels = (page.term(measure, term) for measure in (str(one["measure"]), "outcome"))
    found = next((label for label in labels if label not in (term, plain)), "")
    return f" ({found})" if found else ""

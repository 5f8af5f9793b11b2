"""The lessons in an overview, and a block for each: figures beside what was told, and what is missing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
from great_tables import GT
from IPython.display import HTML

from dianalysis.formats import ABSENT, Page, format_count, is_absent
from dianalysis.tables.build import STUB, build_message, build_table

MOST_TOLD = 3  # summaries shown on each side; the others are counted
_COMPONENTS = ("limitations", "coherence", "adequacy", "relevance")
_CELL = "text-align:left;vertical-align:top;padding:.3em .6em .3em .2em"
_BOX = "break-inside:avoid;border:1px solid #9a9a9a;border-radius:4px;padding:.2em .8em .6em;margin:.7em 0"
_VALUES = ("conf_low", "conf_high", "conf_level", "range_low", "range_high")
Row = Mapping[Hashable, Any]


def table_lessons(lessons: pd.DataFrame, *, page: Page) -> GT:
    """Make the overview in words: verdict, both strands, and what is missing for a decision.

    Parameters
    ----------
    lessons
        Row per lesson of the register.
    page
        Labels and language.
    """
    title = page.word("title_lessons_table")
    if lessons.empty:
        return build_message(page.word("no_lessons"), table_id="lessons", title=title)
    lines = [
        {
            STUB: row[f"title_{page.lang}"],
            "lesson_claim": row[f"claim_{page.lang}"],
            "lesson_verdict": page.word(f"verdict_{row['verdict']}"),
            "lesson_results": _results(row, page),
            "lesson_told": _told(row, page),
            "lesson_lacks": _lacks(row, page),
        }
        for row in lessons.to_dict("records")
    ]
    cells = pd.DataFrame(lines)
    names = [str(name) for name in cells if name != STUB]
    labels = {name: page.word(name) for name in names} | {STUB: page.word("lesson")}
    table = build_table(cells, table_id="lessons", title=title, labels=labels)
    return table.cols_align("left", columns=names).cols_width({STUB: "18%", "lesson_claim": "34%"})


def table_lesson_blocks(
    lessons: pd.DataFrame, links: pd.DataFrame, segments: pd.DataFrame, settle: pd.DataFrame, *, page: Page
) -> HTML:
    """Make a block per lesson, which can be linked to by the lesson's id.

    Parameters
    ----------
    lessons, links, segments, settle
        Frames of the register: a row per lesson; per link with its result; per segment with its released
        summary; per variable that would settle a lesson.
    page
        Labels and language.

    Returns
    -------
    For each lesson the claim, the verdict and its rule, the figures beside the summaries, what speaks
    against it, what would settle it, and where it comes from. A figure that the run lacks is said to be
    absent.
    """
    blocks = []
    for row in lessons.to_dict("records"):
        own = [frame[frame["lesson"] == row["lesson"]] for frame in (links, segments, settle)]
        blocks.append(_block(row, own[0], own[1], own[2], page))
    return HTML("".join(blocks) or escape(page.word("no_lessons")))  # type: ignore[no-untyped-call]


def _results(row: Row, page: Page) -> str:
    if not row["results"]:
        return page.word("lesson_no_results")
    names = {"good": "for", "part": "in_part", "bad": "against", "open": "open"}
    counts = {name: format_count(row[f"results_{side}"], page.lang) for name, side in names.items()}
    return page.word("lesson_counts_results").format(**counts)


def _told(row: Row, page: Page) -> str:
    if not row["segments"]:
        return page.word("lesson_no_told")
    names = {"good": "for", "part": "in_part", "bad": "against"}
    counts = {name: format_count(row[f"segments_{side}"], page.lang) for name, side in names.items()}
    return page.word("lesson_counts_told").format(**counts, partners=format_count(row["partners"], page.lang))


def _lacks(row: Row, page: Page) -> str:
    if row["problems"]:
        return page.word("lacks_unresolved")
    if row["verdict"] != "not_testable":
        return page.word("lacks_nothing")
    return page.word("lacks_told" if row["kind"] == "experience" else "lacks_results")


def _block(row: Row, links: pd.DataFrame, segments: pd.DataFrame, settle: pd.DataFrame, page: Page) -> str:
    results = links[links["kind"] == "result"].to_dict("records")
    lang = page.lang
    parts = [
        f"<p><strong>{escape(row[f'title_{lang}'])}</strong><br>{escape(row[f'claim_{lang}'])}</p>",
        _named("lesson_verdict", f"<strong>{escape(page.word('verdict_' + row['verdict']))}</strong>", page),
        _named("lesson_why", escape(_why(row, page)), page),
        _named("lesson_scope", escape(row[f"scope_{lang}"]), page),
        _named("lesson_assumes", escape(row[f"assumptions_{lang}"]), page),
        _display(results, segments, page),
        _named("lesson_certainty", escape(_certainty(row, page)), page),
        _named("lesson_against", _against(results, segments, page), page),
        _named("lesson_settles", _settles(settle, page), page),
        _named("lesson_source", escape(_source(row, page)), page),
    ]
    return f'<section id="{escape(row["lesson"])}" class="lesson" style="{_BOX}">{"".join(parts)}</section>'


def _named(key: str, html: str, page: Page) -> str:
    return f'<p style="margin:.3em 0"><em>{escape(page.word(key))}.</em> {html}</p>'


def _why(row: Row, page: Page) -> str:
    strands = "; ".join(
        f"{page.word(key).lower()}: {page.word('strand_' + row[strand])}"
        for key, strand in (("lesson_results", "quantitative"), ("lesson_told", "qualitative"))
    )
    return f"{page.word('carries_' + row['kind'])} {page.word('rule_' + row['verdict'])} ({strands})"


def _certainty(row: Row, page: Page) -> str:
    return "; ".join(
        f"{page.word('component_' + name).lower()}: {page.word('concern_' + row[name])}"
        for name in _COMPONENTS
    )


def _display(results: Sequence[Row], segments: pd.DataFrame, page: Page) -> str:
    """Figures on the left, what was told on the right."""
    left = "".join(f"<li>{_figure(one, page)}</li>" for one in results)
    left = f"<ul>{left}</ul>" if left else escape(page.word("lesson_no_results"))
    right = _summaries(segments[segments["side"] != "against"], page) or escape(page.word("lesson_no_told"))
    heads = "".join(
        f'<th scope="col" style="{_CELL};width:50%">{escape(page.word(key))}</th>'
        for key in ("lesson_results", "lesson_told")
    )
    body = f'<td style="{_CELL}">{left}</td><td style="{_CELL}">{right}</td>'
    return f'<table style="width:100%"><thead><tr>{heads}</tr></thead><tbody><tr>{body}</tr></tbody></table>'


def _figure(one: Row, page: Page) -> str:
    study = str(one["target"]).partition("/")[0]
    link = f'<a href="{escape(study)}.html"><code>{escape(str(one["target"]))}</code></a>'
    code = f"<code>src/dianalysis/studies/{escape(study)}</code>"
    if one["problem"]:
        return f"{escape(page.word('lesson_unresolved'))}: {link}"
    measure = str(one["measure"])
    says = f"{page.word('finding_' + one['finding'])}; {page.word('stance_' + one['stance'])}"
    basis = page.word(f"lesson_basis_{one['basis']}")
    text = f"{page.measure(measure)}{_term(one, page)}: {_value(one, page)}; {basis}; {says}"
    return f"{escape(text)}. {link}, {code}"


def _term(one: Row, page: Page) -> str:
    """The category a figure is of, between brackets; nothing for the name of a test."""
    term = one["term"]
    if not isinstance(term, str) or (not is_absent(one["p_adjusted"]) and "." not in term):
        return ""
    plain = term.replace("_", " ")
    labels = (page.term(measure, term) for measure in (str(one["measure"]), "outcome"))
    found = next((label for label in labels if label not in (term, plain)), "")
    return f" ({found})" if found else ""


def _value(one: Row, page: Page) -> str:
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


def _summaries(segments: pd.DataFrame, page: Page) -> str:
    """The first summary of each of some partners, and how many segments are left."""
    if segments.empty:
        return ""
    shown = segments.drop_duplicates("partner").head(MOST_TOLD)
    items = [_summary(one, page) for one in shown.to_dict("records")]
    left = len(segments) - len(shown)
    if left:
        items.append(escape(page.word("lesson_more").format(number=format_count(left, page.lang))))
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _summary(one: Row, page: Page) -> str:
    lines = page.word("lesson_lines").format(lines=f"{one['source_line']}-{one['last_line']}")
    who = f"{page.group('partner', str(one['partner']))}, {lines}"
    return f"{escape(str(one[f'summary_{page.lang}']))} ({escape(who)})"


def _against(results: Sequence[Row], segments: pd.DataFrame, page: Page) -> str:
    against = "".join(f"<li>{_figure(one, page)}</li>" for one in results if one["stance"] == "against")
    told = _summaries(segments[segments["side"] == "against"], page)
    listed = f"<ul>{against}</ul>" if against else ""
    return listed + told or escape(page.word("lesson_nothing_against"))


def _settles(settle: pd.DataFrame, page: Page) -> str:
    items = []
    for _, rows in settle.groupby("settling", sort=False):
        asked = [text for text in rows[f"question_{page.lang}"] if not is_absent(text)]
        items.append(" ".join([str(rows[f"design_{page.lang}"].iloc[0]), *asked]))
    return (
        f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        if items
        else escape(page.word("lesson_settled_nothing"))
    )


def _source(row: Row, page: Page) -> str:
    parts = [page.word("lesson_lines").format(lines=", ".join(row["lines"]))] if row["lines"] else []
    for fact in row["facts"]:
        partner, _, number = str(fact).partition("/")
        parts.append(f"{page.group('partner', partner)} ({number})")
    return "; ".join(parts) or ABSENT

"""The lessons in an overview, and a block for each: figures beside what was told, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
from great_tables import GT
from IPython.display import HTML

from dianalysis.formats import Page
from dianalysis.tables.build import STUB, build_message, build_table
from dianalysis.tables.lesson_words import (
    Row,
    pick_told,
    say_certainty,
    say_lacks,
    say_more,
    say_near,
    say_no_summary,
    say_own_against,
    say_results,
    say_segment,
    say_settling,
    say_shared,
    say_source,
    say_told,
    say_verdict,
    say_why,
    tell_figure,
)

_CELL = "text-align:left;vertical-align:top;padding:.3em .6em .3em .2em"
_BOX = "break-inside:avoid;border:1px solid #9a9a9a;border-radius:4px;padding:.2em .8em .6em;margin:.7em 0"


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
            "lesson_verdict": say_verdict(row, page),
            "lesson_results": say_results(row, page),
            "lesson_told": say_told(row, page),
            "lesson_lacks": say_lacks(row, page),
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
        beside = [
            ("lesson_near_code", say_near(own[0], page)),
            ("lesson_shared", say_shared(row, lessons, segments, page)),
        ]
        blocks.append(_block(row, own[0], own[1], own[2], beside, page))
    return HTML("".join(blocks) or escape(page.word("no_lessons")))  # type: ignore[no-untyped-call]


def _block(
    row: Row,
    links: pd.DataFrame,
    segments: pd.DataFrame,
    settle: pd.DataFrame,
    beside: Sequence[tuple[str, str]],
    page: Page,
) -> str:
    results = links[links["kind"] == "result"].to_dict("records")
    lang = page.lang
    parts = [
        f"<p><strong>{escape(row[f'title_{lang}'])}</strong><br>{escape(row[f'claim_{lang}'])}</p>",
        _named("lesson_verdict", f"<strong>{escape(say_verdict(row, page))}</strong>", page),
        _named("lesson_why", escape(say_why(row, page)), page),
        _named("lesson_scope", escape(row[f"scope_{lang}"]), page),
        _named("lesson_assumes", escape(row[f"assumptions_{lang}"]), page),
        _display(row, results, segments, page),
        *(_named(key, escape(text), page) for key, text in beside if text),
        _named("lesson_certainty", escape(say_certainty(row, page)), page),
        _named("lesson_against", _against(row, results, segments, page), page),
        _named("lesson_settles", _settles(settle, page), page),
        _named("lesson_source", escape(say_source(row, page)), page),
    ]
    return f'<section id="{escape(row["lesson"])}" class="lesson" style="{_BOX}">{"".join(parts)}</section>'


def _named(key: str, html: str, page: Page) -> str:
    return f'<p style="margin:.3em 0"><em>{escape(page.word(key))}.</em> {html}</p>'


def _display(row: Row, results: Sequence[Row], segments: pd.DataFrame, page: Page) -> str:
    """Figures on the left, what was told on the right."""
    left = "".join(f"<li>{_figure(one, page)}</li>" for one in results)
    left = f"<ul>{left}</ul>" if left else escape(page.word("lesson_no_results"))
    right = _summaries(segments[segments["side"] != "against"], page) or escape(say_no_summary(row, page))
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
    told = escape(tell_figure(one, page))
    return f"{told}: {link}" if one["problem"] else f"{told}. {link}, {code}"


def _summaries(segments: pd.DataFrame, page: Page) -> str:
    """The first summary of each of some partners, and how many segments are left."""
    if segments.empty:
        return ""
    told = [say_segment(one, page) for one in pick_told(segments).to_dict("records")]
    items = [*told, *filter(None, [say_more(segments, page)])]
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def _against(row: Row, results: Sequence[Row], segments: pd.DataFrame, page: Page) -> str:
    against = "".join(f"<li>{_figure(one, page)}</li>" for one in results if one["stance"] == "against")
    told = _summaries(segments[segments["side"] == "against"], page) or escape(say_own_against(row, page))
    listed = f"<ul>{against}</ul>" if against else ""
    return listed + told or escape(page.word("lesson_nothing_against"))


def _settles(settle: pd.DataFrame, page: Page) -> str:
    items = say_settling(settle, page)
    return (
        f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        if items
        else escape(page.word("lesson_settled_nothing"))
    )

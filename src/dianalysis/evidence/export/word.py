"""The register of lessons as a Word document: what it rests on, an overview, and a part for each lesson."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dianalysis.evidence.export.about import About, tell_about
from dianalysis.evidence.export.paper import Cell, Link, Paper
from dianalysis.evidence.overview import Overview
from dianalysis.evidence.segments import SIDES
from dianalysis.evidence.verdicts import VERDICTS
from dianalysis.formats import Page, format_count
from dianalysis.tables.lesson_words import (
    Row,
    pick_told,
    say_certainty,
    say_lacks,
    say_more,
    say_no_summary,
    say_own_against,
    say_segment,
    say_settling,
    say_source,
    say_told,
    say_verdict,
    say_why,
    tell_figure,
)

_RESULTS = ("for", "in_part", "against", "open")
_OVERVIEW_SHARES = (0.34, 0.135, *([0.065] * 7), 0.07)
_BESIDE_SHARES = (0.4, 0.15, 0.45)
_READING_SHARES = (0.2, 0.1, 0.7)
_HALVES = (0.5, 0.5)


def write_word(overview: Overview, about: About, path: Path, *, page: Page) -> None:
    """Write the register as a Word document in the language of the page.

    Parameters
    ----------
    overview
        The register, held against released results.
    about
        Where it comes from.
    path
        File to write.
    page
        Labels and language.

    Raises
    ------
    ParameterError
        When python-docx is not installed.
    """
    title = page.word("export_title")
    paper = Paper(title, lang=page.lang, page_text=page.word("export_page"))
    paper.title(title)
    for name, text in tell_about(about, page):
        paper.named(name, text)
    _add_reading(paper, overview.lessons, page)
    _add_overview(paper, overview.lessons, page)
    for verdict in VERDICTS:
        lessons = overview.lessons[overview.lessons["verdict"] == verdict]
        if len(lessons):
            label, number = page.word(f"verdict_{verdict}"), format_count(len(lessons), page.lang)
            paper.heading(page.word("export_heading").format(verdict=label, number=number), 1, new_page=True)
        for row in lessons.to_dict("records"):
            _add_lesson(paper, row, overview, page)
    if len(overview.beside):
        _add_beside(paper, overview.beside, page)
    paper.save(path)


def _add_reading(paper: Paper, lessons: pd.DataFrame, page: Page) -> None:
    paper.heading(page.word("export_reading"), 1)
    paper.text(page.word("export_reading_claim"))
    paper.text(page.word("export_reading_carries"))
    paper.text(page.word("export_reading_evidence"))
    counts = lessons["verdict"].value_counts()
    rows = [
        [page.word(f"verdict_{one}"), format_count(counts.get(one, 0), page.lang), page.word(f"rule_{one}")]
        for one in VERDICTS
    ]
    head = [page.word(key) for key in ("lesson_verdict", "export_number", "export_rule")]
    paper.table(head, rows, shares=_READING_SHARES, about=page.word("export_reading"))
    paper.text(page.word("export_reading_limits"))
    paper.text(page.word("export_all_told"))


def _add_overview(paper: Paper, lessons: pd.DataFrame, page: Page) -> None:
    paper.heading(page.word("export_overview"), 1, new_page=True)
    paper.text(page.word("export_overview_note"), small=True)
    head = [page.word("lesson"), page.word("lesson_verdict")]
    head += [f"{page.word('lesson_results')} {page.word(f'export_side_{side}')}" for side in _RESULTS]
    head += [f"{page.word('lesson_found')} {page.word(f'export_side_{side}')}" for side in SIDES]
    head += [page.word("export_partners")]
    order = lessons["verdict"].map({name: place for place, name in enumerate(VERDICTS)})
    rows = lessons.assign(order=order).sort_values("order", kind="stable").to_dict("records")
    cells = [_overview_row(row, page) for row in rows]
    about = page.word("export_overview_note")
    paper.table(head, cells, shares=_OVERVIEW_SHARES, about=about, numbers=len(head) - 2)


def _overview_row(row: Row, page: Page) -> list[Cell]:
    names = [f"results_{side}" for side in _RESULTS]
    names += [*(f"segments_{side}" for side in SIDES), "partners"]
    counts = [format_count(row[name], page.lang) for name in names]
    return [Link(row[f"title_{page.lang}"], row["lesson"]), say_verdict(row, page), *counts]


def _add_beside(paper: Paper, beside: pd.DataFrame, page: Page) -> None:
    """Add what the printed interviews say beside own ones, which alone are weighed."""
    title = page.word("title_lessons_beside")
    paper.heading(title, 1, new_page=True)
    head = [page.word(key) for key in ("lesson", "lesson_own_told", "lesson_printed_told")]
    rows: list[list[Cell]] = [
        [
            Link(row[f"title_{page.lang}"], row["lesson"]),
            page.word(f"strand_{row['own']}"),
            f"{page.word('strand_' + row['qualitative'])} ({say_told(row, page)})",
        ]
        for row in beside.to_dict("records")
    ]
    paper.table(head, rows, shares=_BESIDE_SHARES, about=title)


def _add_lesson(paper: Paper, row: Row, overview: Overview, page: Page) -> None:
    links, segments, settle = (
        frame[frame["lesson"] == row["lesson"]]
        for frame in (overview.links, overview.segments, overview.settle)
    )
    figures = links[links["kind"] == "result"]
    paper.heading(row[f"title_{page.lang}"], 2, anchor=row["lesson"])
    paper.text(_marks(row, page), small=True)
    paper.text(row[f"claim_{page.lang}"])
    paper.named(page.word("lesson_verdict"), say_verdict(row, page))
    paper.named(page.word("lesson_why"), say_why(row, page))
    paper.named(page.word("lesson_lacks"), say_lacks(row, page))
    paper.named(page.word("lesson_scope"), row[f"scope_{page.lang}"])
    paper.named(page.word("lesson_assumes"), row[f"assumptions_{page.lang}"])
    _add_joint(paper, row, figures, segments, page)
    paper.named(page.word("lesson_certainty"), say_certainty(row, page))
    against = _figures(figures[figures["stance"] == "against"], page)
    against += _told(segments[segments["side"] == "against"], page)
    against += list(filter(None, [say_own_against(row, page)]))
    nothing, open_ = page.word("lesson_nothing_against"), page.word("lesson_settled_nothing")
    paper.named_list(page.word("lesson_against"), against, otherwise=nothing)
    paper.named_list(page.word("lesson_settles"), say_settling(settle, page), otherwise=open_)
    paper.named(page.word("lesson_source"), say_source(row, page))
    _add_links(paper, links, page)


def _marks(row: Row, page: Page) -> str:
    """Return the identifier of a lesson with its theme, kind and those who act on it."""
    actors = [page.word(f"lesson_actor_{one}") for one in str(row["actors"]).split(";")]
    theme, kind = page.word(f"lesson_theme_{row['theme']}"), page.word(f"lesson_kind_{row['kind']}")
    return " · ".join([row["lesson"], theme, kind, ", ".join(actors)])


def _add_joint(paper: Paper, row: Row, figures: pd.DataFrame, segments: pd.DataFrame, page: Page) -> None:
    """Add figures on the left and what was told on the right, as far as it does not speak against."""
    told = _told(segments[segments["side"] != "against"], page)
    cells: list[Cell] = [
        _figures(figures, page) or page.word("lesson_no_results"),
        told or say_no_summary(row, page),
    ]
    head = [page.word("lesson_results"), page.word("lesson_told")]
    about = page.word("export_joint").format(title=row[f"title_{page.lang}"])
    paper.table(head, [cells], shares=_HALVES, about=about)


def _add_links(paper: Paper, links: pd.DataFrame, page: Page) -> None:
    linked = [
        f"{_name(one, page)} ({page.word('lesson_relation_' + one['relation'])})"
        for one in links.to_dict("records")
    ]
    nothing = f"{page.word('lesson_no_results')}, {page.word('lesson_no_told')}"
    paper.named(page.word("export_links"), "; ".join(linked) or nothing)


def _name(one: Row, page: Page) -> str:
    """Return the identifier of a result; of a code its label, with its name."""
    if one["kind"] == "result":
        return str(one["target"])
    return f"{page.term('code', one['target'])} [{one['target']}]"


def _figures(figures: pd.DataFrame, page: Page) -> list[str]:
    return [_figure(one, page) for one in figures.to_dict("records")]


def _figure(one: Row, page: Page) -> str:
    told = tell_figure(one, page)
    return f"{told}: {one['target']}" if one["problem"] else told


def _told(segments: pd.DataFrame, page: Page) -> list[str]:
    told = [say_segment(one, page) for one in pick_told(segments).to_dict("records")]
    return [*told, *filter(None, [say_more(segments, page)])]

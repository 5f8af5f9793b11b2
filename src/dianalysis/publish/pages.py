"""The pages around the notebooks: front, how to read, partners, about the run."""

from __future__ import annotations

from collections.abc import Sequence

from dianalysis.publish.content import Chapter, Finding
from dianalysis.publish.markdown import escape, link, table, toctree
from dianalysis.publish.words import read_text, word
from dianalysis.runner import RunRecord

BACKGROUND = ("how_to_read", "analysis_plan", "coverage", "about")


def front_page(
    chapters: Sequence[Chapter],
    findings: Sequence[Finding],
    *,
    lang: str,
    lessons: Sequence[tuple[str, str]] = (),
) -> str:
    """Return the front page: what was found, what is incomplete, and where everything is.

    Parameters
    ----------
    chapters
        All executions of the catalogue.
    findings
        Sentences made from the released results.
    lang
        Language.
    lessons
        Title and name of the lists of lessons and of codes, where the site has them.
    """
    single = [chapter for chapter in chapters if not chapter.execution.parameters]
    parts = [f"# {word('site_title', lang)}"]
    parts += _incomplete(chapters, lang)
    parts += [
        f"## {word('findings', lang)}",
        _findings(chapters, findings, lang),
        f"## {word('contents', lang)}",
    ]
    listed = [link(chapter.title, _file(chapter)) for chapter in single if chapter.page]
    listed += [
        f"{escape(chapter.title)} ({word('status_left_out', lang)})"
        for chapter in single
        if chapter.status == "left_out"
    ]
    partners = [link(word("partners", lang), "partners")] if len(single) < len(chapters) else []
    behind = [link(word(name, lang), name) for name in BACKGROUND]
    told = [link(title, name) for title, name in lessons]
    parts.append("\n".join(f"- {item}" for item in (*listed, *partners, *told, *behind)))
    pages = [(chapter.title, chapter.name) for chapter in single if chapter.page]
    pages += [(word("partners", lang), "partners")] if partners else []
    parts.append(toctree(pages, caption=word("chapters", lang)))
    if lessons:
        parts.append(toctree(lessons, caption=lessons[0][0]))
    background = [(word(name, lang), name) for name in BACKGROUND]
    parts.append(toctree(background, caption=word("background", lang)))
    return "\n\n".join(parts) + "\n"


def partners_page(chapters: Sequence[Chapter], *, lang: str) -> str:
    """Return the list of partners, each with a link to its profile or the reason why there is none."""
    each = [chapter for chapter in chapters if chapter.execution.parameters]
    rows = [[_linked(chapter), word(f"status_{chapter.status}", lang)] for chapter in each]
    pages = [(chapter.title, chapter.name) for chapter in each if chapter.page]
    parts = [f"# {word('partners', lang)}", word("partners_intro", lang)]
    parts.append(table([word("partner", lang), word("status", lang)], rows))
    parts.append(toctree(pages, caption=word("partners", lang)))
    return "\n\n".join(parts) + "\n"


def how_to_read_page(*, lang: str) -> str:
    """Return the page that explains bases, intervals and absent numbers."""
    return f"# {word('how_to_read', lang)}\n\n{read_text('how_to_read', lang)}"


def about_page(chapters: Sequence[Chapter], record: RunRecord, *, lang: str) -> str:
    """Return what ran, with which parameters and versions; no times: the same run gives the same page."""
    parts = [f"# {word('about', lang)}", f"{word('data_hash', lang)}: `{record.data_hash}`"]
    outcomes = [[_linked(chapter), word(f"status_{chapter.status}", lang)] for chapter in chapters]
    parts += [f"## {word('status', lang)}", table([word("notebook", lang), word("status", lang)], outcomes)]
    values = [
        [f"`{name}`", f"`{value!r}`".replace("|", "\\|")] for name, value in sorted(record.parameters.items())
    ]
    parts += [f"## {word('parameters', lang)}", table([word("parameter", lang), word("value", lang)], values)]
    versions = [
        ["Python", record.python],
        *([name, found] for name, found in sorted(record.packages.items())),
    ]
    parts += [f"## {word('versions', lang)}", table([word("package", lang), word("version", lang)], versions)]
    return "\n\n".join(parts) + "\n"


def _incomplete(chapters: Sequence[Chapter], lang: str) -> list[str]:
    broken = [chapter for chapter in chapters if chapter.status not in ("ok", "cached", "left_out")]
    if not broken:
        return []
    lines = [
        f":::{{admonition}} {word('incomplete', lang)}",
        ":class: warning",
        word("incomplete_text", lang),
        "",
    ]
    lines += [f"- {_linked(chapter)}: {word(f'status_{chapter.status}', lang)}" for chapter in broken]
    return ["\n".join([*lines, ":::"])]


def _findings(chapters: Sequence[Chapter], findings: Sequence[Finding], lang: str) -> str:
    if not findings:
        return word("no_findings", lang)
    files = {chapter.name: _file(chapter) for chapter in chapters if chapter.page}
    lines = []
    for finding in findings:
        more = f" ({link(word('where', lang), files[finding.source])})" if finding.source in files else ""
        lines.append(f"- {escape(finding.text)}{more}")
    return "\n".join(lines)


def _linked(chapter: Chapter) -> str:
    return link(chapter.title, _file(chapter)) if chapter.page else escape(chapter.title)


def _file(chapter: Chapter) -> str:
    return f"{chapter.name}.ipynb"

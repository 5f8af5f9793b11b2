"""Turn an executed notebook into a page for readers: results in sight, code folded, plumbing out."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from dianalysis.publish.content import Chapter
from dianalysis.publish.lessons.cells import link_cells
from dianalysis.publish.lessons.links import LessonLinks
from dianalysis.publish.markdown import escape
from dianalysis.publish.words import word
from dianalysis.runner.parameters import read_notebook
from dianalysis.runner.translation import MARK

PLUMBING = frozenset({"parameters", "injected-parameters", "setup", "write", "papermill-error-cell-tag"})
FOLDED = "hide-input"
_BANNER = re.compile(r'class="basis-banner" data-basis="(\w+)"')


def stage_notebook(
    chapter: Chapter,
    source: Path,
    target: Path,
    *,
    lang: str,
    pages: Collection[str] = (),
    links: LessonLinks | None = None,
) -> str:
    """Write the page of an executed notebook, and return the basis that its banner tells (empty: no banner).

    Parameters
    ----------
    chapter
        Which execution it is, and how it ended.
    source, target
        Executed notebook, and where its page goes.
    lang
        Language of what is added.
    pages
        Pages of the site: links to others are taken out.
    links
        The lessons; None when the site has none.
    """
    notebook = staged(read_notebook(source), chapter, lang=lang)
    link_cells(notebook["cells"], chapter.name, links, pages=pages)
    target.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    return told_basis(notebook)


def told_basis(notebook: dict[str, Any]) -> str:
    """Return what the banner of an executed notebook says that its numbers rest on; empty without a banner.

    Parameters
    ----------
    notebook
        A notebook as JSON.
    """
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            found = _BANNER.search("".join(output.get("data", {}).get("text/html", "")))
            if found:
                return found.group(1)
    return ""


def staged(notebook: dict[str, Any], chapter: Chapter, *, lang: str) -> dict[str, Any]:
    """Return a notebook without plumbing, with folded code, and with a notice when it failed.

    A notice also tells when its running text is in another language than the site.

    Parameters
    ----------
    notebook
        A notebook as JSON; not changed.
    chapter, lang
        See `stage_notebook`.
    """
    page = copy.deepcopy(notebook)
    text_lang = page.get("metadata", {}).get(MARK, lang)
    page["cells"] = [cell for cell in page["cells"] if not PLUMBING & set(_tags(cell))]
    page["metadata"] = {key: value for key, value in page.get("metadata", {}).items() if key == "kernelspec"}
    for cell in page["cells"]:
        if cell["cell_type"] == "code":
            cell["metadata"] = {"tags": sorted({*_tags(cell), FOLDED})} | _described(cell)
    heading = _heading(page["cells"], chapter)
    if text_lang != lang:
        page["cells"].insert(heading + 1, _markdown("other-language", _other_language(lang)))
    if chapter.status == "failed":
        page["cells"].insert(heading + 1, _markdown("notice", _notice(chapter, lang)))
    return page


def _heading(cells: list[dict[str, Any]], chapter: Chapter) -> int:
    """Make sure that the page has one H1, which names the partner; return its position."""
    for position, cell in enumerate(cells):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and source.startswith("# "):
            label = f"{escape(chapter.title)}: " if chapter.execution.parameters else ""
            cell["source"] = f"# {label}{source.removeprefix('# ')}"
            return position
    cells.insert(0, _markdown("title", f"# {escape(chapter.title)}"))
    return 0


def _described(cell: dict[str, Any]) -> dict[str, Any]:
    """Return the setting that gives the figure of a cell its text form to read instead."""
    for output in cell.get("outputs", []):
        if "image/png" in output.get("data", {}):
            text = " ".join("".join(output["data"].get("text/plain", "")).split())
            return {"mystnb": {"image": {"alt": text}}}
    return {}


def _other_language(lang: str) -> str:
    return f":::{{note}}\n{word('other_language', lang)}\n:::"


def _notice(chapter: Chapter, lang: str) -> str:
    outcome = chapter.outcome
    error = f"{outcome.error_name}: {outcome.error_message}".strip() if outcome else ""
    lines = [
        f":::{{admonition}} {word('failed_here', lang)}",
        ":class: danger",
        word("failed_text", lang),
        "",
    ]
    return "\n".join([*lines, fenced(error), ":::"])


def fenced(text: str) -> str:
    """Return text in a code fence that is longer than any in it."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text}\n{fence}"


def _markdown(identity: str, source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": identity, "metadata": {}, "source": source}


def _tags(cell: dict[str, Any]) -> list[str]:
    tags: list[str] = cell.get("metadata", {}).get("tags", [])
    return tags

"""Small pieces of Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#$~])")


def escape(text: str) -> str:
    """Return a text whose characters mean nothing but themselves, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def link(text: str, page: str) -> str:
    """Return a link to another page of the site."""
    return f"[{escape(text)}]({page}.md)" if not page.endswith(".ipynb") else f"[{escape(text)}]({page})"


def address(text: str, target: str) -> str:
    """Return a link to a place of a page by its address, `page.html#place`; Sphinx does not look it up."""
    return f'<a href="{html.escape(target)}">{escape(text)}</a>'


def place(name: str) -> str:
    """Return a place on a page that a link can lead to."""
    return f'<div id="{html.escape(name)}" class="place"></div>'


def box(content: str, *names: str) -> str:
    """Return Markdown in a box of the page with these names, which the style sheet knows."""
    return f'<div class="{" ".join(names)}">\n\n{content}\n\n</div>'


def listing(items: Iterable[str]) -> str:
    """Return a list of Markdown items."""
    return "\n".join(f"- {item}" for item in items)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers_from: int = 99) -> str:
    """Return a table.

    Parameters
    ----------
    head, rows
        Texts of the header and of each row: Markdown already, so escaped where they need it.
    numbers_from
        Number of the first column (from 0) that is aligned to the right.
    """
    rule = ["---:" if position >= numbers_from else ":---" for position in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def toctree(entries: Sequence[tuple[str, str]], *, caption: str) -> str:
    """Return a hidden table of contents for the navigation: pairs of title and page."""
    lines = [f"{_plain(title)} <{page}>" for title, page in entries]
    return "\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *lines, "```"])


def _plain(title: str) -> str:
    return title.replace("<", "‹").replace(">", "›")

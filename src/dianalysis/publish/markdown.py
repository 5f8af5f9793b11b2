"""Small pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#$~])")


def escape(text: str) -> str:
    """Return a text whose characters mean nothing but themselves, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def link(text: str, page: str) -> str:
    """Return a link to another page of the site."""
    return f"[{escape(text)}]({page}.md)" if not page.endswith(".ipynb") else f"[{escape(text)}]({page})"


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

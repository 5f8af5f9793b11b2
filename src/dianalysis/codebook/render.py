"""The codebook as one self-contained page: no address outside it, every text escaped, searchable."""

from __future__ import annotations

from html import escape
from importlib import resources

from dianalysis.codebook.model import Codebook
from dianalysis.codebook.sections import Section, codebook_sections
from dianalysis.codebook.words import word

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def render_html(codebook: Codebook, *, lang: str) -> str:
    """Render the codebook as an HTML page in `lang`.

    Parameters
    ----------
    codebook
        The codebook to show.
    lang
        nl or en: the language of questions, labels and headings.

    Returns
    -------
    A complete page. Style and search script are inside it; it refers to nothing else.
    """
    sections = codebook_sections(codebook, lang=lang)
    title = escape(word("title", lang))
    links = "\n".join(f'<li><a href="#{s.anchor}">{escape(s.title)}</a></li>' for s in sections)
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{lang}">',
            _head(title),
            "<body>",
            f"<header><h1>{title}</h1></header>",
            _search_box(lang),
            f'<nav aria-label="{escape(word("contents", lang))}"><ul>{links}</ul></nav>',
            "<main>",
            *(_section(section) for section in sections),
            "</main>",
            f"<script>{_asset('codebook.js')}</script>",
            "</body></html>\n",
        ]
    )


def _head(title: str) -> str:
    return "\n".join(
        [
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{_asset('codebook.css')}</style></head>",
        ]
    )


def _search_box(lang: str) -> str:
    label, found = escape(word("search", lang)), escape(word("found", lang))
    return (
        f'<p class="search" hidden><label for="search">{label}</label> '
        f'<input id="search" type="search" autocomplete="off"> '
        f'<output id="found" for="search" data-word="{found}"></output></p>'
    )


def _section(section: Section) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in section.header)
    body = "\n".join(_row(row) for row in section.rows)
    note = f"<p>{escape(section.note)}</p>" if section.note else ""
    heading = f"{section.anchor}_title"
    return (
        f'<section id="{section.anchor}" aria-labelledby="{heading}">'
        f'<h2 id="{heading}">{escape(section.title)}</h2>{note}'
        f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{heading}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div></section>"
    )


def _row(cells: tuple[str, ...]) -> str:
    first, *others = (escape(text) for text in cells)
    # a long variable name may break after an underscore
    name = first.replace("_", "_<wbr>")
    return f'<tr><th scope="row">{name}</th>' + "".join(f"<td>{text}</td>" for text in others) + "</tr>"


def _asset(name: str) -> str:
    return resources.files("dianalysis.codebook").joinpath("assets", name).read_text(encoding="utf-8")

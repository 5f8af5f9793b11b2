"""What a reader of a page sees or hears: its texts, block by block, without code."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

HIDDEN = {"script", "style", "code", "pre", "svg", "math", "template"}
BLOCKS = {
    "a", "aside", "body", "button", "caption", "dd", "div", "dt", "figcaption", "footer", "h1", "h2", "h3",
    "h4", "header", "html", "label", "li", "main", "nav", "ol", "option", "p", "section", "summary", "table",
    "td", "th", "title", "tr", "ul",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4"}
INLINE = {"a", "button", "label"}
"""Blocks whose text belongs to the sentence around them as well."""
ALONE = {"br", "hr", "img", "input", "link", "meta", "source", "col", "wbr"}
READ_ALOUD = ("alt", "title", "aria-label", "placeholder", "data-label")
FORMULA = "formula"
GAP = " … "
"""Stands where code was."""


@dataclass(frozen=True)
class Piece:
    """One text: the element or attribute it stands in, and the words."""

    kind: str
    text: str


class Reader(HTMLParser):
    """Collects the texts of a page; the text of a block does not repeat that of the blocks in it."""

    def __init__(self) -> None:
        super().__init__()
        self.lang = ""
        self.pieces: list[Piece] = []
        self._open: list[tuple[str, list[str]]] = [("body", [])]
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = values.get("lang", "")
        if not self._hidden and values.get("class") != FORMULA:
            self.pieces += [Piece(name, squeeze(values[name])) for name in READ_ALOUD if values.get(name)]
        if tag == "br":
            self.handle_data(" ")
        elif tag in HIDDEN:
            self._hidden.append(tag)
        elif tag in BLOCKS and tag not in ALONE:
            self._open.append((tag, []))

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.pop()
                self._open[-1][1].append(GAP)
        elif any(name == tag for name, _ in self._open):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._open[-1][1].append(data)

    def close(self) -> None:
        super().close()
        while self._open:
            self._close()

    def _close(self) -> str:
        name, words = self._open.pop()
        text = squeeze("".join(words))
        if name in HEADINGS:  # the sign of the link to the heading is not part of it
            text = text.removesuffix("#").strip()
        if text and text != GAP.strip():
            self.pieces.append(Piece(name, text))
        if name in INLINE and self._open:
            self._open[-1][1].extend(words)
        return name


def squeeze(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def read_page(html: str) -> Reader:
    """Read one page."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader

"""A site must open without a network: no page may load anything from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

_LOADING = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
    "form": ("action",),
    "base": ("href",),
}
_EXTERNAL = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_IN_STYLE = re.compile(r"""(?:url\(\s*['"]?|@import\s+['"])\s*((?:[a-z]+:)?//[^'")\s]+)""", re.IGNORECASE)
_SCRIPT_LOADS = re.compile(
    r"""(?:import\(|importScripts\(|fetch\()\s*['"]((?:[a-z]+:)?//[^'"]+)""", re.IGNORECASE
)


def find_external(site: Path) -> list[str]:
    """Return what the pages of a site would load from elsewhere, as "page: address".

    Parameters
    ----------
    site
        Folder with the pages. Scripts, styles, images, fonts, frames and forms count; a link that a reader
        may follow does not.
    """
    found: list[str] = []
    for path in sorted(site.rglob("*")):
        if path.suffix in (".html", ".css", ".js", ".svg"):
            text = path.read_text(encoding="utf-8", errors="replace")
            addresses = _in_page(text) if path.suffix in (".html", ".svg") else _in_code(text, path.suffix)
            found += [f"{path.relative_to(site).as_posix()}: {address}" for address in addresses]
    return found


def _in_code(text: str, suffix: str) -> list[str]:
    return (_IN_STYLE if suffix == ".css" else _SCRIPT_LOADS).findall(text)


def _in_page(text: str) -> list[str]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        for name, value in attrs:
            if name in _LOADING.get(tag, ()) and value and _EXTERNAL.match(value):
                self.found.append(value)
            if name == "style" and value:
                self.found += _IN_STYLE.findall(value)

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("style", "script"):
            self.found += _in_code(data, ".css" if self._inside == "style" else ".js")

"""The words of the theme itself, which Sphinx and its themes give in English only."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from dianalysis.formats import check_lang

FOLDER = "locale"
DUTCH = {
    "Back to top": "Naar boven",
    "Color mode": "Kleurstelling",
    "Dark": "Donker",
    "Light": "Licht",
    "Link to this heading": "Link naar deze kop",
    "On this page": "Op deze pagina",
    "Please activate JavaScript to enable the search functionality.": "Zoeken werkt alleen met JavaScript.",
    "Site navigation": "Navigatie",
    "Skip to main content": "Naar de inhoud",
    "System Settings": "Als het systeem",
    "Version warning": "Waarschuwing over de versie",
    "next page": "volgende pagina",
    "previous page": "vorige pagina",
}
"""Words that the themes look up, by their English text."""
FIXED = {
    "Main": "Hoofdstukken",
    "Page": "Deze pagina",
    "Toggle hidden content": "Toon of verberg de code",
    "Toggle primary sidebar": "Toon of verberg de hoofdstukken",
    "Toggle secondary sidebar": "Toon of verberg de inhoud van deze pagina",
}
"""Words that the themes write into an attribute without looking them up."""


def write_catalogue(source: Path, *, lang: str) -> None:
    """Write the words of the theme where Sphinx looks for them: in `FOLDER` of the folder of the pages."""
    folder = source / FOLDER / check_lang(lang) / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale=lang)
    for english, dutch in DUTCH.items():
        catalogue.add(english, dutch if lang == "nl" else english)
    with (folder / "sphinx.mo").open("wb") as stream:
        write_mo(stream, catalogue)


def translate_fixed(site: Path, *, lang: str) -> None:
    """Replace the words of `FIXED` in the attributes of all pages of a rendered site."""
    if check_lang(lang) != "nl":
        return
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for english, dutch in FIXED.items():
            for attribute in ("aria-label", "title"):
                text = text.replace(f'{attribute}="{english}"', f'{attribute}="{dutch}"')
        page.write_text(text, encoding="utf-8", newline="\n")

"""Words of the pages themselves, in Dutch and in English."""

from __future__ import annotations

from pathlib import Path

from dianalysis.formats import check_lang

TEXTS = Path(__file__).parent / "texts"

WORDS: dict[str, tuple[str, str]] = {
    "site_title": ("Duurzame inzetbaarheid in kleine bedrijven", "Sustainable employability in small firms"),
    "findings": ("Belangrijkste uitkomsten", "Key findings"),
    "no_findings": (
        "Deze run heeft geen uitkomsten voor de voorpagina.",
        "This run has no findings for the front page.",
    ),
    "where": ("lees verder", "read on"),
    "contents": ("Inhoud", "Contents"),
    "chapters": ("Hoofdstukken", "Chapters"),
    "partners": ("Partners", "Partners"),
    "partners_intro": (
        "Elke partner heeft een eigen profiel, met dezelfde vragen en dezelfde opbouw.",
        "Every partner has a profile of its own, with the same questions in the same order.",
    ),
    "partner": ("Partner", "Partner"),
    "page": ("Pagina", "Page"),
    "background": ("Achtergrond", "Background"),
    "how_to_read": ("Leeswijzer", "How to read this"),
    "coverage": ("Gedrukte cijfers", "Printed figures"),
    "coverage_intro": (
        "Het rapport over de eerste fase drukt cijfers af in tabellen. Deze pagina telt per tabel "
        "hoeveel daarvan in de uitkomsten van deze run terugkomen, en hoeveel gelijk zijn aan de "
        "druk, op de precisie van de druk.",
        "The report on the first phase prints figures in tables. This page counts, table by table, "
        "how many of them come back in the results of this run, and how many equal the print at the "
        "precision of the print.",
    ),
    "coverage_none": (
        "Deze run rust op eigen gegevens; vergelijken met de gedrukte cijfers is dan niet aan de orde.",
        "This run rests on own data, so there is nothing to compare with the printed figures.",
    ),
    "coverage_absent": (
        "De gedrukte cijfers zijn niet aan deze site meegegeven.",
        "The printed figures were not given to this site.",
    ),
    "table": ("Tabel", "Table"),
    "profile_tables": ("Profieltabellen van partners", "Profile tables of partners"),
    "partner_lists": ("Lijsten van partners", "Lists of partners"),
    "printed": ("gedrukt", "printed"),
    "legible": ("leesbaar", "legible"),
    "named": ("in deze run", "in this run"),
    "reproduced": ("gelijk aan druk", "equal to print"),
    "excluded": ("bewezen onmogelijk", "proven impossible"),
    "impossible": ("Cijfers die niet samen kunnen kloppen", "Figures that cannot all be right"),
    "impossible_intro": (
        "De reconstructie volgt deze cijfers niet, omdat de andere gedrukte cijfers ze uitsluiten. Per "
        "cijfer: wat er staat, wat uit de andere volgt, en waarom.",
        "The reconstruction does not follow these figures, because the other printed figures rule them "
        "out. For each: what is printed, what follows from the others, and why.",
    ),
    "as_printed": ("gedrukt", "printed"),
    "as_computed": ("berekend", "computed"),
    "differs": ("afwijkend", "different"),
    "all": ("Alle tabellen", "All tables"),
    "differing": ("Afwijkende cijfers", "Figures that differ"),
    "coverage_note": (
        "Leesbaar: de tekst van het rapport geeft de waarde en haar plaats. Bewezen onmogelijk: het "
        "cijfer kan niet samengaan met de andere gedrukte cijfers. Afwijkend: in deze run berekend, "
        "maar anders dan gedrukt. Een cijfer dat niet in deze run voorkomt, hoort bij een hoofdstuk "
        "dat er niet in zit.",
        "Legible: the text of the report gives the value and its place. Proven impossible: the figure"
        " cannot go together with the other printed figures. Different: computed in this run, but not"
        " as printed. A figure that is not in this run belongs to a chapter that is not part of it.",
    ),
    "about": ("Over deze run", "About this run"),
    "status": ("Afloop", "Outcome"),
    "notebook": ("Notebook", "Notebook"),
    "status_ok": ("gelukt", "succeeded"),
    "status_cached": ("gelukt (ongewijzigd)", "succeeded (unchanged)"),
    "status_failed": ("mislukt", "failed"),
    "status_skipped": ("niet uitgevoerd", "not run"),
    "status_left_out": (
        "weggelaten: gaat over het gedrukte rapport, niet over eigen gegevens",
        "left out: it is about the printed report, not about own data",
    ),
    "status_absent": ("niet gevraagd", "not asked for"),
    "incomplete": ("Deze run is niet compleet", "This run is not complete"),
    "incomplete_text": (
        "Wat hieronder staat, ontbreekt of houdt halverwege op. De andere pagina's zijn hier niet "
        "door geraakt.",
        "What is listed here is absent or stops halfway. The other pages are not affected by it.",
    ),
    "failed_here": ("Dit notebook is niet tot het eind gekomen", "This notebook did not run to its end"),
    "failed_text": (
        "Alles tot de fout staat hieronder; wat erna had moeten komen, ontbreekt.",
        "Everything up to the error is shown below; what should have followed is absent.",
    ),
    "other_language": (
        "De lopende tekst van deze pagina is er alleen in het Engels.",
        "The running text of this page is there only in Dutch.",
    ),
    "versions": ("Versies", "Versions"),
    "package": ("Pakket", "Package"),
    "version": ("Versie", "Version"),
    "parameters": ("Parameters", "Parameters"),
    "parameter": ("Parameter", "Parameter"),
    "value": ("Waarde", "Value"),
    "data_hash": ("Vingerafdruk van de gegevens", "Fingerprint of the data"),
    "show_code": ("Toon de code", "Show the code"),
    "hide_code": ("Verberg de code", "Hide the code"),
    "page_contents": ("Op deze pagina", "On this page"),
    "search": ("Zoeken …", "Search …"),
}


def word(key: str, lang: str) -> str:
    """Return a word of the pages in a language; KeyError for a key that does not exist."""
    return WORDS[key][0 if check_lang(lang) == "nl" else 1]


def read_text(name: str, lang: str) -> str:
    """Return a longer text of the pages (Markdown) in a language."""
    return (TEXTS / f"{name}.{check_lang(lang)}.md").read_text(encoding="utf-8")

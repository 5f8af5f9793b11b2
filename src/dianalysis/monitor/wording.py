"""Words of the check report in Dutch and English; its messages have theirs in `messages.csv`."""

from __future__ import annotations

from dianalysis.errors import ParameterError

LANGUAGES = ("nl", "en")

SEVERITIES = {
    "unreadable": ("onleesbaar", "unreadable"),
    "error": ("fout", "error"),
    "warning": ("waarschuwing", "warning"),
    "info": ("ter informatie", "note"),
}

RULE_TITLES = {
    "unreadable": ("bestand niet te lezen", "file cannot be read"),
    "log_line": ("regel van het opschoonlogboek past niet", "line of the cleaning log does not fit"),
    "unknown_table": ("tabel hoort bij geen formulier", "table belongs to no form"),
    "missing_form": ("formulier ontbreekt", "form is missing"),
    "unread_kind": ("soort bestand dat niet gelezen wordt", "kind of file that is not read"),
    "idle_pattern": ("patroon in de mapping past op geen bestand", "pattern of the mapping fits no file"),
    "no_header": ("kopregel niet herkend", "header not recognised"),
    "missing_column": ("kolom ontbreekt", "column is missing"),
    "missing_optional_column": ("niet-verplichte kolom ontbreekt", "optional column is missing"),
    "unknown_column": ("onbekende kolom", "unknown column"),
    "repeated_column": ("kolom komt twee keer voor", "column occurs twice"),
    "no_rows": ("geen regels", "no rows"),
    "cp1252": ("tekst gelezen als Windows-1252", "text read as Windows-1252"),
    "mixed_encoding": ("twee tekencoderingen door elkaar", "two encodings in one file"),
    "lost_cells": ("foutwaarden of formules zonder uitkomst", "error values or formulas without result"),
    "same_firms_two_files": ("zelfde bedrijven in twee bestanden", "same firms in two files"),
    "ragged_row": ("te veel of te weinig cellen", "too many or too few cells"),
    "missing_id": ("nummer ontbreekt", "number is missing"),
    "unusual_id": ("ongewoon nummer", "unusual number"),
    "missing_required": ("verplicht antwoord ontbreekt", "required answer is missing"),
    "unknown_partner": ("onbekende partner", "unknown partner"),
    "unknown_value": ("onbekend antwoord", "unknown answer"),
    "reason_not_allowed": ("reden van ontbreken past niet", "reason of missing does not fit"),
    "not_a_number": ("geen getal", "not a number"),
    "out_of_range": ("buiten het bereik", "out of range"),
    "impossible_date": ("onmogelijke datum", "impossible date"),
    "date_order": ("datums in verkeerde volgorde", "dates in the wrong order"),
    "duplicate_firm": ("bedrijf komt vaker voor", "firm occurs more than once"),
    "same_firm_two_ids": ("zelfde naam, twee nummers", "same name, two numbers"),
    "test_record": ("proefregel", "test record"),
    "orphan": ("monitor zonder registratie", "monitor without registration"),
    "late_after_cutoff": ("na de peildatum", "after the cut-off"),
    "two_advisers": ("twee adviseurs", "two advisers"),
}

WORDS = {
    "title": ("Controle van de exports", "Check of the exports"),
    "rows": ("regels", "rows"),
    "clean": ("Geen fouten gevonden.", "No errors found."),
    "problems": (
        "1 fout vraagt een besluit.|{n} fouten vragen een besluit.",
        "1 error asks for a decision.|{n} errors ask for a decision.",
    ),
    "decided": ("{n} door het opschoonlogboek beslist.", "{n} settled by the cleaning log."),
    "unreadable": (
        "1 bestand is niet te lezen.|{n} bestanden zijn niet te lezen.",
        "1 file cannot be read.|{n} files cannot be read.",
    ),
    "more": ("… en nog {n}; zie het rapport.", "… and {n} more; see the report."),
    "row": ("rij", "row"),
    "form": ("formulier", "form"),
    "number": ("aantal", "number"),
    "rule": ("regel", "rule"),
    "place": ("plaats", "place"),
    "column": ("kolom", "column"),
    "value": ("waarde", "value"),
    "firm": ("bedrijf", "firm"),
    "finding": ("bevinding", "finding"),
    "remedy": ("wat te doen", "remedy"),
    "decision": ("besluit", "decision"),
    "severity": ("ernst", "severity"),
    "privacy": (
        "Van een regel toont dit rapport alleen het nummer van het bedrijf en de genoemde cel, geen namen.",
        "Of a row this report shows only the number of the firm and the cell concerned; it holds no names.",
    ),
}


def require_lang(lang: str) -> str:
    """Return `lang` when there is a report in it, nl or en; else ParameterError."""
    if lang not in LANGUAGES:
        raise ParameterError(f"there is no report in {lang!r}", remedy="Use nl or en.")
    return lang


def say(words: dict[str, tuple[str, str]], key: str, lang: str) -> str:
    """Return the word of `key` in `lang` (nl or en); ParameterError for another language."""
    return words[key][LANGUAGES.index(require_lang(lang))]


def say_count(key: str, n: int, lang: str) -> str:
    """Return a line of `WORDS` with a number in it, in the singular or the plural ("one|many")."""
    forms = say(WORDS, key, lang).split("|")
    return forms[0 if n == 1 else -1].format(n=n)

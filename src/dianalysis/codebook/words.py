"""The fixed words of a rendered codebook, in Dutch and English."""

from __future__ import annotations

from dianalysis.codebook.model import check_lang

_WORDS = {
    "title": ("Codeboek", "Codebook"),
    "search": ("Zoek in het codeboek", "Search the codebook"),
    "found": ("rijen gevonden", "rows found"),
    "contents": ("Inhoud", "Contents"),
    "name": ("Naam", "Name"),
    "question": ("Vraag", "Question"),
    "type": ("Type", "Type"),
    "unit": ("Eenheid", "Unit"),
    "allowed": ("Toegestaan", "Allowed"),
    "required": ("Verplicht", "Required"),
    "missing": ("Redenen van ontbreken", "Reasons for a missing answer"),
    "personal": ("Persoonsgegeven", "Personal"),
    "value_labels": ("Waarden en labels", "Values and labels"),
    "value_set": ("Waardenlijst", "Value set"),
    "value": ("Waarde", "Value"),
    "code": ("Code", "Code"),
    "label": ("Label", "Label"),
    "typology": ("Typologie", "Typology"),
    "step": ("Stap", "Step"),
    "company": ("Bedrijf", "Company"),
    "self_employed": ("Zzp’er", "Self-employed"),
    "aspects": ("Aspecten en indicatoren", "Aspects and indicators"),
    "aspect": ("Aspect", "Aspect"),
    "indicator": ("Indicator", "Indicator"),
    "outcomes": ("Opbrengsten", "Outcomes"),
    "conditions": ("Wat nog ontbreekt", "What is still lacking"),
    "statement": ("Stelling", "Statement"),
    "short": ("Kort", "Short"),
    "term": ("Termijn", "Term"),
    "partners": ("Partners", "Partners"),
    "full_name": ("Volledige naam", "Full name"),
    "scope": ("Bereik", "Scope"),
    "note": ("Opmerking", "Note"),
    "topics": ("Onderwerpen van gesprekken met partners", "Topics of talks with partners"),
    "glossary": ("Begrippen", "Glossary"),
    "word": ("Begrip", "Term"),
    "definition": ("Betekenis", "Meaning"),
    "description": ("Omschrijving", "Description"),
    "yes": ("ja", "yes"),
    "no": ("nee", "no"),
    "short_term": ("kort", "short"),
    "long_term": ("lang", "long"),
    "sectoral": ("sectoraal", "sectoral"),
    "national": ("landelijk", "national"),
    "regional": ("regionaal", "regional"),
    "id": ("nummer", "identifier"),
    "text": ("tekst", "text"),
    "date": ("datum", "date"),
    "category": ("één keuze", "one choice"),
    "multiple": ("meer keuzes", "several choices"),
    "yes_no": ("ja/nee", "yes/no"),
    "score": ("score", "score"),
    "integer": ("geheel getal", "whole number"),
    "decimal": ("getal", "number"),
    "points": ("punten", "points"),
    "employees": ("medewerkers", "employees"),
    "percent of employees": ("procent van de medewerkers", "percent of employees"),
    "required_note": (
        "Verplicht betekent: een cel bevat een antwoord of een van de genoemde redenen, en is nooit leeg.",
        "Required means: a cell holds an answer or one of the reasons listed, and is never empty.",
    ),
}


def word(key: str, lang: str) -> str:
    """Return a fixed word in `lang`; a unit that is not known is returned as it is."""
    position = 0 if check_lang(lang) == "nl" else 1
    pair = _WORDS.get(key)
    return pair[position] if pair else key

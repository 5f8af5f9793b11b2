"""The words of tables and figures themselves, in Dutch and English.

What belongs to the study (variables, categories, measures) has its labels in `data/codebook` and
`data/plan/measures.csv`; here are only the words of the page around them.
"""

from __future__ import annotations

from types import MappingProxyType

from dianalysis.errors import ParameterError
from dianalysis.formats.numbers import Lang

WORDS: MappingProxyType[str, tuple[str, str]] = MappingProxyType(
    {
        # one way to say that there is no number
        "absent": ("–", "–"),
        "suppressed": ("verborgen", "hidden"),
        "not_asked": ("niet gevraagd", "not asked"),
        "missing": ("geen antwoord", "no answer"),
        "nothing": (
            "Er is niets te tonen: deze populatie bevat geen bedrijven.",
            "There is nothing to show: this population holds no companies.",
        ),
        "all_suppressed": (
            "Alle cijfers zijn verborgen: ze rusten op te weinig bedrijven om ze te mogen tonen.",
            "All figures are hidden: they rest on too few companies to be shown.",
        ),
        # columns
        "category": ("Categorie", "Category"),
        "group": ("Groep", "Group"),
        "companies": ("Bedrijven", "Companies"),
        "share": ("Aandeel", "Share"),
        "count": ("Aantal", "Number"),
        "interval": ("{level}-interval", "{level} interval"),
        "range": ("Bereik over trekkingen", "Range over draws"),
        "base": ("n", "n"),
        "total": ("Totaal", "Total"),
        "all_partners": ("Alle partners", "All partners"),
        "start": ("Start", "Start"),
        "end": ("Eind", "End"),
        "start_type": ("Type bij de start", "Type at the start"),
        "end_type": ("Type aan het eind", "Type at the end"),
        "typology": ("Type", "Type"),
        "mean": ("Gemiddelde", "Mean"),
        "estimate": ("Schatting", "Estimate"),
        "measure": ("Maat", "Measure"),
        "test": ("Toets", "Test"),
        "p_value": ("p", "p"),
        "p_adjusted": ("p, gecorrigeerd", "p, adjusted"),
        "statistic": ("Toetsgrootheid", "Statistic"),
        "partner": ("Partner", "Partner"),
        "others": ("Andere partners", "Other partners"),
        "difference": ("Verschil", "Difference"),
        "printed": ("Gedrukt", "Printed"),
        "computed": ("Berekend", "Computed"),
        "agreement": ("Gelijk", "Agree"),
        "figure": ("Gedrukt cijfer", "Printed figure"),
        "table": ("Tabel", "Table"),
        "cells": ("Gedrukte cellen", "Printed cells"),
        "reproduced": ("Gereproduceerd", "Reproduced"),
        "not_reproduced": ("Niet gereproduceerd", "Not reproduced"),
        "not_readable": ("Niet leesbaar", "Not legible"),
        "yes": ("ja", "yes"),
        "no": ("nee", "no"),
        "basis": ("Basis", "Basis"),
        "stage": ("Stap", "Stage"),
        "scores_by_outcome": ("Opbrengst (1–5)", "Outcome (1–5)"),
        "typology_step": ("Typologie (1 = A, 7 = D)", "Typology (1 = A, 7 = D)"),
        "grade": ("Cijfer voor de ondersteuning (1–10)", "Grade for the support (1–10)"),
        "diagnosis": ("Bepalen van verbeterpunten", "Finding what to improve"),
        "advice_form": ("Vorm van het advies", "Form of the advice"),
        "execution_form": ("Vorm van de uitvoering", "Form of the execution"),
        "growth_steps": ("Groei in typologiestappen", "Growth in typology steps"),
        "share_of_companies": ("Aandeel van de bedrijven", "Share of the companies"),
        "number_of_companies": ("Aantal bedrijven", "Number of companies"),
        "share_of_start_type": (
            "Aandeel van de bedrijven met dit starttype",
            "Share of the companies of this start type",
        ),
        "answer_unknown": ("niet ingevuld", "not filled in"),
        "down": ("Achteruit", "Moved down"),
        "stable": ("Stabiel", "Stable"),
        "up": ("Vooruit", "Moved up"),
        "within": ("Alleen deze partner", "This partner only"),
        "pooled": ("Gedeeltelijk samengevoegd", "Partially pooled"),
        "separate": ("Elke partner apart", "Each partner by itself"),
        # stages of the participant flow
        "registered": ("Geregistreerd", "Registered"),
        "started": ("Gestart (monitor 1)", "Started (monitor 1)"),
        "stopped": ("Gestopt", "Stopped"),
        "late": ("Te laat of onvolledig op de peildatum", "Late or incomplete at the cut-off"),
        "complete": ("Volledig op de peildatum", "Complete at the cut-off"),
        "self_employed": ("Zelfstandigen", "Self-employed"),
        # populations, inside a sentence
        "population_registered": ("geregistreerde bedrijven", "registered companies"),
        "population_started": ("gestarte bedrijven", "companies that started"),
        "population_complete": (
            "bedrijven met volledige gegevens op de peildatum",
            "companies with complete data at the cut-off",
        ),
        "population_self_employed": ("zelfstandigen zonder personeel", "self-employed without staff"),
        # what the numbers rest on
        "basis_published": ("gedrukt in het eindverslag", "printed in the final report"),
        "basis_identified": ("volgt uit gedrukte cijfers alleen", "follows from printed figures alone"),
        "basis_reconstructed": ("reconstructie", "reconstruction"),
        "basis_data": ("eigen gegevens", "own data"),
        "source": ("Bron", "Source"),
        "population": ("Populatie", "Population"),
        "note_hidden": (
            "Verborgen: te weinig bedrijven, of af te leiden uit een ander cijfer.",
            "Hidden: too few companies, or could be worked out from another figure.",
        ),
        "note_range": (
            "Het bereik loopt over alle trekkingen van de reconstructie.",
            "The range runs over all draws of the reconstruction.",
        ),
        "note_interval": ("Lijnen: {level}-interval.", "Lines: {level} interval."),
        "note_draws": (
            "Dunne lijnen: bereik over de trekkingen van de reconstructie.",
            "Thin lines: range over the draws of the reconstruction.",
        ),
    }
)


def find_word(key: str, lang: Lang) -> str:
    """Return a word of the page in the language asked for.

    Raises
    ------
    ParameterError
        When the page has no such word.
    """
    if key not in WORDS:
        raise ParameterError(f"the pages have no word called {key!r}", remedy="Add it to formats/words.py.")
    dutch, english = WORDS[key]
    return dutch if lang == "nl" else english


def has_word(key: str) -> bool:
    """Say whether the pages have a word called `key`."""
    return key in WORDS

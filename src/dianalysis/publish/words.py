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
    "partners": ("Convenantpartners", "Partners"),
    "partners_intro": (
        "Elke convenantpartner heeft een eigen profiel, met dezelfde vragen en dezelfde opbouw.",
        "Every partner has a profile of its own, with the same questions in the same order.",
    ),
    "partner": ("Convenantpartner", "Partner"),
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
    "profile_tables": ("Profieltabellen van convenantpartners", "Profile tables of partners"),
    "partner_lists": ("Lijsten van convenantpartners", "Lists of partners"),
    "printed": ("gedrukt", "printed"),
    "legible": ("leesbaar", "legible"),
    "named": ("in deze run", "in this run"),
    "reproduced": ("gelijk aan druk", "equal to print"),
    "excluded": ("niet gevolgd", "not followed"),
    "impossible": ("Cijfers die niet samen kunnen kloppen", "Figures that cannot all be right"),
    "impossible_intro": (
        "De reconstructie volgt deze cijfers niet, omdat de andere gedrukte cijfers ze uitsluiten. Per "
        "cijfer: wat er staat, wat uit de andere volgt, en waarom. De controle van de gedrukte cijfers weegt "
        "ze opnieuw: zij toont ook waar een ander cijfer fout kan zijn, en telt een aandeel dat past als de "
        "delen vóór het optellen zijn afgerond als afrondingsverschil.",
        "The reconstruction does not follow these figures, because the other printed figures rule them "
        "out. For each: what is printed, what follows from the others, and why. The audit of the printed "
        "figures weighs them anew: it also shows where another figure may be the wrong one, and counts a "
        "share that fits when its parts were rounded before they were added as a rounding difference.",
    ),
    "as_printed": ("gedrukt", "printed"),
    "as_computed": ("berekend", "computed"),
    "differs": ("afwijkend", "different"),
    "all": ("Alle tabellen", "All tables"),
    "differing": ("Afwijkende cijfers", "Figures that differ"),
    "coverage_note": (
        "Leesbaar: de tekst van het rapport geeft de waarde en haar plaats. Niet gevolgd: het "
        "cijfer kan niet samengaan met de andere gedrukte cijfers. Afwijkend: in deze run berekend, "
        "maar anders dan gedrukt. Een cijfer dat niet in deze run voorkomt, hoort bij een hoofdstuk "
        "dat er niet in zit, of is er een dat geen hoofdstuk berekent, zoals een planning.",
        "Legible: the text of the report gives the value and its place. Not followed: the figure"
        " cannot go together with the other printed figures. Different: computed in this run, but not"
        " as printed. A figure that is not in this run belongs to a chapter that is not part of it, or is"
        " one that no chapter computes, such as a planned number.",
    ),
    "analysis_plan": ("Analyseplan en uitkomst", "Analysis plan and its outcome"),
    "plan_absent": (
        "Het analyseplan is niet aan deze site meegegeven.",
        "The analysis plan was not given to this site.",
    ),
    "plan_known": (
        "Het analyseplan is geschreven toen de gedrukte uitkomsten van de eerste fase al bekend waren. Een "
        "toets uit het plan is dus niet vooraf geregistreerd: het plan beperkt de keuze van toetsen, niet "
        "de kennis waarmee ze zijn gekozen.",
        "The analysis plan was written when the printed results of phase one were already known. A test of "
        "the plan is therefore not preregistered: the plan limits the choice of tests, not the knowledge "
        "with which they were chosen.",
    ),
    "plan_known_own": (
        "Voor deze gegevens geldt het plan alleen als vooraf vastgelegd wanneer het niet is aangepast nadat "
        "de gegevens bekend waren.",
        "For these data the plan counts as made beforehand only if it was not changed after the data were "
        "known.",
    ),
    "plan_rule": ("Hoe een uitkomst tot stand komt", "How an outcome is reached"),
    "plan_rule_intro": (
        "Elke hypothese is een vraag met een kleinste effect dat ertoe doet. Haar uitkomst volgt uit de "
        "resultaten van deze run, volgens een vaste regel:",
        "Each hypothesis is a question with a smallest effect that matters. Its outcome follows from the "
        "results of this run, by a fixed rule:",
    ),
    "plan_rule_supported": (
        "de gecorrigeerde p-waarde ligt onder {alpha} en het hele {level}-interval ligt voorbij het kleinste "
        "effect. Zonder interval moet de schatting daar liggen. Bij een toets zonder kleinste effect beslist "
        "de p-waarde alleen.",
        "the adjusted p-value lies below {alpha} and the whole {level} interval lies beyond the smallest "
        "effect. Without an interval the estimate must lie there. For a test without a smallest effect the "
        "p-value decides alone.",
    ),
    "plan_rule_contradicted": (
        "hetzelfde, aan de kant die de vraag uitsluit. Vraagt de hypothese alleen of er verschil is, dan "
        "telt elke kant als ondersteuning.",
        "the same, on the side that the question excludes. Where a hypothesis only asks whether there is a "
        "difference, either side counts as support.",
    ),
    "plan_rule_within": (
        "het hele interval ligt binnen het kleinste effect, naar beide kanten: een effect dat ertoe doet, is "
        "uitgesloten. Met een {level}-interval is dat strenger dan twee eenzijdige toetsen op {alpha}.",
        "the whole interval lies inside the smallest effect, on both sides: an effect that matters is ruled "
        "out. With a {level} interval this is stricter than two one-sided tests at {alpha}.",
    ),
    "plan_rule_undecided": (
        "al het andere. Onbeslist betekent niet dat er geen effect is.",
        "everything else. Undecided does not mean that there is no effect.",
    ),
    "plan_rule_adjusted": (
        "De p-waarden zijn binnen een familie gecorrigeerd, de intervallen niet. Waar interval en p-waarde "
        "elkaar tegenspreken, zoals bij een p-waarde die bedrijven van dezelfde convenantpartner als "
        "onafhankelijk ziet (‡), geeft de strengste van de twee de doorslag. Een uitkomst die "
        "zonder interval op zo'n p-waarde rust, heeft hetzelfde teken.",
        "p-values are adjusted within a family, intervals are not. Where interval and p-value disagree, as "
        "with a p-value that takes companies of the same partner as independent (‡), the stricter of the "
        "two decides. An outcome that rests on such a p-value without an interval carries the same sign.",
    ),
    "plan_rule_range": (
        "Rust een schatting op de reconstructie, dan wordt het interval eerst verbreed met het bereik dat de "
        "gedrukte cijfers openlaten; zonder interval moet het hele bereik voorbij het kleinste effect "
        "liggen. De p-waarde is die van de eerste trekking: zij is niet over alle trekkingen nagegaan.",
        "Where an estimate rests on the reconstruction, its interval is first widened by the range that the "
        "printed figures leave open; without an interval the whole range must lie beyond the smallest "
        "effect. The p-value is that of the first draw: it was not followed over all draws.",
    ),
    "plan_short": ("Overzicht", "Overview"),
    "plan_family": ("Familie", "Family"),
    "plan_number": ("hypothesen", "hypotheses"),
    "plan_holm_why": (
        "Correctie volgens Holm: één vals alarm zou hier al misleiden.",
        "Holm's correction: a single false alarm would mislead here.",
    ),
    "plan_benjamini_hochberg_why": (
        "Correctie volgens Benjamini en Hochberg: hier worden meer vragen tegelijk gesteld, en onder de "
        "gevonden verbanden mag een klein deel vals alarm zijn.",
        "Correction by Benjamini and Hochberg: this sifts several questions, where a small part of the "
        "associations found may be false alarms.",
    ),
    "plan_lessons": ("Les voor een volgende fase", "Lesson for a next phase"),
    "plan_smallest": ("De kleinste effecten", "The smallest effects"),
    "plan_measure": ("Maat", "Measure"),
    "plan_size": ("Kleinste effect", "Smallest effect"),
    "plan_unit": ("Eenheid", "Unit"),
    "plan_why": ("Waarom", "Why"),
    "plan_none": ("geen", "none"),
    "plan_exploratory": ("Verkennende p-waarden", "Exploratory p-values"),
    "plan_exploratory_none": (
        "Geen: elke p-waarde in deze run hoort bij een hypothese van het plan.",
        "None: every p-value in this run belongs to a hypothesis of the plan.",
    ),
    "plan_exploratory_some": (
        "p-waarden buiten het plan in deze run: {number}. Ze zijn niet gecorrigeerd; ze kunnen een vraag "
        "oproepen, maar er geen beantwoorden.",
        "p-values outside the plan in this run: {number}. They are not adjusted; they can raise a question, "
        "but not answer one.",
    ),
    "plan_study": ("Hoofdstuk", "Chapter"),
    "plan_p_values": ("p-waarden", "p-values"),
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

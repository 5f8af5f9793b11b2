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
            "Hier is niets te tonen: voor deze bedrijven is dit niet te schatten.",
            "There is nothing to show here: this cannot be estimated for these companies.",
        ),
        "no_companies": (
            "Deze populatie bevat geen bedrijven: er is niets te tonen.",
            "This population holds no companies: there is nothing to show.",
        ),
        "all_suppressed": (
            "Alle cijfers zijn verborgen: ze rusten op te weinig bedrijven om ze te mogen tonen.",
            "All figures are hidden: they rest on too few companies to be shown.",
        ),
        "none": ("geen", "none"),
        "too_few": ("te weinig", "too few"),
        "no_finding": (
            "Over deze populatie is hier niets te zeggen: de cijfers ervoor ontbreken.",
            "Nothing can be said here about this population: the figures for it are absent.",
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
        "all_partners": ("Alle convenantpartners", "All partners"),
        "start": ("Start", "Start"),
        "end": ("Eind", "End"),
        "start_type": ("Type bij de start", "Type at the start"),
        "end_type": ("Type aan het eind", "Type at the end"),
        "change": ("Verandering", "Change"),
        "typology": ("Type", "Type"),
        "mean": ("Gemiddelde", "Mean"),
        "estimate": ("Schatting", "Estimate"),
        "measure": ("Maat", "Measure"),
        "test": ("Toets", "Test"),
        "p_value": ("p", "p"),
        "p_adjusted": ("p, gecorrigeerd", "p, adjusted"),
        "statistic": ("Toetsgrootheid", "Statistic"),
        "partner": ("Convenantpartner", "Partner"),
        "others": ("Andere convenantpartners", "Other partners"),
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
        "within": ("Alleen deze convenantpartner", "This partner only"),
        "pooled": ("Gedeeltelijk samengevoegd", "Partially pooled"),
        "separate": ("Elke convenantpartner apart", "Each partner by itself"),
        "sector": ("Sector", "Sector"),
        "size_class": ("Grootteklasse", "Size class"),
        "adviser": ("Adviseur", "Adviser"),
        "typology_start": ("Type bij de start", "Type at the start"),
        "typology_axis": (
            "Type duurzame inzetbaarheid (A laag, D hoog)",
            "Type of employability policy (A low, D high)",
        ),
        "growth_mean_axis": ("Gemiddelde groei (typologiestappen)", "Mean growth (typology steps)"),
        "share_around_stable": (
            "Aandeel van de bedrijven, met stabiel in het midden",
            "Share of the companies, with stable in the middle",
        ),
        "points_axis": ("Verschil (stappen of punten)", "Difference (steps or points)"),
        "number_axis": ("Verschil (aantal)", "Difference (number)"),
        "all_companies": ("Alle bedrijven", "All companies"),
        "up_1": ("Eén stap vooruit", "Up one step"),
        "up_2": ("Twee stappen", "Two steps"),
        "up_3": ("Drie of meer", "Three or more"),
        "counted": ("meegeteld", "counted"),
        "note_point_only": (
            "De intervallen en p-waarden erbij rusten op de reconstructie.",
            "The intervals and p-values beside them rest on the reconstruction.",
        ),
        "note_absent": (
            "–: niet van toepassing, of niet te schatten.",
            "–: does not apply, or cannot be estimated.",
        ),
        "note_independent": (
            "‡ Deze p-waarde ziet bedrijven van dezelfde convenantpartner als onafhankelijk, en is "
            "daardoor te klein.",
            "‡ This p-value takes companies of the same partner as independent, which makes it too small.",
        ),
        "note_adjusted": (
            "Gecorrigeerde p: voor het aantal toetsen in dezelfde familie van het analyseplan.",
            "Adjusted p: for the number of tests in the same family of the analysis plan.",
        ),
        "note_one_draw": (
            "Getoond is trekking één van de reconstructie; andere trekkingen geven andere getallen.",
            "Shown is draw one of the reconstruction; other draws give other numbers.",
        ),
        "note_others_complete": (
            "Niet vermeld: {number} adviseurs van wie geen formulier ontbreekt.",
            "Not listed: {number} advisers with no form missing.",
        ),
        "note_others_answered": (
            "Niet vermeld: {number} andere vragen, met zo veel of minder open antwoorden, of geen.",
            "Not listed: {number} other questions, with as many open answers or fewer, or none.",
        ),
        "no_form_missing": ("Er ontbreekt geen enkel formulier.", "No form is missing."),
        "no_answer_missing": ("Er ontbreekt geen enkel antwoord.", "No answer is missing."),
        "form": ("Formulier", "Form"),
        "question": ("Vraag", "Question"),
        "open_answers": ("Open gelaten", "Left open"),
        "note_diagonal": (
            "Getallen: bedrijven. Omkaderd: begin- en eindtype gelijk.",
            "Numbers: companies. Framed: start and end type are the same.",
        ),
        "note_pooled": (
            "Gesloten punten zijn naar het gezamenlijke gemiddelde getrokken, kleine groepen het "
            "meest; de volgorde is "
            "geen rangorde.",
            "Filled dots are drawn towards the common mean, small groups most; the order is no ranking.",
        ),
        "note_difference": (
            "Gesloten punten: afstand tot het gemiddelde van de convenantpartners, naar nul "
            "getrokken. Open punten: "
            "verschil met de bedrijven van de andere convenantpartners.",
            "Filled dots: distance from the mean of the partners, drawn towards nought. Open dots: "
            "difference from the "
            "companies of the other partners.",
        ),
        # terms of tests, sensitivity analyses and comparisons
        "pratt": ("nulverschillen volgens Pratt", "zero differences after Pratt"),
        "wilcox": ("zonder nulverschillen", "without zero differences"),
        "sign_test": ("tekentoets", "sign test"),
        "sign_flip": ("tekenwisseling per convenantpartner", "sign flips by partner"),
        "stuart_maxwell": ("Stuart-Maxwell", "Stuart–Maxwell"),
        "bowker": ("Bowker", "Bowker"),
        "permutation": ("permutatie", "permutation"),
        "kruskal_wallis": ("Kruskal-Wallis", "Kruskal–Wallis"),
        "main": ("Hoofdanalyse", "Main analysis"),
        "excluding_d": ("Zonder starters op D", "Without starters at D"),
        "excluding_cd_d": ("Zonder starters op CD of D", "Without starters at CD or D"),
        "equal_partners": ("Elke convenantpartner weegt gelijk", "Each partner weighs the same"),
        "without_largest_partner": ("Zonder de grootste convenantpartner", "Without the largest partner"),
        "start_error_25": (
            "Een kwart van de starts een stap te laag",
            "A quarter of starts one step too low",
        ),
        "start_error_50": ("De helft van de starts een stap te laag", "Half of starts one step too low"),
        "start_error_75": (
            "Driekwart van de starts een stap te laag",
            "Three quarters of starts one step too low",
        ),
        "start_error_100": ("Alle starts een stap te laag", "All starts one step too low"),
        "reliability_50": ("betrouwbaarheid 0,5", "reliability 0.5"),
        "reliability_70": ("betrouwbaarheid 0,7", "reliability 0.7"),
        "reliability_90": ("betrouwbaarheid 0,9", "reliability 0.9"),
        "mean_growth": ("gemiddelde groei", "mean growth"),
        "net_random": ("netto verbetering, fouten willekeurig", "net improvement, errors at random"),
        "net_worst_case": ("netto verbetering, ongunstigste geval", "net improvement, worst case"),
        "growth": ("Groei (stappen)", "Growth (steps)"),
        "improved": ("Aandeel vooruit", "Share that moved up"),
        "typology_end": ("Typologie eind (stap)", "Typology at the end (step)"),
        "n_aspects": ("Aantal aspecten", "Number of aspects"),
        "n_indicators": ("Aantal indicatoren", "Number of indicators"),
        "note_exploratory": (
            "* Verkennend: niet vastgelegd in het analyseplan.",
            "* Exploratory: not declared in the analysis plan.",
        ),
        "no_figures": (
            "Deze gegevens geven geen gedrukt verslag terug: er is niets te vergelijken.",
            "These data do not give back a printed report: there is nothing to compare.",
        ),
        # titles: the question a table or figure answers
        "title_shift": (
            "Eindigden bedrijven in een hoger type dan waar zij begonnen?",
            "Did companies end in a higher type than where they started?",
        ),
        "title_growth": ("Hoeveel stappen kwamen bedrijven vooruit?", "How many steps did companies move?"),
        "title_growth_by_partner": (
            "Bij welke convenantpartners groeiden bedrijven?",
            "With which partners did companies grow?",
        ),
        "title_transition": (
            "Waar eindigden de bedrijven van elk starttype?",
            "Where did the companies of every start type end?",
        ),
        "title_start": (
            "Is de groei meer dan terugkeer naar het gemiddelde?",
            "Is growth more than a return to the mean?",
        ),
        "title_partners": (
            "Verschilt de groei tussen convenantpartners?",
            "Does growth differ between partners?",
        ),
        "title_robustness": (
            "Blijft de bevinding staan onder andere aannames?",
            "Does the finding stand under other assumptions?",
        ),
        "title_bounds": (
            "Wat als de onvolledige bedrijven zo ongunstig of zo gunstig mogelijk hadden geantwoord?",
            "What if the incomplete companies had answered as unfavourably or as favourably as possible?",
        ),
        "title_differences": (
            "Waarin verschillen de bedrijven van deze convenantpartner van de andere?",
            "In what do the companies of this partner differ from the others?",
        ),
        "title_flow": (
            "Wie deed mee, wie viel af, wie is geanalyseerd?",
            "Who took part, who left, who is analysed?",
        ),
        "title_distribution": (
            "Uit wie bestaat het personeel van de bedrijven?",
            "Who works in the companies?",
        ),
        "title_groups": ("Hoe staan de groepen ervoor?", "How do the groups compare?"),
        "title_typology": (
            "Hoe verdeelden de bedrijven zich over de typen?",
            "How did companies divide over the types?",
        ),
        "title_form_complete": (
            "Hoeveel bedrijven leverden elk formulier in?",
            "How many companies handed in each form?",
        ),
        "title_grade": (
            "Welk cijfer gaven ondernemers de ondersteuning?",
            "How did entrepreneurs grade the support?",
        ),
        "title_sector": ("In welke sectoren werken de bedrijven?", "In which sectors do the companies work?"),
        "title_subsector": (
            "In welke subsectoren werken de bedrijven?",
            "In which subsectors do the companies work?",
        ),
        "title_size_class": ("Hoe groot zijn de bedrijven?", "How large are the companies?"),
        "title_aspect": (
            "Aan welke aspecten werkten de bedrijven?",
            "On which aspects did the companies work?",
        ),
        "title_indicator": (
            "Aan welke indicatoren werkten de bedrijven?",
            "On which indicators did the companies work?",
        ),
        "title_recruited": (
            "Hoeveel bedrijven wierf elke convenantpartner, en hoeveel zijn volledig?",
            "How many companies did each partner recruit, and how many are complete?",
        ),
        "title_dropout": (
            "Hangt uitval samen met kenmerken van de bedrijven?",
            "Does drop-out go together with characteristics of the companies?",
        ),
        "title_missing": ("Welke vragen bleven het vaakst open?", "Which questions were left open most?"),
        "title_completeness": (
            "Bij welke adviseurs ontbreken formulieren?",
            "With which advisers are forms missing?",
        ),
        "title_tests": (
            "Hoe groot is het effect, en kan het toeval zijn?",
            "How large is the effect, and could it be chance?",
        ),
        "title_coverage": (
            "Hoeveel gedrukte cijfers geeft deze pagina terug?",
            "How many printed figures does this page give back?",
        ),
        "title_profile_choices": ("Hoe is het traject opgezet?", "How was the support set up?"),
        "title_profile_means": (
            "Wat leverde het op, en hoe is het beoordeeld?",
            "What did it bring, and how was it graded?",
        ),
        "title_profile_aspects": ("Aan welke aspecten is gewerkt?", "Which aspects were worked on?"),
        "title_profile_indicators": ("Aan welke indicatoren is gewerkt?", "Which indicators were worked on?"),
        "expected_growth": ("Te verwachten bij {reliability}", "Expected at {reliability}"),
        "observed_growth": ("Waargenomen groei", "Observed growth"),
        "note_shares": (
            "Verschillen in de eenheid van hun regel; een verschil van aandelen ligt tussen −1 en 1.",
            "Differences in the unit of their line; a difference of shares lies between −1 and 1.",
        ),
        "note_rare": (
            "Niet vermeld: {number} combinaties van minder dan {least} bedrijven, of verborgen.",
            "Not listed: {number} combinations of fewer than {least} companies, or hidden.",
        ),
        "appendix_table": (
            "Profielen convenantpartners, tabel {number}",
            "Partner appendices, table {number}",
        ),
        "difference_typology_start": ("Typologie start (stap)", "Typology at the start (step)"),
        "difference_grade": ("Cijfer (punten)", "Grade (points)"),
        "note_bounds": (
            "Lijnen: van het ongunstigste tot het gunstigste geval.",
            "Lines: from worst to best case.",
        ),
        "group_of_partner": ("van {partner}", "of {partner}"),
        # statements on five points, partners against chance
        "statement": ("Stelling", "Statement"),
        "no_answers": ("geen antwoorden", "no answers"),
        "top_two": ("Score 4 of 5", "Score 4 or 5"),
        "share_around_middle": (
            "Aandeel van de antwoorden, rond het midden van score 3 gelegd",
            "Share of the answers, laid around the middle of score 3",
        ),
        "note_middle": (
            "Links van het midden ligt oneens, rechts eens; hoogste gemiddelde bovenaan.",
            "Left of the middle disagrees, right of it agrees; highest mean on top.",
        ),
        "note_top_two": (
            "Rechts: aandeel met score 4 of 5, tussen haakjes het {level}-interval.",
            "At the right: share with score 4 or 5, its {level} interval between brackets.",
        ),
        "note_cells": (
            "Cellen: aantal bedrijven, tussen haakjes het aandeel van wie antwoordde.",
            "Cells: number of companies, with their share of those that answered between brackets.",
        ),
        "title_statements": (
            "Hoe vaak kreeg elke stelling elke score?",
            "How often was each score given to each statement?",
        ),
        "title_likert_outcome": (
            "Wat leverde het traject op, volgens de adviseurs?",
            "What did the support bring, according to the advisers?",
        ),
        "title_likert_condition": (
            "Wat hebben bedrijven nog nodig om verder te gaan?",
            "What do companies still need in order to go on?",
        ),
        "title_likert_person_outcome": (
            "Wat leverde het traject zelfstandigen op?",
            "What did the support bring the self-employed?",
        ),
        "title_likert_person_condition": (
            "Wat hebben zelfstandigen nog nodig om verder te gaan?",
            "What do the self-employed still need in order to go on?",
        ),
        "title_satisfaction": (
            "Hoe tevreden waren ondernemers over het adviestraject?",
            "How satisfied were entrepreneurs with the advisory process?",
        ),
        "title_funnel_grade_8": (
            "Bij welke convenantpartners wijkt het aandeel met een acht of hoger af van toeval?",
            "With which partners does the share giving an eight or higher depart from chance?",
        ),
        "title_funnel_satisfied": (
            "Bij welke convenantpartners wijkt het aandeel tevreden ondernemers af van toeval?",
            "With which partners does the share of satisfied entrepreneurs depart from chance?",
        ),
        "title_draws": (
            "Hoe zeker zijn de verbanden die niet gedrukt zijn?",
            "How certain are the associations that were not printed?",
        ),
        "title_outcome_draws": (
            "Hoe eensgezind en hoe betrouwbaar zijn de acht stellingen?",
            "How much do the eight statements agree, and how reliable are they together?",
        ),
        "title_appreciation": (
            "Gaat waardering samen met groei en opbrengst?",
            "Does appreciation go together with growth and outcomes?",
        ),
        "title_grade_partners": (
            "Hoe waarderen de ondernemers van elke convenantpartner de ondersteuning?",
            "How do the entrepreneurs of each partner value the support?",
        ),
        "funnel_axis_grade_8": ("Aandeel met cijfer 8 of hoger", "Share with grade 8 or higher"),
        "funnel_axis_satisfied": ("Aandeel met tevredenheid C of D", "Share with satisfaction C or D"),
        "funnel_within": ("Binnen de grenzen", "Within the limits"),
        "funnel_beyond_95": ("Buiten 95\u00a0%", "Beyond 95%"),
        "funnel_beyond_99_8": ("Buiten 99,8\u00a0%", "Beyond 99.8%"),
        "limits_95": ("Grenzen 95\u00a0%", "95% limits"),
        "limits_99_8": ("Grenzen 99,8\u00a0%", "99.8% limits"),
        "note_funnel": (
            "Punten: convenantpartners; tussen de grenzen ligt een convenantpartner die alleen door toeval "
            "van alle bedrijven verschilt.",
            "Points: partners; between the limits lies a partner that differs from all companies by chance "
            "alone.",
        ),
        "coefficient_axis": ("Coëfficiënt (0 = geen, 1 = volledig)", "Coefficient (0 = none, 1 = full)"),
        "tau_axis": (
            "Kendalls tau-b binnen convenantpartners (0 = geen samenhang)",
            "Kendall's tau-b within partners (0 = no association)",
        ),
        "outcome_reliability_alpha": ("alfa", "alpha"),
        "outcome_reliability_omega": ("omega", "omega"),
        "outcome_concordance_friedman": ("Friedman", "Friedman"),
        "outcome_term_mean_short": ("korte termijn", "short term"),
        "outcome_term_mean_long": ("lange termijn", "long term"),
        "appreciation_association_satisfaction.grade": ("Tevredenheid met cijfer", "Satisfaction with grade"),
        "appreciation_association_satisfaction.growth": (
            "Tevredenheid met groei",
            "Satisfaction with growth",
        ),
        "appreciation_association_satisfaction.outcomes": (
            "Tevredenheid met opbrengst",
            "Satisfaction with outcomes",
        ),
        "appreciation_association_grade.growth": ("Cijfer met groei", "Grade with growth"),
        "appreciation_association_grade.outcomes": ("Cijfer met opbrengst", "Grade with outcomes"),
        "appreciation_association_growth.outcomes": ("Groei met opbrengst", "Growth with outcomes"),
        # the banner
        "banner_reconstructed_head": ("Reconstructie.", "Reconstruction."),
        "banner_reconstructed": (
            "De bedrijven onder deze pagina zijn nagemaakt: samen geven zij de gedrukte cijfers van het "
            "eindverslag terug, maar geen enkele rij is een echt bedrijf. Wat niet gedrukt is en er ook niet "
            "uit volgt, hangt van de reconstructie af en staat hier met zijn bereik over de trekkingen.",
            "The companies under this page were made up: together they give back the printed figures of the "
            "final report, but no row is a real company. What was not printed and does not follow from print "
            "depends on the reconstruction and is shown with its range over the draws.",
        ),
        "banner_data_head": ("Eigen gegevens.", "Own data."),
        "banner_data": (
            "De cijfers op deze pagina komen uit de exports die voor deze run zijn opgegeven.",
            "The numbers on this page come from the exports given for this run.",
        ),
        "banner_protected": (
            "Onthullingsprofiel {profile}: aantallen onder {cell} zijn verborgen ({source}).",
            "Disclosure profile {profile}: numbers below {cell} are hidden ({source}).",
        ),
        "banner_open": (
            "Onthullingsprofiel {profile}: er is niets verborgen.",
            "Disclosure profile {profile}: nothing is hidden.",
        ),
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
        "population_registered_one": ("geregistreerd bedrijf", "registered company"),
        "population_started_one": ("gestart bedrijf", "company that started"),
        "population_complete_one": (
            "bedrijf met volledige gegevens op de peildatum",
            "company with complete data at the cut-off",
        ),
        "population_self_employed_one": ("zelfstandige zonder personeel", "self-employed without staff"),
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
            "Het bereik loopt over alle trekkingen van de reconstructie; een – in die kolom betekent "
            "dat alle hetzelfde "
            "geven.",
            "The range runs over all draws of the reconstruction; a – in that column means that all "
            "give the same.",
        ),
        "note_interval": ("Lijnen: {level}-interval.", "Lines: {level} interval."),
        "note_no_line": (
            "Zonder lijn: één bedrijf of convenantpartner, of gelijke waarden.",
            "Without a line: one company or partner, or equal values.",
        ),
        "note_draws": (
            "Dunne lijnen: bereik over de trekkingen van de reconstructie.",
            "Thin lines: range over the draws of the reconstruction.",
        ),
        # follow-up, actions and the self-employed
        "persons": ("Zelfstandigen", "People"),
        "share_of_persons": ("Aandeel van de zelfstandigen", "Share of the self-employed"),
        "outcomes": ("Gemiddelde opbrengst (1–5)", "Mean outcome (1–5)"),
        "answers": ("Antwoorden", "Answers"),
        "indicator": ("Indicator", "Indicator"),
        "aspect": ("Aspect", "Aspect"),
        "condition": ("Voorwaarde", "Condition"),
        "person_condition": ("Voorwaarde", "Condition"),
        "person_outcome": ("Opbrengst", "Outcome"),
        "score_axis": ("Gemiddelde score (1 oneens, 5 eens)", "Mean score (1 disagree, 5 agree)"),
        "yes_share_axis": (
            "Aandeel dat met de indicator verdergaat",
            "Share that goes on with the indicator",
        ),
        "answer_share_axis": ("Aandeel van de antwoorden", "Share of the answers"),
        "each_indicator": ("Elke indicator apart", "Each indicator by itself"),
        "mean_of_indicators": ("Gemiddelde van de indicatoren", "Mean of the indicators"),
        "middle_of_scale": ("Midden van de schaal", "Middle of the scale"),
        "note_pooled_indicators": (
            "Gesloten punten zijn naar het gemiddelde van de indicatoren getrokken, kleine groepen meer.",
            "Filled dots are drawn towards the mean of the indicators, small groups most.",
        ),
        "note_pairs": (
            "Boven: phi, van −1 tot 1; onder: aandeel van de bedrijven dat aan beide werkte.",
            "Upper: phi, from −1 to 1; lower: share of the companies that worked on both.",
        ),
        "note_answers": (
            "Aantal, met tussen haakjes het aandeel van de antwoorden op die regel.",
            "Number, with the share of the answers on that line between brackets.",
        ),
        "note_answers_all": (
            "Aantal, met tussen haakjes het aandeel van alle deelnemers.",
            "Number, with the share of all participants between brackets.",
        ),
        "title_followup": (
            "Gaan bedrijven verder, hoe, en met steun?",
            "Do companies go on, how, and with support?",
        ),
        "title_indicator_followup": (
            "Gaan bedrijven verder met wat zij opzetten?",
            "Do companies go on with what they set up?",
        ),
        "title_aspect_followup": (
            "Bij welke aspecten gaan bedrijven verder?",
            "With which aspects do companies go on?",
        ),
        "title_indicator_forest": (
            "Met welke indicatoren gaan bedrijven het vaakst verder?",
            "With which indicators do companies most often go on?",
        ),
        "title_condition": (
            "Wat staat een vervolg nog in de weg?",
            "What still stands in the way of going on?",
        ),
        "title_person_condition": (
            "Wat staat zelfstandigen nog in de weg?",
            "What still stands in the way of the self-employed?",
        ),
        "title_person_outcome": (
            "Wat leverde het de zelfstandigen op?",
            "What did it bring the self-employed?",
        ),
        "title_person_typology": (
            "Hoe verdeelden de zelfstandigen zich over de typen?",
            "How did the self-employed divide over the types?",
        ),
        "title_person_growth": (
            "Hoeveel stappen kwamen de zelfstandigen vooruit?",
            "How many steps did the self-employed move?",
        ),
        "title_person_grade": (
            "Welk cijfer gaven zelfstandigen de ondersteuning?",
            "How did the self-employed grade the support?",
        ),
        "title_person_satisfaction": (
            "Hoe beoordeelden zelfstandigen het traject?",
            "How did the self-employed judge the support?",
        ),
        "title_person_indicator": (
            "Waaraan werkten de zelfstandigen?",
            "On what did the self-employed work?",
        ),
        "title_n_aspects": (
            "Aan hoeveel aspecten werkte een bedrijf?",
            "On how many aspects did a company work?",
        ),
        "title_n_indicators": (
            "Aan hoeveel indicatoren werkte een bedrijf?",
            "On how many indicators did a company work?",
        ),
        "title_pairs": (
            "Welke aspecten gaan samen?",
            "Which aspects go together?",
        ),
        "title_dose": (
            "Ging het beter met bedrijven die meer deden?",
            "Did companies that did more fare better?",
        ),
        "catalogue_action": ("Acties", "Actions"),
        "catalogue_result": ("Resultaten", "Results"),
        "catalogue_unclear": ("Actie of resultaat", "Action or result"),
        "catalogue_none": ("Niets vermeld", "Nothing listed"),
        "catalogue_items": ("{number} vermeldingen", "{number} entries"),
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

"""Results as figures: released rows in, a figure out; nothing is estimated or saved."""

from dianalysis.figures.answers import plot_aspect_followup, plot_indicator_forest, plot_statement_means
from dianalysis.figures.bars import plot_aspects, plot_distribution_bars, plot_typology_shift
from dianalysis.figures.change import plot_growth, plot_transition
from dianalysis.figures.effects import plot_effects
from dianalysis.figures.flow import plot_flow
from dianalysis.figures.forest import plot_differences, plot_partner_forest
from dianalysis.figures.funnel import plot_funnel
from dianalysis.figures.interviews import (
    plot_agreement,
    plot_code_heat,
    plot_code_pairs,
    plot_code_robustness,
    plot_joint,
    plot_saturation,
    plot_valences,
)
from dianalysis.figures.lesson_evidence import plot_lesson_evidence
from dianalysis.figures.lessons import plot_lessons
from dianalysis.figures.likert import plot_likert
from dianalysis.figures.pairs import plot_aspect_pairs
from dianalysis.figures.partners import plot_growth_by_partner
from dianalysis.figures.phase_two_partners import plot_lots, plot_ranks
from dianalysis.figures.phase_two_power import plot_power
from dianalysis.figures.phase_two_time import plot_done
from dianalysis.figures.robustness import plot_bounds, plot_robustness
from dianalysis.figures.start import plot_growth_by_start
from dianalysis.figures.theme import use_theme
from dianalysis.figures.threats import (
    plot_halo,
    plot_threats,
    plot_tipping,
)
from dianalysis.figures.verdicts import plot_verdicts
from dianalysis.figures.ways import plot_ways

__all__ = [
    "plot_agreement",
    "plot_aspect_followup",
    "plot_aspect_pairs",
    "plot_aspects",
    "plot_bounds",
    "plot_code_heat",
    "plot_code_pairs",
    "plot_code_robustness",
    "plot_differences",
    "plot_distribution_bars",
    "plot_done",
    "plot_effects",
    "plot_flow",
    "plot_funnel",
    "plot_growth",
    "plot_growth_by_partner",
    "plot_growth_by_start",
    "plot_halo",
    "plot_indicator_forest",
    "plot_joint",
    "plot_lesson_evidence",
    "plot_lessons",
    "plot_likert",
    "plot_lots",
    "plot_partner_forest",
    "plot_power",
    "plot_ranks",
    "plot_robustness",
    "plot_saturation",
    "plot_statement_means",
    "plot_threats",
    "plot_tipping",
    "plot_transition",
    "plot_typology_shift",
    "plot_valences",
    "plot_verdicts",
    "plot_ways",
    "use_theme",
]

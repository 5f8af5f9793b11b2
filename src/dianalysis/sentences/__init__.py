"""Results as sentences: released rows in, a hedged sentence out; every number in it comes from a row."""

from dianalysis.sentences.actions import describe_amount, describe_dose, describe_pairs
from dianalysis.sentences.answers import describe_heaping, describe_late_entry, describe_open_answers
from dianalysis.sentences.audit import (
    describe_claims,
    describe_lost,
    describe_printed,
    describe_sets,
    describe_verdicts,
)
from dianalysis.sentences.change import (
    describe_growth,
    describe_net_improvement,
    describe_partner_differences,
    describe_start_error,
    describe_transition,
    describe_typology_shift,
)
from dianalysis.sentences.followup import (
    describe_aspect_followup,
    describe_conditions,
    describe_followup,
    describe_indicator_followup,
    describe_support,
)
from dianalysis.sentences.interviews import (
    describe_agreement,
    describe_code_pairs,
    describe_codes,
    describe_interviews,
    describe_joint,
    describe_saturation,
    describe_valences,
)
from dianalysis.sentences.key import key_findings
from dianalysis.sentences.lesson_rules import (
    describe_base_rate,
    describe_changes,
    describe_declared,
    describe_shared,
)
from dianalysis.sentences.lessons import (
    describe_carriers,
    describe_contradicted,
    describe_lessons,
    describe_register,
)
from dianalysis.sentences.outcomes import describe_outcome_pairs, describe_outcomes, describe_reliability
from dianalysis.sentences.participants import describe_largest, describe_recruitment, describe_staff
from dianalysis.sentences.partner import (
    describe_difference,
    describe_partner,
    describe_partner_facts,
    describe_worked_on,
)
from dianalysis.sentences.parts import Finding
from dianalysis.sentences.persons import (
    describe_person_conditions,
    describe_person_grade,
    describe_person_growth,
    describe_person_outcomes,
    describe_person_satisfaction,
    describe_person_shift,
    describe_person_work,
    describe_refusal,
)
from dianalysis.sentences.phase_two import (
    describe_budget,
    describe_calibration,
    describe_done,
    describe_ranks,
    describe_without,
)
from dianalysis.sentences.phase_two_firms import describe_binding, describe_goal, describe_lots
from dianalysis.sentences.phase_two_lots import describe_lot_association
from dianalysis.sentences.phase_two_power import describe_detectable, describe_power, describe_verdict
from dianalysis.sentences.quality import (
    describe_bounds,
    describe_completeness,
    describe_dropout,
    describe_flow,
    describe_panel,
    describe_population,
    describe_straight_lines,
)
from dianalysis.sentences.rivals import describe_regression, describe_robustness
from dianalysis.sentences.satisfaction import (
    describe_appreciation,
    describe_funnel,
    describe_grade,
    describe_satisfied,
)
from dianalysis.sentences.threats import (
    describe_completion,
    describe_ends,
    describe_halo,
    describe_low_starters,
    describe_odds,
    describe_spontaneous,
    describe_start_tipping,
)
from dianalysis.sentences.ways import describe_ending, describe_limits, describe_ways

__all__ = [
    "Finding",
    "describe_agreement",
    "describe_amount",
    "describe_appreciation",
    "describe_aspect_followup",
    "describe_base_rate",
    "describe_binding",
    "describe_bounds",
    "describe_budget",
    "describe_calibration",
    "describe_carriers",
    "describe_changes",
    "describe_claims",
    "describe_code_pairs",
    "describe_codes",
    "describe_completeness",
    "describe_completion",
    "describe_conditions",
    "describe_contradicted",
    "describe_declared",
    "describe_detectable",
    "describe_difference",
    "describe_done",
    "describe_dose",
    "describe_dropout",
    "describe_ending",
    "describe_ends",
    "describe_flow",
    "describe_followup",
    "describe_funnel",
    "describe_goal",
    "describe_grade",
    "describe_growth",
    "describe_halo",
    "describe_heaping",
    "describe_indicator_followup",
    "describe_interviews",
    "describe_joint",
    "describe_largest",
    "describe_late_entry",
    "describe_lessons",
    "describe_limits",
    "describe_lost",
    "describe_lot_association",
    "describe_lots",
    "describe_low_starters",
    "describe_net_improvement",
    "describe_odds",
    "describe_open_answers",
    "describe_outcome_pairs",
    "describe_outcomes",
    "describe_pairs",
    "describe_panel",
    "describe_partner",
    "describe_partner_differences",
    "describe_partner_facts",
    "describe_person_conditions",
    "describe_person_grade",
    "describe_person_growth",
    "describe_person_outcomes",
    "describe_person_satisfaction",
    "describe_person_shift",
    "describe_person_work",
    "describe_population",
    "describe_power",
    "describe_printed",
    "describe_ranks",
    "describe_recruitment",
    "describe_refusal",
    "describe_register",
    "describe_regression",
    "describe_reliability",
    "describe_robustness",
    "describe_satisfied",
    "describe_saturation",
    "describe_sets",
    "describe_shared",
    "describe_spontaneous",
    "describe_staff",
    "describe_start_error",
    "describe_start_tipping",
    "describe_straight_lines",
    "describe_support",
    "describe_transition",
    "describe_typology_shift",
    "describe_valences",
    "describe_verdict",
    "describe_verdicts",
    "describe_ways",
    "describe_without",
    "describe_worked_on",
    "key_findings",
]

"""Results as tables: released rows in, a table object out; nothing is estimated or saved."""

from dianalysis.tables.answers import table_answers
from dianalysis.tables.banner import banner
from dianalysis.tables.catalogue import table_catalogue
from dianalysis.tables.contradictions import table_claims, table_contradictions
from dianalysis.tables.coverage import table_coverage
from dianalysis.tables.distribution import table_distribution
from dianalysis.tables.effects import table_differences, table_tests
from dianalysis.tables.facts import table_partner_facts
from dianalysis.tables.flow import table_flow
from dianalysis.tables.gaps import table_completeness, table_open_answers
from dianalysis.tables.groups import table_groups
from dianalysis.tables.hypotheses import table_hypotheses
from dianalysis.tables.interviews import (
    table_code_groups,
    table_code_pairs,
    table_codes,
    table_valences,
)
from dianalysis.tables.interviews_agreement import table_agreement
from dianalysis.tables.interviews_joint import table_joint
from dianalysis.tables.lessons import table_lesson_blocks, table_lessons
from dianalysis.tables.lessons_beside import table_lessons_beside
from dianalysis.tables.pairs import table_pairs
from dianalysis.tables.phase_two_inputs import table_scenario
from dianalysis.tables.phase_two_lots import table_lot_association, table_lot_limits
from dianalysis.tables.phase_two_partners import (
    table_budget,
    table_criteria,
    table_lot_spread,
    table_places,
)
from dianalysis.tables.phase_two_power import (
    table_design_inputs,
    table_detectable,
    table_false_positive,
    table_power_sensitivity,
)
from dianalysis.tables.profile import table_profile
from dianalysis.tables.statements import table_statements
from dianalysis.tables.terms import table_terms
from dianalysis.tables.transition import table_transition
from dianalysis.tables.verdicts import table_rechecks, table_verdicts
from dianalysis.tables.ways import table_ways

STAFF = ("permanent", "male")
AGE = ("age_lt25", "age_26_55", "age_gt55")
EDUCATION = (
    "edu_basisonderwijs",
    "edu_lager_beroepsonderwijs",
    "edu_middelbaar_beroepsonderwijs",
    "edu_havo_vwo",
    "edu_hoger_onderwijs",
)

__all__ = [
    "AGE",
    "EDUCATION",
    "STAFF",
    "banner",
    "table_agreement",
    "table_answers",
    "table_budget",
    "table_catalogue",
    "table_claims",
    "table_code_groups",
    "table_code_pairs",
    "table_codes",
    "table_completeness",
    "table_contradictions",
    "table_coverage",
    "table_criteria",
    "table_design_inputs",
    "table_detectable",
    "table_differences",
    "table_distribution",
    "table_false_positive",
    "table_flow",
    "table_groups",
    "table_hypotheses",
    "table_joint",
    "table_lesson_blocks",
    "table_lessons",
    "table_lessons_beside",
    "table_lot_association",
    "table_lot_limits",
    "table_lot_spread",
    "table_open_answers",
    "table_pairs",
    "table_partner_facts",
    "table_places",
    "table_power_sensitivity",
    "table_profile",
    "table_rechecks",
    "table_scenario",
    "table_statements",
    "table_terms",
    "table_tests",
    "table_transition",
    "table_valences",
    "table_verdicts",
    "table_ways",
]

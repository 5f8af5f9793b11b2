"""Results as tables: released rows in, a table object out; nothing is estimated or saved."""

from dianalysis.tables.banner import banner
from dianalysis.tables.coverage import table_coverage
from dianalysis.tables.distribution import table_distribution
from dianalysis.tables.estimates import table_groups, table_tests
from dianalysis.tables.flow import table_flow
from dianalysis.tables.profile import table_profile
from dianalysis.tables.transition import table_transition

__all__ = [
    "banner",
    "table_coverage",
    "table_distribution",
    "table_flow",
    "table_groups",
    "table_profile",
    "table_tests",
    "table_transition",
]

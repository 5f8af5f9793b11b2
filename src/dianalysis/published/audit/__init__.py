"""The audit of printed figures: do they follow from each other, and which cannot all be right?"""

from dianalysis.published.audit.files import AUDIT, audit_file, count_verdicts, read_claims, write_audit
from dianalysis.published.audit.reading import normalise_figures, read_any_figures
from dianalysis.published.audit.reasons import KINDS, Reason, explain_set
from dianalysis.published.audit.report import ReportAudit, audit_report
from dianalysis.published.audit.rules import Rules, make_rules, read_rules
from dianalysis.published.audit.verdicts import (
    AUDIT_COLUMNS,
    VERDICTS,
    audit_figures,
    make_proofs,
    recheck_proofs,
)

__all__ = [
    "AUDIT",
    "AUDIT_COLUMNS",
    "KINDS",
    "VERDICTS",
    "Reason",
    "ReportAudit",
    "Rules",
    "audit_figures",
    "audit_file",
    "audit_report",
    "count_verdicts",
    "explain_set",
    "make_proofs",
    "make_rules",
    "normalise_figures",
    "read_any_figures",
    "read_claims",
    "read_rules",
    "recheck_proofs",
    "write_audit",
]

"""From raw exports to clean tables: check, cleaning log, recode, derive, panel."""

from dianalysis.monitor.admit import Admitted, admit_rows, write_rejected
from dianalysis.monitor.checks import CheckResult, check_forms
from dianalysis.monitor.derive import (
    derive_columns,
    derive_companies,
    derive_self_employed,
    derive_self_employed_columns,
)
from dianalysis.monitor.forms import RawForm, RawForms, read_forms
from dianalysis.monitor.log import Applied, apply_log
from dianalysis.monitor.logfile import LOG_COLUMNS, CleaningLog, empty_log, read_log
from dianalysis.monitor.mapping import ExportMapping, FormMapping, load_mapping
from dianalysis.monitor.panel import (
    POPULATIONS,
    Panel,
    build_panel,
    participant_flow,
    read_cut_off,
    select_population,
)
from dianalysis.monitor.recode import recode_form, recode_forms
from dianalysis.monitor.review import require_reviewed, review_log
from dianalysis.monitor.store import read_clean, read_draws, read_self_employed_draws, with_draws, write_clean

__all__ = [
    "LOG_COLUMNS",
    "POPULATIONS",
    "Admitted",
    "Applied",
    "CheckResult",
    "CleaningLog",
    "ExportMapping",
    "FormMapping",
    "Panel",
    "RawForm",
    "RawForms",
    "admit_rows",
    "apply_log",
    "build_panel",
    "check_forms",
    "derive_columns",
    "derive_companies",
    "derive_self_employed",
    "derive_self_employed_columns",
    "empty_log",
    "load_mapping",
    "participant_flow",
    "read_clean",
    "read_cut_off",
    "read_draws",
    "read_forms",
    "read_log",
    "read_self_employed_draws",
    "recode_form",
    "recode_forms",
    "require_reviewed",
    "review_log",
    "select_population",
    "with_draws",
    "write_clean",
    "write_rejected",
]

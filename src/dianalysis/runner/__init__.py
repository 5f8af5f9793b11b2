"""Notebooks in batch: catalogue, checked parameters, papermill in a pool of workers, cache and record.

Importing this package is fast (no Jupyter, no data library): the command line can validate a request first.
"""

from dianalysis.runner.batch import run
from dianalysis.runner.catalogue import NEEDS, Catalogue, Entry, load_catalogue
from dianalysis.runner.parameters import Parameter, read_parameters
from dianalysis.runner.plan import Execution, leave_out, plan_executions
from dianalysis.runner.progress import Reporter, open_reporter
from dianalysis.runner.record import Outcome, RunRecord, read_record
from dianalysis.runner.request import Settings

__all__ = [
    "NEEDS",
    "Catalogue",
    "Entry",
    "Execution",
    "Outcome",
    "Parameter",
    "Reporter",
    "RunRecord",
    "Settings",
    "leave_out",
    "load_catalogue",
    "open_reporter",
    "plan_executions",
    "read_parameters",
    "read_record",
    "run",
]

"""Files in, frames out, and back. This floor reads and writes; it recodes, drops and decides nothing."""

from dianalysis.sources.guard import (
    MAX_CELLS,
    MAX_FILE_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
)
from dianalysis.sources.rawtable import PROVENANCE, Note, RawTable, promote_header
from dianalysis.sources.reader import is_database, list_exports, read_export
from dianalysis.sources.spss import SavLayout, write_sav
from dianalysis.sources.writers import (
    XlsxSheet,
    neutralise,
    write_csv,
    write_parquet,
    write_xlsx,
)

__all__ = [
    "MAX_CELLS",
    "MAX_FILE_BYTES",
    "MAX_MEMBERS",
    "MAX_RATIO",
    "MAX_UNPACKED_BYTES",
    "PROVENANCE",
    "Note",
    "RawTable",
    "SavLayout",
    "XlsxSheet",
    "is_database",
    "list_exports",
    "neutralise",
    "promote_header",
    "read_export",
    "write_csv",
    "write_parquet",
    "write_sav",
    "write_xlsx",
]

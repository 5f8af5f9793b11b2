"""Files in, frames out, and back. This floor reads and writes; it recodes, drops and decides nothing."""

from dianalysis.sources.guard import (
    MAX_CELLS,
    MAX_FILE_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
)
from dianalysis.sources.rawtable import PROVENANCE, Note, RawTable, promote_header
from dianalysis.sources.reader import (
    UNREAD_KINDS,
    is_database,
    list_exports,
    list_unread,
    read_export,
    shown_source,
)
from dianalysis.sources.spss import SavLayout, write_sav
from dianalysis.sources.writers import (
    FIXED_CREATED,
    XlsxSheet,
    neutralise,
    write_csv,
    write_parquet,
    write_xlsx,
)

__all__ = [
    "FIXED_CREATED",
    "MAX_CELLS",
    "MAX_FILE_BYTES",
    "MAX_MEMBERS",
    "MAX_RATIO",
    "MAX_UNPACKED_BYTES",
    "PROVENANCE",
    "UNREAD_KINDS",
    "Note",
    "RawTable",
    "SavLayout",
    "XlsxSheet",
    "is_database",
    "list_exports",
    "list_unread",
    "neutralise",
    "promote_header",
    "read_export",
    "shown_source",
    "write_csv",
    "write_parquet",
    "write_sav",
    "write_xlsx",
]

"""Read monitor tables from a database, named by an SQLAlchemy URL. Nothing is ever written to it."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import URL, create_engine, inspect, make_url, select, table, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from dianalysis.errors import Unreadable, Where
from dianalysis.sources.rawtable import RawTable, cell_text, frame_of_rows

MAX_ROWS = 1_000_000
"""Most rows read from one table."""
_KIND = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,20}(\+[A-Za-z0-9_]{1,20})?")


def list_tables(address: str) -> tuple[str, ...]:
    """Name the tables and views of the database, sorted.

    Raises
    ------
    Unreadable
        When the address is no SQLAlchemy URL, its driver is absent or the database does not answer.
    """
    with _Connection(address) as opened:
        found = inspect(opened.connection)
        return tuple(sorted({*found.get_table_names(), *found.get_view_names()}))


def read_database(address: str, *, tables: tuple[str, ...] | None = None) -> tuple[RawTable, ...]:
    """Read the named tables (all of them when not named) of the database, in one read-only transaction.

    Parameters
    ----------
    address
        SQLAlchemy URL, such as sqlite:///monitor.db or postgresql://user@host/name.
    tables
        Names of tables or views.

    Raises
    ------
    Unreadable
        As `list_tables`; also for a table that is absent or longer than `MAX_ROWS`.
    """
    names = list_tables(address) if tables is None else tables
    with _Connection(address) as opened:
        return tuple(_read_table(opened, name) for name in names)


def _read_table(opened: _Connection, name: str) -> RawTable:
    opened.table, shown = name, opened.shown
    result = opened.connection.execute(select(text("*")).select_from(table(name)).limit(MAX_ROWS + 1))
    columns = [str(key) for key in list(result.keys())]
    rows = [[cell_text(cell) for cell in row] for row in result]
    if len(rows) > MAX_ROWS:
        raise Unreadable(
            f"the table has more than {MAX_ROWS:,} rows",
            where=Where(file=shown, sheet=name),
            remedy="Offer a view with the rows of the programme only.",
        )
    frame = frame_of_rows(columns, rows, range(1, len(rows) + 1), file=shown, sheet=name)
    return RawTable(file=shown, sheet=name, frame=frame, kind="sql")


class _Connection:
    """A connection that cannot write; every database error becomes `Unreadable`, without the password."""

    def __init__(self, address: str) -> None:
        self._url = _parse(address)
        self.shown = shown_address(address)
        self.table = ""

    def __enter__(self) -> _Connection:
        try:
            self._engine = create_engine(_read_only(self._url))
            self.connection = self._engine.connect()
            if self._url.get_backend_name() in {"postgresql", "mysql", "mariadb"}:
                self.connection.execute(text("SET TRANSACTION READ ONLY"))
        except (SQLAlchemyError, ImportError) as error:
            raise self._unreadable(error) from error
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.connection.rollback()
        self.connection.close()
        self._engine.dispose()
        if isinstance(error, SQLAlchemyError):
            raise self._unreadable(error) from error

    def _unreadable(self, error: BaseException) -> Unreadable:
        where = Where(file=self.shown, sheet=self.table)
        if isinstance(error, ImportError):
            return Unreadable(
                f"the driver for {self._url.drivername} is not installed",
                where=where,
                remedy="Install it in this environment, or export the tables as .csv or .parquet.",
            )
        return Unreadable(
            f"the {'table' if self.table else 'database'} cannot be read ({type(error).__name__})",
            where=where,
            remedy="Check the address, the account's rights, the table names, and the driver.",
        )


def shown_address(address: str) -> str:
    """Write a database address as messages show it, without account, password or options.

    A sqlite database is shown as its file name. Of an address that cannot be parsed only the kind is shown,
    since any other part may be a piece of a password.
    """
    try:
        url = _parse(address)
    except Unreadable:
        return _kind_only(address)
    if url.get_backend_name() == "sqlite":
        return Path(url.database).name if url.database else "sqlite"
    host = f"{url.host or ''}:{url.port}" if url.port else url.host or ""
    return f"{url.get_backend_name()}://{host}/{url.database or ''}"


def _kind_only(address: str) -> str:
    kind = address.split("://", 1)[0]
    return f"{kind if _KIND.fullmatch(kind) else ''}://…"


def _parse(address: str) -> URL:
    try:
        url = make_url(address)
        url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise Unreadable(
            "this is not a database address, or of a kind that is not known",
            where=Where(file=_kind_only(address)),
            remedy="Write it as an SQLAlchemy URL, such as sqlite:///monitor.db.",
        ) from error
    return url


def _read_only(url: URL) -> URL:
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith("file:"):
        return url
    path = Path(url.database)
    if not path.is_file():
        raise Unreadable(
            "the database file does not exist", where=Where(file=path.name), remedy="Check the path."
        )
    return url.set(database=f"{path.resolve().as_uri()}?mode=ro", query={"uri": "true"})

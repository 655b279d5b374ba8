"""Applies the numbered migrations, forward only, in one transaction with the note of it."""

import os
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from handlers.desk import LedgerUnavailable
from ledger.connection import (
    Connection,
    DatabaseError,
    complete_statement,
    connect,
    is_busy,
    translated,
)
from ledger.history import link_all
from ledger.older import bring_forward, count_again
from ledger.queries import FOLDER

_CHAIN = "0003_chain"
"""Only then are events of before linked: a row that is not linked later was not written by the program."""
_RULES = "0004_rules"
_FIGURES = "0005_figures"


def prepare(path: Path, patience_s: float) -> None:
    """Creates the file when needed and brings it to the newest form. Raises LedgerUnavailable."""
    try:
        _create(path)
        with closing(connect(path, "rwc", patience_s)) as connection:
            _enter_wal(connection, patience_s)
            _migrate(connection)
    except OSError as error:
        raise LedgerUnavailable(str(error)) from error
    except DatabaseError as error:
        raise translated(error) from error


def _create(path: Path) -> None:
    """Only its owner may read it: it holds what citizens said in confidence."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def _enter_wal(connection: Connection, patience_s: float) -> None:
    """Readers see the last commit while one writer writes; the file stays in this mode.

    SQLite does not wait by itself when two programs make this change to a new file at once.
    """
    ends_at = time.monotonic() + patience_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except DatabaseError as error:
            if not is_busy(error) or time.monotonic() > ends_at:
                raise
            time.sleep(0.01)


def _migrate(connection: Connection) -> None:
    migrations = _migrations()
    pending = {migration.name for migration in migrations.pending(Database(connection))}
    if not pending:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection))
        if _CHAIN in pending:
            link_all(connection)
        if _RULES in pending:
            bring_forward(connection)
        if _FIGURES in pending:
            count_again(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _migrations() -> Migrations:
    migrations = Migrations("ledger")
    for file in sorted((FOLDER / "migrations").glob("*.sql")):
        migrations(name=file.stem)(_Script(file))
    return migrations


class _Script:
    """One migration file as the function that sqlite-utils calls."""

    def __init__(self, file: Path) -> None:
        self.__name__ = file.stem
        self._text = file.read_text(encoding="utf-8")

    def __call__(self, db: Database, /) -> None:
        for statement in _statements(self._text):
            db.execute(statement)


def _statements(text: str) -> Iterator[str]:
    """One by one, as `executescript` would commit the transaction first."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            yield statement
            statement = ""

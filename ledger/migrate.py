"""Applies the numbered migrations, forward only, in one transaction with the note of it."""

from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from ledger.connection import Connection, complete_statement
from ledger.queries import FOLDER


def migrate(connection: Connection) -> None:
    """Brings the database to the newest form. Other processes wait for the write lock."""
    migrations = _migrations()
    if not migrations.pending(Database(connection)):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection))
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

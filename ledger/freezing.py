"""A frozen copy of what a report was counted from: one SQLite file, de-identified, with a digest over all of it."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database

from handlers.desk import FrozenParts
from ledger.connection import DatabaseError, unavailable
from ledger.queries import load
from reports.counting import Query, Row, Tally
from reports.period import Period
from reports.verify import DIGEST, ORDERED, digest

SQL = load("freezing")
COPIED = ("case_facts", "events", "register_rows")


KEYS = {"figures": "name", "identities": "name", "texts": "place", "definitions": "name"}


def freeze(
    path: Path,
    ledger: Path,
    period: Period,
    make: Callable[[Tally], FrozenParts],
    progress: Callable[[str, int], None],
) -> str:
    """`progress` hears which table is worked on, and how many rows of it are done. Returns the digest.

    Raises OSError, LedgerUnavailable, and what `make` raises; then there is no file."""
    frozen = FrozenFile(path, ledger, period)
    try:
        history = frozen.copy(lambda table: progress(table, 0))
        parts = make(frozen.tally)
        for table, key in KEYS.items():
            frozen.write(table, getattr(parts, table), key)
        return frozen.seal({**parts.about, **history}, lambda rows: progress(DIGEST, rows))
    except DatabaseError as error:
        frozen.abandon()
        raise unavailable(error) from error
    except BaseException:
        frozen.abandon()
        raise


class FrozenFile:
    """Being written: first the copy of the record, then what was made of it, then the seal."""

    def __init__(self, path: Path, ledger: Path, period: Period) -> None:
        self._path = path
        self._unfinished = path.with_name(f".{path.name}.unfinished")
        with suppress(FileNotFoundError):
            self._unfinished.unlink()
        self._unfinished.touch()
        self._file = Database(self._unfinished)
        self._db = self._file.conn
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("ATTACH :ledger AS ledger", {"ledger": str(ledger)})
        self._days = {
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "documents_until": f"{period.last.year + 1}-03-31",
        }

    def copy(self, progress: Callable[[str], None] = lambda table: None) -> Mapping[str, str]:
        """One moment of the record. Returns where the chain of its history stood: `history_events`, `history_head`."""
        self._db.execute("BEGIN")
        for table in ("aliases", *COPIED):
            progress(table)
            self._db.execute(SQL[f"make_{table}"])
            self._db.execute(SQL[f"fill_{table}"], self._days)
        self._db.execute(SQL["index_case_facts"])
        [(events, head)] = self._db.execute(SQL["head"]).fetchall()
        self._db.execute("DROP TABLE aliases")
        self._db.execute("COMMIT")
        self._db.execute("DETACH ledger")
        return {"history_events": str(events), "history_head": head or ""}

    def tally(self, query: Query) -> list[Row]:
        return [tuple(row) for row in self._db.execute(query.sql, dict(query.values))]

    def write(self, table: str, rows: Iterable[Mapping[str, object]], key: str) -> None:
        """`rows` are of one shape; without any the table is there all the same."""
        found = [dict(row) for row in rows]
        if found:
            self._file.table(table).insert_all(found, pk=key)

    def seal(
        self, about: Mapping[str, str], progress: Callable[[int], None] = lambda n: None
    ) -> str:
        """The digest, which is in the file too; then the file is there under its name."""
        for table in ORDERED:
            if table not in (*COPIED, "about") and table not in self._file.table_names():
                self._db.execute(SQL[f"empty_{table}"])
        self._file.table("about").insert_all(
            [{"key": k, "value": v} for k, v in about.items()], pk="key"
        )
        self._db.commit()
        told = digest(self._db, progress)
        self._file.table("about").insert({"key": DIGEST, "value": told})
        self._db.commit()
        self._file.close()
        self._unfinished.replace(self._path)
        return told

    def abandon(self) -> None:
        with suppress(DatabaseError):
            self._file.close()
        with suppress(FileNotFoundError):
            self._unfinished.unlink()

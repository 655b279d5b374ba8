"""The published file (knowledge.db): what may be shown now, and every version that ever was."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.db import sqlite3  # type: ignore[attr-defined]  # pysqlite3 where there is one

from knowledge.entry import Entry
from knowledge.objects import from_object, to_object

PATIENCE_S = 5.0
"""How long another writer is waited for."""


class StoreUnavailable(Exception):
    """Nothing was written or read. `key` names the sentence that says why: store.locked, .read_only, .full, .damaged,
    .closed (the folder or file cannot be opened)."""

    def __init__(self, key: str, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.key = key
        self.path = path


@dataclass(frozen=True, slots=True)
class Publication:
    """One file that was imported. `key` is its resolved path, or 'sample:<name>'; `kind` as asked for, or 'auto';
    `digest` of its bytes, so that the same bytes are read once; `imported_at` aware UTC."""

    key: str
    name: str
    kind: str
    digest: str
    imported_at: datetime
    sample: bool = False
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """How many entries of a publication are new, changed, gone, or as they were."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0


class KnowledgeStore:
    """One connection; may be handed from thread to thread, used by one at a time. Raises StoreUnavailable."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self._path = path

    @classmethod
    def open(cls, path: Path) -> "KnowledgeStore":
        """Makes the folder and the file when they are missing."""
        with _translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(
                path, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False
            )
            try:
                store = cls(Database(connection), path)
                store._prepare()
            except BaseException:
                connection.close()
                raise
        return store

    def close(self) -> None:
        self._db.close()

    def publish(self, publication: Publication, entries: Sequence[Entry]) -> Published:
        """Replaces the entries of this publication, all or nothing; old versions are kept."""
        bodies = [(e.id, e.version, _body(e)) for e in entries]
        with self._writing():
            if known := self.known(publication):
                return known
            old = self._bodies(publication.key)
            result = _compare(old, {id: body for id, _, body in bodies})
            self._db.table("publication").upsert(_row(publication), pk="key")
            if result != Published(unchanged=len(bodies)):
                self._replace(publication.key, bodies)
        return result

    def known(self, publication: Publication) -> Published | None:
        """The same bytes read in the same way before, under whatever key."""
        sql = """SELECT count(e.id), p.key FROM publication p LEFT JOIN entry e ON e.publication = p.key
                 WHERE p.digest = :digest AND p.kind = :kind AND p.sample = :sample GROUP BY p.key"""
        with _translated(self._path):
            found = self._db.execute(sql, _row(publication)).fetchone()
        return Published(unchanged=found[0]) if found else None

    def entries(self, sample: bool = True) -> list[Entry]:
        """Everything that may be shown now, by publication and place; `sample` False leaves the sample town out."""
        sql = """SELECT e.id, e.version, e.body, p.sample FROM entry e JOIN publication p ON p.key = e.publication
                 WHERE p.sample <= :sample ORDER BY p.sample, e.publication, e.place"""
        with _translated(self._path):
            rows = self._db.execute(sql, {"sample": int(sample)}).fetchall()
        return [_entry(*row) for row in rows]

    def sources(self) -> list[tuple[str, Entry]]:
        """Of each publication, by key, one entry for each source that it cites; for what does not need every text."""
        sql = """SELECT publication, id, version, body FROM entry
                 GROUP BY publication, json_extract(body, '$.source') ORDER BY publication, min(place)"""
        with _translated(self._path):
            rows = self._db.execute(sql).fetchall()
        return [(key, _entry(id, version, body, 0)) for key, id, version, body in rows]

    def holds(self, entry_id: str) -> bool:
        with _translated(self._path):
            return self._db.table("entry").count_where("id = ?", [entry_id]) > 0

    def version(self, entry_id: str, version: str) -> Entry | None:
        """What was shown under this id and version, also long after it was replaced."""
        sql = """SELECT entry_id, version, body, 0 FROM entry_version
                 WHERE entry_id = :id AND version = :version"""
        with _translated(self._path):
            row = self._db.execute(sql, {"id": entry_id, "version": version}).fetchone()
        return _entry(*row) if row else None

    def revision(self) -> int:
        """Raised by every change of what may be shown."""
        with _translated(self._path):
            return int(self._db.execute("SELECT n FROM revision").fetchone()[0])

    def publications(self) -> list[Publication]:
        sql = """SELECT p.key, p.name, p.kind, p.digest, p.imported_at, p.sample, count(e.id)
                 FROM publication p LEFT JOIN entry e ON e.publication = p.key GROUP BY p.key ORDER BY p.key"""
        with _translated(self._path):
            rows = self._db.execute(sql).fetchall()
        return [
            Publication(key, name, kind, digest, datetime.fromisoformat(at), bool(sample), n)
            for key, name, kind, digest, at, sample, n in rows
        ]

    def retire(self, key: str) -> int:
        """Takes a publication out of what may be shown; the number of its entries. Raises KeyError."""
        with self._writing():
            if not self._db.table("publication").count_where("key = ?", [key]):
                raise KeyError(key)
            n = self._db.table("entry").count_where("publication = ?", [key])
            self._db.table("entry").delete_where("publication = ?", [key])
            self._db.table("publication").delete_where("key = ?", [key])
            self._db.execute("UPDATE revision SET n = n + 1")
        return n

    def _prepare(self) -> None:
        self._db.execute("PRAGMA synchronous = FULL")
        if "revision" in self._db.table_names():
            return
        self._db.execute("PRAGMA journal_mode = WAL")
        with self._writing():
            self._db.execute(_PUBLICATION)
            self._db.execute(_ENTRY)
            self._db.execute("CREATE INDEX IF NOT EXISTS entry_place ON entry (publication, place)")
            self._db.execute(_ENTRY_VERSION)
            self._db.execute("CREATE TABLE IF NOT EXISTS revision (n INTEGER NOT NULL)")
            self._db.execute(
                "INSERT INTO revision SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM revision)"
            )

    def _bodies(self, key: str) -> dict[str, str]:
        sql = "SELECT id, body FROM entry WHERE publication = :key"
        return dict(self._db.execute(sql, {"key": key}).fetchall())

    def _replace(self, key: str, bodies: Sequence[tuple[str, str, str]]) -> None:
        run = self._db.conn.executemany
        self._db.execute("DELETE FROM entry WHERE publication = :key", {"key": key})
        run(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?)",
            ((id, version, key, place, body) for place, (id, version, body) in enumerate(bodies)),
        )
        run("INSERT OR REPLACE INTO entry_version VALUES (?, ?, ?)", bodies)
        self._db.execute("UPDATE revision SET n = n + 1")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction that takes the write lock at once (sqlite-utils' own begins deferred)."""
        with _translated(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.conn.in_transaction:
                    self._db.execute("ROLLBACK")
                raise


_PUBLICATION = """CREATE TABLE IF NOT EXISTS publication (
  key TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, digest TEXT NOT NULL,
  imported_at TEXT NOT NULL, sample INTEGER NOT NULL) WITHOUT ROWID"""

_ENTRY = """CREATE TABLE IF NOT EXISTS entry (
  id TEXT PRIMARY KEY, version TEXT NOT NULL, publication TEXT NOT NULL REFERENCES publication,
  place INTEGER NOT NULL, body TEXT NOT NULL)"""

_ENTRY_VERSION = """CREATE TABLE IF NOT EXISTS entry_version (
  entry_id TEXT NOT NULL, version TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (entry_id, version)) WITHOUT ROWID"""

_WHY = {
    "SQLITE_BUSY": "store.locked",
    "SQLITE_LOCKED": "store.locked",
    "SQLITE_READONLY": "store.read_only",
    "SQLITE_FULL": "store.full",
    "SQLITE_IOERR": "store.full",
    "SQLITE_NOTADB": "store.damaged",
    "SQLITE_CORRUPT": "store.damaged",
}
"""Result code of SQLite, without its extension → sentence."""


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as e:
        code = "_".join(str(getattr(e, "sqlite_errorname", "")).split("_")[:2])
        raise StoreUnavailable(_WHY.get(code, "store.closed"), path, str(e)) from e
    except OSError as e:
        raise StoreUnavailable("store.closed", path, e.strerror or str(e)) from e


def _compare(old: dict[str, str], now: dict[str, str]) -> Published:
    same = sum(old.get(id) == body for id, body in now.items())
    new = len(now.keys() - old.keys())
    return Published(
        new=new,
        changed=len(now) - same - new,
        removed=len(old.keys() - now.keys()),
        unchanged=same,
    )


def _row(publication: Publication) -> dict[str, str | int]:
    return {
        "key": publication.key,
        "name": publication.name,
        "kind": publication.kind,
        "digest": publication.digest,
        "imported_at": publication.imported_at.isoformat(timespec="seconds"),
        "sample": int(publication.sample),
    }


def _body(entry: Entry) -> str:
    return json.dumps(to_object(entry), ensure_ascii=False, separators=(",", ":"))


def _entry(id: str, version: str, body: str, sample: int) -> Entry:
    return replace(from_object(json.loads(body)), id=id, version=version, sample=bool(sample))

"""SQLite connections, and which of their errors mean that the record cannot be used just now."""

from pathlib import Path

from sqlite_utils.db import sqlite3  # type: ignore[attr-defined]

from handlers.desk import LedgerUnavailable

Connection = sqlite3.Connection
DatabaseError = sqlite3.Error
complete_statement = sqlite3.complete_statement

_major, _minor, _patch = sqlite3.sqlite_version_info
SQLITE_VERSION = _major * 1_000_000 + _minor * 1_000 + _patch
"""As SQLite numbers itself: 3053004 is 3.53.4."""
PATIENCE_S = 5.0
"""How long a writer waits for another process before it reports that nothing was recorded."""

_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)
"""Primary result codes caused by the machine, not by a unit. Source: sqlite.org/rescode.html."""


def connect(path: Path, mode: str, patience_s: float = PATIENCE_S) -> Connection:
    """`mode` is rwc (may create the file), rw or ro. Transactions are begun by hand.

    One thread at a time may use it, not always the same one.
    """
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=patience_s,
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # a commit survives the loss of power
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
    connection.execute("PRAGMA fullfsync = ON")  # macOS: through the disk's own cache
    return connection


def translated(error: Exception) -> Exception:
    """LedgerUnavailable for what the machine caused; the error itself for a mistake of ours."""
    return unavailable(error) if _primary_code(error) in _PASSING else error


def unavailable(error: Exception) -> LedgerUnavailable:
    return LedgerUnavailable(f"{getattr(error, 'sqlite_errorname', type(error).__name__)}: {error}")


def is_busy(error: Exception) -> bool:
    return _primary_code(error) == sqlite3.SQLITE_BUSY


def _primary_code(error: Exception) -> int | None:
    """None for what did not come from SQLite. Extended codes keep the primary one in their low byte."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF

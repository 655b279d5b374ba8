"""Updates as they came."""

from collections.abc import Sequence
from datetime import datetime

from handlers.desk import Update
from ledger.connection import Connection
from ledger.queries import load
from ledger.values import moment_text

SQL = load("inbox")


def take_in(db: Connection, channel: str, updates: Sequence[tuple[str, str]], now: datetime) -> int:
    came_at = moment_text(now)
    return sum(
        db.execute(
            SQL["take_in"],
            {"channel": channel, "outside_id": outside_id, "raw": raw, "came_at": came_at},
        ).rowcount
        for outside_id, raw in updates
    )


def any_waiting(db: Connection, channel: str, after: int) -> bool:
    first = {"channel": channel, "after": after, "limit": 1}
    return bool(db.execute(SQL["waiting"], first).fetchall())


def hand_out(db: Connection, channel: str, limit: int, after: int) -> list[Update]:
    where = {"channel": channel, "after": after, "limit": limit}
    rows = db.execute(SQL["waiting"], where).fetchall()
    db.executemany(SQL["handed_out"], [{"id": row["id"]} for row in rows])
    return [Update(**{**dict(row), "attempts": row["attempts"] + 1}) for row in rows]


def done(db: Connection, id: int, error: str, now: datetime) -> None:
    db.execute(SQL["done"], {"id": id, "error": error, "at": moment_text(now)})

"""What leaves: put in with the change that caused it, claimed by lease, sent or given up."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from handlers.notice import Outgoing
from ledger.connection import Connection
from ledger.queries import load
from ledger.values import moment, moment_text, notice, notice_text

SQL = load("outbox")


def put(db: Connection, outgoing: Iterable[Outgoing], now: datetime) -> None:
    put_at = moment_text(now)
    db.executemany(
        SQL["put"],
        [
            {
                "channel": o.channel,
                "address": o.address,
                "notice": notice_text(o.notice),
                "language": o.language,
                "dedupe": o.dedupe,
                "put_at": put_at,
            }
            for o in outgoing
        ],
    )


def any_due(db: Connection, channels: Sequence[str], now: datetime) -> bool:
    return _next(db, channels, now) is not None


def claim(
    db: Connection, channels: Sequence[str], now: datetime, lease_s: float
) -> Outgoing | None:
    """The UPDATE names the lease it saw: one row changed means mine, none: another was first."""
    row = _next(db, channels, now)
    if row is None:
        return None
    until = moment_text(now + timedelta(seconds=lease_s))
    mine = {"id": row["id"], "free_at": row["free_at"], "until": until}
    if not db.execute(SQL["lease"], mine).rowcount:
        return None
    return _outgoing(row, attempts=row["attempts"] + 1)


def delivered(db: Connection, id: int, now: datetime) -> None:
    db.execute(SQL["delivered"], {"id": id, "now": moment_text(now)})


def not_delivered(db: Connection, id: int, reason: str, next_at: datetime | None) -> None:
    if next_at is None:
        db.execute(SQL["give_up"], {"id": id, "reason": reason})
    else:
        row = {"id": id, "reason": reason, "next_at": moment_text(next_at)}
        db.execute(SQL["try_again"], row)


def of_address(
    db: Connection, channel: str, address: str, after: int
) -> list[tuple[datetime, Outgoing]]:
    where = {"channel": channel, "address": address, "after": after}
    rows = db.execute(SQL["of_address"], where)
    return [(moment(row["put_at"]), _outgoing(row, row["attempts"])) for row in rows]


def _next(db: Connection, channels: Sequence[str], now: datetime) -> Any:
    """The row that has waited longest over all channels, or None."""
    rows = [
        row
        for channel in channels
        for row in db.execute(SQL["next"], {"channel": channel, "now": moment_text(now)})
    ]
    return min(rows, key=lambda row: (row["free_at"], row["id"]), default=None)


def _outgoing(row: Any, attempts: int) -> Outgoing:
    return Outgoing(
        channel=row["channel"],
        address=row["address"],
        notice=notice(row["notice"]),
        language=row["language"],
        dedupe=row["dedupe"],
        id=row["id"],
        attempts=attempts,
    )


def forget(db: Connection, number: str) -> None:
    """What was said of a case and has ended."""
    db.execute(SQL["forget"], {"number": number})

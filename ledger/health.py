"""How long the oldest thing has waited."""

from datetime import datetime

from ledger import inbox, outbox
from ledger.connection import SQLITE_VERSION, Connection
from ledger.values import moment


def health(db: Connection, now: datetime) -> dict[str, float | int]:
    [waiting_in] = db.execute(inbox.SQL["health"]).fetchall()
    [waiting_out] = db.execute(outbox.SQL["health"]).fetchall()
    return {
        "inbox_waiting": waiting_in["waiting"],
        "inbox_oldest_s": _age_s(waiting_in["oldest"], now),
        "inbox_quarantined": waiting_in["quarantined"],
        "outbox_waiting": waiting_out["waiting"],
        "outbox_oldest_s": _age_s(waiting_out["oldest"], now),
        "sqlite_version": SQLITE_VERSION,
    }


def _age_s(came_at: str | None, now: datetime) -> float:
    return 0.0 if came_at is None else max(0.0, (now - moment(came_at)).total_seconds())

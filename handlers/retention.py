"""What people told is deleted when the office's own rule of retention says so; what is counted stays."""

from collections.abc import Callable
from datetime import date, datetime, time

from cases.lifecycle import forget as forgotten
from cases.sweeping import SERVICE
from handlers.desk import Desk
from reports.period import OFFICE_ZONE

MOST = 200
"""Cases in one transaction."""


async def forget(
    desk: Desk, before: date, kind: str = "", progress: Callable[[int], None] = lambda done: None
) -> int:
    """Of cases that ended before that day, of one kind or of every one. Number of cases. Raises LedgerUnavailable."""
    now = desk.now()
    rule = f"ended before {before}"
    moment = datetime.combine(before, time(), OFFICE_ZONE)
    done = 0
    while changes := await desk.ledger.forget(
        moment, kind, lambda case: forgotten(case, rule, SERVICE, now), MOST
    ):
        done += len(changes)
        progress(done)
    return done

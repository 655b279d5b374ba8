"""The sweep: reminders and escalations whose day has come, and provisional dates that a new notice settles.

It may run in every worker: what one has done the others find done, and what was missed while nobody ran is done once.
"""

import logging
from collections.abc import Callable

from cases.sweeping import SERVICE, swept
from cases.timing import redate
from handlers.desk import Desk, StaleCase
from handlers.routing import above
from reports.period import office_day

MOST = 500
"""Cases in one transaction."""

log = logging.getLogger("minxin.sweep")


async def sweep(desk: Desk, progress: Callable[[int], None] = lambda done: None) -> int:
    """How many reminders and escalations there were. Raises LedgerUnavailable."""
    now = desk.now()
    today = office_day(now)
    done, up = 0, await above(desk)
    while changes := await desk.ledger.sweep(
        today, lambda case: swept(case, desk.calendar, now, today, up), MOST
    ):
        done += len(changes)
        progress(done)
    if done:
        log.info("%d reminders and escalations", done)
    return done


async def redate_provisional(desk: Desk) -> int:
    """Due dates by the calendar as it is now; the history keeps the earlier date. Raises LedgerUnavailable."""
    now = desk.now()
    after, changed = "", 0
    while cases := await desk.ledger.provisional(after, MOST):
        after = cases[-1].number
        for case in cases:
            change = redate(case, SERVICE, desk.calendar, now, office_day(now))
            if change is None:
                continue
            try:
                await desk.ledger.save(change)
            except StaleCase:  # somebody is at it: the next round sees it again
                continue
            changed += 1
    if changed:
        log.info("%d due dates changed with the calendar", changed)
    return changed

"""Figures of a period."""

from datetime import date

from handlers.desk import Desk
from reports.figures import Figure, case_figures, inquiry_figures
from reports.period import Period, office_day


async def figures(
    desk: Desk, period: Period, by: str = "", as_of: date | None = None
) -> list[Figure]:
    """What was received in the period, as it stood at the end of `as_of` (today, unless an earlier day is given).

    `by` is channel, unit, month, kind, area, or '' for the total. Nothing received after `as_of` is counted.
    """
    today = office_day(desk.now())
    as_of = min(today, as_of or today)
    seen = Period(period.first, min(period.last, as_of))
    return [
        *inquiry_figures(await desk.ledger.inquiry_counts(seen), by, as_of),
        *case_figures(await desk.ledger.cases_in(seen), by, as_of, desk.calendar),
    ]

"""The hotline's bulletin of a month."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from handlers.desk import Desk
from handlers.figures import standing
from reports.bulletin import bulletin
from reports.document import Document
from reports.period import Period
from reports.report_words import SAMPLE_OFFICE


async def monthly_bulletin(
    desk: Desk, year: int, month: int, named: Callable[[str, str], str], *, public: bool
) -> Document:
    """What was received in the month, as it stands now. `named`: of (kind, channel …, group) as people call it."""
    last = monthrange(year, month)[1]
    at = standing(desk, Period(date(year, month, 1), date(year, month, last)))
    office = desk.reporting.office or (SAMPLE_OFFICE if desk.reporting.sample else "")
    return await desk.ledger.consult(
        lambda tally: bulletin(tally, at, office, named, public=public)
    )

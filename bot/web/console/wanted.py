"""The period and the grouping that a reader of figures chose."""

from dataclasses import dataclass
from datetime import date

from aiohttp import web

from bot.web.keys import DESK
from reports.figures import GROUPS
from reports.period import Period, office_day


@dataclass(frozen=True, slots=True)
class Wanted:
    """`is_right` False when the days given are no period (then it is this year)."""

    period: Period
    by: str
    is_right: bool


def wanted(request: web.Request) -> Wanted:
    """?first=DAY&last=DAY&by=GROUP; without days, this year so far."""
    today = office_day(request.app[DESK].now())
    by = request.query.get("by", "")
    by = by if by in GROUPS else ""
    year = Period(date(today.year, 1, 1), today)
    if not (request.query.get("first") or request.query.get("last")):
        return Wanted(year, by, True)
    try:
        first = date.fromisoformat(request.query.get("first", ""))
        last = date.fromisoformat(request.query.get("last", ""))
    except ValueError:
        return Wanted(year, by, False)
    if first > last:
        return Wanted(year, by, False)
    return Wanted(Period(first, last), by, True)

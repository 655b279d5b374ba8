"""The first page: what this is, ask, look up, and the year's public rates."""

from asyncio import Lock
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from aiohttp import web

from bot.channels.webchat.visitor import visitor_of
from bot.web.keys import DESK
from bot.web.page import page
from handlers.desk import Desk
from handlers.figures import figures
from reports.counting import Figure
from reports.period import Period, office_day

SHOWN = ("received", "replied", "reply_rate", "closing_rate", "on_time_rate")
"""Figures shown to everybody."""

COUNT_EVERY = timedelta(minutes=1)


class YearFigures:
    """The year's figures, counted at most once a minute however many look."""

    def __init__(self) -> None:
        self._counted: Sequence[Figure] = ()
        self._at: datetime | None = None
        self._lock = Lock()

    async def read(self, desk: Desk) -> Sequence[Figure]:
        now = desk.now()
        async with self._lock:
            if self._at is None or now - self._at >= COUNT_EVERY:
                self._counted = await _count(desk, office_day(now))
                self._at = now
        return self._counted


async def _count(desk: Desk, today: date) -> Sequence[Figure]:
    found = await figures(desk, Period(date(today.year, 1, 1), today))
    named = {figure.figure: figure for figure in found}
    return [named[name] for name in SHOWN]


YEAR = web.AppKey("year", YearFigures)


async def show_home(request: web.Request) -> web.Response:
    desk = request.app[DESK]
    visitor = visitor_of(request)
    answer = page(
        request,
        "portal/home.html",
        figures=await request.app[YEAR].read(desk),
        year=office_day(desk.now()).year,
        entries=len(desk.shelf.finder.entries),
    )
    visitor.remember(request, answer)
    return answer

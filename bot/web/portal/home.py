"""The first page: what this is, ask, look up, and the year's public rates."""

from datetime import date

from aiohttp import web

from bot.channels.webchat.visitor import visitor_of
from bot.web.keys import DESK
from bot.web.page import page
from handlers.figures import figures
from reports.period import Period, office_day

SHOWN = ("received", "replied", "reply_rate", "closing_rate", "on_time_rate")
"""Figures shown to everybody."""


async def show_home(request: web.Request) -> web.Response:
    desk = request.app[DESK]
    today = office_day(desk.now())
    year = Period(date(today.year, 1, 1), today)
    counted = {figure.figure: figure for figure in await figures(desk, year, "")}
    visitor = visitor_of(request)
    answer = page(
        request,
        "portal/home.html",
        figures=[counted[name] for name in SHOWN if name in counted],
        year=today.year,
        entries=len(desk.shelf.finder.entries),
    )
    visitor.remember(request, answer)
    return answer

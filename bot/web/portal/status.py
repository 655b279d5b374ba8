"""The state of a case, for whoever knows its number and query code."""

from aiohttp import web

from bot.web.address import address_of
from bot.web.forms import read_form
from bot.web.keys import DESK, THROTTLES
from bot.web.page import page
from cases.errors import CaseError
from handlers.status import status


async def show_status(request: web.Request) -> web.Response:
    return page(
        request,
        "portal/status.html",
        number=request.query.get("number", ""),
        case=None,
        problem=None,
    )


async def look_up(request: web.Request) -> web.Response:
    form = await read_form(request)
    desk = request.app[DESK]
    if not request.app[THROTTLES].looking_up.take(address_of(request), desk.now()):
        raise web.HTTPTooManyRequests
    number = form.get("number", "").strip()
    try:
        case = await status(desk, number, form.get("code", "").strip())
    except CaseError as problem:
        return page(
            request, "portal/status.html", status=404, number=number, case=None, problem=problem
        )
    return page(request, "portal/status.html", number=number, case=case, problem=None)

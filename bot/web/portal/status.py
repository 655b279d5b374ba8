"""The state of a case, for whoever knows its number and query code: how it stands, withdraw it, rate the reply."""

from aiohttp import web

from bot.deadline_words import day_lines
from bot.web.address import address_of
from bot.web.forms import read_form
from bot.web.keys import DESK, THROTTLES
from bot.web.language import language_of
from bot.web.page import page
from cases.case import Case, Move
from cases.errors import CaseError, NotFound
from cases.feedback import GRADES
from cases.states import REFUSED
from handlers import feedback
from handlers.desk import StaleCase
from handlers.routing import not_ours_key
from handlers.status import reply_of_main, status

LONGEST = 1_000
"""Characters of a citizen's words that are kept."""


async def show_status(request: web.Request) -> web.Response:
    number = request.query.get("number", "")
    return page(request, "portal/status.html", number=number, case=None, problem=None, done="")


async def look_up(request: web.Request) -> web.Response:
    """Also `act` withdraw or rate, on the page that shows the case."""
    form = await read_form(request)
    desk = request.app[DESK]
    if not request.app[THROTTLES].looking_up.take(address_of(request), desk.now()):
        raise web.HTTPTooManyRequests
    number, code = form.get("number", "").strip(), form.get("code", "").strip()
    problem, done = None, ""
    try:
        try:
            done = await _act(request, number, code, form)
        except NotFound:
            raise
        except CaseError as error:
            problem = error
        except StaleCase:
            problem = CaseError("portal.status.stale")
        case = await status(desk, number, code)
    except NotFound as error:
        return page(
            request,
            "portal/status.html",
            status=404,
            number=number,
            case=None,
            problem=error,
            done="",
        )
    return page(
        request,
        "portal/status.html",
        status=422 if problem else 200,
        number=number,
        code=code,
        case=case,
        reply=case.reply or await reply_of_main(desk, case),
        days=day_lines(case.clock, desk.calendar, language_of(request)),
        may_withdraw=case.state not in REFUSED[Move.WITHDRAW],
        may_rate=_may_rate(case),
        grades=GRADES,
        whose=not_ours_key(case.redirect),
        problem=problem,
        done=done,
    )


async def _act(request: web.Request, number: str, code: str, form: dict[str, str]) -> str:
    """What was done; '' where nothing was asked for."""
    desk = request.app[DESK]
    match form.get("act"):
        case "withdraw":
            await feedback.withdraw(desk, number, code, form.get("reason", "")[:LONGEST])
        case "rate":
            solved = form.get("solved") == "1"
            await feedback.rate(
                desk, number, code, form.get("grade", ""), solved, form.get("words", "")[:LONGEST]
            )
        case _:
            return ""
    return form["act"]


def _may_rate(case: Case) -> bool:
    return case.state not in REFUSED[Move.RATE] and case.solved is None

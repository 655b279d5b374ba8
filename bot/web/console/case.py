"""The page of one case, and what an officer does on it."""

from collections.abc import Mapping

from aiohttp import web

from bot.web.console.queue import is_overdue
from bot.web.keys import DESK
from bot.web.page import page
from cases.access import Act, is_guarded, may
from cases.case import Case, Move
from cases.errors import CaseError, NotPermitted
from cases.lifecycle import REFUSED
from handlers import work
from handlers.desk import CaseUnknown, Desk, StaleCase
from handlers.signing_in import SignedIn
from handlers.units import units
from reports.period import office_day

SHOWN_ACTS = (Act.ACCEPT, Act.TRANSFER, Act.ACKNOWLEDGE, Act.REPLY, Act.PUBLISH, Act.CLOSE)


async def show_case(request: web.Request, officer: SignedIn) -> web.Response:
    case = await _case(request, officer)
    return await _case_page(request, officer, case)


async def act(request: web.Request, officer: SignedIn, form: dict[str, str]) -> web.Response:
    """Done: back to the page (303). Not done: the page says why and keeps what was typed."""
    case = await _case(request, officer)
    if form.get("act") not in SHOWN_ACTS:
        raise web.HTTPBadRequest
    try:
        if form.get("version") != str(case.version):
            raise StaleCase
        await _do(request.app[DESK], officer, case.number, form)
    except NotPermitted:
        raise web.HTTPForbidden from None
    except CaseError as problem:
        return await _case_page(request, officer, case, problem, form, 422)
    except StaleCase:
        latest = await _case(request, officer)
        return await _case_page(request, officer, latest, CaseError("console.stale"), form, 409)
    raise web.HTTPSeeOther(f"{request.rel_url.path}?done={form['act']}")


async def _do(desk: Desk, officer: SignedIn, number: str, form: Mapping[str, str]) -> None:
    staff = officer.staff
    match form["act"]:
        case Act.ACCEPT:
            await work.accept(desk, staff, number)
        case Act.TRANSFER:
            await work.transfer(desk, staff, number, form.get("unit", ""))
        case Act.ACKNOWLEDGE:
            await work.acknowledge(desk, staff, number)
        case Act.REPLY:
            await work.reply(desk, staff, number, form.get("text", ""))
        case Act.PUBLISH:
            await work.publish(desk, staff, number)
        case Act.CLOSE:
            await work.close(desk, staff, number)


async def _case(request: web.Request, officer: SignedIn) -> Case:
    """The case, when there is one (else 404) and this officer may see it (else 403)."""
    try:
        return await work.view(request.app[DESK], officer.staff, request.match_info["number"])
    except CaseUnknown:
        raise web.HTTPNotFound from None
    except NotPermitted:
        raise web.HTTPForbidden from None


def _is_open(officer: SignedIn, act: Act, case: Case) -> bool:
    """Whether the form is worth showing; the handler decides again when it is sent."""
    permitted = may(officer.staff.role, officer.staff.unit, act, case)
    if act is Act.PUBLISH and (case.published_at or not case.may_publish or is_guarded(case)):
        return False
    return permitted and case.state not in REFUSED[Move(act)]


async def _case_page(
    request: web.Request,
    officer: SignedIn,
    case: Case,
    problem: CaseError | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> web.Response:
    desk = request.app[DESK]
    typed = typed or {}
    events = await desk.ledger.events(case.number)
    done = request.query.get("done", "")
    return page(
        request,
        "console/case.html",
        status=status,
        officer=officer,
        case=case,
        events=events,
        names=await _names(desk, {event.actor for event in events}),
        units=await units(desk),
        acts=[a for a in SHOWN_ACTS if _is_open(officer, a, case)],
        guarded=is_guarded(case),
        is_overdue=is_overdue(case, office_day(desk.now())),
        problem=problem,
        typed={"unit": typed.get("unit", ""), "text": typed.get("text", "")},
        done=done if done in SHOWN_ACTS and problem is None else "",
    )


async def _names(desk: Desk, actors: set[str]) -> dict[str, str]:
    """Login → name, of those that are staff."""
    people = [await desk.ledger.staff(actor) for actor in sorted(actors)]
    return {person.login: person.name for person in people if person}

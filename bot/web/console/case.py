"""The page of one case, and what an officer does on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web

from bot.deadline_words import day_lines
from bot.messages import say
from bot.web.console import acts
from bot.web.console.queue import is_overdue
from bot.web.keys import DESK
from bot.web.language import language_of
from bot.web.page import page
from cases.access import Act, is_guarded, may
from cases.case import Case, Event
from cases.disclosure_tables import disclosure_tables
from cases.errors import CaseError, NotPermitted
from cases.feedback import GRADES
from cases.routing import REDIRECTS, Proposal
from handlers import routing, work
from handlers.desk import CaseUnknown, Desk, StaleCase
from handlers.official_numbers import official_numbers
from handlers.signing_in import SignedIn
from handlers.units import units
from reports.period import office_day


async def show_case(request: web.Request, officer: SignedIn) -> web.Response:
    return await _case_page(request, officer)


async def act(request: web.Request, officer: SignedIn, form: dict[str, str]) -> web.Response:
    """Done: back to the page (303). Not done: the page says why and keeps what was typed."""
    desk, number = request.app[DESK], request.match_info["number"]
    try:
        act = Act(form.get("act", ""))
        acts.FORMS[act]
    except (ValueError, KeyError):
        raise web.HTTPBadRequest from None
    try:
        case = await work.look(desk, officer.staff, number)
        if form.get("version") != str(case.version):
            raise StaleCase
        await acts.do(desk, officer.staff, case, act, form)
    except CaseUnknown:
        raise web.HTTPNotFound from None
    except NotPermitted:
        raise web.HTTPForbidden from None
    except CaseError as problem:
        return await _case_page(request, officer, problem, form, 422)
    except StaleCase:
        stale = await _who_was_first(request, number)
        return await _case_page(request, officer, stale, form, 409)
    try:
        await work.look(desk, officer.staff, number)
    except NotPermitted:  # it is with somebody else now
        raise web.HTTPSeeOther("/console") from None
    raise web.HTTPSeeOther(f"{request.rel_url.path}?done={act}")


async def _who_was_first(request: web.Request, number: str) -> CaseError:
    """Names the person and the move."""
    desk = request.app[DESK]
    last = (await desk.ledger.events(number))[-1]
    names = await _names(desk, [last])
    move = say(f"web.move.{last.move}", language_of(request))
    return CaseError("console.stale", name=names.get(last.actor, last.actor), move=move)


async def _case_page(
    request: web.Request,
    officer: SignedIn,
    problem: CaseError | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> web.Response:
    desk, staff = request.app[DESK], officer.staff
    try:
        case = await work.view(desk, staff, request.match_info["number"])
    except CaseUnknown:
        raise web.HTTPNotFound from None
    except NotPermitted:
        raise web.HTTPForbidden from None
    events = await desk.ledger.events(case.number, whole=True)
    done = request.query.get("done", "")
    open_acts = acts.open_acts(staff, case)
    wanted = Act.TRANSFER in open_acts and not case.unit
    proposals = await routing.proposals(desk, case) if wanted else []
    may_read_record = is_guarded(case) and may(staff.person, Act.READ_RECORD, case)
    return page(
        request,
        "console/case.html",
        status=status,
        officer=officer,
        case=case,
        events=events,
        names=await _names(desk, events),
        units=await units(desk, (await routing.tree(desk)).names),
        forms=[_form(desk, act, case, typed or {}, proposals) for act in open_acts],
        proposals=proposals,
        redirects=REDIRECTS,
        grades=GRADES,
        results=disclosure_tables().results,
        guarded=is_guarded(case),
        reads=await desk.ledger.guarded_reads(case.number) if may_read_record else [],
        parts=await desk.ledger.parts(case.number),
        duplicates=await desk.ledger.merged_into(case.number),
        days=day_lines(case.clock, desk.calendar, language_of(request)),
        is_overdue=is_overdue(case, office_day(desk.now())),
        problem=problem,
        done=done if done in acts.FORMS and problem is None else "",
    )


def _form(
    desk: Desk,
    act: Act,
    case: Case,
    typed: Mapping[str, str],
    proposals: Sequence[Proposal],
) -> dict[str, Any]:
    """What the template shows of an act; what was typed into it and could not be done is still there, unfolded."""
    tried = typed.get("act") == act
    official = official_numbers(desk) if act is Act.PUBLISH and not tried else ()
    values = (
        acts.filled(act, case, typed) if tried else acts.suggested(act, case, proposals, official)
    )
    return {
        "act": act,
        "fields": [(field, values.get(field.name, "")) for field in acts.fields(act, case)],
        "plain": acts.FORMS[act].plain,
        "open": tried,
    }


async def _names(desk: Desk, events: Sequence[Event]) -> dict[str, str]:
    """Login → name, of those that are staff."""
    actors = sorted({event.actor for event in events})
    people = [await desk.ledger.staff(actor) for actor in actors]
    return {person.login: person.name for person in people if person}

"""The form with which staff take down a case, and its receipt to be read out or printed."""

from collections.abc import Mapping
from datetime import date

from aiohttp import web

from bot.web.keys import DESK
from bot.web.page import new_form_id, page
from cases.access import may_register
from cases.case import Contact
from cases.disclosure_tables import disclosure_tables
from cases.errors import CaseError
from cases.form import CaseForm
from cases.timing import require_day
from handlers.registering import CHANNELS, register_case
from handlers.signing_in import SignedIn
from reports.period import office_day

FIELDS = ("kind", "channel", "received", "title", "content", "place", "name", "reach", "applicant")
TICKS = ("anonymous", "confidential", "may_publish")


async def show_form(request: web.Request, officer: SignedIn) -> web.Response:
    _require(officer)
    return _form_page(request, officer, {})


async def take_down(request: web.Request, officer: SignedIn, form: dict[str, str]) -> web.Response:
    """The receipt (200), or the form with what was typed and why not (422)."""
    _require(officer)
    desk = request.app[DESK]
    try:
        opened = await register_case(
            desk,
            officer.staff,
            _told(form),
            form.get("channel", ""),
            _day(form),
            form.get("form", "")[:64] or new_form_id(),
        )
    except CaseError as problem:
        return _form_page(request, officer, form, problem)
    return page(
        request, "console/registered.html", officer=officer, case=opened.case, code=opened.code
    )


def _told(form: Mapping[str, str]) -> CaseForm:
    return CaseForm(
        kind=form.get("kind", ""),
        content=form.get("content", ""),
        title=form.get("title", ""),
        place=form.get("place", ""),
        applicant=form.get("applicant", ""),
        contact=Contact(form.get("name", ""), form.get("reach", "")),
        **{tick: form.get(tick) == "1" for tick in TICKS},
    )


def _day(form: Mapping[str, str]) -> date | None:
    written = form.get("received", "").strip()
    return require_day(written) if written else None


def _form_page(
    request: web.Request,
    officer: SignedIn,
    form: Mapping[str, str],
    problem: CaseError | None = None,
) -> web.Response:
    desk = request.app[DESK]
    today = office_day(desk.now())
    return page(
        request,
        "console/register.html",
        status=422 if problem else 200,
        officer=officer,
        values={name: form.get(name, "") for name in ("form", *FIELDS, *TICKS)},
        kinds=desk.kinds.all_names(),
        channels=CHANNELS,
        applicants=disclosure_tables().applicants,
        today=today,
        problem=problem,
    )


def _require(officer: SignedIn) -> None:
    if not may_register(officer.staff.person):
        raise web.HTTPForbidden

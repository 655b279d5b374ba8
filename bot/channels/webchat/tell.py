"""A case told on a page: the form, and the receipt with number, query code and due date."""

from collections.abc import Mapping

from aiohttp import web

from bot.channels.webchat.receive import outside_origin
from bot.channels.webchat.send import KIND
from bot.channels.webchat.visitor import Visitor, visitor_of
from bot.web.address import address_of
from bot.web.forms import read_form
from bot.web.keys import DESK, THROTTLES
from bot.web.language import language_of
from bot.web.page import page
from cases.access import is_guarded
from cases.case import Contact
from cases.errors import CaseError
from cases.form import CaseForm
from cases.number import query_code
from handlers.opening import Opened, open_case
from handlers.person import told_already, wanted_for
from reports.period import office_day

FIELDS = (
    "form",
    "kind",
    "content",
    "place",
    "name",
    "reach",
    "anonymous",
    "confidential",
    "may_publish",
)


async def show_form(request: web.Request) -> web.Response:
    """With the question whose button was pressed; of a question told already, the receipt."""
    desk = request.app[DESK]
    visitor = visitor_of(request)
    asked = await wanted_for(desk, KIND, visitor.conversation, request.query.get("inquiry", ""))
    case = await told_already(desk, asked) if asked else None
    if case and not is_guarded(case):
        code = query_code(desk.secret, case.number)
        answer = page(request, "chat/receipt.html", case=case, code=code)
    else:
        answer = _form_page(request, {"content": asked.in_full if asked else ""})
    visitor.remember(request, answer)
    return answer


async def tell(request: web.Request) -> web.Response:
    form = await read_form(request)
    visitor = visitor_of(request)
    if not request.app[THROTTLES].telling.take(address_of(request), request.app[DESK].now()):
        raise web.HTTPTooManyRequests
    try:
        opened = await _open(request, visitor, form)
    except CaseError as problem:
        answer = _form_page(request, form, problem)
    else:
        answer = page(request, "chat/receipt.html", case=opened.case, code=opened.code)
    visitor.remember(request, answer)
    return answer


async def _open(request: web.Request, visitor: Visitor, form: Mapping[str, str]) -> Opened:
    desk = request.app[DESK]
    told = CaseForm(
        kind=form.get("kind", ""),
        content=form.get("content", ""),
        place=form.get("place", ""),
        contact=Contact(form.get("name", ""), form.get("reach", "")),
        anonymous=form.get("anonymous") == "1",
        confidential=form.get("confidential") == "1",
        may_publish=form.get("may_publish") == "1",
    )
    origin = outside_origin(visitor, form)
    return await open_case(
        desk, told, origin, visitor.conversation, language_of(request), desk.now()
    )


def _form_page(
    request: web.Request, form: Mapping[str, str], problem: CaseError | None = None
) -> web.Response:
    desk = request.app[DESK]
    return page(
        request,
        "chat/tell.html",
        status=422 if problem else 200,
        values={field: form.get(field, "") for field in FIELDS},
        kinds=desk.kinds.names(office_day(desk.now())),
        problem=problem,
    )

"""The registers on the console: rows of a register, a form for a new one, striking out."""

from aiohttp import web

from bot.web.keys import DESK
from bot.web.page import page
from cases.access import may_keep_registers
from cases.errors import CaseError
from handlers.office_registers import enter_row, strike_row
from handlers.signing_in import SignedIn
from reports.errors import ReportError
from reports.register_files import COLUMNS


async def show_registers(request: web.Request, officer: SignedIn) -> web.Response:
    return await _page(request, officer, {})


async def change_registers(
    request: web.Request, officer: SignedIn, told: dict[str, str]
) -> web.Response:
    """`act`: enter a row, or strike the one with this `id`."""
    desk, chosen = request.app[DESK], told.get("register", "")
    try:
        if told.get("act") == "strike":
            await strike_row(desk, officer.staff, told.get("id", ""))
        else:
            await enter_row(desk, officer.staff, [told.get(name, "") for name in COLUMNS])
    except (CaseError, ReportError) as problem:
        return await _page(request, officer, told, problem)
    raise web.HTTPSeeOther(str(request.rel_url.with_query(register=chosen, done="1")))


async def _page(
    request: web.Request,
    officer: SignedIn,
    told: dict[str, str],
    problem: CaseError | ReportError | None = None,
) -> web.Response:
    desk = request.app[DESK]
    known = desk.reporting.registers
    chosen = told.get("register") or request.query.get("register", "")
    register = known.get(chosen)
    rows = await desk.ledger.register_rows(chosen) if register else []
    return page(
        request,
        "console/registers.html",
        status=422 if problem else 200,
        officer=officer,
        registers=known,
        chosen=register,
        rows=rows,
        told={**dict.fromkeys(COLUMNS, ""), **told},
        problem=problem,
        is_kept=may_keep_registers(officer.staff.person),
        done=request.query.get("done") == "1",
    )

"""The rules for where cases go: shown, edited as text, tried against past cases, then taken into use."""

from collections.abc import Sequence

from aiohttp import web

from bot.web.keys import DESK
from bot.web.page import page
from handlers import routing
from handlers.routing import StaleRules, Tried
from handlers.signing_in import SignedIn
from knowledge.findings import Finding

LARGEST_RULES = 2 * 1024 * 1024
"""Bytes of the form: a Chinese character takes nine."""
MOST_SHOWN = 200
"""Cases listed that would change."""


async def show_routing(request: web.Request, officer: SignedIn) -> web.Response:
    _require_editor(officer)
    text = routing.rules_in_use(request.app[DESK])
    done = request.query.get("done") == "use"
    return await _page(request, officer, text, seen=routing.digest(text), done=done)


async def change_routing(
    request: web.Request, officer: SignedIn, form: dict[str, str]
) -> web.Response:
    """Tries what was written. `use` saves it, but only the very text that was tried (`tried` is its digest)."""
    _require_editor(officer)
    desk = request.app[DESK]
    text, seen = routing.tidied(form.get("text", "")), form.get("seen", "")
    is_tried = form.get("tried") == routing.digest(text)
    if form.get("act") == "use" and is_tried:
        return await _use(request, officer, text, seen)
    tried = await routing.try_out(desk, text)
    problem = "routing.try_again" if form.get("act") == "use" else ""
    return await _page(request, officer, text, seen=seen, tried=tried, problem=problem)


async def _use(request: web.Request, officer: SignedIn, text: str, seen: str) -> web.Response:
    """Used: back to the page (303). Not used: the page says why and keeps what was typed."""
    desk = request.app[DESK]
    try:
        findings = await routing.use(desk, text, seen)
    except StaleRules:
        in_use = routing.rules_in_use(desk)
        return await _page(
            request, officer, text, seen=routing.digest(in_use), problem="routing.stale",
            in_use=in_use, status=409,
        )  # fmt: skip
    if findings:
        return await _page(request, officer, text, seen=seen, tried=Tried(findings))
    raise web.HTTPSeeOther(f"{request.rel_url.path}?done=use")


def _require_editor(officer: SignedIn) -> None:
    if not routing.may_edit(officer.staff):
        raise web.HTTPForbidden


async def _page(
    request: web.Request,
    officer: SignedIn,
    text: str,
    *,
    seen: str,
    tried: Tried | None = None,
    problem: str = "",
    in_use: str = "",
    done: bool = False,
    status: int = 200,
) -> web.Response:
    findings: Sequence[Finding] = tried.findings if tried else ()
    return page(
        request,
        "console/routing.html",
        status=422 if findings else status,
        officer=officer,
        text=text,
        seen=seen,
        tried=tried if tried and not findings else None,
        digest=routing.digest(text),
        findings=findings,
        problem=problem,
        in_use=in_use,
        done=done,
        shown=MOST_SHOWN,
        model=await routing.model_in_use(request.app[DESK]),
    )

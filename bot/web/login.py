"""Signing in to the console and out; who is signed in; the token that every form of the console carries."""

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from aiohttp import web

from bot.web.address import address_of
from bot.web.cookies import drop_cookie, read_cookie, set_cookie
from bot.web.forms import LARGEST_FORM, read_form
from bot.web.keys import DESK, THROTTLES
from bot.web.page import page
from handlers.signing_in import SignedIn, SignInError, sign_in, sign_out, signed_in

COOKIE = "minxin_console"
START = "/console"

OfficerPage = Callable[[web.Request, SignedIn], Awaitable[web.StreamResponse]]
OfficerAct = Callable[[web.Request, SignedIn, dict[str, str]], Awaitable[web.StreamResponse]]


def for_officers(show: OfficerPage) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Anybody else is sent to the sign-in page, and from there back here."""

    async def handler(request: web.Request) -> web.StreamResponse:
        officer = await _officer(request)
        if officer is None:
            raise web.HTTPSeeOther(f"/console/sign-in?next={quote(request.path_qs, safe='/')}")
        return await show(request, officer)

    return handler


def by_officers(
    act: OfficerAct, *, largest: int = LARGEST_FORM
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """A change: refused (403) without a session or without its form token. `largest`: bytes of its form."""

    async def handler(request: web.Request) -> web.StreamResponse:
        officer = await _officer(request)
        if officer is None:
            raise web.HTTPForbidden
        form = await read_form(request.clone(client_max_size=largest))
        given = form.get("csrf", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, officer.session.csrf.encode()):
            raise web.HTTPForbidden
        return await act(request, officer, form)

    return handler


async def _officer(request: web.Request) -> SignedIn | None:
    return await signed_in(request.app[DESK], read_cookie(request, COOKIE))


async def show_sign_in(request: web.Request) -> web.Response:
    return page(
        request, "web/sign_in.html", next=_next(request.query.get("next", "")), problem="", login=""
    )


async def enter(request: web.Request) -> web.Response:
    form = await read_form(request)
    login, address = form.get("login", "").strip().lower()[:64], address_of(request)
    throttles, now = request.app[THROTTLES], request.app[DESK].now()
    by_login, by_address = throttles.wrong_by_login, throttles.wrong_by_address
    if not (by_login.allows(login, now) and by_address.allows(address, now)):
        return _again(request, form, "sign_in.too_many", 429)
    try:
        _, token = await sign_in(request.app[DESK], login, form.get("password", ""))
    except SignInError as problem:
        by_login.take(login, now)
        by_address.take(address, now)
        return _again(request, form, problem.key, 403)
    answer = web.HTTPSeeOther(_next(form.get("next", "")))
    set_cookie(request, answer, COOKIE, token)
    raise answer


async def leave(request: web.Request, officer: SignedIn, form: dict[str, str]) -> web.Response:
    await sign_out(request.app[DESK], officer.session)
    answer = web.HTTPSeeOther("/console/sign-in")
    drop_cookie(request, answer, COOKIE)
    raise answer


def _again(request: web.Request, form: dict[str, str], problem: str, status: int) -> web.Response:
    return page(
        request,
        "web/sign_in.html",
        status=status,
        problem=problem,
        next=_next(form.get("next", "")),
        login=form.get("login", ""),
    )


def _next(path: str) -> str:
    """Only a page of the console: never another site."""
    is_ours = path == START or path.startswith((f"{START}/", f"{START}?"))
    return path if is_ours and path.isprintable() and "\\" not in path else START

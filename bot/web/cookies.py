"""Cookies, with the __Host- prefix wherever the site is served over HTTPS."""

from aiohttp import web

from bot.web.keys import SETTINGS

YEAR_S = 365 * 24 * 3600


def read_cookie(request: web.Request, name: str) -> str:
    return request.cookies.get(_name(request, name), "")


def set_cookie(
    request: web.Request,
    answer: web.StreamResponse,
    name: str,
    value: str,
    max_age_s: int | None = None,
) -> None:
    answer.set_cookie(
        _name(request, name),
        value,
        max_age=max_age_s,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=request.app[SETTINGS].secure_cookies,
    )


def drop_cookie(request: web.Request, answer: web.StreamResponse, name: str) -> None:
    set_cookie(request, answer, name, "", max_age_s=0)


def _name(request: web.Request, name: str) -> str:
    return f"__Host-{name}" if request.app[SETTINGS].secure_cookies else name

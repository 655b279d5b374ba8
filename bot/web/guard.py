"""What every request passes: the headers of every answer, the origin of every change, a page for every error."""

import logging
from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.web.keys import SETTINGS
from bot.web.page import page
from handlers.desk import LedgerUnavailable

log = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
TWO_YEARS_S = 63_072_000
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
EXPLAINED = frozenset({400, 403, 404, 405, 413, 415, 429})


async def add_headers(request: web.Request, answer: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        answer.headers.setdefault(
            name, value
        )  # a page may be stricter, or bring its own style sheet
    answer.headers.setdefault("Cache-Control", "no-cache" if _is_static(request) else "no-store")
    answer.headers.pop("Server", None)
    if request.app[SETTINGS].secure_cookies:
        answer.headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS_S}"


@web.middleware
async def explain_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The outermost loop: whatever went wrong becomes a page in the reader's language."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < HTTPStatus.BAD_REQUEST:
            raise
        answer = _error_page(request, error.status)
        if "Allow" in error.headers:
            answer.headers["Allow"] = error.headers["Allow"]
        return answer
    except LedgerUnavailable as error:
        log.error("nothing recorded: %s", error)
        return _error_page(request, HTTPStatus.SERVICE_UNAVAILABLE)
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return _error_page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


@web.middleware
async def refuse_foreign_changes(request: web.Request, handler: Handler) -> web.StreamResponse:
    if request.method not in SAFE_METHODS and not _is_own(request):
        raise web.HTTPForbidden
    return await handler(request)


def _is_own(request: web.Request) -> bool:
    """Sent by one of our own pages, or by a program that says nothing of pages (no cookie of a browser then)."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.host
    except ValueError:  # no address at all
        return False


def _error_page(request: web.Request, status: int) -> web.Response:
    known = status in EXPLAINED or status == HTTPStatus.SERVICE_UNAVAILABLE
    key = f"web.error.{status if known else 500}"
    return page(request, "web/error.html", status=status, key=key)


def _is_static(request: web.Request) -> bool:
    return request.path.startswith("/static/")

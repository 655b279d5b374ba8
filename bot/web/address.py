"""Where a request comes from, for counting."""

from aiohttp import web

from bot.web.keys import SETTINGS


def address_of(request: web.Request) -> str:
    """Behind our own proxy (settings.secure_cookies) the last hop it wrote down; else the peer."""
    if request.app[SETTINGS].secure_cookies:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded[:64]
    return request.remote or ""

"""What the console's and the public pages of a report share."""

import mimetypes

from aiohttp import web

from handlers.annual import ReportAsked
from reports.errors import NotValid
from reports.forms import form

INLINE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
"""The report is one self-contained page without a script; only its own style sheet stands in it."""


def asked_in(request: web.Request, *, draft: bool = True) -> ReportAsked:
    """/{year}/{format}; raises HTTPNotFound where no such form holds."""
    year, chosen = int(request.match_info["year"]), request.match_info["format"]
    try:
        form(chosen, year)
    except NotValid:
        raise web.HTTPNotFound from None
    return ReportAsked(year, chosen, draft=draft)


def as_page(content: bytes) -> web.Response:
    answer = web.Response(body=content, content_type="text/html", charset="utf-8")
    answer.headers["Content-Security-Policy"] = INLINE
    return answer


def content_type(ending: str) -> str:
    return mimetypes.types_map.get(ending, "application/octet-stream")

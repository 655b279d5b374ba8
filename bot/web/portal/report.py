"""The signed annual report for everybody, and the redacted stubs behind its numbers."""

from urllib.parse import quote

from aiohttp import web

from bot.report_files.html import as_html
from bot.report_files.noted import shown_notes
from bot.web.keys import DESK
from bot.web.page import page
from bot.web.report_page import as_page
from handlers.annual import ReportAsked, annual_report, behind, words_for
from reports.counting import LISTED
from reports.errors import ReportError
from reports.forms import form_of
from reports.register_counting import LISTED as ROW_LISTED

SHOWN = 100


async def show_public_report(request: web.Request) -> web.Response:
    """Not found until every section is signed."""
    asked, desk = _asked(request), request.app[DESK]
    try:
        words = await words_for(desk, asked.year, asked.format)
        document = await annual_report(desk, asked, words)
    except ReportError:
        raise web.HTTPNotFound from None
    listed = {note.key for note in shown_notes(document) if note.query}
    base = f"/report/{asked.year}/behind?note="
    return as_page(as_html(document, lambda key: base + quote(key) if key in listed else ""))


async def show_public_behind(request: web.Request) -> web.Response:
    """?note=KEY&of=whole&after=NUMBER. Fewer cases than the smallest group are not listed: one could tell whose they
    are."""
    asked, desk, query = _asked(request), request.app[DESK], request.query
    whole, after = query.get("of") == "whole", query.get("after", "")
    try:
        words = await words_for(desk, asked.year, asked.format)
        key = query.get("note", "")
        found = await behind(desk, asked, words, key, whole=whole, after=after, most=SHOWN + 1)
    except (KeyError, ReportError):
        raise web.HTTPNotFound from None
    is_small = found.of_cases and 0 < found.listed < desk.reporting.figures.smallest
    columns = (*LISTED, "guarded") if found.of_cases else ROW_LISTED
    shown = [] if is_small else found.rows[:SHOWN]
    return page(
        request,
        "portal/behind.html",
        asked=asked,
        found=found,
        key=key,
        whole=whole,
        is_small=is_small,
        smallest=desk.reporting.figures.smallest,
        rows=[dict(zip(columns, row, strict=True)) for row in shown],
        following=found.rows[SHOWN - 1][0] if not is_small and len(found.rows) > SHOWN else None,
    )


def _asked(request: web.Request) -> ReportAsked:
    year = int(request.match_info["year"])
    if not (chosen := form_of(year)):
        raise web.HTTPNotFound
    return ReportAsked(year, chosen)

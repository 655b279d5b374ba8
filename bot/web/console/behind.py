"""The cases behind a figure: the list comes from the same question as the number."""

from aiohttp import web

from bot.web.console.wanted import wanted
from bot.web.keys import DESK
from bot.web.page import page
from handlers.figures import cases_behind
from handlers.signing_in import SignedIn
from reports.counting import LISTED
from reports.figures import CASE_FIGURES

SHOWN = 100


async def show_behind(request: web.Request, officer: SignedIn) -> web.Response:
    """?first=DAY&last=DAY&by=GROUP&group=VALUE&of=whole&after=NUMBER"""
    name = request.match_info["figure"]
    asked = wanted(request)
    if name not in CASE_FIGURES or not asked.is_right:
        raise web.HTTPNotFound
    query = request.query
    where = {asked.by: query.get("group", "")} if asked.by else {}
    whole = query.get("of") == "whole"
    number, rows = await cases_behind(
        request.app[DESK],
        name,
        asked.period,
        where,
        whole=whole,
        after=query.get("after", ""),
        most=SHOWN + 1,
    )
    shown = [dict(zip((*LISTED, "guarded"), row, strict=True)) for row in rows[:SHOWN]]
    return page(
        request,
        "console/behind.html",
        officer=officer,
        name=name,
        wanted=asked,
        group=query.get("group", ""),
        whole=whole,
        number=number,
        cases=shown,
        following=rows[SHOWN - 1][0] if len(rows) > SHOWN else None,
    )

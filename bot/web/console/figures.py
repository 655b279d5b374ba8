"""The figures page: period and grouping, a table with what each figure is made of, a chart, and downloads."""

from collections.abc import Sequence

from aiohttp import web

from bot.figure_files import as_csv, as_json, as_xlsx
from bot.web.console.chart import Chart, draw
from bot.web.console.wanted import wanted
from bot.web.keys import DESK
from bot.web.language import language_of
from bot.web.page import page
from handlers.figures import figures
from handlers.signing_in import SignedIn
from reports.counting import Figure
from reports.figures import CASE_FIGURES, GROUPS

TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


async def show_figures(request: web.Request, officer: SignedIn) -> web.Response:
    """?first=DAY&last=DAY&by=GROUP; without days, this year so far."""
    asked = wanted(request)
    desk = request.app[DESK]
    counted = await figures(desk, asked.period, asked.by)
    monthly = await figures(desk, asked.period, "month")
    charts = [("month", _chart(monthly))]
    if asked.by not in ("", "month"):
        charts.append((asked.by, _chart(counted)))
    return page(
        request,
        "console/figures.html",
        status=200 if asked.is_right else 422,
        officer=officer,
        wanted=asked,
        groups=("", *GROUPS),
        listed=CASE_FIGURES,
        figures=counted,
        charts=charts,
    )


def _chart(counted: Sequence[Figure]) -> Chart:
    return draw(
        [(f.group, f.numerator, f.denominator) for f in counted if f.figure == "reply_rate"]
    )


async def download(request: web.Request, officer: SignedIn) -> web.Response:
    """The same figures as a file: json, csv or xlsx."""
    asked = wanted(request)
    if not asked.is_right or request.query.get("by", "") != asked.by:
        raise web.HTTPBadRequest
    form = request.match_info["form"]
    counted = await figures(request.app[DESK], asked.period, asked.by)
    answer = web.Response(body=_file(form, counted, language_of(request)), content_type=TYPES[form])
    name = f"figures-{asked.period.first}-{asked.period.last}.{form}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _file(form: str, counted: Sequence[Figure], language: str) -> bytes:
    match form:
        case "json":
            return as_json(counted).encode()
        case "csv":
            return as_csv(counted, language)
        case _:
            return as_xlsx(counted, language)

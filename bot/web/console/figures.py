"""The figures page: period and grouping, a table with what each figure is made of, a chart, and downloads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aiohttp import web

from bot.figure_files import as_csv, as_json, as_xlsx
from bot.web.console.chart import Chart, draw
from bot.web.keys import DESK
from bot.web.language import language_of
from bot.web.page import page
from handlers.figures import figures
from handlers.signing_in import SignedIn
from reports.figures import GROUPS, Figure
from reports.period import Period, office_day

TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader chose; `is_right` False when the days given are no period (then it is this year)."""

    period: Period
    by: str
    is_right: bool


async def show_figures(request: web.Request, officer: SignedIn) -> web.Response:
    """?first=DAY&last=DAY&by=GROUP; without days, this year so far."""
    wanted = _wanted(request)
    desk = request.app[DESK]
    counted = await figures(desk, wanted.period, wanted.by)
    monthly = await figures(desk, wanted.period, "month")
    charts = [("month", _chart(monthly))]
    if wanted.by not in ("", "month"):
        charts.append((wanted.by, _chart(counted)))
    return page(
        request,
        "console/figures.html",
        status=200 if wanted.is_right else 422,
        officer=officer,
        wanted=wanted,
        groups=("", *GROUPS),
        figures=counted,
        charts=charts,
    )


def _wanted(request: web.Request) -> Wanted:
    today = office_day(request.app[DESK].now())
    by = request.query.get("by", "")
    by = by if by in GROUPS else ""
    year = Period(date(today.year, 1, 1), today)
    if not (request.query.get("first") or request.query.get("last")):
        return Wanted(year, by, True)
    try:
        first = date.fromisoformat(request.query.get("first", ""))
        last = date.fromisoformat(request.query.get("last", ""))
    except ValueError:
        return Wanted(year, by, False)
    if first > last:
        return Wanted(year, by, False)
    return Wanted(Period(first, last), by, True)


def _chart(counted: Sequence[Figure]) -> Chart:
    return draw(
        [(f.group, f.numerator, f.denominator) for f in counted if f.figure == "reply_rate"]
    )


async def download(request: web.Request, officer: SignedIn) -> web.Response:
    """The same figures as a file: json, csv or xlsx."""
    wanted = _wanted(request)
    if not wanted.is_right or request.query.get("by", "") != wanted.by:
        raise web.HTTPBadRequest
    form = request.match_info["form"]
    counted = await figures(request.app[DESK], wanted.period, wanted.by)
    answer = web.Response(body=_file(form, counted, language_of(request)), content_type=TYPES[form])
    name = f"figures-{wanted.period.first}-{wanted.period.last}.{form}"
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

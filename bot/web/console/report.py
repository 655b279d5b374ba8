"""The annual report on the console: its words with who wrote, reviewed and signed them; preview, files, drill-down."""

from collections.abc import Mapping
from urllib.parse import quote

from aiohttp import web

from bot.report_files import FORMATS
from bot.report_files.html import as_html
from bot.report_files.noted import shown_notes
from bot.web.keys import DESK
from bot.web.page import page
from bot.web.report_page import as_page, asked_in, content_type
from cases.access import may_keep_registers, may_review_reports, may_sign_reports
from cases.errors import CaseError
from handlers.annual import ReportAsked, annual_report, behind, words_for
from handlers.report_words import confirm, numbers_known, write
from handlers.signing_in import SignedIn
from reports.counting import LISTED
from reports.errors import ReportError
from reports.forms import FORMATS as FORMS
from reports.forms import form, form_of
from reports.period import office_day
from reports.register_counting import LISTED as ROW_LISTED
from reports.report_words import PREAMBLE

LARGEST_WORDS = 256 * 1024
"""Bytes of the form: a Chinese character takes nine."""
SHOWN = 100
Problem = CaseError | ReportError | None


async def choose_report(request: web.Request, officer: SignedIn) -> web.Response:
    """The year reported on now is the last one that has ended."""
    year = office_day(request.app[DESK].now()).year - 1
    raise web.HTTPSeeOther(f"/console/report/{year}/{form_of(year)}")


async def choose_form(request: web.Request, officer: SignedIn) -> web.Response:
    year = int(request.match_info["year"])
    if not (chosen := form_of(year)):
        raise web.HTTPNotFound
    raise web.HTTPSeeOther(f"/console/report/{year}/{chosen}")


async def show_report(request: web.Request, officer: SignedIn) -> web.Response:
    return await _page(request, officer, asked_in(request))


async def change_report(
    request: web.Request, officer: SignedIn, told: dict[str, str]
) -> web.Response:
    """`act`: write, review or sign the words of one `section`."""
    asked, desk = asked_in(request), request.app[DESK]
    section, text = told.get("section", ""), told.get("words", "")
    try:
        if told.get("act") == "write":
            await write(desk, officer.staff, asked, section, text)
        elif told.get("act") in ("review", "sign"):
            await confirm(desk, officer.staff, asked, section, told["act"], text)
    except (CaseError, ReportError) as problem:
        return await _page(request, officer, asked, problem, {section: text})
    raise web.HTTPSeeOther(f"{request.rel_url.path}#section-{quote(section)}")


async def preview(request: web.Request, officer: SignedIn) -> web.Response:
    asked, desk = asked_in(request), request.app[DESK]
    try:
        words = await words_for(desk, asked.year, asked.format)
        document = await annual_report(desk, asked, words)
    except ReportError as problem:
        return await _page(request, officer, asked, problem)
    listed = {note.key for note in shown_notes(document) if note.query}
    base = f"/console/report/{asked.year}/{asked.format}/behind?note="
    return as_page(as_html(document, lambda key: base + quote(key) if key in listed else ""))


async def download_report(request: web.Request, officer: SignedIn) -> web.Response:
    asked, desk = asked_in(request), request.app[DESK]
    ending = f".{request.match_info['ending']}"
    if ending not in FORMATS:
        raise web.HTTPNotFound
    try:
        words = await words_for(desk, asked.year, asked.format)
        document = await annual_report(desk, asked, words)
    except ReportError as problem:
        return await _page(request, officer, asked, problem)
    answer = web.Response(body=FORMATS[ending](document), content_type=content_type(ending))
    name = f"report-{asked.year}-{asked.format}{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


async def show_behind_report(request: web.Request, officer: SignedIn) -> web.Response:
    """?note=KEY&of=whole&after=NUMBER"""
    asked, desk, query = asked_in(request), request.app[DESK], request.query
    whole = query.get("of") == "whole"
    try:
        words = await words_for(desk, asked.year, asked.format)
        found = await behind(
            desk,
            asked,
            words,
            query.get("note", ""),
            whole=whole,
            after=query.get("after", ""),
            most=SHOWN + 1,
        )
    except (KeyError, ReportError):
        raise web.HTTPNotFound from None
    columns = (*LISTED, "guarded") if found.of_cases else ROW_LISTED
    rows = [dict(zip(columns, row, strict=True)) for row in found.rows[:SHOWN]]
    return page(
        request,
        "console/behind_report.html",
        officer=officer,
        asked=asked,
        found=found,
        key=query.get("note", ""),
        whole=whole,
        rows=rows,
        following=found.rows[SHOWN - 1][0] if len(found.rows) > SHOWN else None,
    )


async def _page(
    request: web.Request,
    officer: SignedIn,
    asked: ReportAsked,
    problem: Problem = None,
    typed: Mapping[str, str] | None = None,
) -> web.Response:
    desk, person = request.app[DESK], officer.staff.person
    words = await words_for(desk, asked.year, asked.format)
    chosen = form(asked.format, asked.year)
    numbers = await numbers_known(desk, asked)
    return page(
        request,
        "console/report.html",
        status=422 if problem else 200,
        officer=officer,
        asked=asked,
        forms=FORMS,
        sections=[(PREAMBLE, ""), *((part.number, part.heading) for part in chosen.sections)],
        narrative={part.number for part in chosen.sections if part.narrative},
        topics={part.number: part.topics for part in chosen.sections},
        standing={part.number: part.words for part in chosen.sections},
        words=words,
        typed=typed or {},
        numbers=numbers,
        problem=problem,
        endings=[ending.removeprefix(".") for ending in FORMATS],
        writes=may_keep_registers(person),
        reviews=may_review_reports(person),
        signs=may_sign_reports(person),
    )

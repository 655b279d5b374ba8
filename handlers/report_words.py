"""Staff write the words of a report, another reviews them, a third signs them off (拟稿、审核、签发)."""

from collections.abc import Mapping

from cases.access import may_keep_registers, may_review_reports, may_sign_reports
from cases.errors import NotPermitted
from cases.text import clean
from handlers.annual import ReportAsked, words_for, year_of
from handlers.desk import Desk
from handlers.figures import standing
from handlers.staff import Staff
from reports.annual import builtins
from reports.errors import BadWording, NotSigned
from reports.figured import figured
from reports.forms import form
from reports.report_words import PREAMBLE, SectionWords
from reports.resolving import Resolved
from reports.wording import names_in, written

LONGEST = 20_000


async def write(desk: Desk, staff: Staff, asked: ReportAsked, section: str, text: str) -> None:
    """Whatever was reviewed or signed before is a draft again. Raises NotPermitted, BadWording, NotValid."""
    if not may_keep_registers(staff.person):
        raise NotPermitted("report.not_permitted")
    known = {part.number: part.heading for part in form(asked.format, asked.year).sections}
    if section not in (PREAMBLE, *known):
        raise BadWording("wording.no_section", value=section)
    text = clean(text)
    if len(text) > LONGEST:
        raise BadWording("wording.long", place=known.get(section, section), value=str(LONGEST))
    numbers = await numbers_known(desk, asked, names_in(text))
    written(text, lambda name: numbers[name.removesuffix(".month")].number, known.get(section, ""))
    year, now = asked.year, desk.now()
    await desk.ledger.write_report_words(year, asked.format, section, text, staff.login, now)


async def confirm(
    desk: Desk, staff: Staff, asked: ReportAsked, section: str, act: str, text: str
) -> None:
    """`act` is review or sign, of just this text. Each by another person than those before.

    Raises NotPermitted, NotSigned (nothing there, or others' words by now)."""
    allowed = may_review_reports if act == "review" else may_sign_reports
    if not allowed(staff.person):
        raise NotPermitted("report.not_permitted")
    found = await _own(desk, asked, section)
    if found is None or clean(text) != found.words:
        raise NotSigned("report.changed", section=section)
    before = {found.written.by, found.reviewed.by if found.reviewed else ""}
    if staff.login in before:
        raise NotPermitted("report.same_person")
    if act == "sign" and found.reviewed is None:
        raise NotSigned("report.not_reviewed", section=section)
    now = desk.now()
    if not await desk.ledger.confirm_report_words(
        act, asked.year, asked.format, found, staff.login, now
    ):
        raise NotSigned("report.changed", section=section)


async def numbers_known(
    desk: Desk, asked: ReportAsked, names: list[str] | None = None
) -> Mapping[str, Resolved]:
    """What the names stand for; without any, every name that can be used in words."""
    bindings = desk.reporting.bindings
    wanted = [name.removesuffix(".month") for name in names] if names is not None else [*bindings]
    at = standing(desk, year_of(asked), asked.as_of or year_of(asked).last)
    counted = await desk.ledger.consult(lambda tally: figured(tally, wanted, bindings, at))
    words = await words_for(desk, asked.year, asked.format)
    return {**counted.numbers, **builtins(asked.year, form(asked.format, asked.year), words)}


async def _own(desk: Desk, asked: ReportAsked, section: str) -> SectionWords | None:
    kept = await desk.ledger.report_words(asked.year, asked.format)
    return next((text for text in kept if text.section == section), None)

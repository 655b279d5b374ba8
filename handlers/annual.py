"""The annual report of a year, made from the record: no number in it is typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from handlers.desk import Desk
from handlers.figures import standing
from reports.annual import MONTH, assemble, builtins, names_wanted
from reports.bindings import OfCases
from reports.counting import Row, Tally, size
from reports.counting import listed as cases_listed
from reports.document import Document, Note
from reports.errors import NotSigned
from reports.figured import figured
from reports.form_model import Form
from reports.forms import form
from reports.identities import require_identities
from reports.period import Period, office_day
from reports.register_counting import listed
from reports.report_words import (
    PREAMBLE,
    SAMPLE_OFFICE,
    ReportWords,
    SectionWords,
    sample_words,
)
from reports.resolving import rows_of


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """`as_of` None is the last day of the year, or today in the running year. `draft`: unsigned words are let in, and
    the report says that it is a draft."""

    year: int
    format: str
    as_of: date | None = None
    draft: bool = False
    last_year: Mapping[str, int] | None = None
    """The cells of last year's report, as frozen."""
    accepted: Mapping[str, str] = field(default_factory=dict)
    """Why what was carried over is not what last year's report said, by the name of the identity."""


async def annual_report(desk: Desk, asked: ReportAsked, words: ReportWords) -> Document:
    """Raises ReportError: NotValid, NotSigned, BadWording, Broken."""
    return await desk.ledger.consult(maker(desk, asked, words))


def maker(desk: Desk, asked: ReportAsked, words: ReportWords) -> Callable[[Tally], Document]:
    """Makes the report from a record that answers questions. Raises NotValid, NotSigned; what it returns raises
    BadWording, Broken."""
    chosen = form(asked.format, asked.year)
    is_draft = _unsigned(chosen, words, asked)
    at = standing(desk, year_of(asked), asked.as_of or date(asked.year, 12, 31))
    cells = chosen.bindings(desk.reporting.registers)
    bindings = {**desk.reporting.bindings, **cells}
    known = builtins(asked.year, chosen, words)

    def make(tally: Tally) -> Document:
        counted = figured(tally, names_wanted(chosen, words), bindings, at)
        values = {key: counted.numbers[key].number.quantity for key in cells}
        unlikely = require_identities(chosen, values, asked.last_year, asked.accepted)
        numbers = {**counted.numbers, **known}
        document = assemble(chosen, asked.year, words, replace(counted, numbers=numbers))
        warnings = [(broken.key, broken.values) for broken in unlikely]
        return replace(document, is_draft=is_draft, warnings=warnings)

    return make


def year_of(asked: ReportAsked) -> Period:
    return Period(date(asked.year, 1, 1), date(asked.year, 12, 31))


def _unsigned(chosen: Form, words: ReportWords, asked: ReportAsked) -> bool:
    """Whether anything has not been signed off. Raises NotSigned unless a draft is wanted."""
    told = words.sections
    headings = {PREAMBLE: PREAMBLE, **{part.number: part.heading for part in chosen.sections}}
    missing = [p.number for p in chosen.sections if p.narrative and p.number not in told]
    unsigned = [number for number, text in told.items() if not text.signed]
    if not asked.draft:
        for key, numbers in (("report.not_written", missing), ("report.not_signed", unsigned)):
            for number in numbers:
                raise NotSigned(key, section=headings.get(number, number), year=str(asked.year))
    return bool(missing or unsigned)


async def words_for(
    desk: Desk, year: int, format: str, published_on: date | None = None
) -> ReportWords:
    """What staff have written for this report; for what they have not, the sample town's words of that year where it is
    used. It is published when the last of it is signed, unless another day is given."""
    sample = sample_words(year, format) if desk.reporting.sample else None
    own = {t.section: t for t in await desk.ledger.report_words(year, format) if t.words}
    return ReportWords(
        office=desk.reporting.office or _sample_office(desk, sample),
        published_on=published_on or _signed_on(own) or (sample.published_on if sample else None),
        sections={**(sample.sections if sample else {}), **own},
    )


def _signed_on(own: Mapping[str, SectionWords]) -> date | None:
    """The day of the last signature, once nothing is without one."""
    days = [office_day(text.signed.at) for text in own.values() if text.signed]
    return max(days) if days and len(days) == len(own) else None


def _sample_office(desk: Desk, sample: ReportWords | None) -> str:
    if sample:
        return sample.office
    return SAMPLE_OFFICE if desk.reporting.sample else ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What a number of a report counted: `rows` of cases (reports.counting.LISTED, then whether guarded) or of a
    register (reports.register_counting.LISTED); `number` as printed counts them, `listed` how many rows there are."""

    note: Note
    of_cases: bool
    listed: int
    rows: Sequence[Row]


async def behind(
    desk: Desk,
    asked: ReportAsked,
    words: ReportWords,
    key: str,
    *,
    whole: bool = False,
    after: str = "",
    most: int = 100,
) -> Behind:
    """`key` of a note; `whole`: out of which it counted. Raises ReportError; KeyError where nothing was counted."""
    make = maker(desk, asked, words)
    chosen = form(asked.format, asked.year)
    bindings = {**desk.reporting.bindings, **chosen.bindings(desk.reporting.registers)}
    bound = bindings[key.partition(":")[0].removesuffix(MONTH)]
    at = standing(desk, year_of(asked), asked.as_of or date(asked.year, 12, 31))

    def ask(tally: Tally) -> Behind:
        note = make(tally).notes[key]
        if isinstance(bound, OfCases):
            own = replace(at, where=bound.where)
            [[number]] = tally(size(bound.figure, own, whole=whole))
            rows = tally(cases_listed(bound.figure, own, whole=whole, after=after, most=most))
            return Behind(note, True, int(number), rows)
        rows = tally(listed(rows_of(bound, Period(at.period.first, min(at.period.last, at.as_of)))))
        return Behind(note, False, len(rows), rows)

    return await desk.ledger.consult(ask)

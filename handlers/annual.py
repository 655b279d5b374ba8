"""The annual report of a year, made from the record: no number in it is typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.desk import Desk
from handlers.figures import standing
from reports.annual import MONTH, Figured, assemble, builtins, charted, names_wanted
from reports.bindings import Binding, OfCases, OfRegister
from reports.counting import Row, Standing, Tally, size
from reports.counting import listed as cases_listed
from reports.document import Document, Note
from reports.errors import BadRegister, NotSigned
from reports.form_model import Form
from reports.forms import form
from reports.identities import require_identities
from reports.period import Period
from reports.register_counting import listed, total_of, totalled
from reports.registers import RegisterRow, Takes, missing_months
from reports.report_words import SAMPLE_OFFICE, ReportWords, sample_words
from reports.resolving import Cube, Resolved, cubes, of_cases, of_register, rows_of, whole_of


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
        require_identities(chosen, values, asked.last_year)
        numbers = {**counted.numbers, **known}
        document = assemble(chosen, asked.year, words, replace(counted, numbers=numbers))
        return replace(document, is_draft=is_draft)

    return make


def year_of(asked: ReportAsked) -> Period:
    return Period(date(asked.year, 1, 1), date(asked.year, 12, 31))


def figured(
    tally: Tally, names: Sequence[str], bindings: Mapping[str, Binding], at: Standing
) -> Figured:
    """The numbers that these names stand for, and what charts are drawn from."""
    used = {name: bindings[name] for name in names if name in bindings}
    of_case = {name: b for name, b in used.items() if isinstance(b, OfCases)}
    numbers: dict[str, Resolved] = {}
    charts: Cube | None = None
    for figures, by, question in cubes(of_case.values(), charted(), at):
        cube = Cube(figures, by, tally(question))
        charts = cube if charted()[0] in figures else charts
        numbers |= {n: of_cases(b, cube, at) for n, b in of_case.items() if b.figure in figures}
    for name, bound in used.items():
        if isinstance(bound, OfRegister):
            numbers[name] = _registered(tally, bound, at)
    assert charts is not None
    return Figured(numbers, charts)


def _registered(tally: Tally, bound: OfRegister, at: Standing) -> Resolved:
    own = rows_of(bound, Period(at.period.first, min(at.period.last, at.as_of)))
    if bound.register.takes is Takes.FLOW:
        _require_months(bound, tally(listed(own)))
    asked, totals = [own], [total_of((tally(totalled(own)))[0])]
    if whole := whole_of(bound, own, totals[0].as_of):
        asked.append(whole)
        totals.append(total_of((tally(totalled(whole)))[0]))
    texts: list[str] = []
    if bound.register.takes is Takes.TEXT:
        texts = [str(row[4]) for row in tally(listed(own))]
    return of_register(bound, totals, asked, texts)


def _require_months(bound: OfRegister, rows: Sequence[Row]) -> None:
    """Raises BadRegister where a register that is kept month by month lacks one."""
    found: dict[tuple[str, str], list[RegisterRow]] = {}
    for name, first, last, unit, subject, quantity, *_ in rows:
        days = date.fromisoformat(str(first)), date.fromisoformat(str(last))
        row = RegisterRow(str(name), *days, str(unit), str(subject), int(quantity))
        found.setdefault((row.unit, row.subject), []).append(row)
    for (unit, subject), own in found.items():
        if months := missing_months(own):
            place = " ".join(word for word in (bound.register.name, unit, subject) if word)
            raise BadRegister("report.month_missing", place=place, value="、".join(months))


def _unsigned(chosen: Form, words: ReportWords, asked: ReportAsked) -> bool:
    """Whether anything has not been signed off. Raises NotSigned unless a draft is wanted."""
    for section in chosen.sections:
        written = words.sections.get(section.number)
        missing = section.narrative and (written is None or not written.words)
        if missing or (written and not written.signed):
            if not asked.draft:
                key = "report.not_written" if missing else "report.not_signed"
                raise NotSigned(key, section=section.heading, year=str(asked.year))
            return True
    return False


async def words_for(
    desk: Desk, year: int, format: str, published_on: date | None = None
) -> ReportWords:
    """What staff have written for this report; for what they have not, the sample town's words of that year where it is
    used."""
    sample = sample_words(year, format) if desk.reporting.sample else None
    own = {text.section: text for text in await desk.ledger.report_words(year, format)}
    return ReportWords(
        office=desk.reporting.office or _sample_office(desk, sample),
        published_on=published_on or (sample.published_on if sample else None),
        sections={**(sample.sections if sample else {}), **own},
    )


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
    make = maker(desk, replace(asked, draft=True), words)
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

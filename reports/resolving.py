"""From the names in a report's words to numbers, each with the note of what it was counted from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reports.bindings import OfCases, OfRegister
from reports.counting import Query, Row, Standing, counted, inlined, size
from reports.disclosure_figures import APPLICATION, IN_WORDS
from reports.document import Note
from reports.figures import CaseFigure
from reports.period import Period
from reports.register_counting import RowsOf, Total
from reports.registers import Takes
from reports.wording import Number

ALWAYS = ("month", "channel", "unit")
"""What charts group by; a million rows are grouped by it without sorting."""
NO_CASES = "register"
"""Base of a number that counts no cases."""


@dataclass(frozen=True, slots=True)
class Resolved:
    number: Number
    note: Note


@dataclass(frozen=True, slots=True)
class Cube:
    """Parts and wholes of some figures over the same cases, group by group: `rows` have a value for each of `by`, then
    two numbers for each figure."""

    figures: Sequence[CaseFigure]
    by: Sequence[str]
    rows: Sequence[Row]

    def of(self, figure: CaseFigure, where: Mapping[str, str]) -> tuple[int, int]:
        """Part and `scale` times the whole, of the groups that have these values."""
        at = len(self.by) + 2 * list(self.figures).index(figure)
        chosen = [
            row
            for row in self.rows
            if all(row[self.by.index(column)] == value for column, value in where.items())
        ]
        part, whole = (sum(int(row[at + n] or 0) for row in chosen) for n in (0, 1))
        return part, figure.scale * whole


def cubes(
    bindings: Iterable[OfCases], charted: Iterable[CaseFigure], at: Standing
) -> list[tuple[list[CaseFigure], list[str], Query]]:
    """One question for each set of cases that figures are over: the figures, what they are grouped by, the question."""
    wanted = list(bindings)
    figures = dict.fromkeys([*(binding.figure for binding in wanted), *charted])
    found = []
    for during in dict.fromkeys(figure.during for figure in figures):
        own = [figure for figure in figures if figure.during == during]
        narrowed = {c for b in wanted if b.figure in own for c in b.where}
        by = [*ALWAYS, *sorted(narrowed - set(ALWAYS))]
        found.append((own, by, counted(own, at, by)))
    return found


def of_cases(binding: OfCases, cube: Cube, at: Standing) -> Resolved:
    figure = binding.figure
    part, whole = cube.of(figure, binding.where)
    own = replace(at, where=binding.where)
    number = Number(part, whole if figure.is_rate else 1)
    note = Note(
        label=f"figure.{figure.name}.label",
        printed="",
        numerator=part,
        denominator=whole if figure.is_rate else part,
        unit="件",
        base=f"base.{figure.base}",
        as_of=at.as_of,
        definition=_definition(figure),
        query=inlined(counted([figure], own) if figure.is_rate else size(figure, own)),
        listed=part // figure.scale if not figure.weight else whole // figure.scale,
        among="、".join(binding.where.values()),
    )
    return Resolved(number, note)


def _definition(figure: CaseFigure) -> str:
    in_table = figure.during == APPLICATION and figure.name not in IN_WORDS
    return "figure.disclosure.result.definition" if in_table else f"figure.{figure.name}.definition"


def rows_of(binding: OfRegister, period: Period) -> RowsOf:
    """What the binding is counted from. Documents of a year come in until its report is due."""
    if binding.register.takes is Takes.TEXT:
        period = Period(period.first, date(period.last.year + 1, 3, 31))
    if binding.last_year:
        period = Period(_year_before(period.first), _year_before(period.last))
    return RowsOf(binding.register, period, binding.where)


def whole_of(binding: OfRegister, own: RowsOf, as_of: date | None) -> RowsOf | None:
    """What it is a share of, or what it grew from: the same days of the year before, up to the last one entered."""
    if binding.change:
        last = _year_before(own.period.last)
        return replace(own, period=Period(_year_before(own.period.first), last))
    if binding.grown:
        same_days = Period(_year_before(own.period.first), _year_before(as_of or own.period.last))
        return replace(own, period=same_days)
    return replace(own, register=binding.whole) if binding.whole else None


def of_register(
    binding: OfRegister, totals: Sequence[Total], asked: Sequence[RowsOf], texts: Sequence[str]
) -> Resolved:
    """`texts`: subjects of the rows of a register of documents. What grew is counted against the year before."""
    own = totals[0]
    part, whole = own.quantity, totals[1].quantity if len(totals) > 1 else 1
    if binding.grown or binding.change:
        part -= whole
    number = Number(
        part,
        1 if binding.change else whole,
        own.precise,
        own.as_of.month if own.as_of else 0,
        "、".join(texts),
    )
    if binding.register.takes is Takes.TEXT and not texts:
        number = replace(number, is_missing=True)
    sums = [
        f"(SELECT coalesce(sum(quantity), 0) FROM register_rows WHERE {_text(rows)})"
        for rows in asked
    ]
    minus = f" - {sums[1]}" if binding.grown or binding.change else ""
    note = Note(
        label=binding.register.name,
        printed="",
        numerator=part,
        denominator=whole if len(totals) > 1 else part,
        unit=binding.register.measure,
        base=NO_CASES,
        as_of=own.as_of or asked[0].period.last,
        definition="register.definition",
        query=f"SELECT {sums[0]}{minus}, {sums[-1]}",
        listed=own.rows,
        approximate=own.precise != "exact",
        among="、".join(binding.where.values()),
    )
    return Resolved(number, note)


def given(name: str, text: str, quantity: int, as_of: date) -> Resolved:
    """What is no count: the year of the report, the day it is published."""
    number = Number(quantity, text=text)
    note = Note(f"given.{name}", "", quantity, quantity, "", "given", as_of, f"given.{name}", "", 0)
    return Resolved(number, note)


def _text(rows: RowsOf) -> str:
    return inlined(Query(rows.condition, rows.values))


def _year_before(day: date) -> date:
    """The last of February stays the last."""
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)

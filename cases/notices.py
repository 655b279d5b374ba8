"""What cases/calendar.toml says: corrected days, whole years, fixed holidays, and the number of every notice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from cases.tables import TableRow, read_rows

FILE = "calendar.toml"


@dataclass(frozen=True, slots=True)
class NoticedDay:
    working: bool
    name: str
    notice: str


@dataclass(frozen=True, slots=True)
class FixedHoliday:
    """Off every year from `first_year` on, whatever the year's notice will say."""

    name: str
    notice: str
    first_year: int


@dataclass(slots=True)
class Notices:
    """`years` are those given here day by day; the library is not asked about them."""

    days: dict[date, NoticedDay] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)
    fixed: dict[tuple[int, int], FixedHoliday] = field(default_factory=dict)
    yearly: dict[int, str] = field(default_factory=dict)
    later: list[tuple[date, date, str]] = field(default_factory=list)
    """First day, last day, number: a notice in mid-year on these days only."""

    def number(self, day: date, name: str) -> str:
        """The notice that a day off or a make-up day rests on. New Year's days in December belong to the next year."""
        for first, last, notice in self.later:
            if first <= day <= last:
                return notice
        return self.yearly[day.year + (day.month == 12 and name == "元旦")]


@cache
def packaged_notices() -> Notices:
    return read_notices()


def read_notices(text: str | None = None, own: str = "") -> Notices:
    """`text` stands for the packaged table; what a town's `own` table says goes before it. Raises BadTable."""
    notices = Notices()
    _add(notices, text)
    if own:
        known = notices.years.copy()
        notices.years.clear()
        _add(notices, own)
        notices.years |= known
    return notices


def _add(notices: Notices, text: str | None) -> None:
    for row in read_rows(FILE, "year", text):
        _add_year(notices, row)
    for row in read_rows(FILE, "day", text):
        notices.days[row.field("date", date)] = NoticedDay(
            row.field("working", bool), row.field("name", str), row.field("notice", str)
        )
    for row in read_rows(FILE, "fixed", text):
        notices.fixed[row.field("month", int), row.field("day", int)] = FixedHoliday(
            row.field("name", str),
            row.field("notice", str),
            row.optional("from", int, date.min.year),
        )
    for row in read_rows(FILE, "notice", text):
        year, notice = row.field("year", int), row.field("notice", str)
        if first := row.optional("from", date, None):
            notices.later.append((first, row.field("to", date), notice))
        else:
            notices.yearly[year] = notice


def _add_year(notices: Notices, row: TableRow) -> None:
    year, notice = row.field("year", int), row.field("notice", str)
    if year in notices.years:
        raise row.wrong("year")
    notices.years.add(year)
    notices.yearly[year] = notice
    for column, working in (("off", False), ("working", True)):
        for name, day in _named_days(row, column):
            if day.year not in (year - 1, year):
                raise row.wrong(column)
            notices.days[day] = NoticedDay(working, name, notice)


def _named_days(row: TableRow, column: str) -> Iterator[tuple[str, date]]:
    for name, days in row.field(column, dict).items():
        if type(days) is not list or any(type(day) is not date for day in days):
            raise row.wrong(column)
        yield from ((name, day) for day in days)

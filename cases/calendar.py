"""Chinese working days: yearly notices of the State Council by way of chinesecalendar, corrected by calendar.toml.

Source: 民法典 arts 201, 203 (the day of receipt is not counted; a last day at rest moves on), 行政许可法 art. 82
(working days without holidays).
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from chinese_calendar.constants import Holiday, holidays, workdays

from cases.errors import BadTable
from cases.notices import FILE, Notices, packaged_notices

SATURDAY = 5
ONE_DAY = timedelta(1)
_CHINESE = {str(holiday.value): str(holiday.chinese) for holiday in Holiday} | {
    "Tomb-sweeping Day": "清明节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


@dataclass(frozen=True, slots=True)
class Due:
    """Last day for the reply. Provisional (暂定) when it rests on a year whose notice is not known yet."""

    day: date
    provisional: bool = False


class DayKind(StrEnum):
    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    """A weekend day that is worked in place of a holiday (调休上班)."""


@dataclass(frozen=True, slots=True)
class ToldDay:
    """What a day is; `name` is the holiday that it belongs to, `notice` what says so."""

    kind: DayKind
    name: str = ""
    notice: str = ""


class WorkingCalendar:
    """Counts working days. Each year is worked out once, when it is first needed.

    Raises BadTable when a year between the known ones has no days or no notice.
    """

    def __init__(self, notices: Notices | None = None) -> None:
        self._notices = notices or packaged_notices()
        years = {day.year for day in holidays} | self._notices.years
        self._known = range(min(years), max(years) + 1)
        for year in self._known:
            if year not in years or year not in self._notices.yearly:
                raise BadTable("table.no_year", file=FILE, year=str(year))
        self._years: dict[int, list[date]] = {}

    def is_working(self, day: date) -> bool:
        if noticed := self._notices.days.get(day):
            return noticed.working
        if self._by_library(day):
            return day in workdays or (day.weekday() < SATURDAY and day not in holidays)
        return day.weekday() < SATURDAY and not self._is_fixed(day)

    def knows(self, day: date) -> bool:
        """Whether the notice of the day's year is in the tables."""
        return day.year in self._known

    def told(self, day: date) -> ToldDay:
        working, weekend = self.is_working(day), day.weekday() >= SATURDAY
        if working and not weekend:
            return ToldDay(DayKind.WORKING)
        if noticed := self._notices.days.get(day):
            name, notice = noticed.name, noticed.notice
        elif self._by_library(day) and (day in workdays or day in holidays):
            name = _CHINESE[workdays.get(day) or holidays[day]]
            notice = self._notices.number(day, name)
        elif self._is_fixed(day):
            fixed = self._notices.fixed[day.month, day.day]
            name, notice = fixed.name, fixed.notice
        else:
            return ToldDay(DayKind.WEEKEND)
        return ToldDay(DayKind.MAKE_UP if working else DayKind.HOLIDAY, name, notice)

    def due(self, received: date, limit_wd: int) -> Due:
        """The `limit_wd`-th working day after `received`, which is day zero on any kind of day; 0 is the same day
        (即办件). `limit_wd` >= 0."""
        if limit_wd < 0:
            raise ValueError(f"limit_wd={limit_wd}: a limit is not negative")
        if limit_wd == 0:
            return Due(received)
        year, days = received.year, self._working_days(received.year)
        at = bisect_right(days, received) + limit_wd - 1
        while at >= len(days):
            at -= len(days)
            year += 1
            days = self._working_days(year)
        return Due(days[at], not (received.year in self._known and year in self._known))

    def before(self, day: date) -> date:
        """The last working day before `day`."""
        day -= ONE_DAY
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def working_days_between(self, received: date, done: date) -> int:
        """Working days after `received` up to and including `done`; 0 when `done` is not later."""
        if done <= received:
            return 0
        whole = sum(len(self._working_days(y)) for y in range(received.year, done.year))
        before = bisect_right(self._working_days(received.year), received)
        return whole + bisect_right(self._working_days(done.year), done) - before

    def _by_library(self, day: date) -> bool:
        return day.year in self._known and day.year not in self._notices.years

    def _is_fixed(self, day: date) -> bool:
        fixed = self._notices.fixed.get((day.month, day.day))
        return not self.knows(day) and fixed is not None and day.year >= fixed.first_year

    def _working_days(self, year: int) -> list[date]:
        if year not in self._years:
            start = date(year, 1, 1)
            days = (start + timedelta(n) for n in range((date(year, 12, 31) - start).days + 1))
            self._years[year] = [day for day in days if self.is_working(day)]
        return self._years[year]

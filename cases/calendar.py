"""Chinese working days: yearly notices of the State Council by way of chinesecalendar, corrected by calendar.toml.

Source: 民法典 art. 201 (the day of receipt is not counted), 行政许可法 art. 82 (working days without holidays).
"""

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from chinese_calendar.constants import holidays, workdays

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Due:
    """Last day for the reply. Provisional (暂定) when it rests on a year whose notice is not known yet."""

    day: date
    provisional: bool = False


class WorkingCalendar:
    """Counts working days. Each year is worked out once, when it is first needed."""

    def __init__(self) -> None:
        self._corrections, self._fixed = _read_table()
        self._known = range(min(holidays).year, max(holidays).year + 1)
        self._years: dict[int, list[date]] = {}

    def is_working(self, day: date) -> bool:
        if day in self._corrections:
            return self._corrections[day]
        if day in workdays:
            return True
        if day.year in self._known:
            return day.weekday() < SATURDAY and day not in holidays
        first = self._fixed.get((day.month, day.day))
        return day.weekday() < SATURDAY and (first is None or day.year < first)

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

    def working_days_between(self, received: date, done: date) -> int:
        """Working days after `received` up to and including `done`; 0 when `done` is not later."""
        if done <= received:
            return 0
        whole = sum(len(self._working_days(y)) for y in range(received.year, done.year))
        before = bisect_right(self._working_days(received.year), received)
        return whole + bisect_right(self._working_days(done.year), done) - before

    def _working_days(self, year: int) -> list[date]:
        if year not in self._years:
            start = date(year, 1, 1)
            days = (start + timedelta(n) for n in range((date(year, 12, 31) - start).days + 1))
            self._years[year] = [day for day in days if self.is_working(day)]
        return self._years[year]


@cache
def _read_table() -> tuple[dict[date, bool], dict[tuple[int, int], int]]:
    """Corrected days, and (month, day) → first year for the fixed holidays."""
    table = tomllib.loads(files("cases").joinpath("calendar.toml").read_text("utf-8"))
    corrections = {row["date"]: row["working"] for row in table["day"]}
    fixed = {(row["month"], row["day"]): row.get("from", date.min.year) for row in table["fixed"]}
    return corrections, fixed

"""The measures of cases: one function for each named figure.

A reply answers the substance: an acknowledgement or a transfer is in no measure of replies.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from statistics import median

from cases.calendar import WorkingCalendar
from cases.case import Case
from reports.period import office_day


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure without its place: name, group and day."""

    numerator: int
    denominator: int
    base: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Cases as they stood at the end of `day`."""

    cases: Sequence[Case]
    day: date
    calendar: WorkingCalendar

    def having(self, happened: Callable[[Case], object]) -> int:
        return sum(1 for case in self.cases if happened(case))


def received(at: Standing) -> Measure:
    return _count(len(at.cases), at)


def accepted(at: Standing) -> Measure:
    return _count(at.having(lambda case: case.accepted_at), at)


def published(at: Standing) -> Measure:
    return _count(at.having(lambda case: case.published_at), at)


def replied(at: Standing) -> Measure:
    return _count(at.having(lambda case: case.replied_at), at)


def closed(at: Standing) -> Measure:
    return _count(at.having(lambda case: case.closed_at), at)


def reply_rate(at: Standing) -> Measure:
    return _rate(at.having(lambda case: case.replied_at), len(at.cases), "received")


def published_reply_rate(at: Standing) -> Measure:
    """The seed's own base: 370 of 457 published."""
    shown = replace(at, cases=[case for case in at.cases if case.published_at])
    return _rate(shown.having(lambda case: case.replied_at), len(shown.cases), "published")


def closing_rate(at: Standing) -> Measure:
    return _rate(at.having(lambda case: case.closed_at), len(at.cases), "received")


def on_time_rate(at: Standing) -> Measure:
    return _on_time(at, lambda case: case.closed_at)


def on_time_reply_rate(at: Standing) -> Measure:
    return _on_time(at, lambda case: case.replied_at)


def median_wd(at: Standing) -> Measure:
    """The mean of the two middle ones when their number is even."""
    days = _handling_wd(at)
    return Measure(len(days), len(days), "replied", median(days) if days else None)


def p90_wd(at: Standing) -> Measure:
    """By nearest rank: the smallest length within which nine cases in ten had their reply."""
    days = _handling_wd(at)
    rank = (9 * len(days) + 9) // 10
    return Measure(len(days), len(days), "replied", days[rank - 1] if days else None)


def _count(number: int, at: Standing) -> Measure:
    return Measure(number, len(at.cases), "received", number)


def _rate(part: int, whole: int, base: str) -> Measure:
    return Measure(part, whole, base, part / whole if whole else None)


def _on_time(at: Standing, done: Callable[[Case], datetime | None]) -> Measure:
    """Base: the cases whose due day has come."""
    due = [case for case in at.cases if case.due_on <= at.day]
    in_time = sum(1 for case in due if (moment := done(case)) and office_day(moment) <= case.due_on)
    return _rate(in_time, len(due), "due")


def _handling_wd(at: Standing) -> list[int]:
    return sorted(
        at.calendar.working_days_between(office_day(case.received_at), office_day(case.replied_at))
        for case in at.cases
        if case.replied_at
    )

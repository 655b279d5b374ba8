"""How long a case may take: its limit, the time that is not counted, and one extension.

Sources: 民法典 arts 201–203 (the day of receipt is not counted; a limit in calendar days that ends at rest ends on the
first working day after it), 政府信息公开条例 (第711号) art. 33 and 行政许可法 arts 42, 45 (time not counted; one
extension, approved by the head, its reasons told).
"""

from dataclasses import dataclass, replace
from datetime import date

from cases.calendar import ONE_DAY, Due, WorkingCalendar
from cases.errors import require
from cases.kinds import Limit


@dataclass(frozen=True, slots=True)
class Pause:
    """Days from `since` until the day before `resumed` are not counted; without `resumed` the clock stands still."""

    since: date
    reason: str
    resumed: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    days: int
    asked: date
    reason: str
    approver: str


@dataclass(frozen=True, slots=True)
class Clock:
    """`pauses` are in order and do not overlap: `pause` and `resume` see to it."""

    received: date
    limit: Limit
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None

    @property
    def days(self) -> int:
        """All that is to be counted. An extension adds to the limit and does not begin anew after a rest day."""
        return self.limit.days + (self.extension.days if self.extension else 0)

    @property
    def stands(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].resumed is None


def first_due(calendar: WorkingCalendar, received: date, limit: Limit) -> Due:
    """The due date of a case that nothing has happened to."""
    return _due(Clock(received, limit), calendar)


def due(clock: Clock, calendar: WorkingCalendar) -> Due | None:
    """None while the clock stands still: nobody knows the day yet."""
    return None if clock.stands else _due(clock, calendar)


def pause(clock: Clock, calendar: WorkingCalendar, since: date, reason: str) -> Clock:
    """Raises IllegalMove: it stands already, the day lies before another event, the limit has run out."""
    require(reason.strip(), "clock.no_reason")
    require(not clock.stands, "clock.paused_already")
    earliest = _resumed(clock.pauses[-1]) if clock.pauses else clock.received + ONE_DAY
    require(since >= earliest, "clock.too_early", day=str(earliest))
    last = _due(clock, calendar).day
    require(since <= last, "clock.expired", due=str(last))
    return replace(clock, pauses=(*clock.pauses, Pause(since, reason.strip())))


def resume(clock: Clock, day: date) -> Clock:
    """`day` is counted again. Raises IllegalMove."""
    require(clock.stands, "clock.not_paused")
    *before, last = clock.pauses
    require(day >= last.since, "clock.too_early", day=str(last.since))
    return replace(clock, pauses=(*before, replace(last, resumed=day)))


def extend(clock: Clock, calendar: WorkingCalendar, extension: Extension) -> Clock:
    """Once, for a reason, approved, asked for before the limit has run out. Raises IllegalMove."""
    most = clock.limit.extension
    require(clock.extension is None, "clock.extended_already")
    require(extension.reason.strip(), "clock.no_reason")
    require(extension.approver.strip(), "clock.no_approver")
    require(0 < extension.days <= most, "clock.extension_long", most=str(most))
    require(extension.asked >= clock.received, "clock.too_early", day=str(clock.received))
    if now := due(clock, calendar):
        require(extension.asked <= now.day, "clock.expired", due=str(now.day))
    return replace(clock, extension=extension)


def _due(clock: Clock, calendar: WorkingCalendar) -> Due:
    return _due_wd(clock, calendar) if clock.limit.unit == "wd" else _due_day(clock, calendar)


def _due_wd(clock: Clock, calendar: WorkingCalendar) -> Due:
    found = calendar.due(clock.received, clock.days)
    for since, resumed in _closed(clock):
        if since <= found.day:
            missed = calendar.working_days_between(since - ONE_DAY, resumed - ONE_DAY)
            found = Due(calendar.due(found.day, missed).day) if missed else found
    known = calendar.knows(clock.received) and calendar.knows(found.day)
    return Due(found.day, provisional=clock.days > 0 and not known)


def _due_day(clock: Clock, calendar: WorkingCalendar) -> Due:
    """Only the rest days at the end depend on a notice."""
    if clock.days == 0:
        return Due(clock.received)
    last = day = _last_counted(clock)
    while not calendar.is_working(day) or any(
        since <= day < until for since, until in _closed(clock)
    ):
        day += ONE_DAY
    return Due(day, provisional=not (calendar.knows(last) and calendar.knows(day)))


def _last_counted(clock: Clock) -> date:
    """Last calendar day of a limit in calendar days, before it moves on from a rest day."""
    last = clock.received + clock.days * ONE_DAY
    for since, resumed in _closed(clock):
        if since <= last:
            last += resumed - since
    return last


def _closed(clock: Clock) -> list[tuple[date, date]]:
    return [(p.since, p.resumed) for p in clock.pauses if p.resumed is not None]


def _resumed(pause: Pause) -> date:
    assert pause.resumed is not None
    return pause.resumed

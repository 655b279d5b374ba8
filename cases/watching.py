"""When somebody is to be reminded of a case, and when it goes to those above: half the time gone, one working day left,
overdue, and every further week of work.

Source: practice of the hotlines (催办 before expiry, 督办 after it; 国办发〔2020〕53号); the days themselves are ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cases.calendar import WorkingCalendar
from cases.clock import Clock, due

AGAIN_WD = 5
"""Working days from one escalation to the next."""


class Step(StrEnum):
    HALF = "half"
    EVE = "eve"
    """One working day is left."""
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Watch:
    """`step`: the latest that has come, None before the first: what was missed before it is not done afterwards.
    `following`: the day of the next; None while the clock stands still."""

    step: Step | None
    following: date | None


def watch(clock: Clock, calendar: WorkingCalendar, today: date) -> Watch:
    found = due(clock, calendar)
    if found is None:
        return Watch(None, None)
    overdue = calendar.due(found.day, 1).day
    if today >= overdue:
        weeks = calendar.working_days_between(overdue, today) // AGAIN_WD
        return Watch(Step.OVERDUE, calendar.due(overdue, (weeks + 1) * AGAIN_WD).day)
    latest = None
    for day, step in _reminders(clock, calendar, found.day):
        if day > today:
            return Watch(latest, day)
        latest = step
    return Watch(latest, overdue)


def _reminders(clock: Clock, calendar: WorkingCalendar, last: date) -> Iterator[tuple[date, Step]]:
    """Those that lie after the day of receipt, in order of time."""
    eve = calendar.before(last)
    half = _half(clock, calendar)
    if half < eve:
        yield half, Step.HALF
    if eve > clock.received:
        yield eve, Step.EVE


def _half(clock: Clock, calendar: WorkingCalendar) -> date:
    """The day with which half of the limit is gone, rounded up to whole days."""
    limit = replace(clock.limit, days=(clock.days + 1) // 2)
    pauses = tuple(pause for pause in clock.pauses if pause.resumed)
    found = due(Clock(clock.received, limit, pauses), calendar)
    return found.day if found else clock.received

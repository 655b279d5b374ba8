"""The deadline ledger: a due date opened into its days, each counted or not, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from cases.calendar import ONE_DAY, DayKind, WorkingCalendar
from cases.clock import Clock, Pause, due


@dataclass(frozen=True, slots=True)
class Reason:
    """`key` names the sentence in bot/messages, `values` fill it."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerDay:
    date: date
    counted: bool
    why: tuple[Reason, ...]


def deadline_days(clock: Clock, calendar: WorkingCalendar) -> Iterator[LedgerDay]:
    """From the day of receipt to the due date; while the clock stands still, to the day on which it was paused."""
    found = due(clock, calendar)
    end = found.day if found else clock.pauses[-1].since
    yield LedgerDay(clock.received, False, (Reason("deadline.received"),))
    counted, day, resuming = 0, clock.received, False
    while day < end:
        day += ONE_DAY
        if pause := _pause_on(clock, day):
            values = {"since": str(pause.since), "reason": pause.reason}
            yield LedgerDay(day, False, (Reason("deadline.paused", values),))
            resuming = True
            continue
        in_wd = clock.limit.unit == "wd"
        counts = calendar.is_working(day) if in_wd else counted < clock.days
        counted += counts
        why = [_told(calendar, day)]
        if resuming and counts:
            why.append(Reason("deadline.resumed"))
            resuming = False
        if counts and clock.extension and counted > clock.limit.days:
            values = {"reason": clock.extension.reason}
            why.append(Reason("deadline.extension", values))
        if not counts and not in_wd:
            why.append(Reason("deadline.moved"))
        if not calendar.knows(day):
            why.append(Reason("deadline.provisional", {"year": str(day.year)}))
        yield LedgerDay(day, counts, tuple(why))


def _pause_on(clock: Clock, day: date) -> Pause | None:
    for pause in clock.pauses:
        if pause.since <= day and (pause.resumed is None or day < pause.resumed):
            return pause
    return None


def _told(calendar: WorkingCalendar, day: date) -> Reason:
    told = calendar.told(day)
    if told.kind in (DayKind.WORKING, DayKind.WEEKEND):
        return Reason(f"deadline.{told.kind}")
    return Reason(f"deadline.{told.kind}", {"name": told.name, "notice": told.notice})

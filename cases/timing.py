"""The moves that change when a case is due: pause, resume, extend, and a new look at a provisional date."""

from dataclasses import dataclass
from datetime import date, datetime

from cases import clock as clocks
from cases.calendar import Due, WorkingCalendar
from cases.case import Case, Change, Move
from cases.clock import Clock, Extension
from cases.errors import IllegalMove
from cases.folding import happen
from cases.kinds import DISCLOSURE, Limit
from cases.states import check
from cases.text import clean
from cases.watching import watch

ANEW = frozenset({DISCLOSURE, "承诺件", "联办件", "上报件", "补办件"})
"""Kinds whose limit runs anew once a correction has come."""


YEARS = range(1949, 2201)


@dataclass(frozen=True, slots=True)
class Dates:
    """What a clock comes to; kept with the event that changed it."""

    due: Due
    watch_on: date | None

    @property
    def told(self) -> dict[str, str]:
        return {
            "due": str(self.due.day),
            "provisional": "1" if self.due.provisional else "",
            "watch_on": str(self.watch_on or ""),
        }


def dates(clock: Clock, calendar: WorkingCalendar, today: date) -> Dates:
    """Of a clock that runs."""
    found = clocks.due(clock, calendar)
    assert found is not None
    return Dates(found, watch(clock, calendar, today).following)


def told_dates(clock: Clock, calendar: WorkingCalendar, today: date) -> dict[str, str]:
    """For the event that changed the clock; nothing while it stands."""
    return {} if clock.stands else dates(clock, calendar, today).told


def told_limit(limit: Limit) -> dict[str, str]:
    """For the event that gave the case another limit."""
    return {
        "limit": str(limit.days),
        "limit_unit": limit.unit,
        "limit_source": limit.source,
        "limit_extension": str(limit.extension),
    }


def pause(
    case: Case,
    since: date,
    reason: str,
    actor: str,
    calendar: WorkingCalendar,
    now: datetime,
) -> Change:
    """Time that is not counted: a correction, a third party, a hearing, an expert's review."""
    check(case, Move.PAUSE)
    clocks.pause(case.clock, calendar, since, clean(reason))
    detail = {"since": str(since), "reason": clean(reason)}
    return happen(case, Move.PAUSE, actor, now, detail)


def resume(
    case: Case,
    day: date,
    actor: str,
    calendar: WorkingCalendar,
    now: datetime,
    today: date,
    *,
    anew: bool = False,
) -> Change:
    """`anew`: a correction has come or the materials are complete, and the limit runs whole from that day.

    Source: 政府信息公开条例 (第711号) art. 30; 行政许可法 art. 32.
    """
    check(case, Move.RESUME)
    if anew and case.kind not in ANEW:
        raise IllegalMove("clock.not_anew", number=case.number, kind=case.kind)
    clock = clocks.resume(case.clock, day)
    if anew:
        clock = Clock(day, clock.limit)
    detail = {"day": str(day), "anew": "1" if anew else "", **told_dates(clock, calendar, today)}
    return happen(case, Move.RESUME, actor, now, detail)


def ask_extension(
    case: Case,
    days: int,
    reason: str,
    actor: str,
    calendar: WorkingCalendar,
    now: datetime,
    today: date,
) -> Change:
    """The unit asks; somebody else approves."""
    check(case, Move.ASK_EXTENSION)
    reason = clean(reason)
    asked = Extension(days, today, reason, approver="-")
    clocks.extend(case.clock, calendar, asked)
    detail = {"days": str(days), "asked": str(today), "reason": reason}
    return happen(case, Move.ASK_EXTENSION, actor, now, detail)


def extend(
    case: Case,
    days: int,
    reason: str,
    actor: str,
    calendar: WorkingCalendar,
    now: datetime,
    today: date,
) -> Change:
    """Approved by `actor`, before the limit has run out. What was asked for holds unless `days` and `reason` say
    otherwise (0 and '')."""
    check(case, Move.EXTEND)
    asked = case.asked_extension
    if asked:
        days, reason = days or asked.days, clean(reason) or asked.reason
    extension = Extension(days, today, clean(reason), actor)
    clock = clocks.extend(case.clock, calendar, extension)
    detail = {
        "days": str(days),
        "asked": str(today),
        "reason": extension.reason,
        "approver": actor,
        **told_dates(clock, calendar, today),
    }
    return happen(case, Move.EXTEND, actor, now, detail)


def redate(
    case: Case, actor: str, calendar: WorkingCalendar, now: datetime, today: date
) -> Change | None:
    """The due date by the calendar as it is known now; None when nothing changed. The history keeps both."""
    if case.clock.stands:
        return None
    found = dates(case.clock, calendar, today)
    if (found.due.day, found.due.provisional) == (case.due_on, case.due_provisional):
        return None
    told = {"from": str(case.due_on), **found.told}
    if not case.awaits_reply:
        told["watch_on"] = ""
    return happen(case, Move.REDATE, actor, now, told)


def require_day(written: str) -> date:
    """Raises IllegalMove for what is not a day that a case can have."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise IllegalMove("clock.no_day", day=written) from None
    if day.year not in YEARS:
        raise IllegalMove("clock.no_day", day=written)
    return day

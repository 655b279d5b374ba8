"""Counter cases (办件): the six kinds, what is missing told once and whole, parts of several units, and the two clocks
of what is passed up.

Sources: 行政许可法 (2019-04-23修正) arts 26, 32, 42–48; the rules of service centres for the six kinds. 补办件 and
退回件 are states of an application as much as kinds: it counts once, by its final kind, beside a counter of notices.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from cases.calendar import WorkingCalendar
from cases.clock import Clock, Pause, due
from cases.errors import IllegalMove, require
from cases.kinds import Kinds, Limit
from cases.text import clean


class CounterKind(StrEnum):
    AT_ONCE = "即办件"
    PROMISED = "承诺件"
    JOINT = "联办件"
    PASSED_UP = "上报件"
    TO_COMPLETE = "补办件"
    RETURNED = "退回件"


UNCOUNTED = ("听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审")
"""Time that is not counted (art. 45); the applicant is told in writing how long it takes."""
DELIVERY_WD = 10
HEARING_REQUEST_WD, HEARING_WD, HEARING_NOTICE_DAYS = 5, 20, 7


@dataclass(frozen=True, slots=True)
class Materials:
    """What was missing, told on `told` all at once; `complete` is the day on which it had come."""

    told: date
    missing: tuple[str, ...]
    complete: date | None = None


@dataclass(frozen=True, slots=True)
class CounterCase:
    """`limit` is what the item promises, within the law's cap for the kind."""

    kind: CounterKind
    received: date
    limit: Limit
    materials: Materials | None = None
    passed_up: tuple[Pause, ...] = ()
    returned: str = ""

    @property
    def clock(self) -> Clock | None:
        """The local organ's own; None while materials are missing: it runs from the day on which they are complete."""
        began = self.received
        if self.materials:
            if self.materials.complete is None:
                return None
            began = self.materials.complete
        return Clock(began, self.limit, self.passed_up)

    @property
    def notices(self) -> int:
        return 1 if self.materials else 0


def recognise(
    promised_wd: int,
    *,
    admissible: bool,
    complete: bool,
    units: int = 1,
    decided_above: bool = False,
) -> CounterKind:
    """What an application is when it is handed in; `units` have to review it."""
    if not admissible:
        return CounterKind.RETURNED
    if not complete:
        return CounterKind.TO_COMPLETE
    if decided_above:
        return CounterKind.PASSED_UP
    if units > 1:
        return CounterKind.JOINT
    return CounterKind.PROMISED if promised_wd else CounterKind.AT_ONCE


def open_counter_case(
    kind: CounterKind, received: date, promised_wd: int, kinds: Kinds
) -> CounterCase:
    """Raises IllegalMove: a promise that is longer than the law allows."""
    cap_of = CounterKind.PROMISED if kind is CounterKind.TO_COMPLETE else kind
    cap = kinds.limit(cap_of, received)
    require(promised_wd <= cap.days, "counter.too_long", limit=str(promised_wd), most=str(cap.days))
    days = promised_wd if kind is not CounterKind.AT_ONCE else 0
    return CounterCase(kind, received, replace(cap, days=days))


def tell_missing(
    case: CounterCase, day: date, missing: Sequence[str], calendar: WorkingCalendar, kinds: Kinds
) -> CounterCase:
    """一次性告知: everything, once, on the spot or within five working days. Raises IllegalMove for a second notice,
    and after the five days: then the application counts as accepted on the day it was received (art. 32)."""
    require(case.materials is None, "counter.told_once")
    wanted = tuple(filter(None, map(clean, missing)))
    require(wanted, "counter.nothing_missing")
    last = last_day_to_tell(case, calendar, kinds)
    require(case.received <= day <= last, "counter.accepted_by_silence", day=str(last))
    return replace(case, kind=CounterKind.TO_COMPLETE, materials=Materials(day, wanted))


def last_day_to_tell(case: CounterCase, calendar: WorkingCalendar, kinds: Kinds) -> date:
    days = kinds.limit(CounterKind.TO_COMPLETE, case.received).days
    return calendar.due(case.received, days).day


def complete(case: CounterCase, day: date, kind: CounterKind) -> CounterCase:
    """All has come: the limit runs from now on, and the case is of the kind that it will be counted as."""
    materials = case.materials
    if materials is None or materials.complete is not None:
        raise IllegalMove("counter.nothing_awaited")
    require(day >= materials.told, "clock.too_early", day=str(materials.told))
    require(kind not in (CounterKind.TO_COMPLETE, CounterKind.RETURNED), "counter.kind", kind=kind)
    return replace(case, kind=kind, materials=replace(materials, complete=day))


def pass_up(case: CounterCase, day: date) -> CounterCase:
    """To the higher organ; its time is not on the local clock (art. 43 bounds the local review)."""
    require(case.kind is CounterKind.PASSED_UP, "counter.not_passed_up")
    require(not case.passed_up or case.passed_up[-1].resumed, "clock.paused_already")
    require(day > case.received, "clock.too_early", day=str(case.received))
    return replace(case, passed_up=(*case.passed_up, Pause(day, "上级机关办理")))


def come_back(case: CounterCase, day: date) -> CounterCase:
    require(case.passed_up and case.passed_up[-1].resumed is None, "clock.not_paused")
    *before, last = case.passed_up
    require(day >= last.since, "clock.too_early", day=str(last.since))
    return replace(case, passed_up=(*before, replace(last, resumed=day)))


def time_above(case: CounterCase, calendar: WorkingCalendar, today: date) -> int:
    """Working days that the higher organ has had it, the day of return not included."""
    return sum(
        calendar.working_days_between(
            pause.since - timedelta(1), (pause.resumed or today) - timedelta(1)
        )
        for pause in case.passed_up
    )


def send_back(case: CounterCase, basis: str, reason: str) -> CounterCase:
    """退回件: in writing, with basis and reason; the applicant may ask the centre to review it (复核)."""
    for text in (basis, reason):
        require(clean(text), "counter.no_basis")
    return replace(case, kind=CounterKind.RETURNED, returned=f"{clean(basis)}：{clean(reason)}")


def check_parts(
    sub_limits: Sequence[tuple[str, int]], lead: str, received: date, kinds: Kinds
) -> None:
    """联办件: (unit, working days) of each, one of them the lead; every part within the cap for joint handling, 45
    working days (art. 42). Raises IllegalMove."""
    units = [unit for unit, _ in sub_limits]
    require(len(units) > 1, "counter.no_joint")
    require(len(set(units)) == len(units), "counter.unit_twice")
    require(lead in units, "counter.no_lead", unit=lead)
    most = kinds.limit(CounterKind.JOINT, received).days
    for unit, days in sub_limits:
        require(0 < days <= most, "counter.part_long", unit=unit, most=str(most))


def due_day(case: CounterCase, calendar: WorkingCalendar) -> date | None:
    """None while materials are missing or the higher organ has it."""
    found = due(case.clock, calendar) if case.clock else None
    return found.day if found else None


def delivery_due(decided: date, calendar: WorkingCalendar) -> date:
    """The document reaches the applicant within ten working days of the decision (art. 44)."""
    return calendar.due(decided, DELIVERY_WD).day


def check_hearing(
    told: date, asked: date, announced: date, held: date, calendar: WorkingCalendar
) -> None:
    """Asked for within five working days of being told, held within twenty of the request, announced at least seven
    days before (arts 47, 48). Raises IllegalMove."""
    last = calendar.due(told, HEARING_REQUEST_WD).day
    require(told <= asked <= last, "counter.hearing_asked", day=str(last))
    last = calendar.due(asked, HEARING_WD).day
    require(asked <= held <= last, "counter.hearing_held", day=str(last))
    latest = held - timedelta(HEARING_NOTICE_DAYS)
    require(announced <= latest, "counter.hearing_announced", day=str(latest))

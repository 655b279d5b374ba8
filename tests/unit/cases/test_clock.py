"""What a case may take, with pauses and an extension, and the days that it is opened into."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import LANGUAGES, say
from cases.calendar import Due, WorkingCalendar
from cases.clock import Clock, Extension, due, extend, first_due, pause, resume
from cases.deadline import LedgerDay, deadline_days
from cases.errors import IllegalMove
from cases.kinds import Limit, Unit

CALENDAR = WorkingCalendar()
KNOWN = st.dates(date(2004, 1, 1), date(2026, 12, 31))
LIMITS = st.integers(1, 60)
UNITS: st.SearchStrategy[Unit] = st.sampled_from(("wd", "day"))
day = date.fromisoformat


def wd(days: int, extension: int = 0) -> Limit:
    return Limit(days, "wd", "test", extension)


def a_clock(received: str, limit: Limit) -> Clock:
    return Clock(day(received), limit)


def paused(clock: Clock, since: date, resumed: date) -> Clock:
    return resume(pause(clock, CALENDAR, since, "等待第三方意见"), resumed)


def due_day(clock: Clock) -> date:
    found = due(clock, CALENDAR)
    assert found is not None
    return found.day


def ledger(clock: Clock) -> list[LedgerDay]:
    return list(deadline_days(clock, CALENDAR))


def keys(clock: Clock) -> dict[str, tuple[bool, list[str]]]:
    return {
        str(d.date)[5:]: (d.counted, [r.key.removeprefix("deadline.") for r in d.why])
        for d in ledger(clock)
    }


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        ("2012-01-10", 15, "2012-01-29"),
        ("2026-08-05", 60, "2026-10-08"),
        ("2026-01-31", 15, "2026-02-24"),
    ],
)
def test_calendar_days_move_on_from_a_rest_day(received: str, days: int, expected: str) -> None:
    assert first_due(CALENDAR, day(received), Limit(days, "day", "test")) == Due(day(expected))


def test_at_once_is_the_same_day() -> None:
    clock = a_clock("2012-01-22", wd(0))
    assert first_due(CALENDAR, clock.received, clock.limit) == Due(clock.received)
    assert keys(clock) == {"01-22": (False, ["received"])}


def test_ledger_over_the_spring_festival_of_2012() -> None:
    days = keys(a_clock("2012-01-20", wd(15)))
    assert days["01-20"] == (False, ["received"])
    assert days["01-21"] == (True, ["make_up"])
    assert {n: days[f"01-{n}"] for n in range(22, 29)} == dict.fromkeys(
        range(22, 29), (False, ["holiday"])
    )
    assert days["01-29"] == (True, ["make_up"])
    assert days["02-04"] == (False, ["weekend"])
    assert list(days)[-1] == "02-15"
    why = next(d.why for d in ledger(a_clock("2012-01-20", wd(15))) if d.date == date(2012, 1, 23))
    assert dict(why[0].values) == {"name": "春节", "notice": "国办发明电〔2011〕45号"}


def test_ledger_past_the_known_years_says_so() -> None:
    clock = a_clock("2026-12-10", wd(20))
    assert due(clock, CALENDAR) == Due(date(2027, 1, 8), provisional=True)
    days = keys(clock)
    assert days["12-31"] == (True, ["working"])
    assert days["01-01"] == (False, ["holiday", "provisional"])
    assert days["01-08"] == (True, ["working", "provisional"])


def test_ledger_tells_pause_resumption_and_extension() -> None:
    clock = a_clock("2012-03-05", wd(3, extension=2))
    clock = paused(clock, day("2012-03-07"), day("2012-03-12"))
    clock = extend(clock, CALENDAR, Extension(1, day("2012-03-13"), "案情复杂", "王局长"))
    assert keys(clock) == {
        "03-05": (False, ["received"]),
        "03-06": (True, ["working"]),
        "03-07": (False, ["paused"]),
        "03-08": (False, ["paused"]),
        "03-09": (False, ["paused"]),
        "03-10": (False, ["paused"]),
        "03-11": (False, ["paused"]),
        "03-12": (True, ["working", "resumed"]),
        "03-13": (True, ["working"]),
        "03-14": (True, ["working", "extension"]),
    }
    for entry in ledger(clock):
        for reason in entry.why:
            assert all(say(reason.key, language, reason.values) for language in LANGUAGES)


def test_nobody_knows_the_day_while_the_clock_stands() -> None:
    clock = pause(a_clock("2012-03-05", wd(3)), CALENDAR, day("2012-03-07"), "等待补正")
    assert due(clock, CALENDAR) is None
    assert list(keys(clock)) == ["03-05", "03-06", "03-07"]


def test_a_pause_at_the_end_of_a_limit_in_calendar_days() -> None:
    """2026-10-04 is at rest and moves on to the 8th; the case is paused meanwhile."""
    clock = a_clock("2026-08-05", Limit(60, "day", "test"))
    assert due_day(paused(clock, day("2026-10-06"), day("2026-10-09"))) == day("2026-10-09")


CLOCK = a_clock("2012-03-05", wd(3, extension=3))
STANDING = pause(CLOCK, CALENDAR, day("2012-03-07"), "等待补正")
GOOD = Extension(2, day("2012-03-08"), "案情复杂", "王局长")
EXTENDED = extend(CLOCK, CALENDAR, GOOD)


@pytest.mark.parametrize(
    ("move", "key"),
    [
        (lambda: pause(CLOCK, CALENDAR, day("2012-03-07"), " "), "clock.no_reason"),
        (lambda: pause(CLOCK, CALENDAR, day("2012-03-05"), "因"), "clock.too_early"),
        (lambda: pause(CLOCK, CALENDAR, day("2012-03-09"), "因"), "clock.expired"),
        (lambda: pause(STANDING, CALENDAR, day("2012-03-08"), "因"), "clock.paused_already"),
        (lambda: resume(CLOCK, day("2012-03-07")), "clock.not_paused"),
        (lambda: resume(STANDING, day("2012-03-06")), "clock.too_early"),
        (lambda: extend(EXTENDED, CALENDAR, GOOD), "clock.extended_already"),
        (lambda: extended(days=4), "clock.extension_long"),
        (lambda: extended(days=0), "clock.extension_long"),
        (lambda: extended(reason=""), "clock.no_reason"),
        (lambda: extended(approver=" "), "clock.no_approver"),
        (lambda: extended(asked="2012-03-09"), "clock.expired"),
        (lambda: extended(asked="2012-03-04"), "clock.too_early"),
    ],
)
def test_what_the_rules_forbid_is_refused_with_the_rule(
    move: Callable[[], Clock], key: str
) -> None:
    with pytest.raises(IllegalMove) as error:
        move()
    assert error.value.key == key
    assert all(say(key, language, error.value.values) for language in LANGUAGES)


def extended(
    days: int = 2, asked: str = "2012-03-08", reason: str = "案情复杂", approver: str = "王局长"
) -> Clock:
    return extend(CLOCK, CALENDAR, Extension(days, day(asked), reason, approver))


@given(KNOWN, LIMITS, UNITS)
def test_due_is_never_a_rest_day(received: date, days: int, unit: Unit) -> None:
    assert CALENDAR.is_working(first_due(CALENDAR, received, Limit(days, unit, "test")).day)


@given(KNOWN, LIMITS, UNITS)
def test_ledger_counts_the_limit_and_ends_on_the_due_day(
    received: date, days: int, unit: Unit
) -> None:
    clock = Clock(received, Limit(days, unit, "test"))
    opened = ledger(clock)
    assert sum(entry.counted for entry in opened) == days
    assert opened[-1].date == due_day(clock)
    assert [d.date for d in opened] == [received + timedelta(n) for n in range(len(opened))]


@given(KNOWN, LIMITS, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30)), max_size=3))
def test_a_pause_of_n_working_days_moves_the_due_day_by_n(
    received: date, days: int, pauses: list[tuple[int, int]]
) -> None:
    clock = Clock(received, wd(days))
    since = received + timedelta(1)
    for wait, length in pauses:
        since, before = since + timedelta(wait), due_day(clock)
        if since > before:
            break
        resumed = since + timedelta(length)
        clock = paused(clock, since, resumed)
        missed = CALENDAR.working_days_between(since - timedelta(1), resumed - timedelta(1))
        assert CALENDAR.working_days_between(before, due_day(clock)) == missed
        since = resumed
    assert sum(entry.counted for entry in ledger(clock)) == days


@given(KNOWN, LIMITS, UNITS, st.integers(0, 5), st.integers(0, 30), st.integers(0, 20))
def test_ledger_of_a_changed_clock_still_adds_up(
    received: date, days: int, unit: Unit, wait: int, length: int, more: int
) -> None:
    clock = Clock(received, Limit(days, unit, "test", 20))
    since = received + timedelta(1 + wait)
    if since <= due_day(clock):
        clock = paused(clock, since, since + timedelta(length))
    if more:
        clock = extend(clock, CALENDAR, Extension(more, received, "案情复杂", "王局长"))
    opened = ledger(clock)
    assert sum(entry.counted for entry in opened) == days + more
    assert opened[-1].date == due_day(clock)
    assert CALENDAR.is_working(due_day(clock))

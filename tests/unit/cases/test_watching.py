"""When somebody is reminded and when a case goes up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calendar import WorkingCalendar
from cases.clock import Clock, Pause, due
from cases.kinds import Limit
from cases.watching import AGAIN_WD, Step, Watch, watch

CALENDAR = WorkingCalendar()
RECEIVED = date(2012, 3, 5)


def clock(limit: int, unit: str = "wd", received: date = RECEIVED) -> Clock:
    assert unit in ("wd", "day")
    return Clock(received, Limit(limit, "wd" if unit == "wd" else "day", "a rule"))


def steps(of: Clock, days: int = 60) -> list[tuple[str, str]]:
    """Every day on which there is something to do, and what, walking from the day of receipt."""
    found, day = [], of.received
    following = watch(of, CALENDAR, day).following
    while following and following <= of.received + timedelta(days):
        step = watch(of, CALENDAR, following).step
        assert step is not None
        found.append((following.isoformat(), step.value))
        following = watch(of, CALENDAR, following).following
    return found


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (0, [("2012-03-06", "overdue")]),
        (1, [("2012-03-07", "overdue")]),
        (2, [("2012-03-06", "eve"), ("2012-03-08", "overdue")]),
        (3, [("2012-03-07", "eve"), ("2012-03-09", "overdue")]),
        (5, [("2012-03-08", "half"), ("2012-03-09", "eve"), ("2012-03-13", "overdue")]),
        (7, [("2012-03-09", "half"), ("2012-03-13", "eve"), ("2012-03-15", "overdue")]),
    ],
)
def test_reminders_of_a_limit(limit: int, expected: list[tuple[str, str]]) -> None:
    assert steps(clock(limit))[: len(expected)] == expected


def test_overdue_goes_up_each_week_of_work() -> None:
    days = [day for day, step in steps(clock(3)) if step == "overdue"]
    assert days[:4] == ["2012-03-09", "2012-03-16", "2012-03-23", "2012-03-30"]
    gap = CALENDAR.working_days_between(date(2012, 3, 23), date(2012, 3, 30))
    assert gap == AGAIN_WD


def test_a_limit_in_calendar_days_is_watched_on_working_days() -> None:
    found = steps(clock(15, "day", date(2012, 1, 10)), 40)
    assert found == [
        ("2012-01-18", "half"),
        ("2012-01-21", "eve"),  # a make-up Saturday before the spring festival
        ("2012-01-30", "overdue"),
        ("2012-02-06", "overdue"),
        ("2012-02-13", "overdue"),
    ]


def test_a_clock_that_stands_is_not_watched() -> None:
    stands = replace(clock(7), pauses=(Pause(date(2012, 3, 7), "补正"),))
    assert watch(stands, CALENDAR, date(2012, 6, 1)) == Watch(None, None)


@given(st.dates(date(2010, 1, 1), date(2020, 1, 1)), st.integers(0, 40), st.integers(0, 200))
def test_what_follows_lies_ahead_and_comes_to_pass(received: date, limit: int, later: int) -> None:
    of = clock(limit, received=received)
    today = received + timedelta(later)
    found = watch(of, CALENDAR, today)
    assert found.following is not None
    assert found.following > today
    assert CALENDAR.is_working(found.following)
    last = due(of, CALENDAR)
    assert last is not None
    assert (found.step is Step.OVERDUE) == (today >= CALENDAR.due(last.day, 1).day)
    eve_of_next = watch(of, CALENDAR, found.following - timedelta(1))
    assert (eve_of_next.step, eve_of_next.following) == (found.step, found.following)

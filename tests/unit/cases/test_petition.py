"""Petitions: windows in calendar days, the order of stages, and their end."""

from datetime import date

import pytest

from bot.messages import LANGUAGES, say
from cases.calendar import WorkingCalendar
from cases.clock import Clock, due
from cases.errors import IllegalMove, UnknownKind
from cases.kinds import load_kinds
from cases.petition import (
    PetitionKind,
    Stage,
    ask_next,
    ask_until,
    check_representatives,
    goes_to_discipline,
    next_stage,
    objection_until,
)

CALENDAR, KINDS = WorkingCalendar(), load_kinds()


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("kind", "received", "expected"),
    [
        ("信访", "2012-01-10", "2012-01-29"),  # 15 days end in the spring festival
        ("申诉求决类", "2026-08-05", "2026-10-08"),  # 60 days end in the national holiday
        ("信访", "2026-01-31", "2026-02-24"),
        ("信访复查", "2026-03-02", "2026-04-01"),
        ("信访复核", "2012-03-02", "2012-04-01"),  # a make-up Sunday
    ],
)
def test_limits_in_calendar_days(kind: str, received: str, expected: str) -> None:
    found = due(Clock(day(received), KINDS.limit(kind, day(received))), CALENDAR)
    assert found is not None
    assert found.day == day(expected)


def test_before_the_first_rules_there_is_no_limit() -> None:
    with pytest.raises(UnknownKind):
        KINDS.limit("信访", day("2005-04-30"))


@pytest.mark.parametrize(
    ("told", "last"), [("2026-03-02", "2026-04-01"), ("2026-09-04", "2026-10-08")]
)
def test_the_next_stage_is_asked_for_within_thirty_days(told: str, last: str) -> None:
    assert ask_until(day(told), CALENDAR) == day(last)
    assert ask_next(Stage.HANDLING, day(told), day(last), CALENDAR) is Stage.REVIEW
    with pytest.raises(IllegalMove, match=r"petition\.too_late"):
        ask_next(Stage.HANDLING, day(told), date(2026, 12, 1), CALENDAR)


def test_after_the_re_examination_there_is_nothing() -> None:
    assert next_stage(Stage.REVIEW) is Stage.RE_EXAMINATION
    with pytest.raises(IllegalMove) as error:
        ask_next(Stage.RE_EXAMINATION, day("2026-03-02"), day("2026-03-03"), CALENDAR)
    for language in LANGUAGES:
        assert say(error.value.key, language, error.value.values)


def test_a_unit_objects_within_five_working_days() -> None:
    assert objection_until(day("2026-09-30"), CALENDAR) == day("2026-10-13")


@pytest.mark.parametrize(("number", "fits"), [(1, True), (5, True), (6, False)])
def test_at_most_five_come(number: int, fits: bool) -> None:
    if fits:
        check_representatives(number)
    else:
        with pytest.raises(IllegalMove, match=r"petition\.many"):
            check_representatives(number)


def test_accusations_go_to_the_bodies_of_discipline() -> None:
    assert [kind for kind in PetitionKind if goes_to_discipline(kind)] == [PetitionKind.ACCUSATION]

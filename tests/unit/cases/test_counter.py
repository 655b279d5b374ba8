"""The six kinds of counter case and their clocks."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.messages import LANGUAGES, say
from cases.calendar import WorkingCalendar
from cases.clock import Pause
from cases.counter import (
    CounterCase,
    CounterKind,
    check_hearing,
    check_parts,
    come_back,
    complete,
    delivery_due,
    due_day,
    last_day_to_tell,
    open_counter_case,
    pass_up,
    recognise,
    send_back,
    tell_missing,
    time_above,
)
from cases.errors import IllegalMove
from cases.kinds import load_kinds

CALENDAR, KINDS = WorkingCalendar(), load_kinds()
RECEIVED = date(2026, 3, 2)


def a_case(kind: CounterKind = CounterKind.PROMISED, promised: int = 10) -> CounterCase:
    return open_counter_case(kind, RECEIVED, promised, KINDS)


def day(text: str) -> date:
    return date.fromisoformat(text)


def refused(key: str, act: Callable[[], object]) -> None:
    with pytest.raises(IllegalMove) as error:
        act()
    assert error.value.key == key
    for language in LANGUAGES:
        assert say(key, language, error.value.values)


def told(case: CounterCase, on: str = "2026-03-04", *missing: str) -> CounterCase:
    return tell_missing(case, day(on), missing or ("身份证", "照片"), CALENDAR, KINDS)


@pytest.mark.parametrize(
    ("promised", "told_of_it", "kind"),
    [
        (0, {"admissible": True, "complete": True}, CounterKind.AT_ONCE),
        (10, {"admissible": True, "complete": True}, CounterKind.PROMISED),
        (10, {"admissible": True, "complete": True, "units": 3}, CounterKind.JOINT),
        (10, {"admissible": True, "complete": True, "decided_above": True}, CounterKind.PASSED_UP),
        (10, {"admissible": True, "complete": False}, CounterKind.TO_COMPLETE),
        (10, {"admissible": False, "complete": False}, CounterKind.RETURNED),
    ],
)
def test_the_kind_is_recognised(
    promised: int, told_of_it: dict[str, bool], kind: CounterKind
) -> None:
    assert recognise(promised, **told_of_it) is kind  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "promised", "due"),
    [
        (CounterKind.AT_ONCE, 0, "2026-03-02"),
        (CounterKind.PROMISED, 10, "2026-03-16"),
        (CounterKind.PROMISED, 20, "2026-03-30"),
        (CounterKind.JOINT, 45, "2026-05-08"),
        (CounterKind.PASSED_UP, 20, "2026-03-30"),
    ],
)
def test_due_within_the_promise(kind: CounterKind, promised: int, due: str) -> None:
    assert due_day(a_case(kind, promised), CALENDAR) == day(due)


@pytest.mark.parametrize(
    ("kind", "promised"),
    [(CounterKind.PROMISED, 21), (CounterKind.JOINT, 46), (CounterKind.PASSED_UP, 21)],
)
def test_no_promise_is_longer_than_the_law(kind: CounterKind, promised: int) -> None:
    refused("counter.too_long", lambda: a_case(kind, promised))


def test_the_limit_runs_from_the_day_the_materials_are_complete() -> None:
    waiting = told(a_case())
    assert (waiting.kind, waiting.notices, due_day(waiting, CALENDAR)) == (
        CounterKind.TO_COMPLETE,
        1,
        None,
    )
    whole = complete(waiting, day("2026-03-13"), CounterKind.PROMISED)
    assert (whole.kind, whole.notices) == (CounterKind.PROMISED, 1)
    assert due_day(whole, CALENDAR) == CALENDAR.due(day("2026-03-13"), 10).day


def test_what_is_missing_is_told_once() -> None:
    waiting = told(a_case())
    refused("counter.told_once", lambda: told(waiting, "2026-03-05", "户口簿"))
    whole = complete(waiting, day("2026-03-13"), CounterKind.PROMISED)
    refused("counter.told_once", lambda: told(whole, "2026-03-14", "户口簿"))
    refused(
        "counter.nothing_awaited", lambda: complete(whole, day("2026-03-16"), CounterKind.JOINT)
    )
    refused("counter.nothing_missing", lambda: told(a_case(), "2026-03-03", " "))


def test_silence_accepts() -> None:
    assert last_day_to_tell(a_case(), CALENDAR, KINDS) == day("2026-03-09")
    assert told(a_case(), "2026-03-09").materials
    refused("counter.accepted_by_silence", lambda: told(a_case(), "2026-03-10"))
    assert due_day(a_case(), CALENDAR) == CALENDAR.due(RECEIVED, 10).day


@pytest.mark.parametrize("kind", [CounterKind.TO_COMPLETE, CounterKind.RETURNED])
def test_a_complete_case_is_counted_by_its_final_kind(kind: CounterKind) -> None:
    refused("counter.kind", lambda: complete(told(a_case()), day("2026-03-13"), kind))


def test_what_is_passed_up_has_two_clocks() -> None:
    above = pass_up(a_case(CounterKind.PASSED_UP), day("2026-03-05"))
    assert due_day(above, CALENDAR) is None
    assert time_above(above, CALENDAR, day("2026-03-12")) == 5
    back = come_back(above, day("2026-03-19"))
    assert back.passed_up == (Pause(day("2026-03-05"), "上级机关办理", day("2026-03-19")),)
    assert time_above(back, CALENDAR, day("2026-12-01")) == 10
    assert due_day(back, CALENDAR) == CALENDAR.due(RECEIVED, 20).day
    refused("clock.not_paused", lambda: come_back(back, day("2026-03-20")))
    refused("counter.not_passed_up", lambda: pass_up(a_case(), day("2026-03-05")))
    refused("clock.paused_already", lambda: pass_up(above, day("2026-03-06")))


def test_a_return_has_basis_and_reason() -> None:
    returned = send_back(a_case(), "条例第五条", "不属于本机关")
    assert (returned.kind, returned.returned) == (CounterKind.RETURNED, "条例第五条：不属于本机关")
    refused("counter.no_basis", lambda: send_back(a_case(), " ", "理由"))
    refused("counter.no_basis", lambda: send_back(a_case(), "依据", ""))


@pytest.mark.parametrize(
    ("parts", "lead", "key"),
    [
        ([("住建局", 10)], "住建局", "counter.no_joint"),
        ([("住建局", 10), ("住建局", 5)], "住建局", "counter.unit_twice"),
        ([("住建局", 10), ("消防", 5)], "环保局", "counter.no_lead"),
        ([("住建局", 10), ("消防", 46)], "住建局", "counter.part_long"),
        ([("住建局", 10), ("消防", 0)], "住建局", "counter.part_long"),
    ],
)
def test_parts_that_do_not_fit_are_refused(
    parts: list[tuple[str, int]], lead: str, key: str
) -> None:
    refused(key, lambda: check_parts(parts, lead, RECEIVED, KINDS))


def test_a_lead_and_parts_within_the_cap() -> None:
    check_parts([("住建局", 45), ("消防", 5)], "住建局", RECEIVED, KINDS)


def test_the_document_follows_within_ten_working_days() -> None:
    assert delivery_due(day("2026-09-30"), CALENDAR) == day("2026-10-20")


def test_a_hearing_is_asked_for_held_and_announced_in_time() -> None:
    def hearing(asked: str, announced: str, held: str) -> None:
        check_hearing(day("2026-03-02"), day(asked), day(announced), day(held), CALENDAR)

    hearing("2026-03-09", "2026-03-30", "2026-04-07")
    refused("counter.hearing_asked", lambda: hearing("2026-03-10", "2026-03-20", "2026-04-01"))
    refused("counter.hearing_held", lambda: hearing("2026-03-09", "2026-03-20", "2026-04-08"))
    refused("counter.hearing_announced", lambda: hearing("2026-03-09", "2026-04-01", "2026-04-07"))

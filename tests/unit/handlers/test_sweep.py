"""Reminders and escalations: each once, however many workers there are and however long nobody ran."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from cases.calendar import WorkingCalendar
from cases.case import Case, Event, Move, Origin
from cases.clock import Clock
from cases.form import CaseForm
from cases.kinds import Limit
from cases.notices import packaged_notices
from handlers import timing, work
from handlers.desk import Desk
from handlers.opening import open_case
from handlers.routing_files import RULES, RoutingFiles
from handlers.sweep import redate_provisional, sweep
from tests.support.desk import a_person, open_test_desk
from tests.support.records import NOW, a_case, opened

DESK_BOSS, OFFICER = a_person("supervisor"), a_person("officer", "住建局")
TREE = """
[[unit]]
name = "供热科"
parent = "住建局"
[[unit]]
name = "住建局"
parent = "市政府"
[[unit]]
name = "市政府"
"""
RECEIVED = date(2012, 3, 5)


def on(day: date) -> datetime:
    """Ten in the morning at the office."""
    return datetime.combine(day, time(2), UTC)


def at(desk: Desk, day: date) -> Desk:
    return replace(desk, now=lambda: on(day))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_desk(tmp_path) as desk:
        files = RoutingFiles(tmp_path)
        files.save(RULES, TREE)
        yield replace(desk, routing=files)


async def a_complaint(desk: Desk, kind: str = "投诉", unit: str = "供热科") -> Case:
    """Due on 2012-03-14: seven working days."""
    form, origin = CaseForm(kind, "暖气不热"), Origin("cli", kind)
    case = (await open_case(desk, form, origin, "", "zh", NOW)).case
    return await work.transfer(desk, DESK_BOSS, case.number, unit, "某局")


async def swept(desk: Desk, number: str) -> list[tuple[str, str]]:
    """(step, to) of every reminder and escalation."""
    events: list[Event] = await desk.ledger.events(number)
    return [
        (event.detail["step"], event.detail.get("to", ""))
        for event in events
        if event.move in (Move.REMIND, Move.ESCALATE)
    ]


async def test_half_time_the_last_day_and_then_up_the_tree(desk: Desk) -> None:
    number = (await a_complaint(desk)).number
    told = {}
    for n in range(40):
        day = RECEIVED + timedelta(n)
        if await sweep(at(desk, day)):
            told[day] = (await swept(desk, number))[-1]
    assert told == {
        date(2012, 3, 9): ("half", ""),
        date(2012, 3, 13): ("eve", ""),
        date(2012, 3, 15): ("overdue", "住建局"),
        date(2012, 3, 22): ("overdue", "市政府"),
        date(2012, 3, 29): ("overdue", ""),
    }
    case = await desk.ledger.case(number)
    assert (case.reminders, case.escalations, case.watch_on) == (2, 3, None)


async def test_after_downtime_only_the_latest_is_done(desk: Desk) -> None:
    number = (await a_complaint(desk)).number
    assert await sweep(at(desk, date(2012, 3, 16))) == 1
    assert await swept(desk, number) == [("overdue", "住建局")]
    assert await sweep(at(desk, date(2012, 3, 16))) == 0


async def test_nobody_is_reminded_of_what_was_answered_or_stands(desk: Desk) -> None:
    answered, stands = await a_complaint(desk), await a_complaint(desk, "求助")
    await work.reply(desk, DESK_BOSS, answered.number, "已修复。")
    await timing.pause(desk, DESK_BOSS, stands.number, date(2012, 3, 6), "补正")
    assert await sweep(at(desk, date(2012, 4, 30))) == 0


async def test_the_clock_that_runs_again_reminds_by_its_new_date(desk: Desk) -> None:
    number = (await a_complaint(desk)).number
    await timing.pause(desk, DESK_BOSS, number, date(2012, 3, 6), "补正")
    resumed = at(desk, date(2012, 3, 20))
    case = await timing.resume(resumed, DESK_BOSS, number, date(2012, 3, 20))
    assert case.due_on == date(2012, 3, 28)
    assert await sweep(at(desk, date(2012, 3, 22))) == 0
    assert await sweep(at(desk, date(2012, 3, 23))) == 1


async def test_a_report_of_wrongdoing_climbs_no_tree(desk: Desk) -> None:
    number = (await a_complaint(desk, "举报")).number
    await sweep(at(desk, date(2012, 3, 16)))
    [event] = [e for e in await desk.ledger.events(number, whole=True) if e.move is Move.ESCALATE]
    assert event.detail["to"] == ""


@asynccontextmanager
async def workers(folder: Path, number: int, day: date) -> AsyncIterator[list[Desk]]:
    """Desks of several programs on one ledger."""
    async with AsyncExitStack() as exits:
        desks = [await exits.enter_async_context(open_test_desk(folder)) for _ in range(number)]
        yield [at(desk, day) for desk in desks]


async def test_several_workers_do_each_once(tmp_path: Path) -> None:
    day = date(2012, 3, 9)
    async with workers(tmp_path, 4, day) as desks:
        cases = [
            a_case(
                f"2012-{n:05}",
                clock=Clock(RECEIVED, Limit(7, "wd", "r")),
                due_on=date(2012, 3, 14),
                watch_on=day,
            )
            for n in range(1200)
        ]
        await desks[0].ledger.save(*map(opened, cases))
        done = await asyncio.gather(*map(sweep, desks))
        assert sum(done) == len(cases)
        for number in ("2012-00000", "2012-01199"):
            assert await swept(desks[0], number) == [("half", "")]


async def test_a_new_notice_settles_provisional_dates(tmp_path: Path) -> None:
    """Before the notice of 2027 the 20th working day is a guess; with it, both dates stand in the history."""
    notices = packaged_notices()
    clock = Clock(date(2026, 12, 10), Limit(20, "wd", "r"))
    guessed = a_case(clock=clock, due_on=date(2027, 1, 7), due_provisional=True)
    async with open_test_desk(tmp_path, on(date(2026, 12, 11))) as desk:
        await desk.ledger.save(opened(guessed))
        assert await redate_provisional(desk) == 1
        assert await redate_provisional(desk) == 0
        case = await desk.ledger.case(guessed.number)
        assert case.due_on == WorkingCalendar(notices).due(date(2026, 12, 10), 20).day
        event = (await desk.ledger.events(guessed.number))[-1]
        assert (event.move, event.detail["from"]) == (Move.REDATE, "2027-01-07")
        assert event.detail["due"] == str(case.due_on)

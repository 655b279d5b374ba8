"""What staff take down by telephone or at the counter, on a real ledger."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from cases.case import Move, State
from cases.errors import BadForm, NotPermitted, UnknownKind
from cases.form import CaseForm
from handlers import work
from handlers.desk import Desk
from handlers.opening import Opened
from handlers.registering import register_case
from handlers.staff import Staff
from handlers.status import status
from tests.support.desk import a_person, open_test_desk

OPERATOR, OFFICER = a_person("operator"), a_person("officer", "住建局")
TODAY = date(2012, 3, 5)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_desk(tmp_path) as desk:
        yield desk


async def taken(
    desk: Desk,
    kind: str = "咨询",
    staff: Staff = OPERATOR,
    received: date | None = None,
    channel: str = "电话",
) -> Opened:
    return await register_case(desk, staff, CaseForm(kind, "暖气不热"), channel, received, kind)


async def test_whoever_was_asked_first_answers_for_it(desk: Desk) -> None:
    """首问首办: also an officer of a unit who took the call."""
    case = (await taken(desk, staff=OFFICER)).case
    assert (case.state, case.responsible, case.responsible_unit) == (
        State.ACCEPTED,
        OFFICER.login,
        "住建局",
    )
    events = await desk.ledger.events(case.number)
    assert [(e.move, e.actor) for e in events] == [
        (Move.OPEN, OFFICER.login),
        (Move.ACCEPT, OFFICER.login),
    ]


async def test_the_caller_follows_it_with_number_and_code(desk: Desk) -> None:
    opened = await taken(desk)
    assert (await status(desk, opened.case.number, opened.code)).channel == "电话"


async def test_the_same_form_sent_twice_is_one_case(desk: Desk) -> None:
    assert (await taken(desk)).case.number == (await taken(desk)).case.number


@pytest.mark.parametrize(
    ("kind", "received", "due"),
    [
        ("咨询", "2012-03-02", "2012-03-07"),
        ("依申请公开", "2012-01-20", "2012-02-15"),
        ("即办件", "2012-03-05", "2012-03-05"),
        ("承诺件", "2012-03-05", "2012-03-31"),
        ("联办件", "2012-03-05", "2012-05-09"),
        ("信访", "2012-02-24", "2012-03-12"),
        ("申诉求决类", "2012-03-05", "2012-05-04"),
    ],
)
async def test_every_kind_has_its_clock_from_the_day_it_came(
    desk: Desk, kind: str, received: str, due: str
) -> None:
    case = (await taken(desk, kind, received=date.fromisoformat(received))).case
    assert case.due_on == date.fromisoformat(due)
    assert case.clock.received == date.fromisoformat(received)


async def test_a_report_of_wrongdoing_taken_down_is_guarded(desk: Desk) -> None:
    number = (await taken(desk, "举报")).case.number
    assert (await desk.ledger.case(number)).sealed
    with pytest.raises(NotPermitted):
        await work.view(desk, OPERATOR, number)


async def test_what_cannot_be_taken_down_is_not(desk: Desk) -> None:
    with pytest.raises(BadForm, match="ahead"):
        await taken(desk, received=date(2012, 3, 6))
    with pytest.raises(BadForm, match="no_channel"):
        await taken(desk, channel=" ")
    with pytest.raises(UnknownKind):
        await taken(desk, "诗歌")
    with pytest.raises(UnknownKind):
        await taken(desk, "依申请公开", received=date(2008, 4, 30))
    for role in ("editor", "auditor", "guest"):
        with pytest.raises(NotPermitted):
            await taken(desk, staff=a_person(role))
    assert await desk.ledger.queue() == []

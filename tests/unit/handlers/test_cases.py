"""A case from the citizen's form to the closing, on a real ledger."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.messages import LANGUAGES, render
from cases.case import Move, Origin, State
from cases.errors import BadForm, IllegalMove, NotFound, NotPermitted, UnknownKind
from cases.form import CaseForm
from handlers import work
from handlers.desk import CaseUnknown, Desk
from handlers.opening import Opened, open_case
from handlers.status import status
from tests.support.desk import a_person, open_test_desk
from tests.support.records import NOW

OPERATOR, SUPERVISOR = a_person("operator"), a_person("supervisor")
OFFICER, STRANGER = a_person("officer", "住建局"), a_person("officer", "公安局")
FORM = CaseForm("求助", "三楼暖气不热。已三天", may_publish=True)
ORIGIN = Origin("webchat", "form-1")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_desk(tmp_path) as desk:
        yield desk


async def opened(desk: Desk, form: CaseForm = FORM, outside_id: str = "form-1") -> Opened:
    return await open_case(desk, form, Origin("webchat", outside_id), "c-1", "zh", NOW)


async def told(desk: Desk) -> list[str]:
    return [message.notice.key for _, message in await desk.ledger.outgoing("webchat", "c-1")]


async def test_opened_case_has_number_code_and_due_day(desk: Desk) -> None:
    case = (await opened(desk)).case
    assert (case.number, case.due_on) == ("2012-00001", date(2012, 3, 8))
    assert await desk.ledger.case(case.number) == case


async def test_repeated_origin_finds_the_first_case(desk: Desk) -> None:
    first = await opened(desk)
    assert await opened(desk, replace(FORM, content="又一次")) == first


async def test_same_form_sent_twice_at_once_is_one_case(desk: Desk) -> None:
    one, other = await asyncio.gather(opened(desk), opened(desk))
    assert one == other


async def test_unfit_form_opens_nothing(desk: Desk) -> None:
    with pytest.raises(BadForm):
        await opened(desk, replace(FORM, content=" "))
    with pytest.raises(UnknownKind):
        await opened(desk, replace(FORM, kind="诗歌"))
    assert await desk.ledger.case_by_origin(ORIGIN) is None


async def test_citizen_sees_the_case_by_number_and_code(desk: Desk) -> None:
    case, code = (shown := await opened(desk)).case, shown.code
    assert await status(desk, "201200001", f"{code[:4]} {code[4:].lower()}") == case


async def test_wrong_number_and_wrong_code_sound_alike(desk: Desk) -> None:
    code = (await opened(desk)).code
    errors = []
    for number, tried in [("2012-00002", code), ("2012-00001", "22222222"), ("\ud800\0", "")]:
        with pytest.raises(NotFound) as error:
            await status(desk, number, tried)
        errors.append((error.value.key, error.value.values))
    assert errors == [("case.unknown", {})] * 3


async def test_case_goes_from_desk_to_unit_to_citizen(desk: Desk) -> None:
    number = (await opened(desk)).case.number
    await work.transfer(desk, OPERATOR, number, "住建局")
    await work.acknowledge(desk, OFFICER, number)
    await work.reply(desk, OFFICER, number, "阀门已修复。")
    await work.publish(desk, SUPERVISOR, number)
    case = await work.close(desk, OPERATOR, number)
    assert case == await desk.ledger.case(number)
    assert (case.state, case.reply) == (State.CLOSED, "阀门已修复。")
    moves = [event.move for event in await desk.ledger.events(number)]
    assert moves == [
        Move.OPEN, Move.TRANSFER, Move.ACKNOWLEDGE, Move.REPLY, Move.PUBLISH, Move.CLOSE,
    ]  # fmt: skip
    assert await told(desk) == ["case.transferred", "case.replied", "case.closed"]
    for _, message in await desk.ledger.outgoing("webchat", "c-1"):
        assert all(number in render(message.notice, language) for language in LANGUAGES)


async def test_outbox_is_woken_once_there_is_something_to_say(desk: Desk) -> None:
    woken: list[int] = []
    desk = replace(desk, wake=lambda: woken.append(1))
    number = (await opened(desk)).case.number
    await work.accept(desk, OPERATOR, number)
    assert woken == []
    await work.reply(desk, OPERATOR, number, "已修复。")
    assert woken == [1]


async def test_each_reply_is_told(desk: Desk) -> None:
    number = (await opened(desk)).case.number
    await work.reply(desk, OPERATOR, number, "正在查。")
    await work.reply(desk, OPERATOR, number, "已修复。")
    assert await told(desk) == ["case.replied"] * 2


async def test_guarded_case_sends_no_content(desk: Desk) -> None:
    case = (await opened(desk, replace(FORM, kind="举报", may_publish=False))).case
    with pytest.raises(NotPermitted):
        await work.view(desk, OPERATOR, case.number)
    await work.reply(desk, SUPERVISOR, case.number, "已查实。")
    [(_, message)] = await desk.ledger.outgoing("webchat", "c-1")
    assert (message.notice.key, message.notice.values) == ("case.news", {"number": case.number})


async def test_forbidden_and_illegal_acts_leave_the_case_as_it_was(desk: Desk) -> None:
    number = (await opened(desk)).case.number
    before = (await work.transfer(desk, OPERATOR, number, "住建局")).version
    with pytest.raises(NotPermitted):
        await work.reply(desk, STRANGER, number, "与我局无关。")
    with pytest.raises(IllegalMove):
        await work.close(desk, OFFICER, number)
    with pytest.raises(CaseUnknown):
        await work.view(desk, OPERATOR, "2012-09999")
    assert (await desk.ledger.case(number)).version == before
    assert await told(desk) == ["case.transferred"]


async def test_case_received_in_the_evening_counts_by_the_office_day(desk: Desk) -> None:
    """2012-03-05 17:00 UTC is the 6th in the office."""
    late = NOW + timedelta(hours=16)
    case = (await open_case(desk, FORM, ORIGIN, "", "zh", late)).case
    assert case.due_on == date(2012, 3, 9)

"""A case from the citizen's form to the closing, on a real ledger."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.messages import LANGUAGES, render
from cases.case import Contact, Move, Origin, PublicText, State
from cases.errors import BadForm, IllegalMove, NotFound, NotPermitted, UnknownKind
from cases.form import CaseForm
from cases.kinds import load_kinds
from handlers import feedback, merging, work
from handlers.desk import CaseUnknown, Desk
from handlers.figures import figures
from handlers.opening import Opened, open_case
from handlers.status import status
from reports.period import Period
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
    await work.publish(desk, SUPERVISOR, number, PublicText("暖气", "不热", "阀门已修复。"))
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


async def test_guarded_case_tells_nobody_and_each_reading_is_noted(desk: Desk) -> None:
    opened_case = await opened(desk, replace(FORM, kind="举报", may_publish=False))
    number = opened_case.case.number
    for person in (OPERATOR, a_person("admin"), a_person("auditor"), OFFICER):
        with pytest.raises(NotPermitted):
            await work.view(desk, person, number)
    await work.transfer(desk, SUPERVISOR, number, "纪委", against="住建局")
    with pytest.raises(NotPermitted):
        await work.view(desk, replace(SUPERVISOR, unit="住建局"), number)
    case = await work.view(desk, a_person("officer", "纪委"), number)
    assert (case.content, case.contact) == (FORM.content, Contact())
    await work.reply(desk, SUPERVISOR, number, "已查实。")
    assert await told(desk) == []
    assert (await status(desk, number, opened_case.code)).reply == "已查实。"
    reads = [(read.reader, read.purpose) for read in await desk.ledger.guarded_reads(number)]
    assert reads == [
        ("supervisor1", "transfer"),
        ("supervisor1", "view"),
        ("officer1", "view"),
        ("supervisor1", "reply"),
        ("citizen", "status"),
    ]


async def test_who_stepped_aside_sees_it_no_more(desk: Desk) -> None:
    number = (await opened(desk)).case.number
    await work.recuse(desk, OPERATOR, number)
    with pytest.raises(NotPermitted):
        await work.view(desk, OPERATOR, number)
    assert (await work.view(desk, SUPERVISOR, number)).recused == ("operator1",)


async def test_a_unit_with_a_limit_of_its_own_has_it_from_the_day_of_receipt(desk: Desk) -> None:
    own = """
    [[kind]]
    name = "求助"
    limit = 5
    unit = "wd"
    source = "供热特许经营协议"
    for_unit = "供热公司"
    """
    desk = replace(desk, kinds=load_kinds(own))
    await desk.ledger.save_staff(a_person("officer", "供热公司"))
    await desk.ledger.save_staff(OFFICER)
    number = (await opened(desk)).case.number
    first = await work.transfer(desk, OPERATOR, number, "供热公司")
    assert (first.due_on, first.clock.limit.source) == (date(2012, 3, 12), "供热特许经营协议")
    back = await work.transfer(desk, OPERATOR, number, "住建局")
    assert (back.due_on, back.clock.limit.days) == (date(2012, 3, 8), 3)


async def test_not_ours_says_whose_it_is(desk: Desk) -> None:
    number = (await opened(desk)).case.number
    await work.refuse(desk, OPERATOR, number, "已起诉的合同纠纷", "人民法院")
    [(_, message)] = await desk.ledger.outgoing("webchat", "c-1")
    for language in LANGUAGES:
        assert "人民法院" in render(message.notice, language)


async def test_what_was_told_twice_is_answered_to_both_and_counted_once(desk: Desk) -> None:
    first, second = (await opened(desk)).case, (await opened(desk, outside_id="form-2")).case
    merged = await merging.merge(desk, OPERATOR, second.number, first.number.replace("-", ""))
    assert (merged.state, merged.merged_into) == (State.MERGED, first.number)
    await work.reply(desk, OPERATOR, first.number, "已修复。")
    assert await told(desk) == ["case.merged", "case.replied", "case.replied"]
    counted = await figures(desk, Period(date(2012, 1, 1), date(2012, 12, 31)))
    assert next(f.value for f in counted if f.figure == "received") == 1
    with pytest.raises(IllegalMove, match=r"move\.merged_already"):
        await work.reply(desk, OPERATOR, second.number, "已修复。")
    with pytest.raises(IllegalMove, match=r"move\.merge_unknown"):
        await merging.merge(desk, OPERATOR, first.number, "2012-77777")


async def test_a_co_handler_contributes_and_is_no_case_of_its_own(desk: Desk) -> None:
    number = (await opened(desk)).case.number
    await work.transfer(desk, OPERATOR, number, "住建局")
    await work.acknowledge(desk, OFFICER, number)
    await desk.ledger.save_staff(STRANGER)
    lead = await work.join(desk, OFFICER, number, "公安局", 2)
    [part] = await desk.ledger.parts(number)
    assert lead.parts == (part.number,)
    with pytest.raises(IllegalMove, match=r"move\.parts_open"):
        await work.reply(desk, OFFICER, number, "已修复。")
    await work.reply(desk, STRANGER, part.number, "已查看路口。")
    await work.reply(desk, OFFICER, number, "已修复。")
    await work.close(desk, OFFICER, number)
    assert (await desk.ledger.case(part.number)).state is State.CLOSED
    assert await told(desk) == ["case.transferred", "case.replied", "case.closed"]
    assert len(await desk.ledger.cases_in(Period(date(2012, 1, 1), date(2012, 12, 31)))) == 1


async def test_the_citizen_says_that_it_is_not_solved_and_it_is_handled_again(desk: Desk) -> None:
    shown = await opened(desk)
    number, code = shown.case.number, shown.code
    await work.reply(desk, OPERATOR, number, "已修复。")
    await feedback.rate(desk, number, code, "不满意", solved=False)
    with pytest.raises(IllegalMove, match=r"move\.not_solved"):
        await work.close(desk, OPERATOR, number)
    case = await feedback.rework(desk, OPERATOR, number, "仍然不热")
    assert case.state is State.REWORK
    assert await told(desk) == ["case.replied", "case.reworked"]


async def test_the_citizen_withdraws_with_the_code_alone(desk: Desk) -> None:
    shown = await opened(desk)
    with pytest.raises(NotFound):
        await feedback.withdraw(desk, shown.case.number, "22222222")
    case = await feedback.withdraw(desk, shown.case.number, shown.code, "自己修好了")
    assert (case.state, case.reason) == (State.WITHDRAWN, "自己修好了")


async def test_of_two_who_move_one_case_the_second_is_told(desk: Desk) -> None:
    number = (await opened(desk)).case.number
    both = await asyncio.gather(
        work.reply(desk, OPERATOR, number, "甲"),
        work.reply(desk, SUPERVISOR, number, "乙"),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in both) == ["Case", "StaleCase"]
    assert len(await desk.ledger.events(number)) == 2


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

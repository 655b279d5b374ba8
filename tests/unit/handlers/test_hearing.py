"""A message: its questions one by one, follow-ups within it and after it, repeated deliveries."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cases.case import Origin
from cases.form import CaseForm
from handlers.desk import Desk
from handlers.hearing import MOST_QUESTIONS, hear, hear_all
from handlers.inquiries import REMEMBERED
from handlers.inquiry import Inquiry, Recorded
from handlers.opening import open_case
from knowledge.entry import Entry, EntryKind, Source, Status
from knowledge.finding import Finder
from tests.support.desk import open_test_desk

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
LICENCE = Entry(
    "g1",
    "v1",
    EntryKind.GUIDE,
    "食品经营许可",
    "申请材料：申请书；营业执照\n收费：不收费\n办理窗口：6号窗口",
    Source("办事指南"),
    variants=("食品经营许可要什么材料",),
)
POOL = Entry("q1", "v1", EntryKind.FAQ, "游泳馆几点开门？", "每天9时开门。", Source("常见问题"))
THREE = "食品经营许可要什么材料？多少钱？去哪办？"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_desk(tmp_path) as opened:
        opened.shelf.swap(Finder([LICENCE, POOL]))
        yield opened


def said(text: str, id: str = "m", minutes: float = 0, conversation: str = "talk") -> Inquiry:
    at = NOON + timedelta(minutes=minutes)
    return Inquiry(Origin("webchat", id), text, at, conversation)


async def one(desk: Desk, message: Inquiry) -> Recorded:
    (recorded,) = await hear(desk, message)
    return recorded


async def test_each_question_is_answered_recorded_and_counted(desk: Desk) -> None:
    answers = await hear(desk, said(THREE))
    assert [a.inquiry.text for a in answers] == ["食品经营许可要什么材料？", "多少钱？", "去哪办？"]
    assert [a.notice.values["quote"] for a in answers] == LICENCE.text.split("\n")
    assert [a.inquiry.origin.outside_id for a in answers] == ["m", "m#2", "m#3"]
    assert await desk.ledger.conversation("webchat", "talk", 9) == list(answers)


async def test_a_repeated_message_finds_the_first_answers(desk: Desk) -> None:
    first = await hear(desk, said(THREE))
    assert await hear(desk, said(THREE)) == first
    assert await hear(desk, said("游泳馆几点开门？")) == first
    single = await hear(desk, said("游泳馆几点开门？", "n"))
    assert await hear(desk, said(THREE, "n")) == single
    assert len(await desk.ledger.conversation("webchat", "talk", 9)) == 4


async def test_what_is_asked_beyond_the_most_is_named(desk: Desk) -> None:
    *answers, rest = await hear(desk, said(THREE + "要多久？谁管？"))
    assert len(answers) == MOST_QUESTIONS
    assert rest.status is Status.REFUSED
    assert rest.notice.key == "answer.refused.too_many"
    assert rest.notice.values["left"] == "要多久？\n谁管？"
    assert rest.notice.buttons[-1].act == "person"
    assert await hear(desk, said("")) == (*answers, rest)


async def test_a_single_question_is_one_inquiry_under_its_own_origin(desk: Desk) -> None:
    recorded = await one(desk, said("游泳馆几点开门？谢谢！"))
    assert recorded.inquiry.text == "游泳馆几点开门？谢谢！"
    assert recorded.inquiry.origin == Origin("webchat", "m")


async def test_an_urgent_message_is_answered_as_a_whole(desk: Desk) -> None:
    recorded = await one(desk, said("游泳馆几点开门？我家着火了！怎么办？"))
    assert recorded.status is Status.EMERGENCY


async def test_a_case_number_and_its_code_on_two_lines_stay_together(desk: Desk) -> None:
    told = CaseForm(kind="求助", content="路灯不亮")
    opened = await open_case(desk, told, Origin("webchat", "form"), "talk", "zh", NOON)
    text = f"编号：{opened.case.number}\n查询码：{opened.code}\n办到哪了？"
    recorded = await one(desk, said(text.replace("\n查询码：", "\n")))
    assert recorded.notice.key == "case.status.received"
    assert opened.code not in recorded.inquiry.text


async def test_a_follow_up_goes_on_with_the_last_answer(desk: Desk) -> None:
    await one(desk, said("食品经营许可要什么材料？", "1"))
    await one(desk, said("谢谢", "2", 1))
    fee = await one(desk, said("那费用呢？", "3", 2))
    assert fee.notice.values["quote"] == "收费：不收费"
    assert (fee.understood_as, fee.inquiry.text) == ("食品经营许可多少钱", "那费用呢？")
    assert fee.in_full == "那费用呢？（食品经营许可多少钱）"
    nothing = await one(desk, said("周末上班吗", "4", 3))
    assert nothing.entry_id == ""
    window = await one(desk, said("在哪办", "5", 4))
    assert window.notice.values["quote"] == "办理窗口：6号窗口"


@pytest.mark.parametrize(
    ("asked", "minutes", "conversation"),
    [
        ("食品经营许可要什么材料？", REMEMBERED.total_seconds() / 60 + 1, "talk"),
        ("食品经营许可要什么材料？", 1, "another"),
        ("月球基地怎么修？", 1, "talk"),
        ("我家着火了", 1, "talk"),
        ("谢谢", 1, "talk"),
    ],
)
async def test_without_an_answer_to_go_on_with_nothing_is_guessed(
    desk: Desk, asked: str, minutes: float, conversation: str
) -> None:
    await one(desk, said(asked, "1"))
    recorded = await one(desk, said("要多少钱？", "2", minutes, conversation))
    assert recorded.status in (Status.NOT_KNOWN, Status.CLARIFICATION)
    assert recorded.understood_as == ""


async def test_a_question_that_found_nothing_ends_the_matter_before(desk: Desk) -> None:
    await one(desk, said("食品经营许可要什么材料？", "1"))
    _, fee = await hear(desk, said("月球基地怎么修？要多少钱？", "2", 1))
    assert fee.status is Status.NOT_KNOWN


async def test_an_entry_taken_out_since_is_not_gone_on_with(desk: Desk) -> None:
    await one(desk, said("食品经营许可要什么材料？", "1"))
    desk.shelf.swap(Finder([POOL]))
    assert (await one(desk, said("多少钱？", "2", 1))).status is Status.NOT_KNOWN


async def test_follow_ups_are_understood_after_a_restart(tmp_path: Path) -> None:
    for text, id in (("食品经营许可要什么材料？", "1"), ("多少钱？", "2")):
        async with open_test_desk(tmp_path) as desk:
            desk.shelf.swap(Finder([LICENCE, POOL]))
            recorded = await one(desk, said(text, id))
    assert recorded.notice.values["quote"] == "收费：不收费"


async def test_many_messages_at_once_are_no_conversation(desk: Desk) -> None:
    messages = [
        replace(said(text, f"m{n}"), conversation="")
        for n, text in enumerate((THREE, "多少钱？", "游泳馆几点开门？"))
    ]
    heard = await hear_all(desk, messages)
    assert [len(answers) for answers in heard] == [3, 1, 1]
    assert heard[1][0].status is Status.NOT_KNOWN
    assert await desk.ledger.inquiry(Origin("webchat", "m0#3")) == heard[0][2]

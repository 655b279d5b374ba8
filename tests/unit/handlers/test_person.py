"""Somebody wants a person: for which question, and whether it was told already."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cases.case import Origin
from cases.form import CaseForm
from handlers.inquiries import REMEMBERED, receive
from handlers.inquiry import Inquiry
from handlers.opening import open_case
from handlers.person import asks_for_person, told_already, wanted_for
from handlers.verdicts import judge
from knowledge.entry import Entry, EntryKind, Source
from knowledge.finding import Finder
from tests.support.desk import open_test_desk

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
POOL = Entry("q1", "v1", EntryKind.FAQ, "游泳馆几点开门？", "每天9时开门。", Source("常见问题"))
UNKNOWN = "月球基地怎么修"


def inquiry(text: str, minutes: float = 0, conversation: str = "talk") -> Inquiry:
    at = NOON + timedelta(minutes=minutes)
    return Inquiry(Origin("webchat", f"{conversation}{minutes}"), text, at, conversation)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("转人工", True),
        ("人工", True),
        ("找人工", True),
        ("人工服务", True),
        ("我要找真人", True),
        ("转人工，谢谢", True),
        ("talk to a human", True),
        ("позовите оператора", True),
        ("人工费多少", False),
        ("你好", False),
        (UNKNOWN, False),
        ("", False),
    ],
)
async def test_who_asks_for_a_person(tmp_path: Path, text: str, asks: bool) -> None:
    async with open_test_desk(tmp_path) as desk:
        assert asks_for_person(desk, text) is asks


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ([UNKNOWN], UNKNOWN),
        ([UNKNOWN, "转人工"], UNKNOWN),
        ([UNKNOWN, "一点用都没有", "转人工"], UNKNOWN),
        ([POOL.title, UNKNOWN, "转人工", "转人工"], UNKNOWN),
        (["转人工"], ""),
        (["你好"], ""),
    ],
)
async def test_a_person_is_wanted_for_the_question_before(
    tmp_path: Path, said: list[str], wanted: str
) -> None:
    async with open_test_desk(tmp_path) as desk:
        desk.shelf.swap(Finder([POOL]))
        for minutes, text in enumerate(said):
            last = await receive(desk, inquiry(text, minutes))
        found = await wanted_for(desk, "webchat", "talk", last.id)
        assert (found.inquiry.text if found else "") == wanted
        assert await wanted_for(desk, "webchat", "other", last.id) is None
        assert await wanted_for(desk, "telegram", "talk", last.id) is None


async def test_not_for_a_question_of_long_ago_nor_one_whose_answer_helped(tmp_path: Path) -> None:
    later = REMEMBERED.total_seconds() / 60 + 1
    async with open_test_desk(tmp_path) as desk:
        desk.shelf.swap(Finder([POOL]))
        await receive(desk, inquiry(UNKNOWN))
        late = await receive(desk, inquiry("转人工", later))
        assert await wanted_for(desk, "webchat", "talk", late.id) is None
        answered = await receive(desk, inquiry(POOL.title, later + 1))
        asked = await receive(desk, inquiry("转人工", later + 2))
        assert await wanted_for(desk, "webchat", "talk", asked.id) == answered
        await judge(desk, "webchat", "talk", answered.id, True)
        assert await wanted_for(desk, "webchat", "talk", asked.id) is None


async def test_what_was_told_already_is_found_by_its_words(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        asked = await receive(desk, inquiry(UNKNOWN))
        assert await told_already(desk, asked) is None
        form = CaseForm(kind="咨询", content=UNKNOWN)
        opened = await open_case(desk, form, Origin("webchat", "form"), "talk", "zh", NOON)
        assert await told_already(desk, asked) == opened.case
        theirs = await receive(desk, inquiry(UNKNOWN, conversation="other"))
        assert await told_already(desk, theirs) is None

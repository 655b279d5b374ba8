"""Whether an answer helped: who may say so, about what, and how often."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases.case import Origin
from handlers.inquiries import receive
from handlers.inquiry import Inquiry
from handlers.verdicts import VERDICTS, NotTheirs, judge, verdict_notice
from knowledge.entry import Entry, EntryKind, Source
from knowledge.finding import Finder
from tests.support.desk import open_test_desk

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
POOL = Entry("q1", "v1", EntryKind.FAQ, "游泳馆几点开门？", "每天9时开门。", Source("常见问题"))


def inquiry(text: str, id: str = "1") -> Inquiry:
    return Inquiry(Origin("webchat", id), text, NOON, "talk")


async def test_an_answer_is_judged_and_the_last_word_stands(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        desk.shelf.swap(Finder([POOL]))
        recorded = await receive(desk, inquiry(POOL.title))
        acts = [button.act for button in recorded.notice.buttons]
        assert acts == [*VERDICTS, "person"]
        for helpful in (False, True, True):
            judged = await judge(desk, "webchat", "talk", recorded.id, helpful)
            assert judged == await desk.ledger.inquiry_by_id(recorded.id)
        assert await desk.ledger.verdicts() == [(POOL.title, POOL.id, True)]


async def test_a_verdict_is_there_after_a_restart(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        desk.shelf.swap(Finder([POOL]))
        recorded = await receive(desk, inquiry(POOL.title))
        await judge(desk, "webchat", "talk", recorded.id, False)
    async with open_test_desk(tmp_path) as desk:
        assert await desk.ledger.verdicts() == [(POOL.title, POOL.id, False)]


@pytest.mark.parametrize(
    ("channel", "conversation"), [("webchat", "other"), ("telegram", "talk"), ("webchat", "")]
)
async def test_nobody_judges_what_was_said_to_another(
    tmp_path: Path, channel: str, conversation: str
) -> None:
    async with open_test_desk(tmp_path) as desk:
        desk.shelf.swap(Finder([POOL]))
        recorded = await receive(desk, inquiry(POOL.title))
        with pytest.raises(NotTheirs):
            await judge(desk, channel, conversation, recorded.id, True)
        assert await desk.ledger.verdicts() == []


@pytest.mark.parametrize("text", ["你好", "着火了", "月球基地怎么修", "?"])
async def test_what_was_not_answered_is_not_judged(tmp_path: Path, text: str) -> None:
    async with open_test_desk(tmp_path) as desk:
        recorded = await receive(desk, inquiry(text))
        assert not {button.act for button in recorded.notice.buttons} & VERDICTS.keys()
        with pytest.raises(NotTheirs):
            await judge(desk, "webchat", "talk", recorded.id, True)
        with pytest.raises(NotTheirs):
            await judge(desk, "webchat", "talk", "nothing", True)


def test_who_was_not_helped_is_offered_a_person() -> None:
    assert [button.act for button in verdict_notice("i", False).buttons] == ["person"]
    assert verdict_notice("i", True).buttons == ()

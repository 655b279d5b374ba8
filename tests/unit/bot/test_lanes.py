"""Stored updates: in order within a chat, chats side by side, none that stops the rest."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.telegram.lanes import MOST_ENDS, Lanes, chat_of
from handlers.desk import Ledger, SendFailed, Update
from ledger.sqlite import open_ledger

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


class Chats:
    """What was handled, and chats that were told of a failure. A text of `faults` raises what stands there."""

    def __init__(self) -> None:
        self.handled: asyncio.Queue[str] = asyncio.Queue()
        self.sorry: list[int] = []
        self.faults: dict[str, list[Exception]] = {}

    async def handle(self, update: Update) -> None:
        text = json.loads(update.raw)["message"]["text"]
        if faults := self.faults.get(text):
            raise faults.pop(0)
        self.handled.put_nowait(text)

    async def regret(self, chat: int) -> None:
        self.sorry.append(chat)

    async def next(self, n: int) -> list[str]:
        async with asyncio.timeout(20):
            return [await self.handled.get() for _ in range(n)]


def raw(chat: int, text: str) -> str:
    return json.dumps({"message": {"chat": {"id": chat}, "text": text}})


async def put(ledger: Ledger, *said: tuple[int, str]) -> None:
    await ledger.take_in("telegram", [(f"1:{text}", raw(chat, text)) for chat, text in said], NOW)


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    async with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


@asynccontextmanager
async def running(ledger: Ledger, chats: Chats) -> AsyncIterator[None]:
    task = asyncio.create_task(Lanes(ledger, chats.handle, chats.regret).run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_failing_chat_keeps_its_order_and_holds_up_nobody(ledger: Ledger) -> None:
    await put(ledger, (1, "a1"), (1, "a2"), (2, "b1"))
    chats = Chats()
    chats.faults["a1"] = [SendFailed("429", permanent=False)]
    async with running(ledger, chats):
        assert await chats.next(3) == ["b1", "a1", "a2"]


async def test_fault_of_ours_is_set_aside_after_some_tries_and_regretted(ledger: Ledger) -> None:
    await put(ledger, (1, "a1"), (1, "a2"))
    chats = Chats()
    chats.faults["a1"] = [RuntimeError("bug") for _ in range(3)]
    async with running(ledger, chats):
        assert await chats.next(1) == ["a2"]
        assert chats.sorry == [1]
        assert (await ledger.health())["inbox_quarantined"] == 1


async def test_update_that_ends_the_process_is_set_aside(ledger: Ledger) -> None:
    await put(ledger, (1, "deadly"))
    for _ in range(MOST_ENDS):
        await ledger.next_updates("telegram", 1)
    await put(ledger, (1, "a2"))
    chats = Chats()
    async with running(ledger, chats):
        assert await chats.next(1) == ["a2"]


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": {"chat": {"id": 5}}}, 5),
        ({"edited_message": {"chat": {"id": -100}}}, -100),
        ({"callback_query": {"from": {"id": 7}, "message": {"chat": {"id": 8}}}}, 8),
        ({"callback_query": {"from": {"id": 7}}}, 7),
        ({"message": "broken"}, 0),
        ({"message": {"chat": []}}, 0),
        ({"poll": {}}, 0),
    ],
)
def test_chat_of_an_update(update: dict[str, object], chat: int) -> None:
    assert chat_of(json.dumps({"update_id": 1} | update)) == chat

"""Stored updates are handled: those of one chat one after another, different chats side by side."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar

from handlers.desk import Ledger, LedgerUnavailable, SendFailed, Update
from handlers.waits import growing_s

log = logging.getLogger("minxin.telegram")

AT_ONCE = 16
HELD_MOST = 10_000
"""Updates in memory; the rest wait in the inbox."""
HANDLE_S = 60.0
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 60.0
MOST_FAULTS = 3
"""How often an update may meet a fault of ours before it is set aside."""
MOST_ENDS = 10
"""How often the process may end while an update is being handled before it is set aside."""

T = TypeVar("T")


class Unreadable(Exception):
    """The update cannot be parsed; nothing was said to anybody."""


class Lanes:
    """`handle` returns after the answer was sent, and may be called again for the same update; it raises
    Unreadable, SendFailed, LedgerUnavailable. `regret` tells a chat that its message could not be handled.
    """

    def __init__(
        self,
        ledger: Ledger,
        handle: Callable[[Update], Awaitable[None]],
        regret: Callable[[int], Awaitable[None]],
    ) -> None:
        self._ledger = ledger
        self._handle = handle
        self._regret = regret
        self._lanes: dict[int, deque[Update]] = {}
        self._held = 0
        self._read_to = 0
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._more = asyncio.Event()

    def more(self) -> None:
        """There may be something new in the inbox, or room for what is in it."""
        self._more.set()

    async def run(self) -> None:
        """Until cancelled; begins with what an earlier run left."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                self._more.clear()
                while batch := await self._read():
                    for update in batch:
                        self._queue(update, tasks)
                await self._more.wait()

    async def _read(self) -> list[Update]:
        room = min(100, HELD_MOST - self._held)
        if room <= 0:
            return []
        batch = await _insist(lambda: self._ledger.next_updates("telegram", room, self._read_to))
        if batch:
            self._read_to = batch[-1].id
        return batch

    def _queue(self, update: Update, tasks: asyncio.TaskGroup) -> None:
        chat = chat_of(update.raw)
        self._held += 1
        if chat in self._lanes:
            self._lanes[chat].append(update)
        else:
            self._lanes[chat] = deque((update,))
            tasks.create_task(self._drain(chat))

    async def _drain(self, chat: int) -> None:
        lane = self._lanes[chat]
        while lane:
            await self._finish(lane[0])
            lane.popleft()
            self._held -= 1
            if self._held == HELD_MOST - 1:
                self.more()
        del self._lanes[chat]

    async def _finish(self, update: Update) -> None:
        error = await self._settle(update)
        if error:
            log.warning("update %s set aside: %s", update.outside_id, error)
        await _insist(lambda: self._ledger.update_done(update.id, error))

    async def _settle(self, update: Update) -> str:
        """Handles it, however often it takes; '' or why it is set aside."""
        if update.attempts > MOST_ENDS:
            return f"the process ended {MOST_ENDS} times while this was being handled"
        tries = 0
        while True:
            tries += 1
            try:
                return await self._attempt(update, tries)
            except SendFailed as failure:
                await asyncio.sleep(max(_wait_s(tries), failure.retry_after_s or 0.0))

    async def _attempt(self, update: Update, tries: int) -> str:
        """Raises SendFailed when it is to be tried again."""
        try:
            async with self._slots, asyncio.timeout(HANDLE_S):
                await self._handle(update)
        except Unreadable as error:
            return str(error)
        except SendFailed as failure:
            if not failure.permanent:
                raise
            return str(failure)
        except (LedgerUnavailable, TimeoutError) as error:
            log.warning("update %s waits: %r", update.outside_id, error)
            raise SendFailed(repr(error), permanent=False) from error
        except Exception as fault:
            log.exception("update %s", update.outside_id)
            if tries < MOST_FAULTS:
                raise SendFailed(repr(fault), permanent=False) from fault
            await self._say_sorry(update)
            return type(fault).__name__
        return ""

    async def _say_sorry(self, update: Update) -> None:
        chat = chat_of(update.raw)
        if chat <= 0:
            return
        try:
            async with asyncio.timeout(HANDLE_S):
                await self._regret(chat)
        except Exception as failure:
            log.warning("update %s: nobody could be told: %r", update.outside_id, failure)


async def _insist(act: Callable[[], Awaitable[T]]) -> T:
    """What must be done before anything else can go on: again and again until the ledger lets us."""
    tries = 0
    while True:
        try:
            return await act()
        except Exception as error:
            tries += 1
            log.warning("the ledger does not answer: %r", error)
            await asyncio.sleep(_wait_s(tries))


def _wait_s(tries: int) -> float:
    return growing_s(tries, FIRST_WAIT_S, LONGEST_WAIT_S)


def chat_of(raw: str) -> int:
    """The chat that an update belongs to, for order; 0 when it names none, negative for a group."""
    match json.loads(raw):
        case (
            {"message": {"chat": {"id": int(chat)}}}
            | {"edited_message": {"chat": {"id": int(chat)}}}
            | {"callback_query": {"message": {"chat": {"id": int(chat)}}}}
            | {"callback_query": {"from": {"id": int(chat)}}}
        ):
            return chat
    return 0

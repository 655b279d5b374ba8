"""What waits in the outbox is sent, tried again, or given up."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cases.calendar import WorkingCalendar
from cases.kinds import load_kinds
from handlers.delivery import LEASE_S, MOST_ATTEMPTS, deliver_forever, deliver_next
from handlers.desk import Desk, SendFailed
from handlers.notice import Notice, Outgoing
from knowledge.finding import Finder
from knowledge.shelf import Shelf
from ledger.sqlite import open_ledger

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Post:
    """A channel whose wire does what the test says, one outcome for each call, then delivers."""

    kind = "post"

    def __init__(self, *outcomes: Exception) -> None:
        self.outcomes = list(outcomes)
        self.delivered: asyncio.Queue[Outgoing] = asyncio.Queue()

    async def send(self, message: Outgoing) -> None:
        if self.outcomes:
            raise self.outcomes.pop(0)
        self.delivered.put_nowait(message)


def message(name: str, address: str = "a") -> Outgoing:
    return Outgoing("post", address, Notice("case.news", {"number": name}), "zh", dedupe=name)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def desk(tmp_path: Path, clock: Clock) -> AsyncIterator[Desk]:
    async with open_ledger(tmp_path / "ledger.db", now=clock) as ledger:
        shelf = Shelf(Finder(()))
        yield Desk(ledger, shelf, WorkingCalendar(), load_kinds(), clock, b"s" * 32)


async def deliver_all(desk: Desk, post: Post) -> int:
    tries = 0
    while await deliver_next(desk, {"post": post}):
        tries += 1
    return tries


async def names(post: Post) -> Sequence[str]:
    return [post.delivered.get_nowait().dedupe for _ in range(post.delivered.qsize())]


async def test_in_order_and_once(desk: Desk) -> None:
    post = Post()
    await desk.ledger.save(outgoing=[message("1"), message("2"), message("2")])
    assert await deliver_all(desk, post) == 2
    assert await names(post) == ["1", "2"]


async def test_passing_failure_is_tried_again_later_and_holds_up_its_own_address_only(
    desk: Desk, clock: Clock
) -> None:
    post = Post(SendFailed("cut", permanent=False))
    await desk.ledger.save(outgoing=[message("1"), message("2"), message("3", address="b")])
    await deliver_all(desk, post)
    assert await names(post) == ["3"]
    clock.now += timedelta(seconds=2)
    await deliver_all(desk, post)
    assert await names(post) == ["1", "2"]


async def test_retry_after_is_honoured(desk: Desk, clock: Clock) -> None:
    post = Post(SendFailed("429", permanent=False, retry_after_s=30.0))
    await desk.ledger.save(outgoing=[message("1")])
    assert await deliver_all(desk, post) == 1
    clock.now += timedelta(seconds=29)
    assert await deliver_all(desk, post) == 0
    clock.now += timedelta(seconds=2)
    assert await deliver_all(desk, post) == 1


async def test_permanent_failure_is_given_up_and_the_next_goes_out(
    desk: Desk, clock: Clock
) -> None:
    post = Post(SendFailed("blocked", permanent=True))
    await desk.ledger.save(outgoing=[message("1"), message("2")])
    await deliver_all(desk, post)
    clock.now += timedelta(days=1)
    await deliver_all(desk, post)
    assert await names(post) == ["2"]


async def test_fault_of_a_channel_is_survived_and_tried_again(desk: Desk, clock: Clock) -> None:
    post = Post(KeyError("no such sentence"))
    await desk.ledger.save(outgoing=[message("1")])
    await deliver_all(desk, post)
    clock.now += timedelta(seconds=2)
    await deliver_all(desk, post)
    assert await names(post) == ["1"]


async def test_waits_grow_and_end(desk: Desk, clock: Clock) -> None:
    post = Post(*(SendFailed("cut", permanent=False) for _ in range(MOST_ATTEMPTS + 1)))
    await desk.ledger.save(outgoing=[message("1")])
    tries = 0
    for _ in range(MOST_ATTEMPTS + 5):
        tries += await deliver_all(desk, post)
        clock.now += timedelta(seconds=900)
    assert tries == MOST_ATTEMPTS


async def test_message_of_a_sender_that_died_is_free_again(desk: Desk, clock: Clock) -> None:
    post = Post()
    await desk.ledger.save(outgoing=[message("1")])
    claimed = await desk.ledger.claim(["post"], clock(), LEASE_S)
    assert claimed is not None
    assert await deliver_all(desk, post) == 0
    clock.now += timedelta(seconds=LEASE_S + 1)
    assert await deliver_all(desk, post) == 1


@pytest.mark.parametrize("steps", range(5))
async def test_a_stop_that_comes_with_the_waking_is_heard(desk: Desk, steps: int) -> None:
    """However far the event has got when the stop comes."""
    wake = asyncio.Event()
    running = asyncio.create_task(deliver_forever(desk, {"post": Post()}, wake))
    await asyncio.sleep(0.2)
    wake.set()
    for _ in range(steps):
        await asyncio.sleep(0)
    running.cancel()
    async with asyncio.timeout(10):
        with pytest.raises(asyncio.CancelledError):
            await running


async def test_waking_delivers_at_once(desk: Desk) -> None:
    post, wake = Post(), asyncio.Event()
    running = asyncio.create_task(
        deliver_forever(replace(desk, wake=wake.set), {"post": post}, wake)
    )
    await asyncio.sleep(0)
    await desk.ledger.save(outgoing=[message("1")])
    wake.set()
    async with asyncio.timeout(10):
        assert (await post.delivered.get()).dedupe == "1"
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running

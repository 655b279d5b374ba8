"""The writer alone: batches, bad units, cancelled callers, its bound."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest

from handlers.desk import LedgerUnavailable
from ledger.connection import Connection, connect
from ledger.writer import MOST_IN_BATCH, Writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(connect(tmp_path / "ledger.db", "rwc")) as connection:
        connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)")
    return tmp_path / "ledger.db"


@pytest.fixture
async def writer(path: Path) -> AsyncIterator[Writer]:
    writer = Writer(path, most_waiting=3)
    yield writer
    await writer.close()


def add(n: int) -> Callable[[Connection], int]:
    def unit(db: Connection) -> int:
        db.execute("INSERT INTO t VALUES (:n)", {"n": n})
        return n

    return unit


def stored(path: Path) -> list[int]:
    with closing(connect(path, "ro")) as connection:
        return [row["n"] for row in connection.execute("SELECT n FROM t ORDER BY n")]


class Gate:
    """A unit that keeps the writer busy until it is opened."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.opened = threading.Event()

    def __call__(self, db: Connection) -> None:
        self.entered.set()
        self.opened.wait(10)


async def held(writer: Writer) -> tuple[Gate, asyncio.Task[None]]:
    gate = Gate()
    task = asyncio.create_task(writer.write(gate))
    await asyncio.to_thread(gate.entered.wait, 10)
    return gate, task


async def test_a_result_comes_back_after_it_is_on_disk(writer: Writer, path: Path) -> None:
    assert await writer.write(add(7)) == 7
    assert stored(path) == [7]


async def test_a_bad_unit_fails_alone(writer: Writer, path: Path) -> None:
    def half(db: Connection) -> None:
        add(8)(db)
        raise KeyError("half done")

    gate, task = await held(writer)
    waiting = asyncio.gather(
        writer.write(add(1)), writer.write(half), writer.write(add(2)), return_exceptions=True
    )
    await asyncio.sleep(0)
    gate.opened.set()
    one, bad, two = await waiting
    assert (one, two, isinstance(bad, KeyError)) == (1, 2, True)
    assert stored(path) == [1, 2]
    await task


async def test_what_waits_together_is_committed_together(writer: Writer, path: Path) -> None:
    seen: list[list[int]] = []

    def look(db: Connection) -> None:
        seen.append(stored(path))

    gate, task = await held(writer)
    waiting = asyncio.gather(writer.write(add(1)), writer.write(look), writer.write(add(2)))
    await asyncio.sleep(0)
    gate.opened.set()
    await asyncio.gather(waiting, task)
    assert seen == [[]]


async def test_a_cancelled_caller_does_not_split_a_unit(writer: Writer, path: Path) -> None:
    def two_rows(db: Connection) -> None:
        add(1)(db)
        add(2)(db)

    gate, task = await held(writer)
    caller = asyncio.create_task(writer.write(two_rows))
    await asyncio.sleep(0)
    caller.cancel()
    gate.opened.set()
    await asyncio.gather(caller, task, return_exceptions=True)
    assert await writer.write(add(3)) == 3
    assert stored(path) == [1, 2, 3]


async def test_above_its_bound_it_refuses_at_once(writer: Writer, path: Path) -> None:
    gate, task = await held(writer)
    waiting = [asyncio.create_task(writer.write(add(n))) for n in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(LedgerUnavailable):
        await writer.write(add(9))
    gate.opened.set()
    await asyncio.gather(task, *waiting)
    assert stored(path) == [0, 1, 2]


async def test_closing_writes_what_waits_and_refuses_the_rest(writer: Writer, path: Path) -> None:
    gate, task = await held(writer)
    waiting = asyncio.create_task(writer.write(add(1)))
    await asyncio.sleep(0)
    closing = asyncio.create_task(writer.close())
    await asyncio.sleep(0)
    with pytest.raises(LedgerUnavailable, match="closed"):
        await writer.write(add(2))
    gate.opened.set()
    await asyncio.gather(task, waiting, closing)
    assert stored(path) == [1]


async def test_a_unit_that_ends_the_transaction_takes_its_batch_along(
    writer: Writer, path: Path
) -> None:
    gate, task = await held(writer)
    waiting = asyncio.gather(
        writer.write(add(1)), writer.write(lambda db: db.rollback()), return_exceptions=True
    )
    await asyncio.sleep(0)
    gate.opened.set()
    one, bad = await waiting
    await asyncio.gather(task, return_exceptions=True)
    assert isinstance(one, LedgerUnavailable)
    assert isinstance(bad, LedgerUnavailable)
    assert await writer.write(add(2)) == 2
    assert stored(path) == [2]


async def test_more_than_a_batch_may_wait(path: Path) -> None:
    writer = Writer(path)
    many = 2 * MOST_IN_BATCH + 1
    gate, task = await held(writer)
    waiting = [asyncio.create_task(writer.write(add(n))) for n in range(many)]
    await asyncio.sleep(0)
    gate.opened.set()
    await asyncio.gather(task, *waiting)
    await writer.close()
    assert stored(path) == list(range(many))


async def test_a_mistake_in_sql_is_not_called_unavailable(writer: Writer) -> None:
    with pytest.raises(Exception, match="no such table") as raised:
        await writer.write(lambda db: db.execute("DELETE FROM nowhere"))
    assert not isinstance(raised.value, LedgerUnavailable)

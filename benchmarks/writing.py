"""Units committed a second, beside what the disk can do and beside one transaction a request, in one run.

A unit is what a citizen's case writes at least: the update as it came, the case, its first event.
"""

import asyncio
import itertools
import os
import tempfile
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from cases.case import Case, Change, Event, Move, Origin
from ledger import cases, inbox
from ledger.connection import Connection, connect
from ledger.migrate import prepare
from ledger.writer import Writer

SECONDS = 3.0
NOW = datetime(2012, 3, 5, tzinfo=UTC)
NUMBERS = itertools.count()


def rows() -> list[dict[str, object]]:
    return [row for producers in (1, 100) for row in asyncio.run(_measure(producers))]


async def _measure(producers: int) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        prepare(path, patience_s=5.0)
        before = _syncs(Path(folder) / "syncs")
        writer = Writer(path)
        grouped = await _rate(producers, lambda: writer.write(_unit))
        await writer.close()
        with closing(connect(path, "rw")) as db, ThreadPoolExecutor(1) as thread:
            loop = asyncio.get_running_loop()
            single = await _rate(producers, lambda: loop.run_in_executor(thread, _request, db))
        syncs = (before + _syncs(Path(folder) / "syncs")) / 2
    figures = {"ledger": grouped, "one transaction a request": single, "fdatasync of 8 KB": syncs}
    head = ("bench", "case", "value", "unit", "note")
    lines = [
        (
            "writing",
            f"{case}, {producers} in flight",
            round(n),
            "/s",
            f"{n / syncs:.2f} × fdatasync",
        )
        for case, n in figures.items()
    ]
    return [dict(zip(head, line, strict=True)) for line in lines]


async def _rate(producers: int, act: Callable[[], Awaitable[None]]) -> float:
    async def produce() -> int:
        done = 0
        while perf_counter() < started + SECONDS:
            await act()
            done += 1
        return done

    started = perf_counter()
    done = await asyncio.gather(*(produce() for _ in range(producers)))
    return sum(done) / (perf_counter() - started)


def _unit(db: Connection) -> None:
    number = str(next(NUMBERS))
    origin = Origin("telegram", number)
    case = Case(
        number, origin, "咨询", "暖气不热", "三楼暖气不热，已三天。", NOW, date(2012, 3, 12)
    )
    inbox.take_in(db, "telegram", [(number, '{"update_id": 1}')], NOW)
    cases.save(db, [Change(case, [Event(number, NOW, "citizen", Move.OPEN)])])


def _request(db: Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    _unit(db)
    db.execute("COMMIT")


def _syncs(path: Path) -> int:
    """Appends of 8 KB with fdatasync in one second: what the disk allows."""
    started, done = perf_counter(), 0
    with path.open("ab", buffering=0) as file:
        while perf_counter() < started + 1:
            file.write(bytes(8192))
            os.fdatasync(file.fileno())
            done += 1
    return done

"""The only writer: one thread, one transaction and one sync to disk for everything that waits.

A unit is a function of the connection. It runs whole or not at all, under its own savepoint, so
that a bad unit fails alone; it runs to its end also when its caller was cancelled.
Figures: benchmarks/writing.py.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from handlers.desk import LedgerUnavailable
from ledger.connection import (
    PATIENCE_S,
    Connection,
    DatabaseError,
    connect,
    translated,
    unavailable,
)

T = TypeVar("T")

MOST_IN_BATCH = 512
MOST_WAITING = 10_000

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Job:
    unit: Callable[[Connection], Any]
    future: asyncio.Future[Any]
    result: Any = None
    error: Exception | None = None


class Writer:
    """Opened on a running event loop; `path` exists and is migrated."""

    def __init__(
        self, path: Path, patience_s: float = PATIENCE_S, most_waiting: int = MOST_WAITING
    ) -> None:
        self._connect = partial(connect, path, "rw", patience_s)
        self._most_waiting = most_waiting
        self._loop = asyncio.get_running_loop()
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._closed = False
        self.failing = False
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="ledger-writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        return self._jobs.qsize()

    async def write(self, unit: Callable[[Connection], T]) -> T:
        """The unit's result, once it is on disk. Raises what the unit raised or LedgerUnavailable."""
        if self._closed:
            raise LedgerUnavailable("closed")
        if self.waiting >= self._most_waiting:
            raise LedgerUnavailable(f"{self.waiting} units wait already")
        future: asyncio.Future[T] = self._loop.create_future()
        self._jobs.put(_Job(unit, future))
        return await future

    async def close(self) -> None:
        """Writes what waits, then ends."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        open_ = True
        while open_:
            jobs, open_ = self._next_batch()
            if jobs:
                self._commit(jobs)
            self._loop.call_soon_threadsafe(_resolve, jobs)
        self._drop_connection()

    def _next_batch(self) -> tuple[list[_Job], bool]:
        """Everything that waits, at least one job; False with it when the writer is to end."""
        jobs: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            jobs.append(job)
            if len(jobs) == MOST_IN_BATCH:
                return jobs, True
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return jobs, True
        return jobs, False

    def _commit(self, jobs: Sequence[_Job]) -> None:
        """One transaction. If it fails, nothing is recorded."""
        try:
            connection = self._connection = self._connection or self._connect()
            connection.execute("BEGIN IMMEDIATE")
            for job in jobs:
                _attempt(connection, job)
            connection.execute("COMMIT")
        except Exception as error:
            self._drop_connection()
            for job in jobs:
                job.error = unavailable(error)
        faults = [job.error for job in jobs if isinstance(job.error, LedgerUnavailable)]
        self.failing = bool(faults)
        if faults:
            log.error("%d of %d units not recorded: %s", len(faults), len(jobs), faults[0])
            self._drop_connection()

    def _drop_connection(self) -> None:
        """Closing rolls back; a fresh connection sees whether the file can be written again."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(DatabaseError):
                connection.close()


def _attempt(connection: Connection, job: _Job) -> None:
    """Raises only when the whole transaction is lost."""
    connection.execute("SAVEPOINT unit")
    try:
        job.result = job.unit(connection)
    except Exception as error:
        if not connection.in_transaction:
            raise
        connection.execute("ROLLBACK TO unit")
        job.error = translated(error)
    connection.execute("RELEASE unit")


def _resolve(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        if job.future.done():  # the caller was cancelled; the unit is recorded all the same
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)

"""A few reading threads: each query sees one committed moment of the record."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeVar

from handlers.desk import LedgerUnavailable
from ledger.connection import Connection, connect, translated

T = TypeVar("T")


class Readers:
    """`path` exists and is migrated."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        self._path = path
        self._idle: SimpleQueue[Connection] = SimpleQueue()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="ledger-reader")
        self._closed = False

    async def read(self, query: Callable[[Connection], T]) -> T:
        """Raises what the query raised, or LedgerUnavailable."""
        if self._closed:
            raise LedgerUnavailable("closed")
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, query)

    async def close(self) -> None:
        """Lets what was begun end."""
        self._closed = True
        await asyncio.to_thread(self._threads.shutdown)
        while not self._idle.empty():
            self._idle.get().close()

    def _read(self, query: Callable[[Connection], T]) -> T:
        try:
            connection = self._take()
            try:
                connection.execute("BEGIN")
                return query(connection)
            finally:
                connection.rollback()
                self._idle.put(connection)
        except Exception as error:
            raise translated(error) from error

    def _take(self) -> Connection:
        try:
            return self._idle.get_nowait()
        except Empty:
            return connect(self._path, "ro")

"""Opens what the program works with and closes it in reverse: ledger, knowledge, desk."""

import os
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.settings import Settings
from cases.calendar import WorkingCalendar
from cases.kinds import load_kinds
from handlers.desk import Desk
from handlers.knowledge import ensure_sample
from knowledge.finding import Finder
from knowledge.shelf import Shelf
from knowledge.store import KnowledgeStore
from ledger.sqlite import open_ledger

SECRET_BYTES = 32


class DataUnusable(Exception):
    """The data folder cannot be made, read or written; `path` and `problem` say where and why."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Opened:
    """The desk, and the store its shelf is read from."""

    desk: Desk
    store: KnowledgeStore


@asynccontextmanager
async def open_program(
    settings: Settings, *, reading: bool = True, wake: Callable[[], None] = lambda: None
) -> AsyncIterator[Opened]:
    """`reading` False leaves the shelf empty, for work that answers nothing. Raises DataUnusable."""
    secret = _secret(settings.data)
    store = KnowledgeStore.open(settings.data / "knowledge.db")
    try:
        shelf = read_shelf(store, settings) if reading else Shelf(Finder(()))
        async with open_ledger(settings.data / "ledger.db") as ledger:
            desk = Desk(
                ledger=ledger,
                shelf=shelf,
                calendar=WorkingCalendar(),
                kinds=load_kinds(),
                now=lambda: datetime.now(UTC),
                secret=secret,
                wake=wake,
            )
            yield Opened(desk, store)
    finally:
        store.close()


@asynccontextmanager
async def open_desk(settings: Settings, *, reading: bool = False) -> AsyncIterator[Desk]:
    async with open_program(settings, reading=reading) as opened:
        yield opened.desk


def read_shelf(store: KnowledgeStore, settings: Settings) -> Shelf:
    if settings.sample:
        ensure_sample(store)
    return Shelf(Finder(store.entries(sample=settings.sample)))


def _secret(folder: Path) -> bytes:
    """What query codes are made with: kept in a file of mode 600, made at first start."""
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(handle, "wb") as f:
            f.write(secrets.token_bytes(SECRET_BYTES))
            f.flush()
            os.fsync(f.fileno())
        return path.read_bytes()
    except OSError as error:
        raise DataUnusable(folder, error.strerror or str(error)) from error

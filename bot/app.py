"""Opens what the program works with and closes it in reverse: ledger, knowledge, desk."""

import os
import secrets
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.office import office_calendar, office_kinds, office_reporting
from bot.settings import Settings
from handlers.desk import Desk
from handlers.knowledge import ensure_sample, wants_sample
from handlers.office_registers import ensure_sample_rows
from handlers.refitting import WEIGHTS, town_weights
from handlers.routing_files import RoutingFiles
from knowledge.finding import Finder
from knowledge.holidays import holiday_entries
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


Revision = tuple[int, int]
"""Of the published file, and when the town's own weights were written (ns; 0: there are none)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The desk, the store its shelf is read from, and what was published when it was read."""

    desk: Desk
    store: KnowledgeStore
    revision: Revision


@asynccontextmanager
async def open_program(
    settings: Settings, *, reading: bool = True, wake: Callable[[], None] = lambda: None
) -> AsyncIterator[Opened]:
    """`reading` False leaves the shelf empty, for work that answers nothing. Raises DataUnusable."""
    secret = _secret(settings.data)
    store = KnowledgeStore.open(settings.data / "knowledge.db")
    try:
        if reading and wants_sample(store, settings.sample):
            ensure_sample(store)
        with_sample = wants_sample(store, settings.sample)
        revision = published(store, settings)
        finder = read_finder(store, settings) if reading else Finder(())
        async with open_ledger(settings.data / "ledger.db") as ledger:
            desk = Desk(
                ledger=ledger,
                shelf=Shelf(finder),
                calendar=office_calendar(settings),
                kinds=office_kinds(settings),
                now=lambda: datetime.now(UTC),
                secret=secret,
                wake=wake,
                routing=RoutingFiles(settings.data, sample=with_sample),
                reporting=office_reporting(settings, sample=with_sample),
            )
            await ensure_sample_rows(desk)
            yield Opened(desk, store, revision)
    finally:
        store.close()


@asynccontextmanager
async def open_desk(settings: Settings, *, reading: bool = False) -> AsyncIterator[Desk]:
    async with open_program(settings, reading=reading) as opened:
        yield opened.desk


def read_finder(store: KnowledgeStore, settings: Settings) -> Finder:
    """With the notices on holidays, and the weights refitted to this town where there are any that can be read."""
    entries = store.entries(sample=wants_sample(store, settings.sample))
    return Finder(
        [*entries, *holiday_entries()],
        weights=town_weights(settings.data),
        wrong_answers=settings.wrong_answers,
    )


def published(store: KnowledgeStore, settings: Settings) -> Revision:
    """Changes whenever answers may."""
    try:
        weights = (settings.data / WEIGHTS).stat().st_mtime_ns
    except OSError:
        weights = 0
    return store.revision(), weights


def _secret(folder: Path) -> bytes:
    """What query codes are made with: kept in a file of mode 600, made at first start."""
    path = folder / "secret"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_bytes(SECRET_BYTES))
        return path.read_bytes()
    except OSError as error:
        raise DataUnusable(folder, error.strerror or str(error)) from error


def _write_once(path: Path, content: bytes) -> None:
    """Whole or not at all; of two programs starting together the first one's content stays."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".secret-") as f:  # mode 600
        f.write(content)
        f.flush()
        os.fsync(f.fileno())
        with suppress(FileExistsError):
            os.link(f.name, path)

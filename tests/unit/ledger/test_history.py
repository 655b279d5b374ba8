"""The chain on SQLite: linked while written, linked after the migration, and shown broken when tampered with."""

import asyncio
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cases.case import Case, Change, Event, Move
from cases.chain import Verified
from handlers.desk import Ledger
from ledger import history
from ledger.connection import DatabaseError, connect
from ledger.queries import FOLDER
from ledger.sqlite import open_ledger
from tests.support.records import NOW, a_case, opened

EVENTS = 6


@pytest.fixture
async def record(tmp_path: Path) -> Path:
    """The file of a ledger with three cases of two events each."""
    path = tmp_path / "ledger.db"
    async with open_ledger(path, now=lambda: NOW) as ledger:
        for number in range(1, 4):
            await _tell(ledger, a_case(f"201200000{number}"))
    return path


async def _tell(ledger: Ledger, case: Case) -> None:
    case = replace(case, origin=replace(case.origin, outside_id=case.number))
    await ledger.save(opened(case))
    saved = await ledger.case(case.number)
    closed = Event(case.number, NOW + timedelta(hours=1), "wang", Move.CLOSE, {"why": "办结"})
    await ledger.save(Change(saved, [closed]))


async def verified(path: Path) -> Verified:
    async with open_ledger(path, now=lambda: NOW) as ledger:
        return await ledger.verify_history(lambda done: None)


def tampered(path: Path, *statements: str) -> None:
    """By somebody who has the file and takes the guards off."""
    with closing(connect(path, "rw")) as db:
        db.execute("DROP TRIGGER events_are_kept")
        db.execute("DROP TRIGGER events_stay_as_they_are")
        for statement in statements:
            db.execute(statement)


async def test_what_was_written_agrees_also_after_opening_again(record: Path) -> None:
    first, second = await verified(record), await verified(record)
    assert (first.events, first.broken) == (EVENTS, None)
    assert first == second


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ('UPDATE events SET detail = \'{"why":"x"}\' WHERE seq = 4', 4),
        ("UPDATE events SET actor = 'li' WHERE seq = 1", 1),
        ("UPDATE events SET at = replace(at, '2012', '2011') WHERE seq = 6", 6),
        ("DELETE FROM events WHERE seq = 3", 4),
        ("UPDATE events SET link = '' WHERE seq = 2", 2),
        (
            "INSERT INTO events (number, at, actor, move, detail) SELECT number, at, actor, move, "
            "detail FROM events WHERE seq = 1",
            7,
        ),
    ],
)
async def test_the_first_broken_row_is_named(record: Path, statement: str, broken: int) -> None:
    tampered(record, statement)
    with closing(connect(record, "ro")) as db:
        found = history.verified(db)
    assert found.broken is not None
    assert found.broken.seq == broken


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events WHERE seq = 6",
        "UPDATE events SET detail = '{}x' WHERE seq = 1",
        "UPDATE events SET actor = 'li' WHERE seq = 1",
        "UPDATE events SET detail = '', at = '' WHERE seq = 1",
    ],
)
async def test_the_program_itself_cannot_change_the_past(record: Path, statement: str) -> None:
    with closing(connect(record, "rw")) as db, pytest.raises(DatabaseError, match="only added"):
        db.execute(statement)
    assert (await verified(record)).broken is None


async def test_a_deleted_detail_leaves_a_tombstone(record: Path) -> None:
    with closing(connect(record, "rw")) as db:
        db.execute("UPDATE events SET detail = '' WHERE seq = 2")
    found = await verified(record)
    assert (found.broken, found.tombstones, found.events) == (None, 1, EVENTS)
    async with open_ledger(record, now=lambda: NOW) as ledger:
        assert [e.detail for e in await ledger.events("2012000001")] == [{"地点": "路"}, {}]


async def test_events_of_before_the_chain_are_linked(record: Path) -> None:
    """A file of the version before: the columns and triggers of the third migration are not there."""
    before = await verified(record)
    with closing(connect(record, "rw")) as db:
        db.execute("DROP TRIGGER events_are_kept")
        db.execute("DROP TRIGGER events_stay_as_they_are")
        db.execute("ALTER TABLE events DROP COLUMN link")
        db.execute("ALTER TABLE events DROP COLUMN detail_digest")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = '0003_chain'")
    assert (FOLDER / "migrations" / "0003_chain.sql").exists()
    assert await verified(record) == before


async def test_writers_together_make_one_chain(tmp_path: Path) -> None:
    """As the service and an import do."""
    path = tmp_path / "ledger.db"
    async with open_ledger(path, now=lambda: NOW) as one, open_ledger(path, now=lambda: NOW) as two:
        told = [_tell((one, two)[n % 2], a_case(f"20120{n:05}")) for n in range(40)]
        await asyncio.gather(*told)
    found = await verified(path)
    assert (found.events, found.broken) == (80, None)

"""A desk on a real ledger in a folder of its own, at a fixed moment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from cases.calendar import WorkingCalendar
from cases.kinds import load_kinds
from handlers.desk import Desk
from handlers.staff import Staff
from knowledge.finding import Finder
from knowledge.shelf import Shelf
from ledger.sqlite import open_ledger
from tests.support.records import NOW


@asynccontextmanager
async def open_test_desk(folder: Path, now: datetime = NOW) -> AsyncIterator[Desk]:
    async with open_ledger(folder / "ledger.db", lambda: now) as ledger:
        yield Desk(
            ledger=ledger,
            shelf=Shelf(Finder(())),
            calendar=WorkingCalendar(),
            kinds=load_kinds(),
            now=lambda: now,
            secret=bytes(range(32)),
        )


def a_person(role: str, unit: str = "") -> Staff:
    return Staff(login=f"{role}1", name="张", role=role, unit=unit, password="")

"""A desk that holds the year 2012 of the sample town: its registers and an invented register of cases."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from handlers.desk import Desk
from handlers.office_registers import ensure_sample_rows
from handlers.registers import import_register
from knowledge.tables import Table
from reports.rules import ReportRules
from tests.support.desk import open_test_desk
from tests.support.town_2012 import HEAD, register_2012

IN_2013 = datetime(2013, 3, 22, 1, tzinfo=UTC)


@asynccontextmanager
async def open_town_2012(folder: Path, *, cases: bool = True) -> AsyncIterator[Desk]:
    async with open_test_desk(folder, IN_2013) as bare:
        desk = replace(bare, reporting=ReportRules(sample=True))
        await ensure_sample_rows(desk)
        if cases:
            rows = [(n, tuple(row)) for n, row in enumerate(register_2012(), 2)]
            imported = await import_register(desk, Table(tuple(HEAD), rows), keep_good=False)
            assert not imported.findings
        yield desk

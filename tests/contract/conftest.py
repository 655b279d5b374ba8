"""Every driver of the ledger passes the same tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.desk import Ledger
from ledger.sqlite import open_ledger
from tests.support.records import NOW


@pytest.fixture(params=["sqlite"])
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    async with open_ledger(tmp_path / "ledger.db", now=lambda: NOW) as opened:
        yield opened

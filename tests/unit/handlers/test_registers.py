"""A register lands whole or not at all, once."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from handlers.desk import Desk
from handlers.figures import figures
from handlers.registers import Imported, import_register
from knowledge.findings import Finding
from knowledge.tables import Table
from reports.period import Period
from tests.support.desk import open_test_desk

HEAD = ("编号", "渠道", "类型", "收件时间", "答复时间")
YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_desk(tmp_path, datetime(2013, 1, 1, tzinfo=UTC)) as desk:
        yield desk


def a_table(*received: str, findings: tuple[Finding, ...] = ()) -> Table:
    rows = [(row, (f"RX{row}", "市长热线", "咨询", day, "")) for row, day in enumerate(received, 2)]
    return Table(HEAD, list(rows), findings)


async def count(desk: Desk) -> int:
    return len(await desk.ledger.cases_in(YEAR))


async def test_sound_register_lands_and_again_changes_nothing(desk: Desk) -> None:
    table = a_table("2012-01-04 09:00", "2012-01-05 09:00")
    assert await import_register(desk, table, False) == Imported(2, 0, [])
    assert await import_register(desk, table, False) == Imported(0, 2, [])
    assert await count(desk) == 2


async def test_one_bad_row_keeps_the_register_out(desk: Desk) -> None:
    table = a_table("2012-01-04 09:00", "不详")
    finding = Finding("register.date_unknown", 3, "收件时间", "不详")
    assert await import_register(desk, table, False) == Imported(0, 0, [finding])
    assert await count(desk) == 0


async def test_good_rows_land_when_asked(desk: Desk) -> None:
    imported = await import_register(desk, a_table("不详", "2012-01-04 09:00"), True)
    assert (imported.landed, len(imported.findings)) == (1, 1)
    assert await count(desk) == 1


async def test_findings_of_the_file_count_as_well(desk: Desk) -> None:
    broken = Finding("finding.encoding", 9, "内容")
    table = a_table("2012-01-04 09:00", findings=(broken,))
    assert await import_register(desk, table, False) == Imported(0, 0, [broken])


async def test_number_that_stands_for_another_case_is_a_finding(desk: Desk) -> None:
    await import_register(desk, a_table("2012-01-04 09:00"), False)
    changed = a_table("2012-02-04 09:00", "2012-02-05 09:00")
    taken = Finding("register.number_taken", value="RX2")
    assert await import_register(desk, changed, False) == Imported(0, 0, [taken])
    assert await import_register(desk, changed, True) == Imported(1, 0, [taken])
    assert (await desk.ledger.case("RX2")).received_at.month == 1


async def test_figures_count_what_was_received_by_the_day(desk: Desk) -> None:
    await import_register(desk, a_table("2012-01-04 09:00", "2012-06-04 09:00"), False)
    received = {
        as_of: [f.value for f in await figures(desk, YEAR, "", as_of) if f.figure == "received"]
        for as_of in (None, date(2012, 3, 31), date(2011, 3, 31))
    }
    assert received == {None: [2], date(2012, 3, 31): [1], date(2011, 3, 31): [0]}

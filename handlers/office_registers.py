"""Staff keep the registers: rows come in from a form or a file, and a wrong one is struck out."""

from collections.abc import Sequence
from datetime import date
from importlib.resources import files

from cases.access import may_keep_registers
from cases.errors import NotPermitted
from handlers.desk import Desk
from handlers.registers import Imported
from handlers.staff import Staff
from knowledge.findings import Finding, shown
from knowledge.tables import Table, read_text_table
from reports.errors import BadRegister
from reports.period import office_day
from reports.register_files import COLUMNS, read_rows
from reports.registers import RegisterRow

SAMPLE = "registers-2012.csv"


async def import_rows(desk: Desk, table: Table, by: str) -> Imported:
    """All rows or none. The same file again changes nothing. Raises LedgerUnavailable."""
    if not table.head:
        return Imported(0, 0, table.findings)
    held = await desk.ledger.register_rows()
    today = office_day(desk.now())
    rows, wrong = read_rows(table.head, table.rows, desk.reporting.registers, held, today)
    findings = [
        *table.findings,
        *(Finding(f.key, f.row or "", f.column, shown(f.value)) for f in wrong),
    ]
    if findings:
        return Imported(0, 0, findings)
    landed = await desk.ledger.add_register_rows(rows, by, desk.now())
    return Imported(landed, len(rows) - landed, ())


async def enter_row(desk: Desk, staff: Staff, cells: Sequence[str]) -> RegisterRow:
    """`cells` in the order of reports.register_files.COLUMNS. Raises NotPermitted, BadRegister."""
    _permitted(staff)
    held = await desk.ledger.register_rows(cells[0])
    today = office_day(desk.now())
    head = [names[0] for names in COLUMNS.values()]
    rows, wrong = read_rows(head, [(1, cells)], desk.reporting.registers, held, today)
    for finding in wrong:
        raise BadRegister(finding.key, value=finding.value)
    await desk.ledger.add_register_rows(rows, staff.login, desk.now())
    return rows[0]


async def strike_row(desk: Desk, staff: Staff, id: str) -> bool:
    """Whether it was there. Raises NotPermitted."""
    _permitted(staff)
    return await desk.ledger.strike_register_row(id, staff.login, desk.now())


async def ensure_sample_rows(desk: Desk) -> None:
    """The sample town's registers of 2012 where the folder uses the sample town, and none of them elsewhere."""
    await desk.ledger.set_sample_rows(
        _sample_rows(desk) if desk.reporting.sample else (), desk.now()
    )


def _sample_rows(desk: Desk) -> Sequence[RegisterRow]:
    table = read_text_table(files("reports.sample").joinpath(SAMPLE).read_text("utf-8"))
    rows, wrong = read_rows(table.head, table.rows, desk.reporting.registers, (), date.max)
    assert not wrong, wrong
    return rows


def _permitted(staff: Staff) -> None:
    if not may_keep_registers(staff.person):
        raise NotPermitted("register_row.not_permitted")

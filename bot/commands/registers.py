"""`registers`: the countable facts of the office that are no cases."""

import asyncio
import sys
from pathlib import Path

import click

from bot.app import open_desk
from bot.commands.failures import failures_told
from bot.commands.findings import print_findings
from bot.commands.options import Stop, data_option, settings_for, tell
from bot.settings import Settings
from handlers.office_registers import import_rows
from handlers.registers import Imported
from knowledge.tables import Table, read_table


@click.group("registers")
def command() -> None:
    """Registers of meetings, trainings, visits and other countable facts."""


@command.command("import")
@data_option
@click.argument("file", type=click.Path(path_type=Path))
def import_(data: Path | None, file: Path) -> None:
    """Import rows (.csv, .tsv, .xlsx): 登记册 起 止 单位 事项 数量 约数 依据.

    A row with a finding keeps the whole file out; the same file again changes nothing. Quantities may be written 6万 or
    70多. Exit status: 0 every row is in, 1 there are findings, 2 called wrongly or the file cannot be read.
    """
    table = _read(file)
    if not table.head:
        print_findings([(file, finding) for finding in table.findings])
        sys.exit(2)
    with failures_told():
        imported = asyncio.run(_import(settings_for(data), table))
    if imported.findings:
        print_findings([(file, finding) for finding in imported.findings])
        tell("register.nothing_landed", n=len(imported.findings))
        sys.exit(1)
    tell("register_row.landed", rows=imported.landed)
    if imported.unchanged:
        tell("register_row.unchanged", rows=imported.unchanged)


def _read(file: Path) -> Table:
    try:
        return read_table(file)
    except OSError as error:
        problem = error.strerror or str(error)
        raise Stop("register.unreadable", path=str(file), problem=problem) from None


async def _import(settings: Settings, table: Table) -> Imported:
    async with open_desk(settings) as desk:
        return await import_rows(desk, table, "import")

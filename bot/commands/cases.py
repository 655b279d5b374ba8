"""`cases`: an office's register of earlier cases comes in; when a case is due."""

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from bot.app import open_desk
from bot.commands.due import command as due
from bot.commands.failures import failures_told
from bot.commands.findings import print_findings
from bot.commands.options import Stop, data_option, settings_for, tell
from bot.settings import Settings
from handlers.registers import Imported, import_register
from knowledge.tables import Row, Table, read_table


@click.group("cases")
def command() -> None:
    """Cases: import a register, tell a due date."""


command.add_command(due)


@command.command("import")
@data_option
@click.option("--keep-good", is_flag=True, help="Let the sound rows in although others are wrong.")
@click.argument("file", type=click.Path(path_type=Path))
def import_(data: Path | None, keep_good: bool, file: Path) -> None:
    """Import a register (.csv, .tsv, .xlsx) with Chinese column names.

    Needed columns: 编号 渠道 收件时间. Read as well: 类型 标题 内容 姓名 电话 承办单位 重点领域 转办时间 答复时间
    办结时间 是否公开 满意度, and of applications for information 申请人类型 答复类型. A row with a finding keeps the
    whole file out unless --keep-good is given.

    Exit status: 0 every row is in, 1 there are findings, 2 called wrongly or the file cannot be read.
    """
    table = _read(file)
    if not table.head:
        print_findings([(file, finding) for finding in table.findings])
        sys.exit(2)
    with failures_told():
        imported = asyncio.run(_import(settings_for(data), table, keep_good))
    _show(file, imported)
    sys.exit(1 if imported.findings else 0)


def _read(file: Path) -> Table:
    try:
        return read_table(file)
    except OSError as error:
        problem = error.strerror or str(error)
        raise Stop("register.unreadable", path=str(file), problem=problem) from None


async def _import(settings: Settings, table: Table, keep_good: bool) -> Imported:
    async with open_desk(settings) as desk:
        return await import_register(desk, table, keep_good, _tracked)


def _tracked(rows: Iterable[Row]) -> Iterable[Row]:
    console = Console(stderr=True)
    return track(rows, "", console=console, transient=True, disable=not console.is_terminal)


def _show(file: Path, imported: Imported) -> None:
    print_findings([(file, finding) for finding in imported.findings])
    if imported.findings and not imported.landed:
        tell("register.nothing_landed", n=len(imported.findings))
    else:
        tell("register.landed", n=imported.landed)
    if imported.unchanged:
        tell("register.unchanged", n=imported.unchanged)

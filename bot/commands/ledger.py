"""`ledger`: whether the record is as it was written, and what is deleted from it."""

import asyncio
import sys
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.app import open_desk
from bot.commands.failures import failures_told
from bot.commands.options import (
    Stop,
    data_option,
    read_day,
    reader_language,
    settings_for,
    tell,
)
from bot.messages import say
from bot.office import office_kinds
from bot.settings import Settings
from cases.chain import Verified
from handlers.notice import Value
from handlers.retention import forget
from knowledge.findings import path_name
from reports.period import OFFICE_ZONE


@click.group()
def command() -> None:
    """The record of all cases: verify, forget."""


@command.command("verify")
@data_option
def verify_(data: Path | None) -> None:
    """Recompute the chain of all events and name the first that is not as it was written.

    Exit status: 0 all agree, 1 the chain is broken, 2 called wrongly. The digest shown at the end, noted elsewhere,
    also shows later whether the last events were cut off.
    """
    settings = settings_for(data)
    if not settings.data.is_dir():
        raise Stop("data.missing", path=path_name(settings.data))
    with failures_told():
        found = asyncio.run(_verify(settings))
    values: dict[str, Value] = {
        "events": found.events,
        "tombstones": found.tombstones,
        "head": found.head,
    }
    if found.broken is None:
        tell("ledger.verified", **values)
        return
    broken = found.broken
    tell(
        "ledger.broken",
        **values,
        seq=broken.seq,
        number=broken.number,
        at=broken.at,
        move=broken.move,
        actor=broken.actor,
    )
    sys.exit(1)


@command.command("forget")
@click.option("--ended-before", "before", required=True, help="Day: 2016-01-01.")
@click.option("--kind", default="", help="Only this kind, as the office writes it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@data_option
def forget_(before: str, kind: str, yes: bool, data: Path | None) -> None:
    """Delete what people told in cases that ended before a day: names, texts, replies, messages sent.

    Kind, unit, times and grades stay, and with them every figure; each event leaves a tombstone, so that the chain
    still verifies. What must go to the archive goes there first. Exit status: 0 done, 2 called wrongly.
    """
    settings = settings_for(data)
    if not settings.data.is_dir():
        raise Stop("data.missing", path=path_name(settings.data))
    day = read_day(before)
    if day > datetime.now(OFFICE_ZONE).date():
        raise Stop("ledger.forget_ahead", day=before)
    with failures_told():
        kinds = office_kinds(settings)
    if kind and kind not in kinds.all_names():
        names = "、".join(kinds.all_names())
        raise Stop("due.kind_unknown", kind=kind, kinds=names)
    if not yes:
        click.confirm(say("ledger.forget_sure", reader_language(), {"day": before}), abort=True)
    with failures_told():
        tell("ledger.forgotten", count=asyncio.run(_forget(settings, day, kind)))


async def _forget(settings: Settings, day: date, kind: str) -> int:
    async with open_desk(settings) as desk:
        return await forget(desk, day, kind)


async def _verify(settings: Settings) -> Verified:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f}"), TimeElapsedColumn())
    async with open_desk(settings) as desk:
        with Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal
        ) as bar:
            task = bar.add_task("", total=None)
            return await desk.ledger.verify_history(lambda done: bar.update(task, completed=done))

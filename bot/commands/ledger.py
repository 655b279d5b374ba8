"""`ledger`: whether the record is as it was written."""

import asyncio
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.app import open_desk
from bot.commands.failures import failures_told
from bot.commands.options import Stop, data_option, settings_for, tell
from bot.settings import Settings
from cases.chain import Verified
from handlers.notice import Value
from knowledge.findings import path_name


@click.group()
def command() -> None:
    """The record of all cases: verify."""


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


async def _verify(settings: Settings) -> Verified:
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f}"), TimeElapsedColumn())
    async with open_desk(settings) as desk:
        with Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal
        ) as bar:
            task = bar.add_task("", total=None)
            return await desk.ledger.verify_history(lambda done: bar.update(task, completed=done))

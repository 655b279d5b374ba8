"""`figures`: the figures of a period, as a table or as files."""

import asyncio
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.app import open_desk
from bot.commands.failures import failures_told
from bot.commands.options import Stop, data_option, reader_language, settings_for
from bot.figure_files import as_csv, as_json, as_xlsx
from bot.messages import say
from bot.settings import Settings
from bot.web.figure_value import shown_group, shown_number, shown_value
from handlers.figures import figures
from reports.counting import Figure
from reports.figures import GROUPS
from reports.period import Period

DAY = click.DateTime(formats=["%Y-%m-%d"])
WIDTH_OF_A_FILE = 120


@click.command("figures")
@data_option
@click.option("--from", "first", type=DAY, required=True, help="First day of receipt.")
@click.option("--to", "last", type=DAY, required=True, help="Last day of receipt.")
@click.option("--by", type=click.Choice([*GROUPS]), help="Group by; without it, the total.")
@click.option("--as-of", type=DAY, help="Count what happened up to this day (default: today).")
@click.option("--json", "to_json", is_flag=True, help="An array of objects.")
@click.option("--csv", "to_csv", type=click.Path(path_type=Path), help="Write a CSV file.")
@click.option("--xlsx", "to_xlsx", type=click.Path(path_type=Path), help="Write a workbook.")
def command(
    data: Path | None,
    first: datetime,
    last: datetime,
    by: str | None,
    as_of: datetime | None,
    to_json: bool,
    to_csv: Path | None,
    to_xlsx: Path | None,
) -> None:
    """Figures over the cases received in a period, each with numerator, denominator, base and as-of."""
    period = _period(first.date(), last.date())
    counted = _count(settings_for(data), period, by or "", as_of.date() if as_of else None)
    language = reader_language()
    if to_csv:
        _write(to_csv, as_csv(counted, language))
    if to_xlsx:
        _write(to_xlsx, as_xlsx(counted, language))
    if to_json:
        click.echo(as_json(counted))
    elif not (to_csv or to_xlsx):
        _print(counted, period, language)


def _period(first: date, last: date) -> Period:
    if first > last:
        raise Stop("figures.period_reversed", first=first.isoformat(), last=last.isoformat())
    return Period(first, last)


def _count(settings: Settings, period: Period, by: str, as_of: date | None) -> list[Figure]:
    async def count() -> list[Figure]:
        async with open_desk(settings) as desk:
            return await figures(desk, period, by, as_of)

    with failures_told():
        return asyncio.run(count())


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        problem = error.strerror or str(error)
        raise Stop("figures.unwritable", path=str(path), problem=problem) from None


def _print(counted: Sequence[Figure], period: Period, language: str) -> None:
    if not counted:
        click.echo(say("figures.nothing", language))
        return
    days = {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "as_of": counted[0].as_of.isoformat(),
    }
    table = Table(title=say("figures.title", language, days), title_justify="left")
    for name in ("group", "figure", "value", "numerator", "denominator", "base"):
        right = name in ("value", "numerator", "denominator")
        table.add_column(
            say(f"figures.column.{name}", language), justify="right" if right else "left"
        )
    for figure in counted:
        table.add_row(*map(escape, _row(figure, language)))
    Console(width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE).print(table)


def _row(figure: Figure, language: str) -> tuple[str, ...]:
    total = say("figures.none" if figure.by else "figures.total", language)
    return (
        shown_group(figure, language) or total,
        say(f"figure.{figure.figure}.label", language),
        shown_value(figure),
        shown_number(figure.numerator, figure),
        shown_number(figure.denominator, figure),
        say(f"base.{figure.base}", language),
    )

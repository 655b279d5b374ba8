"""`cases due`: a due date, and the days that lead to it."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.commands.failures import failures_told
from bot.commands.options import Stop, data_option, read_day, reader_language, settings_for
from bot.deadline_words import lines, why
from bot.messages import LANGUAGES, say
from bot.office import office_calendar, office_kinds
from cases.calendar import Due
from cases.clock import Clock, first_due
from cases.deadline import LedgerDay, deadline_days
from cases.errors import UnknownKind
from cases.kinds import Kinds, Limit
from handlers.notice import Value

LONGEST_LIMIT = 3650


@click.command("due")
@click.option("--kind", required=True, help="As the office writes it: 咨询, 依申请公开, …")
@click.option("--received", required=True, help="Day of receipt: 2026-12-10.")
@click.option(
    "--limit",
    "days",
    type=click.IntRange(0, LONGEST_LIMIT),
    help="Instead of the kind's own limit, in the kind's unit.",
)
@data_option
@click.option("--json", "to_json", is_flag=True, help="One object, with the office's own words.")
def command(kind: str, received: str, days: int | None, data: Path | None, to_json: bool) -> None:
    """When a case is due, and why: each day counted or not, with the notice that it rests on.

    Exit status: 0 told, 2 called wrongly.
    """
    day = read_day(received)
    language = LANGUAGES[0] if to_json else reader_language()
    with failures_told():
        settings = settings_for(data)
        calendar, kinds = office_calendar(settings), office_kinds(settings)
    limit = _limit(kinds, kind, day)
    if days is not None:
        limit = Limit(days, limit.unit, say("due.given", language))
    due = first_due(calendar, day, limit)
    ledger = list(deadline_days(Clock(day, limit), calendar))
    if to_json:
        click.echo(_as_json(due, limit, ledger))
    else:
        _print(kind, due, limit, ledger, language)


def _limit(kinds: Kinds, written: str, received: date) -> Limit:
    try:
        kind = kinds.name_of(written)
    except UnknownKind:
        names = "、".join(kinds.all_names())
        raise Stop("due.kind_unknown", kind=written, kinds=names) from None
    try:
        return kinds.limit(kind, received)
    except UnknownKind:
        raise Stop("due.no_limit", kind=kind, received=str(received)) from None


def _as_json(due: Due, limit: Limit, ledger: Sequence[LedgerDay]) -> str:
    found = {
        "due": str(due.day),
        "provisional": due.provisional,
        "limit": limit.days,
        "unit": limit.unit,
        "source": limit.source,
        "days": [
            {"date": str(d.date), "counted": d.counted, "why": why(d, LANGUAGES[0])} for d in ledger
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _print(kind: str, due: Due, limit: Limit, ledger: Sequence[LedgerDay], language: str) -> None:
    day = {"due": str(due.day)}
    values: dict[str, Value] = {
        "kind": kind,
        "received": str(ledger[0].date),
        "limit": limit.days,
        "unit": say(f"due.unit.{limit.unit}", language),
        "due": say("due.provisional", language, day) if due.provisional else day["due"],
        "source": limit.source,
    }
    click.echo(say("due.title", language, values))
    table = Table()
    table.add_column(say("due.column.date", language), no_wrap=True)
    table.add_column(say("due.column.count", language), justify="right")
    table.add_column(say("due.column.why", language))
    for line in lines(ledger, language):
        table.add_row(line.days, line.counted, escape(line.why))
    Console().print(table)

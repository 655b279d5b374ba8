"""`report`: the annual report from the record; frozen, so that anybody can recompute it; and verified."""

import asyncio
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.app import open_desk
from bot.commands.failures import failures_told
from bot.commands.options import (
    Failed,
    Stop,
    data_option,
    reader_language,
    sample_option,
    settings_for,
    tell,
)
from bot.frozen_files import beside
from bot.messages import LANGUAGES, named, say
from bot.report_files import FORMATS
from bot.settings import Settings
from handlers.annual import ReportAsked, annual_report, words_for
from handlers.bulletin import monthly_bulletin
from handlers.freezing import freeze_report
from knowledge.findings import path_name
from reports import verify
from reports.document import Document
from reports.errors import ReportError
from reports.forms import form_of

DAY = click.DateTime(formats=["%Y-%m-%d"])
YEARS = click.IntRange(2008, 2100)


@click.group("report")
def command() -> None:
    """The annual report of a year: write it, freeze it, verify a frozen one."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the command line says of a report."""

    data: Path | None
    sample: bool | None
    year: int
    form: str | None
    published: datetime | None
    as_of: datetime | None
    draft: bool
    last_year: Path | None
    accepted: tuple[str, ...]
    out: Path

    @property
    def published_on(self) -> date | None:
        return self.published.date() if self.published else None


def _told(act: Callable[[Told], None]) -> Callable[..., None]:
    """With the options of a report, handed over as one."""

    @wraps(act)
    def handed_over(**given: Any) -> None:
        act(Told(**given))

    take: Callable[..., Any] = handed_over
    for option in (
        click.option(
            "--out", type=click.Path(path_type=Path), required=True, help="File to write."
        ),
        click.option(
            "--last-year",
            type=click.Path(path_type=Path),
            help="Last year's frozen report: what it carried over has to agree.",
        ),
        click.option(
            "--accept",
            "accepted",
            multiple=True,
            metavar="NAME=REASON",
            help="Why it does not: t3-carry=units merged, or t3-carry.自然人=… for one column.",
        ),
        click.option("--draft", is_flag=True, help="Let in what is not signed; it says 草稿."),
        click.option("--as-of", type=DAY, help="Count up to this day (default: the year's last)."),
        click.option("--published", type=DAY, help="Day on which the report is published."),
        click.option(
            "--format", "form", help="2008, 2019, 2021 (default: the year's own) or website."
        ),
        click.option("--year", type=YEARS, required=True, help="The year reported on."),
        sample_option,
        data_option,
    ):
        take = option(take)
    return take


@command.command("annual")
@_told
def annual(told: Told) -> None:
    """Write the report of a year; the ending of FILE (.docx .html .xlsx .json, .pdf after `make pdf`) says as what.

    No number in it is typed: each is counted from the record. Exit status: 0 written, 1 it cannot be made,
    2 called wrongly.
    """
    _require_ending(told.out)
    asked = _asked(told)
    with failures_told(), reports_told():
        document = asyncio.run(_make(told, asked))
    _write(told.out, document)


@command.command("bulletin")
@data_option
@sample_option
@click.option("--month", type=click.DateTime(formats=["%Y-%m"]), required=True, help="2026-03")
@click.option(
    "--public", is_flag=True, help="Hide groups so small that one could tell who they are."
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write.")
def bulletin_(
    data: Path | None, sample: bool | None, month: datetime, public: bool, out: Path
) -> None:
    """Write the hotline's bulletin of a month: by kind, channel and unit. The ending of FILE says as what."""
    _require_ending(out)
    with failures_told():
        document = asyncio.run(_bulletin(settings_for(data, sample), month, public))
    _write(out, document)


@command.command("freeze")
@_told
def freeze(told: Told) -> None:
    """Write one SQLite file with what the report was counted from, de-identified, and its figures, under a digest.

    Beside it: the figures as CSV and a DCAT description. `report verify FILE`, or verify.py alone, recomputes it.
    """
    asked = _asked(told)
    with failures_told(), reports_told(), _writing(told.out):
        document, digest = asyncio.run(_freeze(told, asked))
        for path, content in beside(told.out, document, digest):
            path.write_bytes(content)
    _warn(document)
    tell("report.frozen", path=path_name(told.out), digest=digest, numbers=len(document.notes))


@command.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
def verify_(file: Path) -> None:
    """Recompute every figure of a frozen report: same or different.

    Exit status: 0 everything agrees, 1 something differs, 2 the file cannot be read.
    """
    sys.exit(verify.verified(file, sys.stdout, sys.stderr))


@contextmanager
def reports_told() -> Iterator[None]:
    """Ends the program with the sentence of what keeps the report from being made."""
    try:
        yield
    except ReportError as error:
        raise Failed(error.key, **error.values) from None


def _require_ending(out: Path) -> None:
    if out.suffix.lower() not in FORMATS:
        key = "report.no_pdf" if out.suffix.lower() == ".pdf" else "report.ending"
        raise Stop(key, ending=out.suffix, known=" ".join(FORMATS))


def _write(out: Path, document: Document) -> None:
    with _writing(out):
        out.write_bytes(FORMATS[out.suffix.lower()](document))
    _warn(document)
    tell("report.written", path=path_name(out), numbers=len(document.notes))


def _warn(document: Document) -> None:
    for key, values in document.warnings:
        click.echo(say(key, reader_language(), dict(values)), err=True)


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = error.strerror or str(error)
        raise Stop("figures.unwritable", path=path_name(out), problem=problem) from None


def _asked(told: Told) -> ReportAsked:
    """Raises Stop, Failed."""
    day = told.as_of.date() if told.as_of else None
    if day and day.year != told.year:
        raise Stop("report.as_of", value=str(day), year=told.year)
    if day and day > datetime.now().astimezone().date():
        raise Stop("report.ahead", value=str(day))
    return ReportAsked(
        year=told.year,
        format=told.form or form_of(told.year),
        as_of=day,
        draft=told.draft,
        last_year=_frozen(told.last_year) if told.last_year else None,
        accepted=dict(one.partition("=")[::2] for one in told.accepted),
    )


def _frozen(path: Path) -> Mapping[str, int]:
    try:
        return verify.cells(path)
    except (sqlite3.Error, OSError, ValueError, TypeError, KeyError) as error:
        problem = str(error).replace("\t", " ")
        raise Failed("report.altered", path=path_name(path), value=problem) from None


async def _make(told: Told, asked: ReportAsked) -> Document:
    async with open_desk(settings_for(told.data, told.sample)) as desk:
        words = await words_for(desk, asked.year, asked.format, told.published_on)
        return await annual_report(desk, asked, words)


async def _bulletin(settings: Settings, month: datetime, public: bool) -> Document:
    async with open_desk(settings) as desk:

        def called(by: str, group: str) -> str:
            return named(LANGUAGES[0], by, group)

        return await monthly_bulletin(desk, month.year, month.month, called, public=public)


async def _freeze(told: Told, asked: ReportAsked) -> tuple[Document, str]:
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,.0f}"),
        TimeElapsedColumn(),
    )
    say_in = {language: lambda key, lang=language: say(key, lang) for language in LANGUAGES}
    async with open_desk(settings_for(told.data, told.sample)) as desk:
        words = await words_for(desk, asked.year, asked.format, told.published_on)
        with Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal
        ) as bar:
            task = bar.add_task("", total=None)
            return await freeze_report(
                desk,
                asked,
                words,
                told.out,
                say_in,
                lambda table, rows: bar.update(task, description=table, completed=rows),
            )

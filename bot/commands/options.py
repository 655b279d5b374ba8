"""What several subcommands share: --data, --sample, and the reader's language."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from bot.messages import LANGUAGES, say
from bot.settings import BadSetting, Settings, read
from cases.errors import IllegalMove
from cases.timing import require_day
from handlers.notice import Value

USAGE_ERROR = 2
"""Exit status of a command that was called wrongly."""


def _folder(_: click.Context, __: click.Parameter, value: str | None) -> Path | None:
    """An empty value (a script's unset variable) must not mean the current folder."""
    if value == "":
        raise Stop("data.empty")
    return None if value is None else Path(value)


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--data",
        type=click.Path(file_okay=False),
        callback=_folder,
        help="Folder of the database (default: MINXIN_DATA or data/).",
    )(command)


def sample_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--sample/--no-sample",
        default=None,
        help="Load and use the sample town, or neither "
        "(default: MINXIN_SAMPLE, or yes unless the folder was begun without it).",
    )(command)


def settings_for(data: Path | None, sample: bool | None = None) -> Settings:
    """The environment's settings, with what the command line says on top; leaves the program on a bad one."""
    try:
        settings = read()
    except BadSetting as error:
        raise Stop("setting.bad", name=error.name, problem=str(error)) from None
    if data is not None:
        settings = replace(settings, data=data)
    return settings if sample is None else replace(settings, sample=sample)


def reader_language() -> str:
    """Language of the person at the terminal, from LC_ALL, LC_MESSAGES or LANG; the office's own when unset or C."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return value[:2] if value[:2] in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]


def tell(key: str, **values: Value) -> None:
    click.echo(say(key, reader_language(), values))


class Stop(click.ClickException):
    """Ends the program with a sentence of the catalogue on standard error: it was called wrongly."""

    exit_code = USAGE_ERROR

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(say(key, reader_language(), values))

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), err=True)


class Failed(Stop):
    """Ends the program likewise: the call was right, but it could not be done."""

    exit_code = 1


def read_day(written: str) -> date:
    """Raises Stop."""
    try:
        return require_day(written)
    except IllegalMove:
        raise Stop("due.bad_date", date=written) from None

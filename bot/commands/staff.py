"""staff: people who may sign in to the console."""

import asyncio
from pathlib import Path

import click

from bot.app import open_desk
from bot.commands.failures import failures_told
from bot.commands.options import Stop, data_option, settings_for, tell
from handlers.signing_in import ROLES, SignInError, create_staff, new_password, renew_password


@click.group("staff")
def command() -> None:
    """People who may sign in to the console."""


@command.command("add")
@click.argument("login")
@click.option("--role", type=click.Choice(ROLES), default="officer", show_default=True)
@click.option("--unit", default="", help="Unit the person works in; empty for the desk.")
@click.option("--name", default="", help="Name as shown to colleagues (default: the login).")
@data_option
def add(login: str, role: str, unit: str, name: str, data: Path | None) -> None:
    """Adds a person and prints a generated password, once."""
    password = new_password()
    with failures_told():
        asyncio.run(_add(_plain(login), role, _plain(unit), _plain(name), password, data))
    tell("staff.added", login=login, password=password)


@command.command("password")
@click.argument("login")
@data_option
def password(login: str, data: Path | None) -> None:
    """Gives a person a new generated password, prints it once, and ends the person's sign-ins."""
    with failures_told():
        renewed = asyncio.run(_renew(_plain(login), data))
    tell("staff.password", login=login, password=renewed)


def _plain(word: str) -> str:
    """A word of the command line whose bytes are text. Raises Stop."""
    if not word.isprintable():
        raise Stop("staff.not_text", word=ascii(word))
    return word


async def _add(
    login: str, role: str, unit: str, name: str, password: str, data: Path | None
) -> None:
    async with open_desk(settings_for(data)) as desk:
        try:
            await create_staff(desk, login, name, role, unit, password)
        except SignInError as error:
            raise Stop(error.key, **error.values) from None


async def _renew(login: str, data: Path | None) -> str:
    async with open_desk(settings_for(data)) as desk:
        try:
            return await renew_password(desk, login)
        except SignInError as error:
            raise Stop(error.key, **error.values) from None

"""`serve`: web chat, portal and console, the outbox, and Telegram where a token is set."""

import asyncio
import logging
import os
import resource
import signal
from contextlib import suppress
from pathlib import Path

import click
from aiohttp import web

from bot.app import Opened, open_program
from bot.channels.webchat.send import WebChatChannel
from bot.commands.failures import failures_told
from bot.commands.options import Failed, data_option, sample_option, settings_for, tell
from bot.logs import start_logging
from bot.schedule import watch_cases, watch_knowledge
from bot.settings import Settings
from bot.web.server import build_web
from handlers.delivery import deliver_forever
from handlers.desk import Channel
from handlers.signing_in import FIRST_LOGIN, first_password

MOST_FILES = 65_536
SHUTDOWN_S = 3.0
"""How long open requests may still take when the program is told to stop."""

log = logging.getLogger("minxin")


@click.command("serve")
@data_option
@sample_option
def command(data: Path | None, sample: bool | None) -> None:
    """Serve the citizen's chat, the public portal and the staff console (HOST, PORT)."""
    settings = settings_for(data, sample)
    _allow_many_connections()
    start_logging(settings)
    with failures_told():
        asyncio.run(_serve(settings))


def _allow_many_connections() -> None:
    """As many open files as the system grants without asking: every open chat page holds one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (min(most, MOST_FILES) if most > 0 else MOST_FILES, most)
        )


async def _serve(settings: Settings) -> None:
    wake = asyncio.Event()
    async with open_program(settings, wake=wake.set) as opened:
        webchat = WebChatChannel()
        channels: dict[str, Channel] = {webchat.kind: webchat}
        runner = web.AppRunner(
            build_web(opened.desk, settings, webchat), access_log=None, shutdown_timeout=SHUTDOWN_S
        )
        await runner.setup()
        try:
            site = await _listen(runner, settings)
            await _announce(opened, settings, site)
            async with asyncio.TaskGroup() as tasks:
                jobs = [
                    tasks.create_task(watch_knowledge(opened, settings)),
                    tasks.create_task(watch_cases(opened.desk)),
                    *_telegram(tasks, opened, settings, channels),
                    tasks.create_task(deliver_forever(opened.desk, channels, wake)),
                ]
                await _until_stopped()
                for job in jobs:
                    job.cancel()
        finally:
            await runner.cleanup()


def _telegram(
    tasks: asyncio.TaskGroup, opened: Opened, settings: Settings, channels: dict[str, Channel]
) -> list[asyncio.Task[None]]:
    """The import waits for a token: python-telegram-bot costs 0.2 s and 20 MB."""
    if not settings.telegram_token:
        return []
    from bot.channels.telegram.channel import TelegramChannel

    telegram = TelegramChannel(opened.desk, settings)
    channels[telegram.kind] = telegram
    return [tasks.create_task(telegram.run())]


async def _listen(runner: web.AppRunner, settings: Settings) -> web.TCPSite:
    site = web.TCPSite(runner, settings.host, settings.port)
    try:
        await site.start()
    except (OSError, UnicodeError) as error:
        number = getattr(error, "errno", None)
        problem = os.strerror(number) if number else str(error)
        raise Failed(
            "serve.no_port", host=settings.host, port=settings.port, problem=problem
        ) from None
    return site


async def _announce(opened: Opened, settings: Settings, site: web.TCPSite) -> None:
    assert site._server is not None
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    base = f"http://{settings.host}:{port}"
    tell("serve.where", base=base, data=str(settings.data.resolve()))
    if password := await first_password(opened.desk):
        tell("serve.password", login=FIRST_LOGIN, password=password)


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()

"""`serve` with a Telegram token, as a process of its own: killed, started again, given a wrong token."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from ledger.sqlite import open_ledger
from tests.support.bot_api import TOKEN, BotApi, bot_api
from tests.support.telegram_office import HOURS, QUESTION, publish

ROOT = Path(__file__).parents[2]
CHATS = range(5_000_000_001, 5_000_000_031)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as running:
        yield running


@asynccontextmanager
async def serve(data: Path, api: BotApi, token: str = TOKEN) -> AsyncIterator[Process]:
    """Standard output holds the log as well; a process that is still there at the end is killed."""
    own = {"PORT": "0", "LC_ALL": "C", "TELEGRAM_API": api.url, "TELEGRAM_BOT_TOKEN": token}
    arguments = (sys.executable, "bot.py", "serve", "--data", data, "--no-sample")
    process = await asyncio.create_subprocess_exec(
        *arguments, cwd=ROOT, env=os.environ | own, stdout=PIPE, stderr=STDOUT
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def until_printed(process: Process, words: str) -> str:
    """Everything printed up to the first line with these words."""
    assert process.stdout
    printed = ""
    async with asyncio.timeout(30):
        while words not in printed:
            line = await process.stdout.readline()
            assert line, printed
            printed += line.decode()
    return printed


async def test_reply_arrives_after_kill_9_between_commit_and_send(
    api: BotApi, tmp_path: Path
) -> None:
    publish(tmp_path)
    held = api.hold("sendMessage")
    async with serve(tmp_path, api) as process:
        await api.say(CHATS[0], QUESTION)
        await held.reached.wait()
        process.kill()
    held.released.set()
    async with serve(tmp_path, api):
        assert HOURS in (await api.next_message(CHATS[0])).text
    assert await counts(tmp_path) == [1]


async def test_burst_survives_kill_9(api: BotApi, tmp_path: Path) -> None:
    """Nobody goes without an answer, and every question is in the ledger once."""
    publish(tmp_path)
    async with serve(tmp_path, api) as process:
        for chat in CHATS:
            await api.say(chat, QUESTION)
        await api.until(lambda: len(api.sent) >= 5)
        process.kill()
    async with serve(tmp_path, api):
        for chat in CHATS:
            assert HOURS in (await api.next_message(chat)).text
    assert await counts(tmp_path) == [1] * len(CHATS)


async def test_wrong_token_leaves_the_web_running(api: BotApi, tmp_path: Path) -> None:
    wrong = "7000000001:AAwrong_wrong_wrong_wrong_wrong_wro"
    publish(tmp_path)
    async with serve(tmp_path, api, wrong) as process:
        printed = await until_printed(process, "TELEGRAM_BOT_TOKEN")
        base = re.search(r"http://127\.0\.0\.1:\d+", printed)
        assert base, printed
        async with aiohttp.ClientSession() as web, web.get(f"{base[0]}/healthz") as answer:
            assert answer.status == 200
        process.terminate()
        rest, _ = await process.communicate()
        assert process.returncode == 0
        assert wrong not in printed + rest.decode()


async def counts(data: Path) -> list[int]:
    """How many inquiries of each chat that wrote are in the ledger."""
    async with open_ledger(data / "ledger.db") as ledger:
        found = [len(await ledger.conversation("telegram", str(chat), 10)) for chat in CHATS]
    return [n for n in found if n]

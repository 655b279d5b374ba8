"""Telegram, whole path: an update over the wire → inbox → answer → ledger → sendMessage over the wire.

The Bot API server of the tests runs in this process, `serve` in one of its own; both share the cores.
"""

import asyncio
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from tests.support.bot_api import TOKEN, BotApi, bot_api
from tests.support.telegram_office import QUESTION, publish

ROOT = Path(__file__).parents[1]
FIRST_CHAT = 5_000_000_001
WARM_UP = 50
RUNS = ((1, 300), (100, 3000))
"""(updates in flight, updates in all)."""


def rows() -> list[dict[str, object]]:
    return asyncio.run(_rows())


async def _rows() -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        async with bot_api() as api, _serve(Path(folder), api):
            await _run(api, 10, WARM_UP)
            for in_flight, updates in RUNS:
                found += await _measured(api, in_flight, updates)
    return found


async def _measured(api: BotApi, in_flight: int, updates: int) -> list[dict[str, object]]:
    started = perf_counter()
    waits_s = await _run(api, in_flight, updates)
    rate = updates / (perf_counter() - started)
    cuts = quantiles(waits_s, n=100)
    case = f"{in_flight} in flight"
    note = f"{updates} updates, long polling, synchronous=FULL"
    return [
        _row(case, round(rate), "updates/s", note),
        _row(case, round(cuts[49] * 1000, 1), "ms p50", note),
        _row(case, round(cuts[98] * 1000, 1), "ms p99", note),
    ]


def _row(case: str, value: float, unit: str, note: str) -> dict[str, object]:
    return {"bench": "telegram", "case": case, "value": value, "unit": unit, "note": note}


async def _run(api: BotApi, in_flight: int, updates: int) -> list[float]:
    """Seconds from question to answer; each chat asks again when it was answered."""

    async def chat(id: int) -> list[float]:
        waits_s = []
        for _ in range(updates // in_flight):
            asked = perf_counter()
            await api.say(id, QUESTION)
            await api.next_message(id)
            waits_s.append(perf_counter() - asked)
        return waits_s

    chats = await asyncio.gather(*(chat(FIRST_CHAT + n) for n in range(in_flight)))
    return [wait_s for waits_s in chats for wait_s in waits_s]


@asynccontextmanager
async def _serve(data: Path, api: BotApi) -> AsyncIterator[None]:
    publish(data)
    own = {"PORT": "0", "TELEGRAM_API": api.url, "TELEGRAM_BOT_TOKEN": TOKEN}
    arguments = (sys.executable, "bot.py", "serve", "--data", data, "--no-sample")
    process = await asyncio.create_subprocess_exec(
        *arguments, cwd=ROOT, env=os.environ | own, stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        await api.until(lambda: api.calls["getUpdates"] > 0)
        yield
    finally:
        process.terminate()
        await process.wait()

"""The periodic jobs of the running service and how often they run."""

import asyncio
import gc
import logging

from bot.app import Opened, published, read_finder
from bot.settings import Settings
from handlers.desk import Desk, LedgerUnavailable
from handlers.sweep import redate_provisional, sweep

log = logging.getLogger("minxin.schedule")

KNOWLEDGE_EVERY_S = 1.0
"""What is published elsewhere (the command line, another worker) is answered from within two seconds."""


CASES_EVERY_S = 60.0


async def watch_knowledge(opened: Opened, settings: Settings) -> None:
    """Swap the shelf's finder whenever the published file has a new revision; the build runs in a thread."""
    seen = opened.revision
    await asyncio.to_thread(opened.desk.shelf.finder.read_ahead)
    settle()
    while True:
        await asyncio.sleep(KNOWLEDGE_EVERY_S)
        try:
            revision = await asyncio.to_thread(published, opened.store, settings)
            if revision == seen:
                continue
            opened.desk.shelf.swap(await asyncio.to_thread(read_finder, opened.store, settings))
            seen = revision
            await asyncio.to_thread(opened.desk.shelf.finder.read_ahead)
            settle()
            log.info("knowledge revision %s is on the shelf", revision[0])
        except Exception:
            log.exception("the published knowledge could not be read; the old snapshot stays")


async def watch_cases(desk: Desk) -> None:
    """Reminders and escalations; at the start also the due dates that a new calendar changes."""
    while True:
        try:
            await redate_provisional(desk)
            while True:
                await sweep(desk)
                await asyncio.sleep(CASES_EVERY_S)
        except LedgerUnavailable as error:
            log.warning("cases are not swept: %s", error)
        except Exception:
            log.exception("cases are not swept")
        await asyncio.sleep(CASES_EVERY_S)


def settle() -> None:
    """Leaves what is now in memory, mostly the snapshot on the shelf, out of later full garbage collections: each stops
    every answer for as long as it visits (0.2 s with 100,000 entries), and a snapshot is freed without them."""
    gc.collect()
    gc.freeze()

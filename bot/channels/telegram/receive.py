"""Updates in: committed to the inbox as they came, then confirmed, then handled.

The library's own polling confirms first and loses what is in memory when the process dies (17–78 % in our
measurement), and stops at one update it cannot read.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from telegram import Bot, error

from bot.channels.telegram.request import AiohttpRequest
from bot.messages import LANGUAGES, say
from handlers.desk import Ledger, LedgerUnavailable
from handlers.waits import growing_s

log = logging.getLogger("minxin.telegram")

POLL_S = 25
"""How long Telegram may keep a call open when nothing comes."""
STALL_S = 45.0
"""A call that takes longer is cut: a proxy has swallowed it."""
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 30.0
REFUSED_WAIT_S = 60.0
ALLOWED = json.dumps(["message", "edited_message", "callback_query"])

Json = dict[str, Any]


class Poller:
    """Long polling. `stored` is called after updates were committed."""

    def __init__(
        self,
        ledger: Ledger,
        bot: Bot,
        request: AiohttpRequest,
        now: Callable[[], datetime],
        stored: Callable[[], None],
    ) -> None:
        self._ledger = ledger
        self._bot = bot
        self._request = request
        self._now = now
        self._stored = stored
        self._unconfirmed: int | None = None

    async def run(self) -> None:
        """Until cancelled; every failure is waited out."""
        failures = 0
        while True:
            try:
                async with asyncio.timeout(STALL_S):
                    await self.poll()
            except Exception as problem:
                failures += 1
                await asyncio.sleep(pause_s(problem, failures))
                continue
            if failures:
                log.info("Telegram: receiving again after %s failed calls", failures)
            failures = 0

    async def poll(self) -> None:
        """One call. Everything below the offset it names is committed, and so confirmed by it.

        Afterwards no offset is sent: update ids become random after a week without updates, and an old
        offset would then hide them. What comes twice is known by its id.
        """
        updates = await self._get_updates(self._unconfirmed)
        self._unconfirmed = None
        if not updates:
            return
        pairs = [(f"{self._bot.id}:{u['update_id']}", json.dumps(u)) for u in updates]
        await self._ledger.take_in("telegram", pairs, self._now())
        self._unconfirmed = max(u["update_id"] for u in updates) + 1
        self._stored()

    async def _get_updates(self, offset: int | None) -> Sequence[Json]:
        query = {"timeout": POLL_S, "limit": 100, "allowed_updates": ALLOWED}
        if offset is not None:
            query["offset"] = offset
        result = await self._request.post(f"{self._bot.base_url}/getUpdates?{urlencode(query)}")
        if not isinstance(result, list):
            raise error.TelegramError("getUpdates gave no list")
        updates = [u for u in result if isinstance(u, dict) and isinstance(u.get("update_id"), int)]
        if result and not updates:
            raise error.TelegramError("updates without an id")
        return updates


def pause_s(problem: Exception, failures: int) -> float:
    """Says in the log what is wrong and how long to wait before the next call, seconds."""
    match problem:
        case error.Conflict():
            log.error(say("telegram.conflict", LANGUAGES[0]))
            return REFUSED_WAIT_S / 2
        case error.InvalidToken():
            log.error(say("telegram.bad_token", LANGUAGES[0]))
            return REFUSED_WAIT_S
        case error.RetryAfter():
            return retry_after_s(problem)
        case error.TelegramError() | TimeoutError() | LedgerUnavailable() | KeyError():
            if failures == 1:
                log.warning("Telegram: no connection: %s", str(problem) or type(problem).__name__)
        case _:
            log.error("Telegram: receiving failed", exc_info=problem)
    return growing_s(failures, FIRST_WAIT_S, LONGEST_WAIT_S)


def retry_after_s(problem: error.RetryAfter) -> float:
    span = problem.retry_after
    return float(span) if isinstance(span, int) else span.total_seconds()

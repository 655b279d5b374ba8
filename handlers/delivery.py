"""Send what waits in the outbox; try again or give up."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta

from handlers.desk import Channel, Desk, LedgerUnavailable, SendFailed
from handlers.notice import Outgoing
from handlers.waits import growing_s

log = logging.getLogger("minxin.delivery")

SENDERS = 4
"""Messages under way at once, so that one slow network does not hold up the rest."""
SEND_S = 30.0
LEASE_S = 60.0
"""Longer than SEND_S: a message is free again only when nobody can still be sending it."""
FIRST_WAIT_S = 1.0
LONGEST_WAIT_S = 900.0
MOST_ATTEMPTS = 300
"""About three days at the longest wait; then it is given up and stays visible as such."""
ROUND_S = 5.0
"""How often the outbox is looked into when nobody wakes us: retries and lapsed leases."""


async def deliver_next(desk: Desk, channels: Mapping[str, Channel]) -> bool:
    """Tries one message that is due; False when none is. Raises LedgerUnavailable."""
    message = await desk.ledger.claim(tuple(channels), desk.now(), LEASE_S)
    if message is None:
        return False
    try:
        async with asyncio.timeout(SEND_S):
            await channels[message.channel].send(message)
    except SendFailed as failure:
        await _put_back(desk, message, failure)
    except TimeoutError:
        await _put_back(desk, message, SendFailed("no end in time", permanent=False))
    except Exception as error:
        log.exception("outgoing %s to %s", message.id, message.channel)
        await _put_back(desk, message, SendFailed(type(error).__name__, permanent=False))
    else:
        await desk.ledger.delivered(message.id, desk.now())
    return True


async def deliver_forever(desk: Desk, channels: Mapping[str, Channel], wake: asyncio.Event) -> None:
    """Until cancelled. `wake` is set when something was put in the outbox."""
    async with asyncio.TaskGroup() as senders:
        for _ in range(SENDERS):
            senders.create_task(_deliver(desk, channels, wake))


async def _deliver(desk: Desk, channels: Mapping[str, Channel], wake: asyncio.Event) -> None:
    while True:
        try:
            while await deliver_next(desk, channels):
                pass
        except LedgerUnavailable as error:
            log.warning("outbox: the ledger is unavailable: %s", error)
        except Exception:
            log.exception("outbox")
        await _rest(wake)


async def _rest(wake: asyncio.Event) -> None:
    try:
        # not wait_for: before Python 3.12 it swallows a cancellation that comes together with the event
        async with asyncio.timeout(ROUND_S):
            await wake.wait()
    except TimeoutError:
        return
    wake.clear()


async def _put_back(desk: Desk, message: Outgoing, failure: SendFailed) -> None:
    gives_up = failure.permanent or message.attempts >= MOST_ATTEMPTS
    wait_s = max(
        growing_s(message.attempts, FIRST_WAIT_S, LONGEST_WAIT_S), failure.retry_after_s or 0.0
    )
    log.log(
        logging.WARNING if gives_up else logging.INFO,
        "outgoing %s to %s: attempt %s failed%s: %s",
        message.id,
        message.channel,
        message.attempts,
        ", given up" if gives_up else "",
        failure,
    )
    next_at = None if gives_up else desk.now() + timedelta(seconds=wait_s)
    await desk.ledger.not_delivered(message.id, str(failure), next_at)

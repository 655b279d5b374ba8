"""What every ledger promises about the inbox and the outbox."""

import asyncio
from datetime import timedelta

from handlers.desk import Ledger
from handlers.notice import Outgoing
from tests.support.records import NOW, a_case, an_outgoing, opened

SOON = NOW + timedelta(seconds=30)
LATER = NOW + timedelta(seconds=61)


async def claim(ledger: Ledger, now=NOW, channels=("webchat", "telegram")) -> Outgoing | None:
    return await ledger.claim(channels, now, lease_s=60)


async def claimed(ledger: Ledger, now=NOW) -> str | None:
    outgoing = await claim(ledger, now)
    return outgoing.dedupe if outgoing else None


async def test_updates_come_out_as_they_came_in_order(ledger: Ledger) -> None:
    assert await ledger.take_in("telegram", [("8", '{"a": "是"}'), ("9", "not json")], NOW) == 2
    first, second = await ledger.next_updates("telegram", 10)
    assert (first.channel, first.outside_id, first.raw) == ("telegram", "8", '{"a": "是"}')
    assert second.raw == "not json"


async def test_a_repeated_update_is_taken_in_once(ledger: Ledger) -> None:
    await ledger.take_in("telegram", [("8", "first")], NOW)
    assert await ledger.take_in("telegram", [("8", "again"), ("9", ""), ("9", "")], NOW) == 1
    assert [u.raw for u in await ledger.next_updates("telegram", 10)] == ["first", ""]


async def test_a_handled_update_does_not_come_again(ledger: Ledger) -> None:
    await ledger.take_in("telegram", [("8", "")], NOW)
    [update] = await ledger.next_updates("telegram", 10)
    await ledger.update_done(update.id)
    assert await ledger.take_in("telegram", [("8", "")], NOW) == 0
    assert await ledger.next_updates("telegram", 10) == []


async def test_smaller_ids_after_a_reset_follow_in_order_of_arrival(ledger: Ledger) -> None:
    """Telegram starts at a random update_id after a quiet week."""
    await ledger.take_in("telegram", [("900000", "old")], NOW)
    await ledger.take_in("telegram", [("17", "new")], NOW)
    assert [u.raw for u in await ledger.next_updates("telegram", 10)] == ["old", "new"]


async def test_channels_do_not_see_each_others_updates(ledger: Ledger) -> None:
    await ledger.take_in("telegram", [("8", "")], NOW)
    assert await ledger.take_in("mailbox", [("8", "")], NOW) == 1
    assert len(await ledger.next_updates("telegram", 10)) == 1


async def test_each_hand_out_of_an_update_is_counted(ledger: Ledger) -> None:
    await ledger.take_in("telegram", [("8", ""), ("9", "")], NOW)
    await ledger.next_updates("telegram", 1)
    updates = await ledger.next_updates("telegram", 10)
    assert [u.attempts for u in updates] == [2, 1]


async def test_a_quarantined_update_is_out_of_the_way_and_counted(ledger: Ledger) -> None:
    await ledger.take_in("telegram", [("8", "{"), ("9", "{}")], NOW)
    [bad] = await ledger.next_updates("telegram", 1)
    await ledger.update_done(bad.id, error="not JSON")
    assert [u.outside_id for u in await ledger.next_updates("telegram", 10)] == ["9"]
    assert (await ledger.health())["inbox_quarantined"] == 1


async def test_what_leaves_is_committed_with_its_case(ledger: Ledger) -> None:
    await ledger.save(opened(a_case()), outgoing=[an_outgoing()])
    outgoing = await claim(ledger)
    assert outgoing == an_outgoing(id=outgoing.id, attempts=1)


async def test_the_same_thing_is_put_in_the_outbox_once(ledger: Ledger) -> None:
    await ledger.save(outgoing=[an_outgoing("a"), an_outgoing("a", address="c-2")])
    await ledger.save(outgoing=[an_outgoing("a")])
    assert await claimed(ledger) == "a"
    assert await claimed(ledger) is None


async def test_two_claimants_get_one_row(ledger: Ledger) -> None:
    await ledger.save(outgoing=[an_outgoing()])
    claims = await asyncio.gather(*(claim(ledger) for _ in range(20)))
    assert sum(outgoing is not None for outgoing in claims) == 1


async def test_a_lapsed_lease_is_free_again(ledger: Ledger) -> None:
    await ledger.save(outgoing=[an_outgoing()])
    await claim(ledger)
    assert await claim(ledger, SOON) is None
    again = await claim(ledger, LATER)
    assert again is not None
    assert again.attempts == 2


async def test_what_was_delivered_does_not_leave_again(ledger: Ledger) -> None:
    await ledger.save(outgoing=[an_outgoing()])
    outgoing = await claim(ledger)
    await ledger.delivered(outgoing.id, SOON)
    await ledger.not_delivered(outgoing.id, "a late claimant", SOON)
    assert await claim(ledger, LATER) is None


async def test_what_failed_leaves_again_not_before_its_time(ledger: Ledger) -> None:
    await ledger.save(outgoing=[an_outgoing()])
    outgoing = await claim(ledger)
    await ledger.not_delivered(outgoing.id, "timed out", LATER)
    assert await claim(ledger, SOON) is None
    assert await claimed(ledger, LATER) == "d-1"


async def test_what_was_given_up_never_leaves(ledger: Ledger) -> None:
    await ledger.save(outgoing=[an_outgoing("a"), an_outgoing("b")])
    outgoing = await claim(ledger)
    await ledger.not_delivered(outgoing.id, "blocked by the citizen", None)
    assert [await claimed(ledger, LATER), await claimed(ledger, LATER)] == ["b", None]


async def test_an_address_gets_its_messages_in_order(ledger: Ledger) -> None:
    await ledger.save(
        outgoing=[an_outgoing("a"), an_outgoing("b"), an_outgoing("c", address="c-2")]
    )
    first = await claim(ledger)
    other = await claim(ledger)
    assert (other.dedupe, await claim(ledger)) == ("c", None)
    await ledger.delivered(other.id, NOW)
    await ledger.not_delivered(first.id, "busy", LATER)
    assert await claimed(ledger, SOON) is None
    assert await claimed(ledger, LATER) == "a"
    await ledger.delivered(first.id, LATER)
    assert await claimed(ledger, LATER) == "b"


async def test_a_claim_names_its_channels(ledger: Ledger) -> None:
    await ledger.save(outgoing=[an_outgoing("a"), an_outgoing("b", channel="telegram")])
    telegram = await claim(ledger, channels=["telegram"])
    assert telegram.dedupe == "b"
    assert await claim(ledger, channels=[]) is None


async def test_an_address_reads_what_was_put_out_for_it(ledger: Ledger) -> None:
    await ledger.save(
        outgoing=[an_outgoing("a"), an_outgoing("x", address="c-2"), an_outgoing("b")]
    )
    (put_at, a), (_, b) = await ledger.outgoing("webchat", "c-1")
    assert (put_at, a, b.dedupe) == (NOW, an_outgoing("a", id=a.id), "b")
    assert [o.dedupe for _, o in await ledger.outgoing("webchat", "c-1", after=a.id)] == ["b"]


async def test_health_tells_how_long_the_oldest_has_waited(ledger: Ledger) -> None:
    quiet = await ledger.health()
    assert (quiet["inbox_oldest_s"], quiet["outbox_oldest_s"]) == (0.0, 0.0)
    await ledger.take_in("telegram", [("8", "")], NOW - timedelta(seconds=90))
    await ledger.save(outgoing=[an_outgoing()])
    health = await ledger.health()
    assert (health["inbox_waiting"], health["inbox_oldest_s"]) == (1, 90.0)
    assert health["outbox_waiting"] == 1

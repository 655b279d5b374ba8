"""What every ledger promises when words are deleted at the end of their retention."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from cases import lifecycle
from cases.case import Case, Move, State
from handlers.desk import Desk, Ledger
from handlers.figures import figures
from handlers.retention import forget
from reports.period import Period
from tests.support.desk import open_test_desk
from tests.support.records import NOW, a_case, an_outgoing, opened

YEAR = Period(date(2012, 1, 1), date(2012, 12, 31))
AFTER = date(2012, 3, 8)


async def ended(ledger: Ledger, case: Case) -> None:
    """Opened, answered and closed on the 6th."""
    await ledger.save(opened(case))
    loaded = await ledger.open_seal(case.number, "boss", "view", NOW)
    reply = lifecycle.reply(loaded, "阀门已修复。", "wang", NOW + timedelta(days=1))
    told = an_outgoing(f"{case.number}:reply:1")
    await ledger.save(reply, outgoing=[told])
    answered = await ledger.open_seal(case.number, "boss", "view", NOW)
    await ledger.save(lifecycle.close(answered, "wang", NOW + timedelta(days=1)))


async def counted(desk: Desk) -> object:
    return await figures(desk, YEAR, "kind")


async def test_words_go_and_figures_and_chain_stay(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        plain = a_case("2012-1", place="青云路")
        guarded = a_case("2012-2", kind="举报", content="某局收了好处")
        for case in (plain, guarded):
            await ended(desk.ledger, case)
        sent = await desk.ledger.claim(["webchat"], NOW, 60)
        assert sent is not None
        await desk.ledger.delivered(sent.id, NOW)
        before = await counted(desk)
        assert await forget(desk, AFTER) == 2
        assert await forget(desk, AFTER) == 0
        assert await counted(desk) == before
        case = await desk.ledger.case(plain.number)
        assert (case.title, case.content, case.place, case.reply) == ("",) * 4
        assert (case.state, case.kind, case.unit) == (State.CLOSED, plain.kind, plain.unit)
        verified = await desk.ledger.verify_history(lambda done: None)
        assert (verified.broken, verified.events) == (None, 8)
        [*gone, last] = await desk.ledger.events(plain.number, whole=True)
        assert [event.detail for event in gone] == [{}] * 3
        assert (last.move, last.detail) == (Move.FORGET, {"rule": "ended before 2012-03-08"})
        assert (await desk.ledger.open_seal(guarded.number, "boss", "view", NOW)).content == ""
        assert [o.dedupe for _, o in await desk.ledger.outgoing("webchat", "c-1")] == [
            "2012-2:reply:1"  # not sent yet
        ]
    words = ("阀门", "青云路", "暖气", "好处")
    left = (tmp_path / "ledger.db").read_bytes()
    assert not [word for word in words if word.encode() in left]


async def test_only_the_kind_and_the_time_that_were_meant(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        await ended(desk.ledger, a_case("2012-1"))
        await ended(desk.ledger, a_case("2012-2", kind="投诉"))
        await desk.ledger.save(opened(replace(a_case("2012-3"), kind="投诉")))
        assert await forget(desk, date(2012, 3, 6)) == 0
        assert await forget(desk, AFTER, "投诉") == 1
        kept = [await desk.ledger.case(number) for number in ("2012-1", "2012-3")]
        assert all(case.content for case in kept)

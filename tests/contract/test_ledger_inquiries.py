"""What every ledger promises about inquiries, drafts and people."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cases.case import Origin
from handlers.desk import Ledger
from handlers.notice import Notice
from handlers.staff import Session, Staff
from knowledge.entry import Status
from reports.period import Period
from tests.support.records import NOW, a_recorded

WANG = Staff("wang", "王芳", "officer", "住建局", "$argon2id$v=19$…")
SESSION = Session("ab" * 32, "wang", "csrf", NOW, NOW)


async def test_an_inquiry_is_loaded_equal(ledger: Ledger) -> None:
    recorded = a_recorded()
    assert await ledger.record(recorded) == recorded
    assert await ledger.inquiry(recorded.inquiry.origin) == recorded
    assert await ledger.inquiry_by_id(recorded.id) == recorded


async def test_an_unknown_inquiry_is_none(ledger: Ledger) -> None:
    assert await ledger.inquiry(Origin("webchat", "?")) is None
    assert await ledger.inquiry_by_id("?") is None


async def test_a_repeated_origin_returns_the_first_result(ledger: Ledger) -> None:
    first = await ledger.record(a_recorded("i-1"))
    again = a_recorded("i-2", notice=Notice("other"), status=Status.NOT_KNOWN)
    assert await ledger.record(again) == first
    assert await ledger.inquiry_by_id("i-2") is None


async def test_of_many_who_record_one_origin_all_get_one_result(ledger: Ledger) -> None:
    results = await asyncio.gather(*(ledger.record(a_recorded(f"i-{n}")) for n in range(50)))
    assert len({result.id for result in results}) == 1


async def test_a_batch_leaves_repeated_origins_as_they_were(ledger: Ledger) -> None:
    first = await ledger.record(a_recorded("i-1", "m-1"))
    await ledger.record_all([a_recorded("i-2", "m-1"), a_recorded("i-3", "m-3")])
    assert await ledger.inquiry(first.inquiry.origin) == first
    assert await ledger.inquiry_by_id("i-3") == a_recorded("i-3", "m-3")


async def test_a_conversation_is_its_latest_inquiries_oldest_first(ledger: Ledger) -> None:
    for n in (3, 1, 2):
        await ledger.record(a_recorded(f"i-{n}", f"m-{n}", received_at=NOW + timedelta(minutes=n)))
    await ledger.record(a_recorded("i-9", "m-9", conversation="c-9"))
    latest = await ledger.conversation("webchat", "c-1", limit=2)
    assert [recorded.id for recorded in latest] == ["i-2", "i-3"]


async def test_inquiries_of_one_moment_stay_in_order_of_recording(ledger: Ledger) -> None:
    for n in "7315":
        await ledger.record(a_recorded(n, n))
    assert [r.id for r in await ledger.conversation("webchat", "c-1", 9)] == list("7315")


async def test_no_conversation_is_nobodys_conversation(ledger: Ledger) -> None:
    await ledger.record(a_recorded(conversation=""))
    assert await ledger.conversation("webchat", "", 9) == []


async def test_counts_are_by_channel_office_month_and_status(ledger: Ledger) -> None:
    last_of_march = datetime(2012, 3, 31, 16, tzinfo=UTC)  # 1 April at the office
    rows = [
        a_recorded("1", "1"),
        a_recorded("2", "2"),
        a_recorded("3", "3", status=Status.NOT_KNOWN),
        a_recorded("4", "4", received_at=last_of_march),
        a_recorded("5", "5", channel="telegram"),
        a_recorded("6", "6", received_at=NOW + timedelta(days=400)),
    ]
    await ledger.record_all(rows)
    assert await ledger.inquiry_counts(Period(date(2012, 1, 1), date(2012, 12, 31))) == [
        ("telegram", "2012-03", "answered", 1),
        ("webchat", "2012-03", "answered", 2),
        ("webchat", "2012-03", "not_known", 1),
        ("webchat", "2012-04", "answered", 1),
    ]


async def test_the_last_verdict_on_an_inquiry_stands(ledger: Ledger) -> None:
    recorded = await ledger.record(a_recorded())
    assert recorded.helpful is None
    for helpful in (True, False, False):
        await ledger.judge(recorded.id, helpful)
    assert await ledger.inquiry_by_id(recorded.id) == replace(recorded, helpful=False)
    assert await ledger.record(a_recorded()) == replace(recorded, helpful=False)


async def test_a_verdict_on_nothing_is_no_verdict(ledger: Ledger) -> None:
    await ledger.judge("?", True)
    assert await ledger.verdicts() == []


async def test_verdicts_name_the_whole_question_and_its_entry(ledger: Ledger) -> None:
    for id, understood_as in (("1", ""), ("2", "暖气费多少钱"), ("3", "")):
        await ledger.record(a_recorded(id, id, understood_as=understood_as))
    await ledger.judge("2", False)
    await ledger.judge("1", True)
    assert await ledger.verdicts() == [
        ("暖气不热怎么办？", "faq-7", True),
        ("暖气费多少钱", "faq-7", False),
    ]


async def test_verdicts_are_counted_by_the_office_day_of_the_question(ledger: Ledger) -> None:
    next_day = datetime(2012, 3, 5, 16, tzinfo=UTC)  # 6 March at the office
    for id, received_at in (("1", NOW), ("2", NOW), ("3", NOW), ("4", next_day), ("5", NOW)):
        await ledger.record(a_recorded(id, id, received_at=received_at))
    for id, helpful in (("1", True), ("2", True), ("3", False), ("4", True)):
        await ledger.judge(id, helpful)
    assert await ledger.verdict_counts(Period(date(2012, 3, 5), date(2012, 3, 6))) == [
        (date(2012, 3, 5), False, 1),
        (date(2012, 3, 5), True, 2),
        (date(2012, 3, 6), True, 1),
    ]
    assert await ledger.verdict_counts(Period(date(2012, 3, 7), date(2012, 3, 9))) == []


async def test_a_draft_is_kept_replaced_and_removed(ledger: Ledger) -> None:
    assert await ledger.draft("webchat", "c-1") is None
    await ledger.save_draft("webchat", "c-1", {"step": "kind"}, NOW)
    await ledger.save_draft("webchat", "c-1", {"step": "content", "kind": "咨询"}, NOW)
    await ledger.save_draft("telegram", "c-1", {"step": "place"}, NOW)
    assert await ledger.draft("webchat", "c-1") == {"step": "content", "kind": "咨询"}
    await ledger.save_draft("webchat", "c-1", None, NOW)
    assert await ledger.draft("webchat", "c-1") is None
    assert await ledger.draft("telegram", "c-1") == {"step": "place"}


async def test_staff_are_kept_and_changed(ledger: Ledger) -> None:
    assert (await ledger.staff("wang"), await ledger.staff_count()) == (None, 0)
    await ledger.save_staff(WANG)
    moved = replace(WANG, unit="民政局", password="$argon2id$other")
    await ledger.save_staff(moved)
    assert (await ledger.staff("wang"), await ledger.staff_count()) == (moved, 1)


async def test_a_session_is_kept_touched_and_closed(ledger: Ledger) -> None:
    await ledger.save_staff(WANG)
    await ledger.open_session(SESSION)
    later = NOW + timedelta(minutes=5)
    await ledger.touch_session(SESSION.token_digest, later)
    assert await ledger.session(SESSION.token_digest) == replace(SESSION, seen_at=later)
    await ledger.close_session(SESSION.token_digest)
    assert await ledger.session(SESSION.token_digest) is None

"""What every ledger promises about confidential cases and reports of wrongdoing."""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cases.case import Case, Change, Event, Move, Origin, State
from handlers.desk import CaseUnknown, GuardedRead, Ledger, OriginTaken
from ledger.sqlite import open_ledger
from reports.period import Period
from tests.support.records import NOW, a_case, a_full_case, opened

REPORT = a_case(kind="举报", content="某局收了好处", against="某局")
ALL_OF_2012 = Period(date(2012, 1, 1), date(2012, 12, 31))


async def kept(ledger: Ledger, case: Case = REPORT) -> Case:
    await ledger.save(opened(case))
    return await ledger.case(case.number)


@pytest.mark.parametrize("case", [REPORT, a_full_case(guarded=True)], ids=["fresh", "every field"])
async def test_whoever_opens_the_seal_reads_what_was_saved(ledger: Ledger, case: Case) -> None:
    await kept(ledger, case)
    whole = await ledger.open_seal(case.number, "boss", "view", NOW)
    assert whole == replace(case, version=1)


async def test_without_opening_the_seal_nothing_is_said(ledger: Ledger) -> None:
    case = await kept(ledger, a_full_case(guarded=True))
    assert case.sealed
    assert (case.title, case.content, case.place, case.reply) == ("",) * 4
    assert (case.contact.name, case.contact.reach, case.conversation) == ("",) * 3
    assert (case.against, case.reason, case.rating, case.call_back) == ("", "", "", None)


async def test_no_list_shows_a_guarded_case_with_its_words(ledger: Ledger) -> None:
    await kept(ledger)
    [queued], [counted] = await ledger.queue(), await ledger.cases_in(ALL_OF_2012)
    assert queued.sealed
    assert counted.sealed
    assert await ledger.cases_of("webchat", REPORT.conversation) == []


async def test_each_reading_is_written_down_in_order(ledger: Ledger) -> None:
    await kept(ledger)
    later = NOW + timedelta(hours=1)
    await ledger.open_seal(REPORT.number, "boss", "view", NOW)
    await ledger.open_seal(REPORT.number, "citizen", "status", later)
    first = GuardedRead(1, REPORT.number, NOW, "boss", "view")
    second = GuardedRead(2, REPORT.number, later, "citizen", "status")
    assert await ledger.guarded_reads(REPORT.number) == [first, second]
    assert await ledger.all_guarded_reads(100, 100) == [second, first]
    assert await ledger.all_guarded_reads(2, 100) == [first]


async def test_a_seal_that_nobody_knows_is_not_opened(ledger: Ledger) -> None:
    with pytest.raises(CaseUnknown):
        await ledger.open_seal("2012999999", "boss", "view", NOW)


async def test_details_of_its_events_are_kept_apart_and_the_chain_is_whole(ledger: Ledger) -> None:
    case = await kept(ledger)
    told = Event(case.number, NOW, "boss", Move.REPLY, {"text": "已查实"})
    whole = await ledger.open_seal(case.number, "boss", "reply", NOW)
    await ledger.save(Change(replace(whole, reply="已查实"), [told]))
    assert [event.detail for event in await ledger.events(case.number)] == [{}, {}]
    assert (await ledger.events(case.number, whole=True))[-1] == told
    verified = await ledger.verify_history(lambda done: None)
    assert (verified.broken, verified.tombstones, verified.events) == (None, 0, 2)


async def test_a_sealed_case_that_is_saved_loses_nothing(ledger: Ledger) -> None:
    case = await kept(ledger)
    await ledger.save(Change(replace(case, state=State.ACCEPTED, accepted_at=NOW), []))
    whole = await ledger.open_seal(case.number, "boss", "view", NOW)
    assert whole == replace(REPORT, state=State.ACCEPTED, accepted_at=NOW, version=2)


async def test_a_repeated_origin_finds_it(ledger: Ledger) -> None:
    await kept(ledger)
    found = await ledger.case_by_origin(REPORT.origin)
    assert found is not None
    assert found.number == REPORT.number
    with pytest.raises(OriginTaken):
        await ledger.save(opened(replace(REPORT, number="2012000002")))


async def test_the_same_register_row_comes_in_once(ledger: Ledger) -> None:
    change = opened(replace(REPORT, origin=Origin("民心网", "1")))
    assert await ledger.import_cases([change]) == []
    assert await ledger.import_cases([change]) == [REPORT.number]


async def test_the_general_section_holds_none_of_its_words(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    async with open_ledger(path) as ledger:
        await ledger.save(opened(a_full_case(guarded=True)))
    words = ("三楼", "王女士", "0453", "青云路", "水务局", "c-1", "o-2012", "未解决")
    with sqlite3.connect(path) as db:
        rows = [*db.execute("SELECT * FROM cases"), *db.execute("SELECT * FROM events")]
    assert not [word for word in words if word in str(rows)]

"""What every ledger promises about cases."""

import asyncio
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cases.case import Case, Change, Event, Move, Origin, State
from handlers.desk import CaseUnknown, Ledger, OriginTaken, StaleCase
from reports.period import Period
from tests.support.records import NOW, a_case, a_full_case, an_outgoing, opened


async def saved(ledger: Ledger, case: Case) -> Case:
    await ledger.save(opened(case))
    return await ledger.case(case.number)


@pytest.mark.parametrize("case", [a_case(), a_full_case()], ids=["fresh", "every field"])
async def test_what_is_saved_is_loaded_equal(ledger: Ledger, case: Case) -> None:
    assert await saved(ledger, case) == replace(case, version=1)


def test_the_full_case_leaves_no_field_at_its_default() -> None:
    fresh, full = a_case(), a_full_case()
    same = {f.name for f in fields(Case) if getattr(fresh, f.name) == getattr(full, f.name)}
    assert same == {
        *("kind", "title", "content", "received_at", "due_on", "conversation", "version"),
        *("confidential", "sealed"),  # a guarded case: see test_ledger_guarded
    }


async def test_a_change_of_every_field_is_loaded_equal(ledger: Ledger) -> None:
    first = await saved(ledger, a_case())
    changed = replace(
        a_full_case(),
        number=first.number,
        origin=first.origin,
        version=first.version,
        kind="投诉",
        title="其他",
        content="其他内容",
        received_at=NOW + timedelta(minutes=1),
        due_on=date(2012, 4, 1),
        conversation="c-2",
    )
    await ledger.save(Change(changed, []))
    assert await ledger.case(first.number) == replace(changed, version=2)


async def test_moments_of_other_zones_are_the_same_moments(ledger: Ledger) -> None:
    moment = datetime.fromisoformat("2012-03-05T09:02:03+08:00")
    assert (await saved(ledger, a_case(received_at=moment))).received_at == moment


async def test_a_moment_without_zone_is_refused_and_nothing_written(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="zone"):
        await ledger.save(opened(a_case(received_at=datetime(2012, 3, 5))))  # noqa: DTZ001
    assert await ledger.queue() == []


async def test_an_unknown_number_raises(ledger: Ledger) -> None:
    with pytest.raises(CaseUnknown):
        await ledger.case("2012999999")
    with pytest.raises(CaseUnknown):
        await ledger.save(Change(a_case(version=1), []))


async def test_an_unknown_origin_has_no_case(ledger: Ledger) -> None:
    assert await ledger.case_by_origin(Origin("webchat", "?")) is None


async def test_a_repeated_origin_gives_one_case(ledger: Ledger) -> None:
    first = await saved(ledger, a_case("2012000001"))
    with pytest.raises(OriginTaken) as taken:
        await ledger.save(opened(a_case("2012000009", origin=first.origin)))
    assert taken.value.number == first.number
    assert await ledger.case_by_origin(first.origin) == first
    with pytest.raises(CaseUnknown):
        await ledger.case("2012000009")


async def test_one_outside_id_on_two_channels_is_two_cases(ledger: Ledger) -> None:
    await saved(ledger, a_case("1", origin=Origin("webchat", "7")))
    await saved(ledger, a_case("2", origin=Origin("telegram", "7")))
    assert len(await ledger.queue()) == 2


async def test_a_number_in_use_is_refused(ledger: Ledger) -> None:
    first = await saved(ledger, a_case())
    with pytest.raises(OriginTaken) as taken:
        await ledger.save(opened(a_case(origin=Origin("webchat", "other"))))
    assert taken.value.number == first.number
    assert await ledger.case(first.number) == first


async def test_a_stale_version_is_refused(ledger: Ledger) -> None:
    loaded = await saved(ledger, a_case())
    await ledger.save(Change(replace(loaded, unit="住建局"), []))
    with pytest.raises(StaleCase):
        await ledger.save(Change(replace(loaded, unit="民政局"), []))
    assert (await ledger.case(loaded.number)).unit == "住建局"


async def test_of_many_who_change_one_version_one_wins(ledger: Ledger) -> None:
    loaded = await saved(ledger, a_case())
    changes = [Change(replace(loaded, unit=f"单位{n}"), []) for n in range(20)]
    results = await asyncio.gather(*map(ledger.save, changes), return_exceptions=True)
    assert sum(result is None for result in results) == 1
    assert sum(isinstance(result, StaleCase) for result in results) == 19
    assert (await ledger.case(loaded.number)).version == 2


async def test_a_failure_in_the_middle_of_a_save_leaves_nothing(ledger: Ledger) -> None:
    loaded = await saved(ledger, a_case("1"))
    stale = Change(replace(loaded, version=9), [])
    with pytest.raises(StaleCase):
        await ledger.save(opened(a_case("2", unit="民政局")), stale, outgoing=[an_outgoing()])
    with pytest.raises(CaseUnknown):
        await ledger.case("2")
    assert await ledger.events("2") == []
    assert await ledger.units() == []
    assert await ledger.outgoing("webchat", "c-1") == []


async def test_history_is_kept_in_order_with_every_detail(ledger: Ledger) -> None:
    loaded = await saved(ledger, a_case())
    later = [
        Event(
            loaded.number, NOW + timedelta(hours=n), "wang", move, {"unit": "住建局", "n": str(n)}
        )
        for n, move in enumerate([Move.ACCEPT, Move.TRANSFER, Move.ACKNOWLEDGE, Move.REPLY])
    ]
    await ledger.save(Change(loaded, later[:2]))
    await ledger.save(Change(replace(loaded, version=2), later[2:]))
    assert await ledger.events(loaded.number) == [*opened(loaded).events, *later]


async def test_cases_of_a_conversation_come_in_order_of_receipt(ledger: Ledger) -> None:
    late = a_case("1", received_at=NOW + timedelta(days=1))
    await ledger.save(opened(late), opened(a_case("2")), opened(a_case("3", conversation="c-9")))
    assert [case.number for case in await ledger.cases_of("webchat", "c-1")] == ["2", "1"]


async def test_cases_without_a_conversation_belong_to_nobody(ledger: Ledger) -> None:
    await ledger.save(opened(a_case(conversation="")))
    assert await ledger.cases_of("webchat", "") == []


async def test_numbers_never_repeat_under_200_takers(ledger: Ledger) -> None:
    numbers = await asyncio.gather(*(ledger.take_number(2012) for _ in range(200)))
    assert sorted(numbers) == list(range(1, 201))
    assert await ledger.take_number(2013) == 1


async def test_the_queue_is_ordered_by_due_day_and_paged_by_key(ledger: Ledger) -> None:
    days = [date(2012, 3, day) for day in (14, 12, 13, 12, 12)]
    cases = [a_case(str(n), due_on=day) for n, day in enumerate(days)]
    await ledger.save(*map(opened, cases))
    pages, after = [], None
    while page := await ledger.queue(after=after, limit=2):
        pages.append([case.number for case in page])
        after = (page[-1].due_on, page[-1].number)
    assert pages == [["1", "3"], ["4", "2"], ["0"]]


@pytest.mark.parametrize(
    ("unit", "open_only", "numbers"),
    [
        ("", True, ["1", "3"]),
        ("", False, ["1", "2", "3"]),
        ("住建局", True, ["1"]),
        ("住建局", False, ["1", "2"]),
        ("nobody", False, []),
    ],
)
async def test_the_queue_of_a_unit_and_of_open_cases(
    ledger: Ledger, unit: str, open_only: bool, numbers: list[str]
) -> None:
    await ledger.save(
        opened(a_case("1", unit="住建局", state=State.REPLIED)),
        opened(a_case("2", unit="住建局", state=State.CLOSED)),
        opened(a_case("3", unit="民政局")),
    )
    assert [case.number for case in await ledger.queue(unit=unit, open_only=open_only)] == numbers


async def test_a_unit_that_held_a_case_stays_known(ledger: Ledger) -> None:
    loaded = await saved(ledger, a_case(unit="住建局"))
    await ledger.save(Change(replace(loaded, unit="民政局"), []))
    assert set(await ledger.units()) == {"住建局", "民政局"}


async def test_a_period_is_office_days_with_both_ends(ledger: Ledger) -> None:
    moments = {
        "1": datetime(2012, 2, 29, 15, 59, 59, 999999, UTC),  # 29 February, 23:59 at the office
        "2": datetime(2012, 2, 29, 16, tzinfo=UTC),  # 1 March, 00:00 at the office
        "3": datetime(2012, 3, 31, 15, 59, 59, 999999, UTC),
        "4": datetime(2012, 3, 31, 16, tzinfo=UTC),
    }
    await ledger.save(*(opened(a_case(n, received_at=at)) for n, at in moments.items()))
    march = Period(date(2012, 3, 1), date(2012, 3, 31))
    assert [case.number for case in await ledger.cases_in(march)] == ["2", "3"]


async def test_a_register_is_imported_with_its_history(ledger: Ledger) -> None:
    changes = [opened(a_case(str(n), unit="住建局")) for n in range(500)]
    assert await ledger.import_cases(changes) == []
    assert await ledger.case("499") == replace(changes[499].case, version=1)
    assert await ledger.events("499") == changes[499].events
    assert await ledger.units() == ["住建局"]


async def test_importing_again_changes_nothing(ledger: Ledger) -> None:
    register = [opened(a_case("1")), opened(a_full_case("2"))]
    await ledger.import_cases(register)
    assert await ledger.import_cases([*register, opened(a_case("3"))]) == ["1", "2"]
    assert len(await ledger.events("1")) == 1
    assert (await ledger.case("1")).version == 1


@pytest.mark.parametrize(
    "other",
    [a_case("1", title="其他"), a_case("9", origin=a_case("1").origin)],
    ids=["number", "origin"],
)
async def test_an_import_that_contradicts_the_record_lands_nothing(
    ledger: Ledger, other: Case
) -> None:
    await ledger.save(opened(a_case("1")))
    with pytest.raises(OriginTaken) as taken:
        await ledger.import_cases([opened(a_case("2")), opened(other), opened(a_case("3"))])
    assert taken.value.number == "1"
    assert [case.number for case in await ledger.queue()] == ["1"]


async def test_a_register_that_contradicts_itself_lands_nothing(ledger: Ledger) -> None:
    with pytest.raises(OriginTaken):
        await ledger.import_cases([opened(a_case("1")), opened(a_case("1", title="其他"))])
    assert await ledger.queue() == []

"""Staff work a case: each act loads it, asks whether the person may, moves it and saves once.

Every function raises CaseUnknown, NotPermitted, IllegalMove, StaleCase or LedgerUnavailable, and then nothing is saved.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from cases import lifecycle
from cases.access import Act, is_guarded, may
from cases.case import Case, Change
from cases.errors import NotPermitted
from handlers.desk import Desk
from handlers.notice import Notice, Outgoing
from handlers.staff import Staff
from handlers.units import unit_named

TOLD: Mapping[Act, str] = {
    Act.TRANSFER: "case.transferred",
    Act.REPLY: "case.replied",
    Act.CLOSE: "case.closed",
}
"""Acts that the citizen hears of, and in which words."""


async def view(desk: Desk, staff: Staff, number: str) -> Case:
    return _permitted(staff, Act.VIEW, await desk.ledger.case(number))


async def accept(desk: Desk, staff: Staff, number: str) -> Case:
    return await _move(desk, staff, number, Act.ACCEPT, lifecycle.accept)


async def transfer(desk: Desk, staff: Staff, number: str, unit: str) -> Case:
    """`unit` in any of its names. Raises CaseError for a unit that nobody knows, too."""
    named = await unit_named(desk, unit)
    return await _move(desk, staff, number, Act.TRANSFER, partial(lifecycle.transfer, unit=named))


async def acknowledge(desk: Desk, staff: Staff, number: str) -> Case:
    return await _move(desk, staff, number, Act.ACKNOWLEDGE, lifecycle.acknowledge)


async def reply(desk: Desk, staff: Staff, number: str, text: str) -> Case:
    return await _move(desk, staff, number, Act.REPLY, partial(lifecycle.reply, text=text))


async def publish(desk: Desk, staff: Staff, number: str) -> Case:
    return await _move(desk, staff, number, Act.PUBLISH, lifecycle.publish)


async def close(desk: Desk, staff: Staff, number: str) -> Case:
    return await _move(desk, staff, number, Act.CLOSE, lifecycle.close)


async def _move(
    desk: Desk, staff: Staff, number: str, act: Act, rule: Callable[..., Change]
) -> Case:
    case = _permitted(staff, act, await desk.ledger.case(number))
    change = rule(case, actor=staff.login, now=desk.now())
    told = _told(act, change.case)
    await desk.ledger.save(change, outgoing=told)
    if told:
        desk.wake()
    return replace(change.case, version=case.version + 1)


def _permitted(staff: Staff, act: Act, case: Case) -> Case:
    if not may(staff.role, staff.unit, act, case):
        raise NotPermitted("case.not_permitted", number=case.number)
    return case


def _told(act: Act, case: Case) -> tuple[Outgoing, ...]:
    """What a guarded case says goes out to nobody: its citizen hears that there is news and looks with the code."""
    if act not in TOLD or not case.conversation:
        return ()
    key = "case.news" if is_guarded(case) else TOLD[act]
    values = {"number": case.number, "title": case.title, "unit": case.unit, "text": case.reply}
    notice = Notice(key, {"number": case.number} if is_guarded(case) else values)
    dedupe = f"{case.number}:{act}:{case.version}"
    return (Outgoing(case.channel, case.conversation, notice, case.language, dedupe),)

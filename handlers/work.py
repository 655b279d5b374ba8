"""Staff work a case: each act loads it, asks whether the person may, moves it and saves once.

Every function raises CaseUnknown, NotPermitted, IllegalMove, StaleCase or LedgerUnavailable, and then nothing is saved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cases import lifecycle, publishing
from cases.access import Act, is_guarded, may, sees_contact
from cases.case import Case, Change, Contact, Move, PublicText
from cases.errors import NotPermitted, UnknownKind
from cases.kinds import Limit
from handlers.desk import Desk
from handlers.notice import Notice, Outgoing, Value
from handlers.official_numbers import official_numbers
from handlers.routing import above, not_ours_key, tree
from handlers.staff import Staff
from handlers.units import unit_named
from reports.period import office_day

TOLD: Mapping[Move, str] = {
    Move.REFUSE: "case.refused",
    Move.TRANSFER: "case.transferred",
    Move.EXTEND: "case.extended",
    Move.PAUSE: "case.paused",
    Move.RESUME: "case.resumed",
    Move.REPLY: "case.replied",
    Move.REWORK: "case.reworked",
    Move.MERGE: "case.merged",
    Move.CLOSE: "case.closed",
}
"""Moves that the citizen hears of, and in which words."""
TOLD_ALL = frozenset({Move.REPLY, Move.CLOSE})
"""Moves that those hear of, too, whose own case was merged into this one."""


async def look(desk: Desk, staff: Staff, number: str, act: Act = Act.VIEW) -> Case:
    """Whether the person may; a guarded case stays sealed."""
    return _permitted(staff, act, await desk.ledger.case(number))


async def view(desk: Desk, staff: Staff, number: str) -> Case:
    """The case as the person may read it; reading a guarded one is written down."""
    case = await load(desk, staff, Act.VIEW, number)
    return case if sees_contact(staff.person, case) else replace(case, contact=Contact())


async def load(desk: Desk, staff: Staff, act: Act, number: str) -> Case:
    """The whole case, for an act that the person may do."""
    case = await look(desk, staff, number, act)
    if not case.sealed:
        return case
    return _permitted(
        staff, act, await desk.ledger.open_seal(number, staff.login, act.value, desk.now())
    )


async def save(desk: Desk, *changes: Change) -> Case:
    """All in one transaction, with what the citizens hear of it; the first case as it is then."""
    told = [outgoing for change in changes for outgoing in await _told(desk, change)]
    await desk.ledger.save(*changes, outgoing=told)
    if told:
        desk.wake()
    first = changes[0].case
    return replace(first, version=first.version + 1)


async def accept(
    desk: Desk, staff: Staff, number: str, *, urgent: bool = False, against: str = ""
) -> Case:
    """`against`: the unit that is complained of, which is then kept away from the case."""
    case = await load(desk, staff, Act.ACCEPT, number)
    received = case.clock.received
    limit = desk.kinds.limit(case.kind, received, urgent=True) if urgent else None
    now = desk.now()
    today = office_day(now)
    return await save(
        desk,
        lifecycle.accept(
            case,
            staff.login,
            now,
            against=against,
            urgent=limit,
            calendar=desk.calendar,
            today=today,
        ),
    )


async def refuse(desk: Desk, staff: Staff, number: str, reason: str, redirect: str) -> Case:
    case = await load(desk, staff, Act.REFUSE, number)
    return await save(desk, lifecycle.refuse(case, reason, redirect, staff.login, desk.now()))


async def transfer(desk: Desk, staff: Staff, number: str, unit: str, against: str = "") -> Case:
    """`unit` in any of its names. Raises CaseError for a unit that nobody knows, too."""
    case = await load(desk, staff, Act.TRANSFER, number)
    named = await unit_named(desk, unit, (await tree(desk)).names)
    supervised = may(staff.person, Act.TRANSFER_AGAIN, case)
    now = desk.now()
    change = lifecycle.transfer(
        case,
        named,
        staff.login,
        now,
        supervised=supervised,
        against=against,
        limit=_limit_of_unit(desk, case, named),
        calendar=desk.calendar,
        today=office_day(now),
    )
    return await save(desk, change)


def _limit_of_unit(desk: Desk, case: Case, unit: str) -> Limit | None:
    """Where the office gave this unit one of its own, or the unit that had it before; None: it stays as it is."""
    received = office_day(case.received_at)
    try:
        before, now = (
            desk.kinds.limit(case.kind, received, urgent=case.urgent, handled_by=by)
            for by in (case.unit, unit)
        )
    except UnknownKind:  # of a table that is no longer there
        return None
    return now if now != before else None


async def acknowledge(desk: Desk, staff: Staff, number: str) -> Case:
    case = await load(desk, staff, Act.ACKNOWLEDGE, number)
    return await save(desk, lifecycle.acknowledge(case, staff.login, desk.now()))


async def send_back(desk: Desk, staff: Staff, number: str, reason: str) -> Case:
    case = await load(desk, staff, Act.SEND_BACK, number)
    return await save(desk, lifecycle.send_back(case, reason, staff.login, desk.now()))


async def join(desk: Desk, staff: Staff, number: str, unit: str, days: int) -> Case:
    """Another unit contributes its part within so many days."""
    case = await load(desk, staff, Act.JOIN, number)
    named = await unit_named(desk, unit, (await tree(desk)).names)
    others = await desk.ledger.parts(number)
    now = desk.now()
    part = lifecycle.part_for(case, named, days, others, desk.calendar, now, office_day(now))
    return await save(desk, *lifecycle.join(case, part, staff.login, now))


async def remind(desk: Desk, staff: Staff, number: str, words: str) -> Case:
    case = await load(desk, staff, Act.REMIND, number)
    return await save(desk, lifecycle.remind(case, words, staff.login, desk.now()))


async def escalate(desk: Desk, staff: Staff, number: str, reason: str) -> Case:
    """To the unit above the one that has it, or above the one that it was escalated to."""
    case = await load(desk, staff, Act.ESCALATE, number)
    up = await above(desk)
    to = "" if is_guarded(case) else up(case.escalated_to or case.unit)
    return await save(desk, lifecycle.escalate(case, to, reason, staff.login, desk.now()))


async def reply(desk: Desk, staff: Staff, number: str, text: str, result: str = "") -> Case:
    """`result`: of an application for information, the row of the report's table."""
    case = await load(desk, staff, Act.REPLY, number)
    parts = await desk.ledger.parts(number)
    return await save(desk, lifecycle.reply(case, text, staff.login, desk.now(), parts, result))


async def publish(desk: Desk, staff: Staff, number: str, text: PublicText) -> Case:
    """`text` as the person has read it, personal data removed."""
    case = await load(desk, staff, Act.PUBLISH, number)
    official = official_numbers(desk)
    return await save(desk, publishing.publish(case, text, staff.login, desk.now(), official))


async def withdraw(desk: Desk, staff: Staff, number: str, reason: str) -> Case:
    """At the citizen's wish, told to the staff."""
    case = await load(desk, staff, Act.WITHDRAW, number)
    return await save(desk, lifecycle.withdraw(case, reason, staff.login, desk.now()))


async def recuse(desk: Desk, staff: Staff, number: str, login: str = "") -> Case:
    """The person steps aside, or is told to (`login`)."""
    case = await load(desk, staff, Act.RECUSE, number)
    return await save(desk, lifecycle.recuse(case, login or staff.login, staff.login, desk.now()))


async def close(desk: Desk, staff: Staff, number: str) -> Case:
    """With the parts of co-handlers that have answered."""
    case = await load(desk, staff, Act.CLOSE, number)
    now = desk.now()
    parts = [part for part in await desk.ledger.parts(number) if part.is_open]
    changes = [lifecycle.close(one, staff.login, now) for one in (case, *parts)]
    return await save(desk, *changes)


async def archive(desk: Desk, staff: Staff, number: str) -> Case:
    case = await load(desk, staff, Act.ARCHIVE, number)
    return await save(desk, lifecycle.archive(case, staff.login, desk.now()))


def _permitted(staff: Staff, act: Act, case: Case) -> Case:
    if not may(staff.person, act, case):
        raise NotPermitted("case.not_permitted", number=case.number)
    return case


async def _told(desk: Desk, change: Change) -> Sequence[Outgoing]:
    """A guarded case tells nobody anything: its citizen looks with the query code."""
    event = change.events[-1]
    case = change.case
    if event.move not in TOLD or is_guarded(case):
        return ()
    duplicates = await desk.ledger.merged_into(case.number) if event.move in TOLD_ALL else []
    notices = ((one, _notice(one, event.move, case)) for one in (case, *duplicates))
    return [
        Outgoing(
            one.channel,
            one.conversation,
            notice,
            one.language,
            f"{one.number}:{event.move}:{case.version}",
        )
        for one, notice in notices
        if one.conversation
    ]


def _notice(told: Case, move: Move, case: Case) -> Notice:
    """To the citizen of `told`, of what happened to `case`."""
    values: dict[str, Value] = {
        "number": told.number,
        "title": told.title,
        "unit": case.unit,
        "text": case.reply,
        "reason": case.reason,
        "redirect": case.redirect,
        "due": str(case.due_on),
        "into": case.merged_into,
    }
    match move:
        case Move.REFUSE if key := not_ours_key(case.redirect):
            values |= {"also": key, "whose": case.redirect}
        case Move.EXTEND if case.clock.extension:
            values["reason"] = case.clock.extension.reason
        case Move.PAUSE:
            values["reason"] = case.clock.pauses[-1].reason
    return Notice(TOLD[move], values)

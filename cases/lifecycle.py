"""The moves of a case on its way to the reply: a case and a fact go in, a Change comes out.

Every function raises IllegalMove when the state of the case or another rule forbids it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from cases.calendar import WorkingCalendar
from cases.case import Case, Change, Event, Move, Origin, State
from cases.clock import Clock
from cases.disclosure_tables import disclosure_tables
from cases.errors import IllegalMove
from cases.folding import happen
from cases.form import CaseForm
from cases.kinds import DISCLOSURE, WRONGDOING, Limit
from cases.states import check
from cases.text import clean
from cases.timing import dates, told_dates, told_limit

CITIZEN = "citizen"
MOST_TRANSFERS = 2
"""Of one case without a supervisor: 首问首办负责制, so that nobody is sent from door to door."""


def open_case(
    number: str,
    origin: Origin,
    form: CaseForm,
    limit: Limit,
    calendar: WorkingCalendar,
    now: datetime,
    today: date,
    *,
    conversation: str = "",
    language: str = "zh",
    actor: str = CITIZEN,
    received: datetime | None = None,
    received_on: date | None = None,
) -> Change:
    """`form` is a checked one, `today` the office's day of `now`. What staff register (`actor`) may have come earlier:
    `received` and its office day."""
    clock = Clock(received_on or today, limit)
    found = dates(clock, calendar, today)
    case = Case(
        number=number,
        origin=origin,
        kind=form.kind,
        title=form.title,
        content=form.content,
        received_at=received or now,
        due_on=found.due.day,
        clock=clock,
        due_provisional=found.due.provisional,
        watch_on=found.watch_on,
        conversation=conversation,
        language=language,
        place=form.place,
        contact=form.contact,
        anonymous=form.anonymous,
        confidential=form.confidential,
        may_publish=form.may_publish,
        applicant=form.applicant,
    )
    return Change(case, (Event(number, now, actor, Move.OPEN),))


def register(opened: Change, actor: str, unit: str, now: datetime) -> Change:
    """What somebody of the staff took down is thereby accepted (受理登记), and whoever was asked first answers for it
    (首问首办): `unit` is that person's own."""
    first = replace(opened.case, responsible=actor, responsible_unit=unit)
    accepted = accept(first, actor, now)
    return Change(accepted.case, (*opened.events, *accepted.events))


def accept(
    case: Case,
    actor: str,
    now: datetime,
    *,
    against: str = "",
    urgent: Limit | None = None,
    calendar: WorkingCalendar | None = None,
    today: date | None = None,
) -> Change:
    """`urgent`: the limit of an urgent case of this kind, which then runs from the day of receipt; it needs `calendar`
    and `today`. `against`: the unit that a report of wrongdoing complains of."""
    told = {"against": clean(against)} if against else {}
    if urgent and calendar and today:
        clock = replace(case.clock, limit=urgent)
        told |= {"urgent": "1", **told_limit(urgent)}
        told |= told_dates(clock, calendar, today)
    return happen(case, Move.ACCEPT, actor, now, told)


def refuse(case: Case, reason: str, redirect: str, actor: str, now: datetime) -> Change:
    """Not ours: says why and whose it is. Source: 国办发〔2020〕53号 (诉讼、仲裁、纪检监察、行政复议、政府信息公开)."""
    check(case, Move.REFUSE)
    detail = {"reason": _needed(case, reason, "move.no_reason")}
    detail["redirect"] = _needed(case, redirect, "move.no_redirect")
    return happen(case, Move.REFUSE, actor, now, detail)


def transfer(
    case: Case,
    unit: str,
    actor: str,
    now: datetime,
    *,
    supervised: bool = False,
    against: str = "",
    limit: Limit | None = None,
    calendar: WorkingCalendar | None = None,
    today: date | None = None,
) -> Change:
    """To the unit that handles it, or from one unit to another. What is passed on is thereby accepted; whoever was
    responsible stays so until the unit acknowledges it. `supervised`: a supervisor passes it on. `limit`: that of the
    unit, which then runs from the day of receipt; it needs `calendar` and `today`."""
    check(case, Move.TRANSFER)
    require_whole(case)
    unit = _needed(case, unit, "move.no_unit")
    against = clean(against) or case.against
    if unit == case.unit:
        raise IllegalMove("move.same_unit", number=case.number, unit=unit)
    if unit == against:
        raise IllegalMove("move.unit_complained_of", number=case.number, unit=unit)
    if case.transfers >= MOST_TRANSFERS and not supervised:
        raise IllegalMove("move.third_transfer", number=case.number, times=str(case.transfers))
    if case.kind == WRONGDOING and not against:
        raise IllegalMove("move.no_against", number=case.number)
    detail = {"from": case.unit, "to": unit}
    if against != case.against:
        detail["against"] = against
    if limit and calendar and today and limit != case.clock.limit:
        clock = replace(case.clock, limit=limit)
        detail |= {**told_limit(limit), **told_dates(clock, calendar, today)}
    return happen(case, Move.TRANSFER, actor, now, detail)


def acknowledge(case: Case, actor: str, now: datetime) -> Change:
    """The unit has it in hand (签收) and answers for it from now on; no answer to the citizen."""
    if case.state is State.REWORK and not case.unit:
        raise IllegalMove("move.not_transferred", number=case.number)
    return happen(case, Move.ACKNOWLEDGE, actor, now)


def send_back(case: Case, reason: str, actor: str, now: datetime) -> Change:
    """The unit objects (派单异议). Once the desk has decided on an objection, the unit that it chose keeps the case."""
    check(case, Move.SEND_BACK)
    require_whole(case)
    if case.settled:
        raise IllegalMove("move.settled", number=case.number)
    reason = _needed(case, reason, "move.no_reason")
    return happen(case, Move.SEND_BACK, actor, now, {"from": case.unit, "reason": reason})


def join(case: Case, part: Case, actor: str, now: datetime) -> Sequence[Change]:
    """`part` is that of a co-handler (协办): see `part_for`. Both are saved together."""
    require_whole(case)
    detail = {"unit": part.unit, "number": part.number, "until": str(part.due_on)}
    opened = Event(part.number, now, actor, Move.OPEN, {"part_of": case.number, "to": part.unit})
    return happen(case, Move.JOIN, actor, now, detail), Change(part, (opened,))


def part_for(
    case: Case,
    unit: str,
    days: int,
    others: Sequence[Case],
    calendar: WorkingCalendar,
    now: datetime,
    today: date,
) -> Case:
    """What `unit` is to contribute within `days` (in the unit of the case's limit), no later than the case is due.
    `others` are the parts that there are."""
    check(case, Move.JOIN)
    unit = _needed(case, unit, "move.no_unit")
    if unit in (case.unit, *(part.unit for part in others)):
        raise IllegalMove("move.joint_already", number=case.number, unit=unit)
    if unit == case.against:
        raise IllegalMove("move.unit_complained_of", number=case.number, unit=unit)
    clock = Clock(today, replace(case.clock.limit, days=max(days, 1)))
    found = dates(clock, calendar, today)
    if days < 1 or found.due.day > case.due_on:
        raise IllegalMove("move.part_late", number=case.number, due=str(case.due_on))
    number = f"{case.number}-{len(case.parts) + 1}"
    return replace(
        case,
        number=number,
        origin=Origin("part", number),
        received_at=now,
        due_on=found.due.day,
        due_provisional=found.due.provisional,
        clock=clock,
        watch_on=found.watch_on,
        state=State.TRANSFERRED,
        part_of=case.number,
        parts=(),
        unit=unit,
        conversation="",
        transfers=1,
        accepted_at=now,
        transferred_at=now,
        acknowledged_at=None,
        asked_extension=None,
        may_publish=False,
        reminders=0,
        escalations=0,
        escalated_to="",
        reworks=0,
        reason="",
        reply="",
        version=0,
    )


def remind(case: Case, words: str, actor: str, now: datetime) -> Change:
    """Somebody urges whoever has it (催办)."""
    return happen(case, Move.REMIND, actor, now, {"words": clean(words)})


def escalate(case: Case, to: str, reason: str, actor: str, now: datetime) -> Change:
    """To the unit above; `to` '' is the supervisor of the desk (督办)."""
    check(case, Move.ESCALATE)
    detail = {"to": to, "reason": _needed(case, reason, "move.no_reason")}
    return happen(case, Move.ESCALATE, actor, now, detail)


def reply(
    case: Case,
    text: str,
    actor: str,
    now: datetime,
    parts: Sequence[Case] = (),
    result: str = "",
) -> Change:
    """Answers the substance. A later reply replaces the text; the moment of the first one stays. `parts` are those of
    the co-handlers: the lead answers when all of them have answered. `result`: of an application for information, the
    one row of the report's table that the answer counts in."""
    check(case, Move.REPLY)
    text = _needed(case, text, "move.no_text")
    if late := [part.unit for part in parts if part.awaits_reply]:
        raise IllegalMove("move.parts_open", number=case.number, units="、".join(late))
    told = {"text": text}
    if case.kind == DISCLOSURE and not case.part_of:
        if result not in disclosure_tables().results:
            raise IllegalMove("disclosure.no_result", number=case.number)
        told["result"] = result
    return happen(case, Move.REPLY, actor, now, told)


def close(case: Case, actor: str, now: datetime) -> Change:
    """Closed is not solved: what the citizen calls unsolved is handled again first."""
    check(case, Move.CLOSE)
    if case.solved is False:
        raise IllegalMove("move.not_solved", number=case.number)
    return happen(case, Move.CLOSE, actor, now)


def withdraw(case: Case, reason: str, actor: str, now: datetime) -> Change:
    require_whole(case)
    return happen(case, Move.WITHDRAW, actor, now, {"reason": clean(reason)})


def recuse(case: Case, login: str, actor: str, now: datetime) -> Change:
    """`login` steps aside (回避): 信访工作条例 art. 30 and the like keep whoever has an interest away."""
    if login in case.recused:
        raise IllegalMove("move.recused_already", number=case.number)
    return happen(case, Move.RECUSE, actor, now, {"login": login})


def archive(case: Case, actor: str, now: datetime) -> Change:
    return happen(case, Move.ARCHIVE, actor, now)


def forget(case: Case, rule: str, actor: str, now: datetime) -> Change:
    """`rule` says which rule of retention. Source: 个人信息保护法 arts 19, 47; the years are the office's own setting
    (档案法实施条例 art. 19), and what must go to the archive goes there first."""
    if case.forgotten_at:
        raise IllegalMove("move.forgotten_already", number=case.number)
    return happen(case, Move.FORGET, actor, now, {"rule": rule})


def require_whole(case: Case) -> None:
    if case.part_of:
        raise IllegalMove("move.only_a_part", number=case.number, whole=case.part_of)


def _needed(case: Case, text: str, key: str) -> str:
    text = clean(text)
    if not text:
        raise IllegalMove(key, number=case.number)
    return text

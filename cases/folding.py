"""What an event makes of a case: the only place where a case changes, so that its history folded is the case."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import reduce

from cases.case import CallBack, Case, Change, Contact, Event, Move, PublicText, State
from cases.clock import Clock, Extension, Pause
from cases.kinds import UNITS, Limit
from cases.states import check


def happen(
    case: Case, move: Move, actor: str, now: datetime, detail: Mapping[str, str] | None = None
) -> Change:
    """Raises IllegalMove when the state of the case forbids it."""
    check(case, move)
    event = Event(case.number, now, actor, move, detail or {})
    return Change(apply(case, event), (event,))


def fold(opened: Case, events: Iterable[Event]) -> Case:
    """The case that its events make of the case as it was opened."""
    return reduce(apply, events, opened)


def apply(case: Case, event: Event) -> Case:
    """Details are texts: days ISO, flags '1' or '', numbers decimal."""
    at, told = event.at, event.detail
    match event.move:
        case Move.OPEN:
            return case
        case Move.ACCEPT:
            accepted = replace(
                _taken(case, event), state=State.ACCEPTED, against=told.get("against", "")
            )
            return _dated(replace(accepted, urgent=_flag(told, "urgent")), told)
        case Move.REFUSE:
            return _ended(case, event, State.REFUSED, redirect=told["redirect"])
        case Move.TRANSFER:
            return _transferred(case, event)
        case Move.ACKNOWLEDGE:
            return replace(
                case,
                state=State.ACKNOWLEDGED,
                acknowledged_at=at,
                responsible=event.actor,
                responsible_unit=case.unit,
            )
        case Move.SEND_BACK:
            back = replace(case, state=State.RETURNED, unit="", acknowledged_at=None)
            return replace(back, reason=told["reason"], returns=case.returns + 1)
        case Move.JOIN:
            return replace(case, parts=(*case.parts, told["number"]))
        case Move.REMIND:
            watch_on = _watch_on(told, case.watch_on)
            return replace(case, reminders=case.reminders + 1, watch_on=watch_on)
        case Move.ESCALATE:
            return replace(
                case,
                escalated_to=told["to"],
                escalations=case.escalations + 1,
                watch_on=_watch_on(told, case.watch_on),
            )
        case Move.ASK_EXTENSION:
            asked = Extension(int(told["days"]), _day(told["asked"]), told["reason"], "")
            return replace(case, asked_extension=asked)
        case Move.EXTEND:
            extension = Extension(
                int(told["days"]), _day(told["asked"]), told["reason"], told["approver"]
            )
            clock = replace(case.clock, extension=extension)
            return _dated(replace(case, clock=clock, asked_extension=None), told)
        case Move.PAUSE:
            pause = Pause(_day(told["since"]), told["reason"])
            clock = replace(case.clock, pauses=(*case.clock.pauses, pause))
            return replace(case, clock=clock, watch_on=None)
        case Move.RESUME:
            if _flag(told, "anew"):
                clock = Clock(_day(told["day"]), case.clock.limit)
                return _dated(replace(case, clock=clock), told)
            *before, last = case.clock.pauses
            pauses = (*before, replace(last, resumed=_day(told["day"])))
            return _dated(replace(case, clock=replace(case.clock, pauses=pauses)), told)
        case Move.REDATE:
            return _dated(case, told)
        case Move.REPLY:
            return _replied(case, event)
        case Move.PUBLISH:
            public = PublicText(told["title"], told["content"], told["reply"])
            return replace(case, published_at=at, public=public)
        case Move.CALL_BACK:
            said = _said(event)
            called = replace(case, call_back=said)
            return _judged(called, said.solved) if said.reached else called
        case Move.RATE:
            return _judged(replace(case, rating=told["rating"]), _flag(told, "solved"))
        case Move.REWORK:
            clock = Clock(_day(told["received"]), case.clock.limit)
            again = replace(case, state=State.REWORK, closed_at=None, solved=None, clock=clock)
            again = replace(again, reworks=case.reworks + 1, reason=told["reason"])
            return _dated(again, told)
        case Move.MERGE:
            return _ended(case, event, State.MERGED, merged_into=told["into"])
        case Move.ABSORB:
            return case
        case Move.WITHDRAW:
            return _ended(case, event, State.WITHDRAWN)
        case Move.RECUSE:
            return replace(case, recused=tuple(sorted({*case.recused, told["login"]})))
        case Move.CLOSE:
            return replace(case, state=State.CLOSED, closed_at=at, watch_on=None)
        case Move.ARCHIVE:
            return replace(case, state=State.ARCHIVED)
        case Move.FORGET:
            return _forgotten(case, at)


def _judged(case: Case, solved: bool) -> Case:
    """What is not solved is not closed: it stands in the queue again."""
    if not solved and case.state is State.CLOSED:
        case = replace(case, state=State.REPLIED, closed_at=None)
    return replace(case, solved=solved)


def _said(event: Event) -> CallBack:
    told = event.detail
    return CallBack(
        at=event.at,
        by=event.actor,
        reached=_flag(told, "reached"),
        contacted=_flag(told, "contacted"),
        solved=_flag(told, "solved"),
        satisfied=told["satisfied"],
        words=told["words"],
    )


def _taken(case: Case, event: Event) -> Case:
    """Whoever takes a case first answers for it, and it counts as accepted from then on."""
    if case.responsible == "":
        case = replace(case, responsible=event.actor)
    return case if case.accepted_at else replace(case, accepted_at=event.at)


def _transferred(case: Case, event: Event) -> Case:
    passed_on = replace(
        _taken(case, event),
        state=State.TRANSFERRED,
        unit=event.detail["to"],
        transfers=case.transfers + 1,
        settled=case.settled or case.state is State.RETURNED,
        transferred_at=event.at,
        acknowledged_at=None,
        against=event.detail.get("against", case.against),
    )
    return _dated(passed_on, event.detail)


def _replied(case: Case, event: Event) -> Case:
    """The moment of the first reply stays."""
    return replace(
        _taken(case, event),
        state=State.REPLIED,
        reply=event.detail["text"],
        result=event.detail.get("result", case.result),
        replied_at=case.replied_at or event.at,
        solved=None,
        watch_on=None,
    )


def _ended(
    case: Case, event: Event, state: State, *, redirect: str = "", merged_into: str = ""
) -> Case:
    return replace(
        case,
        state=state,
        ended_at=event.at,
        reason=event.detail.get("reason", ""),
        redirect=redirect,
        merged_into=merged_into,
        watch_on=None,
    )


def _forgotten(case: Case, at: datetime) -> Case:
    """Words of people go; kind, unit, times and grades stay, so that no figure changes."""
    clock = replace(
        case.clock,
        pauses=tuple(replace(pause, reason="") for pause in case.clock.pauses),
        extension=case.clock.extension and replace(case.clock.extension, reason=""),
    )
    return replace(
        case,
        title="",
        content="",
        place="",
        contact=Contact(),
        conversation="",
        against="",
        reply="",
        reason="",
        redirect="",
        clock=clock,
        asked_extension=None,
        call_back=case.call_back and replace(case.call_back, words=""),
        forgotten_at=at,
    )


def _dated(case: Case, told: Mapping[str, str]) -> Case:
    """`limit`, and `due` with `provisional` and `watch_on`, where the event set them."""
    if days := told.get("limit"):
        limit = Limit(
            int(days),
            UNITS[told["limit_unit"]],
            told["limit_source"],
            int(told["limit_extension"]),
        )
        case = replace(case, clock=replace(case.clock, limit=limit))
    if "due" not in told:
        return case
    return replace(
        case,
        due_on=_day(told["due"]),
        due_provisional=_flag(told, "provisional"),
        watch_on=_watch_on(told, case.watch_on),
    )


def _watch_on(told: Mapping[str, str], before: date | None) -> date | None:
    """'' is never again; an event that says nothing leaves it as it was."""
    if "watch_on" not in told:
        return before
    return _day(told["watch_on"]) if told["watch_on"] else None


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _flag(told: Mapping[str, str], name: str) -> bool:
    return bool(told.get(name))

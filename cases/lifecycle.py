"""The moves of a case: a case and a fact go in, a Change comes out; IllegalMove when the state forbids it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from cases.access import is_guarded
from cases.calendar import Due
from cases.case import Case, Change, Event, Move, Origin, State
from cases.errors import IllegalMove
from cases.form import CaseForm
from cases.text import clean

CITIZEN = "citizen"

_CLOSED = {State.CLOSED: "move.closed_already"}
_ANSWERED = _CLOSED | {State.REPLIED: "move.replied_already"}
_PASSED_ON = _ANSWERED | {
    State.TRANSFERRED: "move.transferred_already",
    State.ACKNOWLEDGED: "move.acknowledged_already",
}
_UNANSWERED = dict.fromkeys(
    (State.RECEIVED, State.ACCEPTED, State.TRANSFERRED, State.ACKNOWLEDGED), "move.not_replied"
)

REFUSED: Mapping[Move, Mapping[State, str]] = {
    Move.ACCEPT: _PASSED_ON | {State.ACCEPTED: "move.accepted_already"},
    Move.TRANSFER: _ANSWERED,
    Move.ACKNOWLEDGE: _ANSWERED
    | {
        State.RECEIVED: "move.not_transferred",
        State.ACCEPTED: "move.not_transferred",
        State.ACKNOWLEDGED: "move.acknowledged_already",
    },
    Move.REPLY: _CLOSED,
    Move.PUBLISH: _UNANSWERED,
    Move.CLOSE: _CLOSED | _UNANSWERED,
}
"""Move → states that forbid it, each with the key of the reason; every other state allows it."""


def open_case(
    number: str,
    origin: Origin,
    form: CaseForm,
    due: Due,
    now: datetime,
    *,
    conversation: str = "",
    language: str = "zh",
) -> Change:
    """`form` is a checked one."""
    case = Case(
        number=number,
        origin=origin,
        kind=form.kind,
        title=form.title,
        content=form.content,
        received_at=now,
        due_on=due.day,
        due_provisional=due.provisional,
        conversation=conversation,
        language=language,
        place=form.place,
        contact=form.contact,
        anonymous=form.anonymous,
        confidential=form.confidential,
        may_publish=form.may_publish,
    )
    return Change(case, (Event(number, now, CITIZEN, Move.OPEN),))


def accept(case: Case, actor: str, now: datetime) -> Change:
    _check(case, Move.ACCEPT)
    changed = replace(case, state=State.ACCEPTED, accepted_at=now)
    return _change(changed, Move.ACCEPT, actor, now)


def transfer(case: Case, unit: str, actor: str, now: datetime) -> Change:
    """To the unit that handles it, or from one unit to another. What is passed on is thereby accepted."""
    _check(case, Move.TRANSFER)
    unit = clean(unit)
    if not unit:
        raise IllegalMove("move.no_unit", number=case.number)
    if unit == case.unit:
        raise IllegalMove("move.same_unit", number=case.number, unit=unit)
    changed = replace(
        _accepted(case, now),
        state=State.TRANSFERRED,
        unit=unit,
        transferred_at=now,
        acknowledged_at=None,
    )
    return _change(changed, Move.TRANSFER, actor, now, {"from": case.unit, "to": unit})


def acknowledge(case: Case, actor: str, now: datetime) -> Change:
    """The unit has it in hand (签收); no answer to the citizen."""
    _check(case, Move.ACKNOWLEDGE)
    changed = replace(case, state=State.ACKNOWLEDGED, acknowledged_at=now)
    return _change(changed, Move.ACKNOWLEDGE, actor, now)


def reply(case: Case, text: str, actor: str, now: datetime) -> Change:
    """Answers the substance. A later reply replaces the text; the moment of the first one stays."""
    _check(case, Move.REPLY)
    text = clean(text)
    if not text:
        raise IllegalMove("move.no_text", number=case.number)
    changed = replace(
        _accepted(case, now), state=State.REPLIED, reply=text, replied_at=case.replied_at or now
    )
    return _change(changed, Move.REPLY, actor, now, {"text": text})


def publish(case: Case, actor: str, now: datetime) -> Change:
    """Only what the citizen allowed, and never a confidential case or a report of wrongdoing."""
    _check(case, Move.PUBLISH)
    if case.published_at:
        raise IllegalMove("move.published_already", number=case.number)
    if not case.may_publish or is_guarded(case):
        raise IllegalMove("move.not_publishable", number=case.number)
    return _change(replace(case, published_at=now), Move.PUBLISH, actor, now)


def close(case: Case, actor: str, now: datetime) -> Change:
    _check(case, Move.CLOSE)
    return _change(replace(case, state=State.CLOSED, closed_at=now), Move.CLOSE, actor, now)


def _check(case: Case, move: Move) -> None:
    if key := REFUSED[move].get(case.state):
        raise IllegalMove(key, number=case.number)


def _accepted(case: Case, now: datetime) -> Case:
    return case if case.accepted_at else replace(case, accepted_at=now)


def _change(
    case: Case, move: Move, actor: str, now: datetime, detail: Mapping[str, str] | None = None
) -> Change:
    return Change(case, (Event(case.number, now, actor, move, detail or {}),))

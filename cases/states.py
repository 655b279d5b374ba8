"""Which state forbids which move, and in which words."""

from collections.abc import Mapping

from cases.case import Case, Move, State
from cases.errors import IllegalMove

_ENDED = {
    State.CLOSED: "move.closed_already",
    State.ARCHIVED: "move.archived_already",
    State.REFUSED: "move.refused_already",
    State.MERGED: "move.merged_already",
    State.WITHDRAWN: "move.withdrawn_already",
}
_ANSWERED = _ENDED | {State.REPLIED: "move.replied_already"}
_NOT_PASSED_ON = dict.fromkeys(
    (State.RECEIVED, State.ACCEPTED, State.RETURNED), "move.not_transferred"
)
_UNANSWERED = dict.fromkeys(
    (
        *(State.RECEIVED, State.ACCEPTED, State.TRANSFERRED),
        *(State.ACKNOWLEDGED, State.RETURNED, State.REWORK),
    ),
    "move.not_replied",
)
_NEVER_ANSWERED = _UNANSWERED | {
    state: _ENDED[state] for state in (State.REFUSED, State.MERGED, State.WITHDRAWN)
}
_WITH_A_UNIT = {
    State.TRANSFERRED: "move.transferred_already",
    State.ACKNOWLEDGED: "move.acknowledged_already",
}

REFUSED: Mapping[Move, Mapping[State, str]] = {
    Move.ACCEPT: _ANSWERED
    | _WITH_A_UNIT
    | dict.fromkeys((State.ACCEPTED, State.RETURNED, State.REWORK), "move.accepted_already"),
    Move.REFUSE: _ANSWERED | _WITH_A_UNIT | {State.REWORK: "move.accepted_already"},
    Move.TRANSFER: _ANSWERED,
    Move.ACKNOWLEDGE: _ANSWERED
    | _NOT_PASSED_ON
    | {State.ACKNOWLEDGED: "move.acknowledged_already"},
    Move.SEND_BACK: _ANSWERED | _NOT_PASSED_ON | {State.REWORK: "move.rework_stays"},
    Move.JOIN: _ANSWERED | _NOT_PASSED_ON,
    Move.REMIND: _ANSWERED,
    Move.ESCALATE: _ANSWERED,
    Move.ASK_EXTENSION: _ANSWERED,
    Move.EXTEND: _ANSWERED,
    Move.PAUSE: _ANSWERED,
    Move.RESUME: _ANSWERED,
    Move.REDATE: _ENDED,
    Move.REPLY: _ENDED,
    Move.PUBLISH: _NEVER_ANSWERED | {State.ARCHIVED: "move.archived_already"},
    Move.CALL_BACK: _NEVER_ANSWERED | {State.ARCHIVED: "move.archived_already"},
    Move.RATE: _NEVER_ANSWERED | {State.ARCHIVED: "move.archived_already"},
    Move.REWORK: _NEVER_ANSWERED | {State.ARCHIVED: "move.archived_already"},
    Move.MERGE: _ANSWERED,
    Move.ABSORB: {
        state: _ENDED[state]
        for state in (State.ARCHIVED, State.REFUSED, State.MERGED, State.WITHDRAWN)
    },
    Move.WITHDRAW: _ANSWERED,
    Move.RECUSE: _ENDED,
    Move.CLOSE: _ENDED | _UNANSWERED,
    Move.FORGET: _UNANSWERED | {State.REPLIED: "move.not_closed"},
    Move.ARCHIVE: _NEVER_ANSWERED
    | {State.REPLIED: "move.not_closed", State.ARCHIVED: "move.archived_already"},
}
"""Move → states that forbid it, each with the key of the reason; every other state allows it."""


def check(case: Case, move: Move) -> None:
    """Raises IllegalMove."""
    if key := REFUSED[move].get(case.state):
        raise IllegalMove(key, number=case.number, into=case.merged_into)

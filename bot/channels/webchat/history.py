"""A conversation as it is shown: what was asked and answered, cases opened, replies of officers, in order of time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.channels.webchat.send import KIND
from cases.access import is_guarded
from cases.case import Case
from cases.number import query_code
from handlers.desk import Desk
from handlers.inquiry import Recorded
from handlers.notice import Outgoing

SHOWN = 50
"""Inquiries of one conversation shown on return; the earlier ones stay in the ledger."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing in a conversation: an inquiry with its answer, a case opened (with its query code, for its own
    citizen), or something sent later."""

    at: datetime
    recorded: Recorded | None = None
    case: Case | None = None
    code: str = ""
    sent: Outgoing | None = None


@dataclass(frozen=True, slots=True)
class History:
    """`last_sent` is the outbox id that live replies go on from."""

    turns: Sequence[Turn]
    last_sent: int


async def history(desk: Desk, conversation: str) -> History:
    ledger = desk.ledger
    inquiries = await ledger.conversation(KIND, conversation, SHOWN)
    cases = await ledger.cases_of(KIND, conversation)
    sent = await ledger.outgoing(KIND, conversation)
    turns = [
        *(Turn(r.inquiry.received_at, recorded=r) for r in inquiries),
        *(_opened(desk, case) for case in cases),
        *(Turn(at, sent=message) for at, message in sent),
    ]
    return History(sorted(turns, key=lambda turn: turn.at), sent[-1][1].id if sent else 0)


def _opened(desk: Desk, case: Case) -> Turn:
    """A guarded case shows neither its words nor its code: others may use the same browser."""
    if is_guarded(case):
        return Turn(case.received_at, case=replace(case, title=""))
    return Turn(case.received_at, case=case, code=query_code(desk.secret, case.number))

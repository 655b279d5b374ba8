"""Somebody wants a person: what they asked goes along as what happened, and is taken up once."""

from cases.case import Case, State
from cases.text import clean
from handlers.desk import Desk
from handlers.inquiries import LATEST_LOOKED_AT, REMEMBERED
from handlers.inquiry import Recorded
from knowledge.entry import Status
from knowledge.lexicon import lexicon
from knowledge.triage import PERSON, triage


def asks_for_person(desk: Desk, text: str) -> bool:
    """Whether a message says '转人工' and nothing else."""
    found = triage(text, lexicon(), desk.longest_question)
    return found is not None and (found.status, found.reason) == (Status.SMALLTALK, PERSON)


async def wanted_for(
    desk: Desk, channel: str, conversation: str, inquiry_id: str
) -> Recorded | None:
    """The inquiry that a person is wanted for: where this one is smalltalk ('转人工'), the question before it. None
    where nothing was asked, or somebody else asked it."""
    recorded = await desk.ledger.inquiry_by_id(inquiry_id) if inquiry_id else None
    if recorded is None:
        return None
    inquiry = recorded.inquiry
    if (inquiry.origin.channel, inquiry.conversation) != (channel, conversation):
        return None
    if recorded.status is not Status.SMALLTALK:
        return recorded
    return await _asked_before(desk, recorded)


async def told_already(desk: Desk, asked: Recorded) -> Case | None:
    """The open case that the citizen made of this question."""
    inquiry = asked.inquiry
    cases = await desk.ledger.cases_of(inquiry.origin.channel, inquiry.conversation)
    content = clean(asked.in_full)
    same = (case for case in cases if case.content == content and case.state is not State.CLOSED)
    return next(same, None)


async def _asked_before(desk: Desk, later: Recorded) -> Recorded | None:
    """The last question that this may go on with, unless its answer helped."""
    inquiry = later.inquiry
    said = await desk.ledger.conversation(
        inquiry.origin.channel, inquiry.conversation, LATEST_LOOKED_AT
    )
    for earlier in reversed(said):
        age = inquiry.received_at - earlier.inquiry.received_at
        if age > REMEMBERED:
            return None
        if earlier.status is not Status.SMALLTALK and age.total_seconds() >= 0:
            return None if earlier.helpful else earlier
    return None

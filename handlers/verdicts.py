"""A citizen says whether an answer helped: a signal for whoever tends the published texts, no rate of satisfaction."""

from dataclasses import replace

from handlers.desk import Desk
from handlers.inquiry import Recorded
from handlers.notice import Button, Notice
from knowledge.entry import Status

VERDICTS = {"helpful": True, "unhelpful": False}
"""Act of a button → what it says."""


class NotTheirs(Exception):
    """Nothing to judge here, or it was said to somebody else."""


def verdict_buttons(inquiry_id: str) -> tuple[Button, ...]:
    return tuple(Button(act, inquiry_id, f"button.{act}") for act in VERDICTS)


async def judge(
    desk: Desk, channel: str, conversation: str, inquiry_id: str, helpful: bool
) -> Recorded:
    """The answer with its verdict, committed; the last word stands. Raises NotTheirs, LedgerUnavailable."""
    recorded = await desk.ledger.inquiry_by_id(inquiry_id)
    if recorded is None or recorded.status is not Status.ANSWERED or not recorded.entry_id:
        raise NotTheirs
    asked = recorded.inquiry
    if not conversation or (asked.origin.channel, asked.conversation) != (channel, conversation):
        raise NotTheirs
    await desk.ledger.judge(inquiry_id, helpful)
    return replace(recorded, helpful=helpful)


def verdict_notice(inquiry_id: str, helpful: bool) -> Notice:
    """What the citizen is told; who was not helped is offered a person."""
    if helpful:
        return Notice("verdict.helpful")
    return Notice("verdict.unhelpful", {}, (Button("person", inquiry_id, "button.person"),))

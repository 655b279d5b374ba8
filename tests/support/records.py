"""Builders of what the ledger keeps: every field filled, none by chance."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cases.case import Case, Change, Contact, Event, Move, Origin, State
from handlers.inquiry import Inquiry, Recorded
from handlers.notice import Button, Notice, Outgoing
from knowledge.entry import Status

NOW = datetime(2012, 3, 5, 1, 2, 3, 456789, UTC)
NOTICE = Notice(
    "answer.found",
    {"text": "供热期为六个月。\n«да» \x00 😀", "n": 3},
    (Button("person", "i-1", "button.person"), Button("ask", "供热", "button.near", {"n": 2})),
)


def a_case(number: str = "2012000001", **changes: Any) -> Case:
    """Fresh, not yet saved; its outside id follows its number."""
    case = Case(
        number=number,
        origin=Origin("webchat", f"o-{number}"),
        kind="咨询",
        title="暖气不热",
        content="三楼暖气不热，已三天。'; DROP TABLE cases; --",
        received_at=NOW,
        due_on=date(2012, 3, 12),
        conversation="c-1",
    )
    return replace(case, **changes)


def a_full_case(number: str = "2012000002") -> Case:
    return a_case(
        number,
        due_provisional=True,
        state=State.CLOSED,
        language="ru",
        place="青云路 5 号",
        contact=Contact("王女士", "0453-000 0000"),
        anonymous=True,
        confidential=True,
        may_publish=True,
        area="供热",
        unit="住建局",
        reply="已修复。",
        rating="满意",
        accepted_at=NOW + timedelta(hours=1),
        transferred_at=NOW + timedelta(hours=2),
        acknowledged_at=NOW + timedelta(hours=3),
        replied_at=NOW + timedelta(days=1),
        closed_at=NOW + timedelta(days=2),
        published_at=NOW + timedelta(days=3),
    )


def opened(case: Case) -> Change:
    return Change(
        case, [Event(case.number, case.received_at, "citizen", Move.OPEN, {"地点": "路"})]
    )


def an_outgoing(dedupe: str = "d-1", **changes: Any) -> Outgoing:
    return replace(Outgoing("webchat", "c-1", NOTICE, "zh", dedupe), **changes)


def a_recorded(id: str = "i-1", outside_id: str = "m-1", **changes: Any) -> Recorded:
    """`changes` are of the Recorded; received_at and conversation of its inquiry may be among them."""
    inquiry = Inquiry(
        origin=Origin(changes.pop("channel", "webchat"), outside_id),
        text="暖气不热怎么办？",
        received_at=changes.pop("received_at", NOW),
        conversation=changes.pop("conversation", "c-1"),
        language="zh-CN",
    )
    recorded = Recorded(
        id=id,
        inquiry=inquiry,
        language="zh",
        status=Status.ANSWERED,
        notice=NOTICE,
        score=0.1 + 0.2,
        latency_us=871,
        entry_id="faq-7",
        entry_version="9f3c",
    )
    return replace(recorded, **changes)

"""Builders of what the ledger keeps: every field filled, none by chance."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cases.case import (
    CallBack,
    Case,
    Change,
    Contact,
    Event,
    Move,
    Origin,
    PublicText,
    State,
)
from cases.clock import Clock, Extension, Pause
from cases.kinds import Limit
from handlers.inquiry import Inquiry, Recorded
from handlers.notice import Button, Notice, Outgoing
from knowledge.entry import Status

NOW = datetime(2012, 3, 5, 1, 2, 3, 456789, UTC)
NOTICE = Notice(
    "answer.found",
    {"text": "供热期为六个月。\n«да» \x00 😀", "n": 3},
    (Button("person", "i-1", "button.person"), Button("ask", "供热", "button.near", {"n": 2})),
)


CLOCK = Clock(date(2012, 3, 5), Limit(5, "wd", "a rule", extension=5))


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
        clock=CLOCK,
        conversation="c-1",
    )
    return replace(case, **changes)


def a_full_case(number: str = "2012000002", guarded: bool = False) -> Case:
    """A guarded one is confidential."""
    return a_case(
        number,
        clock=Clock(
            date(2012, 3, 4),
            Limit(7, "day", "another rule", extension=3),
            (
                Pause(date(2012, 3, 6), "补正", date(2012, 3, 8)),
                Pause(date(2012, 3, 9), "征求意见"),
            ),
            Extension(2, date(2012, 3, 7), "情况复杂", "boss"),
        ),
        due_provisional=True,
        watch_on=date(2012, 3, 8),
        state=State.CLOSED,
        urgent=True,
        language="ru",
        place="青云路 5 号",
        contact=Contact("王女士", "0453-000 0000"),
        anonymous=True,
        confidential=guarded,
        may_publish=True,
        area="供热",
        unit="住建局",
        responsible="wang",
        responsible_unit="住建局",
        transfers=2,
        settled=True,
        part_of="2012000009",
        parts=("2012000002-1", "2012000002-2"),
        merged_into="2012000008",
        against="水务局",
        recused=("li", "zhao"),
        asked_extension=Extension(3, date(2012, 3, 7), "还要勘察", ""),
        escalated_to="市政府",
        escalations=1,
        reminders=2,
        reply="已修复。",
        redirect="法院",
        reason="未解决",
        public=PublicText("暖气", "三楼暖气不热", "已修复。"),
        call_back=CallBack(NOW, "op", True, True, False, "不满意", "还是不热"),
        rating="满意",
        solved=False,
        reworks=1,
        returns=1,
        applicant="natural",
        result="granted",
        accepted_at=NOW + timedelta(hours=1),
        transferred_at=NOW + timedelta(hours=2),
        acknowledged_at=NOW + timedelta(hours=3),
        replied_at=NOW + timedelta(days=1),
        closed_at=NOW + timedelta(days=2),
        published_at=NOW + timedelta(days=3),
        ended_at=NOW + timedelta(days=4),
        forgotten_at=NOW + timedelta(days=5),
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

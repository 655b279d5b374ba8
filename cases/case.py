"""The record opened when an inquiry cannot be answered at once (工单), and what happens to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from cases.clock import Clock, Extension


class State(StrEnum):
    """Where a case stands: 待受理 已受理 已转办 已签收 退回待派 已答复 重办 办结 归档; 不予受理 合并 撤回.

    Source: practice of the hotlines (domain facts 5.2).
    """

    RECEIVED = "received"
    ACCEPTED = "accepted"
    TRANSFERRED = "transferred"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
    """Sent back to the desk by the unit (派单异议)."""
    REPLIED = "replied"
    REWORK = "rework"
    """Answered, but not solved: to be handled again (重办)."""
    CLOSED = "closed"
    ARCHIVED = "archived"
    REFUSED = "refused"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


AWAITING = frozenset(
    {
        *(State.RECEIVED, State.ACCEPTED, State.TRANSFERRED),
        *(State.ACKNOWLEDGED, State.RETURNED, State.REWORK),
    }
)
"""States in which the citizen waits for a reply."""
OPEN = AWAITING | {State.REPLIED}


class Move(StrEnum):
    """What can happen to a case. Only REPLY answers the substance; an acknowledgement or a transfer never does."""

    OPEN = "open"
    ACCEPT = "accept"
    REFUSE = "refuse"
    TRANSFER = "transfer"
    ACKNOWLEDGE = "acknowledge"
    SEND_BACK = "send_back"
    JOIN = "join"
    REMIND = "remind"
    ESCALATE = "escalate"
    ASK_EXTENSION = "ask_extension"
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"
    REDATE = "redate"
    REPLY = "reply"
    PUBLISH = "publish"
    CALL_BACK = "call_back"
    RATE = "rate"
    REWORK = "rework"
    MERGE = "merge"
    ABSORB = "absorb"
    """Another case was merged into this one."""
    WITHDRAW = "withdraw"
    RECUSE = "recuse"
    CLOSE = "close"
    ARCHIVE = "archive"
    FORGET = "forget"
    """What it says is deleted by a rule of retention; what is counted stays."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How the citizen wants to be reached; both may be empty."""

    name: str = ""
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who sent it from outside: unique, so that a repeated delivery finds the first result.

    `channel` is an open string: a channel kind of ours (webchat, telegram, cli) or the office's own name (民心网).
    """

    channel: str
    outside_id: str


@dataclass(frozen=True, slots=True)
class CallBack:
    """What the citizen said when asked (回访). `solved` and `satisfied` hold only where somebody was `reached`;
    `satisfied` is one of cases.feedback.GRADES or ''."""

    at: datetime
    by: str
    reached: bool
    contacted: bool = False
    solved: bool = False
    satisfied: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class PublicText:
    """What is shown of a published case, personal data removed and read by a person."""

    title: str
    content: str
    reply: str


@dataclass(frozen=True, slots=True)
class Case:
    """One case. Moments are aware UTC; days are days of the office; `version` counts saved changes.

    Changed by events alone: cases.folding.apply.
    """

    number: str
    origin: Origin
    kind: str
    title: str
    content: str
    received_at: datetime
    due_on: date
    clock: Clock
    due_provisional: bool = False
    watch_on: date | None = None
    """When the sweep looks at it next: a reminder or an escalation is due then. None: never."""
    state: State = State.RECEIVED
    urgent: bool = False
    conversation: str = ""
    language: str = "zh"
    place: str = ""
    contact: Contact = field(default_factory=Contact)
    anonymous: bool = False
    confidential: bool = False
    may_publish: bool = False
    area: str = ""
    unit: str = ""
    responsible: str = ""
    """Login of whoever answers for it: the first who took it in, until somebody of another unit acknowledges it
    (首问首办负责制)."""
    responsible_unit: str = ""
    transfers: int = 0
    settled: bool = False
    """The desk has decided on the unit's objection (派单异议审核): it is not sent back again."""
    part_of: str = ""
    """Number of the case that this is a co-handler's part of (协办); '' for a whole case."""
    parts: tuple[str, ...] = ()
    """Numbers of its co-handlers' parts."""
    merged_into: str = ""
    against: str = ""
    """The unit complained of; it is kept away from the case."""
    recused: tuple[str, ...] = ()
    """Logins of those who stepped aside (回避)."""
    asked_extension: Extension | None = None
    """Asked for and not approved yet: without approver."""
    escalated_to: str = ""
    escalations: int = 0
    reminders: int = 0
    reply: str = ""
    redirect: str = ""
    """Where to turn instead, of a case that was refused."""
    reason: str = ""
    """Why it was refused, sent back, withdrawn or is handled again."""
    public: PublicText | None = None
    call_back: CallBack | None = None
    rating: str = ""
    solved: bool | None = None
    """What the citizen said of the last reply; None until told."""
    reworks: int = 0
    returns: int = 0
    """How often a unit sent it back (退单)."""
    applicant: str = ""
    """Of an application for information: which column of the report's table it counts in (cases.disclosure_tables)."""
    result: str = ""
    """Of an answered application: the one row of the report's table."""
    accepted_at: datetime | None = None
    transferred_at: datetime | None = None
    acknowledged_at: datetime | None = None
    replied_at: datetime | None = None
    closed_at: datetime | None = None
    published_at: datetime | None = None
    ended_at: datetime | None = None
    """When it was refused, merged or withdrawn."""
    forgotten_at: datetime | None = None
    sealed: bool = False
    """Read without the guarded section: its texts are left out."""
    version: int = 0

    @property
    def channel(self) -> str:
        return self.origin.channel

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def awaits_reply(self) -> bool:
        return self.state in AWAITING


@dataclass(frozen=True, slots=True)
class Event:
    """One move of one case, append-only. `actor` is a staff login, 'citizen', 'service' or 'import'."""

    number: str
    at: datetime
    actor: str
    move: Move
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A case as it is now and the events that made it so since it was loaded; saved in one transaction.

    `case.version` is still the loaded one (0 for a new case); the ledger compares and raises it.
    """

    case: Case
    events: Sequence[Event]

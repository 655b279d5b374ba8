"""The record opened when an inquiry cannot be answered at once (工单), and what happens to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where a case stands. Order and Chinese names: domain facts 5.2 (待受理 已受理 已转办 已签收 已答复 办结)."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    TRANSFERRED = "transferred"
    ACKNOWLEDGED = "acknowledged"
    REPLIED = "replied"
    CLOSED = "closed"


class Move(StrEnum):
    """What can happen to a case. Only REPLY answers the substance; an acknowledgement or a transfer never does."""

    OPEN = "open"
    ACCEPT = "accept"
    TRANSFER = "transfer"
    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    CLOSE = "close"
    PUBLISH = "publish"
    RATE = "rate"


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
class Case:
    """One case. Moments are aware UTC, `due_on` is a day in the office's zone; `version` counts saved changes."""

    number: str
    origin: Origin
    kind: str
    title: str
    content: str
    received_at: datetime
    due_on: date
    due_provisional: bool = False
    state: State = State.RECEIVED
    conversation: str = ""
    language: str = "zh"
    place: str = ""
    contact: Contact = field(default_factory=Contact)
    anonymous: bool = False
    confidential: bool = False
    may_publish: bool = False
    area: str = ""
    unit: str = ""
    reply: str = ""
    rating: str = ""
    accepted_at: datetime | None = None
    transferred_at: datetime | None = None
    acknowledged_at: datetime | None = None
    replied_at: datetime | None = None
    closed_at: datetime | None = None
    published_at: datetime | None = None
    version: int = 0

    @property
    def channel(self) -> str:
        return self.origin.channel


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

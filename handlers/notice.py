"""What the service says, as data: a key and values; words are put to it in bot/messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int


@dataclass(frozen=True, slots=True)
class Button:
    """Something the reader may press. `act` is 'ask' (value: the question), 'person' (value: the inquiry id),
    'kind', 'skip', 'yes', 'no', …; `key` and `values` label it."""

    act: str
    value: str
    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """`key` names a sentence in every catalogue of bot/messages; `values` fill it."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A notice for somebody who is not waiting for a return value: goes through the outbox.

    `channel` is a channel kind, `address` what that channel sends to (chat id, conversation). `dedupe` is unique:
    the same thing is put in the outbox once. `id` and `attempts` are filled by the ledger on claim.
    """

    channel: str
    address: str
    notice: Notice
    language: str
    dedupe: str
    id: int = 0
    attempts: int = 0

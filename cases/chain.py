"""The history of all cases as one chain: each event carries the digest of all before it, so that what was changed or
taken away afterwards shows.

An event's detail goes into the chain by its own digest. What a retention rule deletes therefore leaves a tombstone (no
detail, its digest kept) and the chain stays whole.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

START = "0" * 64
"""Before the first event."""


@dataclass(frozen=True, slots=True)
class Linked:
    """An event as it is kept: texts as stored, `seq` its place in the record. A tombstone has no detail."""

    seq: int
    number: str
    at: str
    actor: str
    move: str
    detail: str
    detail_digest: str
    link: str

    @property
    def is_whole(self) -> bool:
        return not self.detail or digest(self.detail) == self.detail_digest


@dataclass(frozen=True, slots=True)
class Verified:
    """`broken`: the first event that is not as it was written, or whose predecessor is missing; None when all agree.
    `head`: digest over the events up to there; noted elsewhere, it also shows whether the last events were cut off."""

    events: int
    tombstones: int
    head: str
    broken: Linked | None = None


def digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()


def link(before: str, number: str, at: str, actor: str, move: str, detail_digest: str) -> str:
    """SHA-256 of the JSON array of these, UTF-8, no blanks: anybody can recompute it."""
    parts = [before, number, at, actor, move, detail_digest]
    return digest(json.dumps(parts, ensure_ascii=False, separators=(",", ":")))


def verify(events: Iterable[Linked]) -> Verified:
    """Of the events in the order of the record."""
    head, count, tombstones = START, 0, 0
    for e in events:
        expected = link(head, e.number, e.at, e.actor, e.move, e.detail_digest)
        if not e.is_whole or e.link != expected:
            return Verified(count, tombstones, head, e)
        head, count, tombstones = expected, count + 1, tombstones + (not e.detail)
    return Verified(count, tombstones, head)

"""The events of all cases, chained: added, read, verified."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cases.case import Event, Move
from cases.chain import START, Linked, Verified, digest, link, verify
from ledger.connection import Connection
from ledger.queries import load
from ledger.values import json_text, moment, moment_text, strings

SQL = load("history")


def add(db: Connection, events: Iterable[Event]) -> None:
    """Within a writing transaction, so that no other program adds between reading the head and adding to it."""
    head = _head(db)
    rows = []
    for event in events:
        row = _row_of(event)
        head = _link(head, row)
        rows.append(row | {"link": head})
    db.executemany(SQL["add"], rows)


def of_case(db: Connection, number: str) -> list[Event]:
    """A tombstone has no detail."""
    return [
        Event(
            number=row["number"],
            at=moment(row["at"]),
            actor=row["actor"],
            move=Move(row["move"]),
            detail=strings(row["detail"] or "{}"),
        )
        for row in db.execute(SQL["of_case"], {"number": number})
    ]


def verified(db: Connection, progress: Callable[[int], None] = lambda done: None) -> Verified:
    """`progress` is told how many events were read, now and then."""
    return verify(_counted(map(_linked, db.execute(SQL["all"])), progress))


def link_all(db: Connection) -> None:
    """Events of before the chain, in their order."""
    head = _head(db)
    rows = []
    for row in db.execute(SQL["unlinked"]).fetchall():
        values = {**dict(row), "detail_digest": digest(row["detail"])}
        head = _link(head, values)
        rows.append({"seq": row["seq"], "detail_digest": values["detail_digest"], "link": head})
    db.executemany(SQL["link"], rows)


def _head(db: Connection) -> str:
    row = db.execute(SQL["head"]).fetchone()
    return row["link"] if row else START


def _link(head: str, row: dict[str, Any]) -> str:
    return link(head, row["number"], row["at"], row["actor"], row["move"], row["detail_digest"])


def _row_of(event: Event) -> dict[str, Any]:
    detail = json_text(dict(event.detail))
    return {
        "number": event.number,
        "at": moment_text(event.at),
        "actor": event.actor,
        "move": event.move.value,
        "detail": detail,
        "detail_digest": digest(detail),
    }


def _linked(row: Any) -> Linked:
    return Linked(**dict(row))


def _counted(events: Iterable[Linked], progress: Callable[[int], None]) -> Iterator[Linked]:
    for done, event in enumerate(events):
        if done % 10_000 == 0:
            progress(done)
        yield event

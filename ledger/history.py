"""The events of all cases, chained: added, read, verified."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cases.access import is_guarded
from cases.case import Change, Event, Move
from cases.chain import START, Linked, Verified, digest, link, verify
from ledger import guarded
from ledger.connection import Connection
from ledger.queries import load
from ledger.values import json_text, moment, moment_text, strings

SQL = load("history")


def add(db: Connection, changes: Iterable[Change]) -> None:
    """Within a writing transaction, so that no other program adds between reading the head and adding to it."""
    head = _head(db)
    rows: list[dict[str, Any]] = []
    for change in changes:
        guards = is_guarded(change.case)
        for event in change.events:
            row = _row_of(event)
            head = row["link"] = _link(head, row)
            rows.append(row | {"guarded": guards and bool(event.detail)})
    db.executemany(SQL["add"], rows)
    guarded.keep_details(db, [row for row in rows if row["guarded"]])


def of_case(db: Connection, number: str, whole: bool) -> list[Event]:
    """A tombstone has no detail; nor has an event of a guarded case, unless the `whole` of it is wanted."""
    withheld = guarded.details(db, number) if whole else {}
    return [
        Event(
            number=row["number"],
            at=moment(row["at"]),
            actor=row["actor"],
            move=Move(row["move"]),
            detail=withheld.get(row["seq"]) or strings(row["detail"] or "{}"),
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


def forget(db: Connection, number: str) -> None:
    """Every event of the case becomes a tombstone."""
    db.execute(SQL["forget"], {"number": number})

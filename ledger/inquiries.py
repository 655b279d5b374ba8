"""Inquiries with what was answered, and the drafts of cases told step by step."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from cases.case import Origin
from handlers.inquiry import Inquiry, Recorded
from knowledge.entry import Status
from ledger.connection import Connection
from ledger.queries import load
from ledger.values import json_text, moment, moment_text, notice, notice_text, strings
from reports.period import Period, office_day

SQL = load("inquiries")


def record(db: Connection, recorded: Recorded) -> Recorded:
    """What was stored first for this origin."""
    if db.execute(SQL["record"], _row(recorded)).rowcount:
        return recorded
    first = by_origin(db, recorded.inquiry.origin)
    assert first is not None
    return first


def record_all(db: Connection, recorded: Sequence[Recorded]) -> None:
    db.executemany(SQL["record"], map(_row, recorded))


def by_origin(db: Connection, origin: Origin) -> Recorded | None:
    return _one(db, "by_origin", {"channel": origin.channel, "outside_id": origin.outside_id})


def by_id(db: Connection, id: str) -> Recorded | None:
    return _one(db, "by_id", {"id": id})


def conversation(db: Connection, channel: str, conversation: str, limit: int) -> list[Recorded]:
    """Oldest first. '' is no conversation."""
    where = {
        "channel": channel,
        "conversation": conversation,
        "limit": limit if conversation else 0,
    }
    return [_recorded(row) for row in db.execute(SQL["conversation"], where)][::-1]


def counts(db: Connection, period: Period) -> list[tuple[str, str, str, int]]:
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    return [tuple(row) for row in db.execute(SQL["counts"], days)]


def judge(db: Connection, id: str, helpful: bool) -> None:
    db.execute(SQL["judge"], {"id": id, "helpful": int(helpful)})


def verdicts(db: Connection) -> list[tuple[str, str, bool]]:
    rows = db.execute(SQL["verdicts"])
    return [(row["question"], row["entry_id"], bool(row["helpful"])) for row in rows]


def verdict_counts(db: Connection, period: Period) -> list[tuple[date, bool, int]]:
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    return [
        (date.fromisoformat(row["received_on"]), bool(row["helpful"]), row["n"])
        for row in db.execute(SQL["verdict_counts"], days)
    ]


def draft(db: Connection, channel: str, conversation: str) -> dict[str, str] | None:
    where = {"channel": channel, "conversation": conversation}
    rows = db.execute(SQL["draft"], where).fetchall()
    return strings(rows[0]["draft"]) if rows else None


def save_draft(
    db: Connection, channel: str, conversation: str, draft: dict[str, str] | None, now: datetime
) -> None:
    where = {"channel": channel, "conversation": conversation}
    if draft is None:
        db.execute(SQL["remove_draft"], where)
    else:
        row = {**where, "draft": json_text(draft), "changed_at": moment_text(now)}
        db.execute(SQL["save_draft"], row)


def _one(db: Connection, query: str, where: dict[str, str]) -> Recorded | None:
    rows = db.execute(SQL[query], where).fetchall()
    return _recorded(rows[0]) if rows else None


def _row(recorded: Recorded) -> dict[str, object]:
    inquiry = recorded.inquiry
    return {
        "id": recorded.id,
        "channel": inquiry.origin.channel,
        "outside_id": inquiry.origin.outside_id,
        "text": inquiry.text,
        "received_at": moment_text(inquiry.received_at),
        "received_on": office_day(inquiry.received_at).isoformat(),
        "conversation": inquiry.conversation,
        "asked_language": inquiry.language,
        "language": recorded.language,
        "status": recorded.status.value,
        "notice": notice_text(recorded.notice),
        "score": recorded.score,
        "latency_us": recorded.latency_us,
        "entry_id": recorded.entry_id,
        "entry_version": recorded.entry_version,
        "understood_as": recorded.understood_as,
    }


def _recorded(row: Any) -> Recorded:
    inquiry = Inquiry(
        origin=Origin(row["channel"], row["outside_id"]),
        text=row["text"],
        received_at=moment(row["received_at"]),
        conversation=row["conversation"],
        language=row["asked_language"],
    )
    return Recorded(
        id=row["id"],
        inquiry=inquiry,
        language=row["language"],
        status=Status(row["status"]),
        notice=notice(row["notice"]),
        score=row["score"],
        latency_us=row["latency_us"],
        entry_id=row["entry_id"],
        entry_version=row["entry_version"],
        understood_as=row["understood_as"],
        helpful=None if row["helpful"] is None else bool(row["helpful"]),
    )

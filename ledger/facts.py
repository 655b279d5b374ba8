"""What is counted of a case, beside the case itself: a narrow row without words."""

from collections.abc import Sequence
from datetime import datetime

from cases.access import is_guarded
from cases.case import Case
from ledger.connection import Connection
from ledger.queries import load
from reports.counting import Query, Row, Tally
from reports.period import office_day

SQL = load("facts")
UNKNOWN = -1


def keep(db: Connection, cases: Sequence[Case]) -> None:
    """In the transaction that saves the cases. Of a sealed one nothing but its due day can have changed."""
    sealed = [row_of(case) for case in cases if case.sealed]
    whole = [row_of(case) for case in cases if not case.sealed]
    db.executemany(SQL["redate"], sealed)
    db.executemany(
        SQL["remove"],
        [{"number": case.number} for case in cases if case.version and not case.sealed],
    )
    db.executemany(SQL["add"], whole)


def tally_of(db: Connection) -> Tally:
    def tally(query: Query) -> list[Row]:
        return [tuple(row) for row in db.execute(query.sql, dict(query.values))]

    return tally


def row_of(case: Case) -> dict[str, object]:
    """Merged into another, or a co-handler's part: no case of its own."""
    guarded = is_guarded(case)
    called = case.call_back
    heard = called if called and called.reached else None
    return {
        "month": f"{office_day(case.received_at):%Y-%m}",
        "channel": case.channel,
        "unit": "" if guarded else case.unit,
        "number": case.number,
        "kind": case.kind,
        "area": "" if guarded else case.area,
        "received_on": _day(case.received_at),
        "accepted_on": _day(case.accepted_at),
        "transferred_on": _day(case.transferred_at),
        "acknowledged_on": _day(case.acknowledged_at),
        "replied_on": _day(case.replied_at),
        "closed_on": _day(case.closed_at),
        "published_on": _day(case.published_at),
        "ended_on": _day(case.ended_at),
        "due_on": case.due_on.isoformat(),
        "counted": int(not (case.merged_into or case.part_of)),
        "guarded": int(guarded),
        "transfers": case.transfers or int(case.transferred_at is not None),
        "returns": case.returns,
        "reworks": case.reworks,
        "solved": _flag(case.solved),
        "reached": _flag(called.reached if called else None),
        "contacted": _flag(heard.contacted if heard else None),
        "call_solved": _flag(heard.solved if heard else None),
        "satisfied": heard.satisfied if heard else "",
        "rating": case.rating,
        "applicant": case.applicant,
        "result": case.result,
    }


def _day(moment: datetime | None) -> str:
    return office_day(moment).isoformat() if moment else ""


def _flag(known: bool | None) -> int:
    return UNKNOWN if known is None else int(known)

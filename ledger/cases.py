"""Cases and their history."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from cases.access import is_guarded
from cases.case import Case, Change, Origin
from handlers.desk import CaseUnknown, OriginTaken, StaleCase
from ledger import facts, guarded, history, outbox
from ledger.case_row import case_of, hidden_id, row_of
from ledger.connection import Connection
from ledger.queries import load
from ledger.values import moment_text
from reports.period import Period

SQL = load("cases")


def take_number(db: Connection, year: int) -> int:
    [row] = db.execute(SQL["take_number"], {"year": year}).fetchall()
    return int(row["last"])


def by_number(db: Connection, number: str) -> Case:
    """A guarded one comes sealed."""
    cases = _cases(db, "by_number", {"number": number})
    if not cases:
        raise CaseUnknown(number)
    return cases[0]


def by_origin(db: Connection, origin: Origin) -> Case | None:
    where = {
        "channel": origin.channel,
        "outside_id": origin.outside_id,
        "hidden_id": hidden_id(origin.outside_id),
    }
    return next(iter(_cases(db, "by_origin", where)), None)


def of_conversation(db: Connection, channel: str, conversation: str) -> list[Case]:
    where = {"channel": channel, "conversation": conversation}
    return _cases(db, "of_conversation", where)


def received(db: Connection, period: Period) -> list[Case]:
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    return _cases(db, "received", days)


def queue(
    db: Connection, unit: str, open_only: bool, after: tuple[date, str] | None, limit: int
) -> list[Case]:
    due_on, number = after or (date.min, "")
    query = ("open_queue" if open_only else "queue") + ("_of_unit" if unit else "")
    where = {"unit": unit, "due_on": due_on.isoformat(), "number": number, "limit": limit}
    return _cases(db, query, where)


def merged_into(db: Connection, number: str) -> list[Case]:
    return _cases(db, "merged_into", {"number": number})


def parts(db: Connection, number: str) -> list[Case]:
    return _cases(db, "parts", {"number": number})


def provisional(db: Connection, after: str, most: int) -> list[Case]:
    """Open cases whose due date may change with the next notice, by number."""
    return _cases(db, "provisional", {"after": after, "most": most})


def sweep(
    db: Connection, today: date, rule: Callable[[Case], Change | None], most: int
) -> list[Change]:
    """Read and changed in one transaction: of several programs one does it, the others find it done."""
    to_watch = _cases(db, "to_watch", {"today": today.isoformat(), "most": most})
    changes = [change for case in to_watch if (change := rule(case))]
    db.executemany(SQL["watched"], [_watched(change.case) for change in changes])
    history.add(db, changes)
    return changes


def _watched(case: Case) -> dict[str, object]:
    """What the sweep changes: a whole row takes five times as long."""
    return {
        "number": case.number,
        "watch_on": case.watch_on and case.watch_on.isoformat(),
        "reminders": case.reminders,
        "escalations": case.escalations,
        "escalated_to": case.escalated_to,
    }


def forget(
    db: Connection,
    before: datetime,
    kind: str,
    rule: Callable[[Case], Change],
    most: int,
) -> list[Change]:
    """Cases that ended before that moment; '' is every kind. Their words go from every section, tombstones stay."""
    where = {"before": moment_text(before), "kind": kind, "most": most}
    changes = [rule(case) for case in _cases(db, "kept", where)]
    for change in changes:
        number = change.case.number
        history.forget(db, number)
        guarded.forget(db, number)
        outbox.forget(db, number)
    save(db, changes)
    return changes


def units(db: Connection) -> list[str]:
    return [row["name"] for row in db.execute(SQL["units"])]


def save(db: Connection, changes: Sequence[Change]) -> None:
    for change in changes:
        if change.case.version == 0:
            _add(db, change.case)
        else:
            _change(db, change.case)
    _add_what_goes_with_it(db, changes)


def import_all(db: Connection, changes: Sequence[Change]) -> list[str]:
    """Numbers that were there unchanged."""
    new = []
    for change in changes:
        if not _is_there(db, change.case):
            _add(db, change.case)
            new.append(change)
    _add_what_goes_with_it(db, new)
    added = {change.case.number for change in new}
    return [change.case.number for change in changes if change.case.number not in added]


def _cases(db: Connection, query: str, where: Mapping[str, object]) -> list[Case]:
    return [case_of(row) for row in db.execute(SQL[query], where)]


def _is_there(db: Connection, case: Case) -> bool:
    """Raises OriginTaken when the number stands for something else."""
    try:
        stored = guarded.whole(db, case.number)
    except CaseUnknown:
        return False
    if replace(stored, version=case.version, watch_on=case.watch_on) != case:
        raise OriginTaken(case.number)
    return True


def _add(db: Connection, case: Case) -> None:
    if not db.execute(SQL["add"], row_of(case)).rowcount:
        holder = by_origin(db, case.origin) or by_number(db, case.number)
        raise OriginTaken(holder.number)
    if is_guarded(case):
        guarded.keep(db, case)


def _change(db: Connection, case: Case) -> None:
    if not db.execute(SQL["change"], row_of(case)).rowcount:
        by_number(db, case.number)
        raise StaleCase(case.number)
    if is_guarded(case):
        guarded.keep(db, case)


def _add_what_goes_with_it(db: Connection, changes: Sequence[Change]) -> None:
    history.add(db, changes)
    facts.keep(db, [change.case for change in changes])
    names = {change.case.unit for change in changes} - {""}
    db.executemany(SQL["add_unit"], [{"name": name} for name in sorted(names)])

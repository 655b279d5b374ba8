"""The guarded section: what confidential cases and reports of wrongdoing say, and who read it.

Nothing but this module reads it, and a person's reading is written down in the same transaction.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cases.case import Case
from handlers.desk import CaseUnknown, GuardedRead
from ledger.case_row import case_of, texts_of
from ledger.connection import Connection
from ledger.queries import load
from ledger.values import moment, moment_text, strings

SQL = load("guarded")
BY_NUMBER = load("cases")["by_number"]


def open_seal(db: Connection, number: str, reader: str, purpose: str, now: datetime) -> Case:
    """The whole case, read by somebody for something; raises CaseUnknown."""
    case = whole(db, number)
    read = {"number": number, "at": moment_text(now), "reader": reader, "purpose": purpose}
    db.execute(SQL["add_read"], read)
    return case


def whole(db: Connection, number: str) -> Case:
    """For the program's own comparisons; raises CaseUnknown."""
    row = db.execute(BY_NUMBER, {"number": number}).fetchone()
    if row is None:
        raise CaseUnknown(number)
    kept = db.execute(SQL["texts"], {"number": number}).fetchone()
    return case_of(row, kept["texts"] if kept else "")


def keep(db: Connection, case: Case) -> None:
    """A sealed case knows nothing that is kept here: it stays as it is."""
    if not case.sealed:
        db.execute(SQL["keep"], {"number": case.number, "texts": texts_of(case)})


def keep_details(db: Connection, rows: Iterable[Mapping[str, object]]) -> None:
    """Of events that were just added: `number` and `link` name one of them."""
    db.executemany(SQL["keep_detail_of"], list(rows))


def forget(db: Connection, number: str) -> None:
    db.execute(SQL["forget_details"], {"number": number})
    db.execute(SQL["forget_texts"], {"number": number})


def details(db: Connection, number: str) -> dict[int, dict[str, str]]:
    """Detail by the seq of its event."""
    rows = db.execute(SQL["details"], {"number": number})
    return {row["seq"]: strings(row["detail"]) for row in rows}


def reads(db: Connection, number: str) -> list[GuardedRead]:
    return [_read(row) for row in db.execute(SQL["reads"], {"number": number})]


def all_reads(db: Connection, before: int, most: int) -> list[GuardedRead]:
    """Newest first."""
    return [_read(row) for row in db.execute(SQL["all_reads"], {"before": before, "most": most})]


def _read(row: Any) -> GuardedRead:
    return GuardedRead(row["seq"], row["number"], moment(row["at"]), row["reader"], row["purpose"])

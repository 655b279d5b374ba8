"""What is made of older cases when a migration is applied: with 0004_rules a clock and their place in the guarded
section, with 0005_figures the rows that figures are counted from."""

from datetime import date

from cases.calendar import WorkingCalendar
from cases.clock import Clock
from cases.kinds import Limit
from ledger import facts
from ledger.case_row import clock_text, row_of, texts_of
from ledger.connection import Connection
from ledger.guarded import SQL, whole
from ledger.queries import load

CASES = load("cases")
ONCE = 1_000


def count_again(db: Connection) -> None:
    """Guarded ones with what they say: that stays here."""
    numbers = [row["number"] for row in db.execute(facts.SQL["all_numbers"])]
    for at in range(0, len(numbers), ONCE):
        facts.keep(db, [whole(db, number) for number in numbers[at : at + ONCE]])


def bring_forward(db: Connection) -> None:
    _give_clocks(db)
    _guard(db)


def _give_clocks(db: Connection) -> None:
    """The limit as it was counted then; where it came from nobody noted."""
    calendar = WorkingCalendar()
    rows = []
    for row in db.execute(SQL["without_clock"]).fetchall():
        received, due = (date.fromisoformat(row[name]) for name in ("received_on", "due_on"))
        days = calendar.working_days_between(received, due)
        clock = clock_text(Clock(received, Limit(days, "wd", "")))
        rows.append({"number": row["number"], "clock": clock})
    db.executemany(SQL["give_clock"], rows)


def _guard(db: Connection) -> None:
    for row in db.execute(SQL["unguarded"]).fetchall():
        case = whole(db, row["number"])
        db.execute(SQL["keep"], {"number": case.number, "texts": texts_of(case)})
        db.execute(SQL["hide_origin"], row_of(case))
        db.execute(CASES["change"], row_of(case))
        for event in db.execute(SQL["open_details"], {"number": case.number}).fetchall():
            db.execute(SQL["keep_detail"], {"seq": event["seq"], "detail": event["detail"]})
            db.execute(SQL["clear_detail"], {"seq": event["seq"]})

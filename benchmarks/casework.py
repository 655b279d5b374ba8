"""The rules of the case at work: a due date, a move committed, and the sweep over many open cases.

The cases of the sweep were received on a hundred working days; on the day of the sweep a given share of them has
something due.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter

from benchmarks.answering import one_core
from benchmarks.retrieval import latency
from cases import lifecycle
from cases.calendar import WorkingCalendar
from cases.case import Case, Origin, State
from cases.clock import Clock, first_due
from cases.kinds import Limit, load_kinds
from cases.sweeping import swept
from ledger import cases as stored
from ledger.connection import connect
from ledger.migrate import prepare
from ledger.sqlite import open_ledger

CALENDAR = WorkingCalendar()
TODAY = date(2026, 7, 1)
NOW = datetime.combine(TODAY, time(2), UTC)
SIZES = (10_000, 100_000, 1_000_000)
SHARES = (0.0, 0.01, 0.05)
MOVES = 2_000
DUE_DATES = 50_000
_BATCH = 500


def rows() -> list[dict[str, object]]:
    with one_core():
        return [_due_dates(), asyncio.run(_moves()), *_sweeps()]


def _due_dates() -> dict[str, object]:
    kinds = load_kinds()
    days = [date(2012, 1, 1) + timedelta(n) for n in range(5_000)]
    started = perf_counter()
    for n in range(DUE_DATES):
        day = days[n % len(days)]
        first_due(CALENDAR, day, kinds.limit("依申请公开", day))
    took = (perf_counter() - started) / DUE_DATES * 1e6
    return _row("a due date, 15 or 20 working days", f"{took:.1f}", "µs", "limit < 20")


async def _moves() -> dict[str, object]:
    """One after another, each on disk before the next."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_ledger(Path(folder) / "ledger.db") as ledger:
            cases = [_case(n) for n in range(MOVES)]
            opened = [lifecycle.accept(replace(c, state=State.RECEIVED), "op", NOW) for c in cases]
            await ledger.save(*opened)
            times = []
            for case in cases:
                loaded = await ledger.case(case.number)
                started = perf_counter()
                await ledger.save(lifecycle.transfer(loaded, "水务局", "op", NOW))
                times.append((perf_counter() - started) * 1e3)
    return _row(f"a move committed, {MOVES} one by one", latency(times), "ms", "limit p99 < 5")


def _sweeps() -> Iterator[dict[str, object]]:
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ledger.db"
            prepare(path, patience_s=5.0)
            _fill(path, size)
            first = 0
            for share in SHARES:
                first = _make_due(path, first, share)
                started = perf_counter()
                done = _sweep(path)
                took = perf_counter() - started
                name = f"sweep of {size:,} open cases, {share:.0%} of them due"
                yield _row(name, f"{took:.3f}", "s", f"{done:,} reminders and escalations")


def _fill(path: Path, size: int) -> None:
    """Nothing is due yet."""
    with closing(connect(path, "rw")) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        for n in range(size):
            db.execute(stored.SQL["add"], stored.row_of(_case(n)))
        db.execute("COMMIT")


def _make_due(path: Path, first: int, share: float) -> int:
    """Of every thousand cases those from `first` on, as many as the share says; where the next ones begin."""
    last = first + round(share * 1000)
    where = "CAST(substr(number, 6) AS INTEGER) % 1000 BETWEEN ? AND ?"
    with closing(connect(path, "rw")) as db:
        today = TODAY.isoformat()
        db.execute(f"UPDATE cases SET watch_on = ? WHERE {where}", (today, first, last - 1))
    return last


def _sweep(path: Path) -> int:
    """As the writer of the ledger does it: batch by batch, each one transaction on disk."""
    done = 0
    with closing(connect(path, "rw")) as db:
        while True:
            db.execute("BEGIN IMMEDIATE")
            changes = stored.sweep(
                db, TODAY, lambda case: swept(case, CALENDAR, NOW, TODAY, lambda u: ""), _BATCH
            )
            db.execute("COMMIT")
            if not changes:
                return done
            done += len(changes)


def _case(n: int) -> Case:
    received = CALENDAR.due(date(2026, 2, 1), 1 + n % 100).day
    limit = Limit(7, "wd", "a rule")
    return Case(
        number=f"2026-{n:07}",
        origin=Origin("bench", str(n)),
        kind="投诉",
        title="暖气不热",
        content="三楼暖气不热，已三天。",
        received_at=datetime.combine(received, time(2), UTC),
        due_on=first_due(CALENDAR, received, limit).day,
        clock=Clock(received, limit),
        watch_on=TODAY + timedelta(30),
        state=State.TRANSFERRED,
        unit="住建局",
    )


def _row(case: str, value: str, unit: str, note: str) -> dict[str, object]:
    return {"bench": "casework", "case": case, "value": value, "unit": unit, "note": note}

"""Figures over cases that no ledger holds: a database of `case_facts` alone."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlite_utils.db import sqlite3  # type: ignore[attr-defined]

from cases.calendar import WorkingCalendar
from cases.case import Case
from ledger import facts
from ledger.queries import FOLDER
from reports.counting import (
    Figure,
    Query,
    Row,
    Standing,
    counted,
    figures_in,
    length_figures,
    lengths,
)
from reports.figures import CASE_FIGURES, RECEIVED
from reports.period import Period

EVER = Period(date(2000, 1, 1), date(2099, 12, 31))
CALENDAR = WorkingCalendar()


class Facts:
    """The rows of these cases, in memory."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute(_table(FOLDER / "migrations" / "0005_figures.sql"))
        for at, case in enumerate(cases):
            row = facts.row_of(case) | {"number": f"{at:06d}"}
            self._db.execute(facts.SQL["add"], row)

    def tally(self, query: Query) -> list[Row]:
        return list(self._db.execute(query.sql, dict(query.values)))

    def figures(self, as_of: date, by: str = "") -> list[Figure]:
        at, wanted = Standing(EVER, as_of), list(CASE_FIGURES.values())
        groups = (by,) if by else ()
        return [
            *figures_in(self.tally(counted(wanted, at, groups)), wanted, at, by),
            *length_figures(self.tally(lengths(at, RECEIVED, groups)), at, by, CALENDAR),
        ]


def _table(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    start = text.index("CREATE TABLE case_facts")
    return text[start : text.index(";", start)]

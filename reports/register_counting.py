"""The questions put to `register_rows`: how many, and which rows. As in reports.counting, both from one condition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reports.counting import Query, Row, Value
from reports.period import Period
from reports.registers import Precise, Register, Takes

LISTED = ("register", "first_on", "last_on", "unit", "subject", "quantity", "precise", "evidence")
_NEWEST = """NOT EXISTS (
 SELECT 1 FROM register_rows AS later WHERE later.register = register_rows.register
 AND later.unit = register_rows.unit AND later.subject = register_rows.subject AND later.struck_by = ''
 AND later.last_on > register_rows.last_on AND later.last_on <= :last)"""


@dataclass(frozen=True, slots=True)
class Total:
    """`quantity` of all rows together; `as_of`: the last day they speak of, None where there are none."""

    quantity: int
    rows: int
    precise: Precise
    as_of: date | None


@dataclass(frozen=True, slots=True)
class RowsOf:
    """Rows of a register within a period; `where`: unit or subject → value."""

    register: Register
    period: Period
    where: Mapping[str, str]

    @property
    def values(self) -> dict[str, Value]:
        return {
            "register": self.register.name,
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
            **{f"where_{column}": value for column, value in self.where.items()},
        }

    @property
    def condition(self) -> str:
        if not set(self.where) <= {"unit", "subject"}:
            raise ValueError(self.where)
        stock = self.register.takes is Takes.STOCK
        days = f"last_on <= :last AND {_NEWEST}" if stock else "last_on BETWEEN :first AND :last"
        known = "".join(f" AND {column} = :where_{column}" for column in self.where)
        return f"register = :register AND struck_by = '' AND {days}{known}"


def totalled(rows: RowsOf) -> Query:
    return Query(
        "SELECT coalesce(sum(quantity), 0), count(*), coalesce(max(last_on), ''),"
        " count(*) FILTER (WHERE precise = 'about'), count(*) FILTER (WHERE precise = 'least')"
        f" FROM register_rows WHERE {rows.condition}",
        rows.values,
    )


def listed(rows: RowsOf) -> Query:
    """LISTED of each row that was counted."""
    return Query(
        f"SELECT {', '.join(LISTED)} FROM register_rows WHERE {rows.condition}"
        " ORDER BY last_on, unit, subject",
        rows.values,
    )


def total_of(row: Row) -> Total:
    """What the answer to `totalled` says: a sum is as sure as its least sure row."""
    quantity, rows, last, about, least = row
    precise = Precise.ABOUT if about else Precise.LEAST if least else Precise.EXACT
    as_of = date.fromisoformat(str(last)) if last else None
    return Total(int(quantity), int(rows), precise, as_of)

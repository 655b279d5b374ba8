"""Registers (登记册): the countable facts of an office that are no cases, each row with its day, unit and evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib.resources import files

from cases.errors import BadTable
from cases.tables import read_rows
from reports.errors import BadRegister

FILE = "registers.toml"


class Takes(StrEnum):
    """What a row of a register is."""

    EVENT = "event"
    """It happened on a day."""
    FLOW = "flow"
    """So many over a span of days."""
    STOCK = "stock"
    """So many stood on a day: of a unit and subject the newest row counts."""
    TEXT = "text"
    """A document, printed by its number."""


class Precise(StrEnum):
    """How sure a quantity is; printed 70, 约70 … (6万), 70多."""

    EXACT = "exact"
    ABOUT = "about"
    LEAST = "least"


@dataclass(frozen=True, slots=True)
class Register:
    """`measure` is its measure word (人次, 件)."""

    name: str
    measure: str
    takes: Takes


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """`first` = `last` for what happened or stood on one day. `evidence` names a file or an address."""

    register: str
    first: date
    last: date
    unit: str
    subject: str
    quantity: int
    precise: Precise = Precise.EXACT
    evidence: str = ""

    @property
    def place(self) -> tuple[str, str, str, str, str]:
        """What no two rows share."""
        return (self.register, str(self.first), str(self.last), self.unit, self.subject)

    @property
    def id(self) -> str:
        return sha256("\n".join(self.place).encode()).hexdigest()[:16]


@cache
def office_registers() -> Mapping[str, Register]:
    return read_registers(files("reports").joinpath(FILE).read_text("utf-8"))


def read_registers(*texts: str) -> Mapping[str, Register]:
    """By name; a later text may give a register of its own meaning. Raises BadTable."""
    found: dict[str, Register] = {}
    for text in texts:
        for row in read_rows(FILE, "register", text):
            row.refuse_others(("name", "measure", "takes"))
            takes = row.field("takes", str)
            if takes not in list(Takes):
                raise row.wrong("takes")
            name = row.field("name", str)
            found[name] = Register(name, row.field("measure", str), Takes(takes))
    if not found:
        raise BadTable("table.unused", file=FILE, name="register")
    return found


def checked(row: RegisterRow, registers: Mapping[str, Register], today: date) -> RegisterRow:
    """Raises BadRegister for a row that cannot be counted."""
    register = registers.get(row.register)
    if register is None:
        raise BadRegister("register_row.unknown", value=row.register)
    if row.last < row.first:
        raise BadRegister("register_row.reversed", first=str(row.first), value=str(row.last))
    if row.last > today:
        raise BadRegister("register_row.ahead", value=str(row.last))
    if row.first.year != row.last.year:
        raise BadRegister("register_row.two_years", first=str(row.first), value=str(row.last))
    if register.takes is not Takes.FLOW and row.first != row.last:
        raise BadRegister("register_row.one_day", first=str(row.first), value=str(row.last))
    if register.takes is Takes.TEXT and not row.subject:
        raise BadRegister("register_row.no_subject", value=row.register)
    if row.quantity < 0:
        raise BadRegister("register_row.negative", value=str(row.quantity))
    return row


def overlap(
    row: RegisterRow, others: Iterable[RegisterRow], registers: Mapping[str, Register]
) -> RegisterRow | None:
    """The row that counts some of the same days of the same unit and subject again."""
    if registers[row.register].takes is not Takes.FLOW:
        return None
    return next(
        (
            other
            for other in others
            if (other.register, other.unit, other.subject) == (row.register, row.unit, row.subject)
            and other.place != row.place
            and other.first <= row.last
            and row.first <= other.last
        ),
        None,
    )


def missing_months(rows: Sequence[RegisterRow]) -> list[str]:
    """Of rows of one year, unit and subject that are entered month by month: the months before the last one that no row
    covers. Empty where any row is not one whole month: then nothing says that there should be one for each."""
    if not rows or not all(_is_whole_month(row) for row in rows):
        return []
    entered = {row.last.month for row in rows}
    year = rows[0].last.year
    return [f"{year}-{month:02}" for month in range(1, max(entered)) if month not in entered]


def _is_whole_month(row: RegisterRow) -> bool:
    next_day = row.last + timedelta(days=1)
    same = (row.first.year, row.first.month) == (row.last.year, row.last.month)
    return same and row.first.day == 1 and next_day.day == 1

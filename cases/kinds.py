"""Kinds of case and their limits, as data with validity dates (cases/kinds/*.toml)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Literal

from cases.errors import BadTable, UnknownKind
from cases.tables import TableRow, read_rows

OTHER = "其他"
DISCLOSURE = "依申请公开"
WRONGDOING = "举报"
"""A report of wrongdoing: kept apart from every unit and never published (信访工作条例 arts 30, 46)."""

Unit = Literal["wd", "day"]
UNITS: dict[str, Unit] = {"wd": "wd", "day": "day"}
TABLES = ("hotline", "disclosure", "counter", "petition")
OWN = "kinds.toml"
"""A town's own table in its data folder."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How long the office has; 'wd' are working days, 'day' calendar days. `extension`: most that one may add."""

    days: int
    unit: Unit
    source: str
    extension: int = 0


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind for cases received from `first` to `last`, both included. `offered`: citizens may choose it."""

    name: str
    limit: Limit
    urgent: int
    also: tuple[str, ...] = ()
    first: date = date.min
    last: date = date.max
    offered: bool = True
    for_unit: str = ""
    """Only for cases that this unit handles; '' is every unit."""

    def holds(self, kind: str, received: date, unit: str) -> bool:
        in_time = self.first <= received <= self.last
        return self.name == kind and in_time and self.for_unit == unit


class Kinds:
    """The kinds that the office knows, in its own order; its `own` rows go before the packaged ones. Raises BadTable
    when two rows of one table hold for one day and one unit."""

    def __init__(self, rows: Iterable[KindRow], own: Iterable[KindRow] = ()) -> None:
        packaged, before = tuple(rows), tuple(own)
        _refuse_contradictions(packaged)
        _refuse_contradictions(before)
        self._rows = (*packaged, *before)
        self._searched = (*before, *packaged)
        self._names = {also: row.name for row in self._rows for also in (row.name, *row.also)}

    def limit(
        self, kind: str, received: date, *, urgent: bool = False, handled_by: str = ""
    ) -> Limit:
        """The limit in force on the day of receipt; one for the unit that handles it goes before one for all. Raises
        UnknownKind."""
        for unit in dict.fromkeys((handled_by, "")):
            for row in self._searched:
                if row.holds(kind, received, unit):
                    return replace(row.limit, days=row.urgent) if urgent else row.limit
        raise UnknownKind("case.kind_unknown", kind=kind)

    def names(self, today: date) -> tuple[str, ...]:
        """What a citizen may choose from today."""
        return tuple(
            dict.fromkeys(r.name for r in self._rows if r.offered and r.first <= today <= r.last)
        )

    def all_names(self) -> tuple[str, ...]:
        """Every kind once, those of the counter and of petitions too."""
        return tuple(dict.fromkeys(row.name for row in self._rows))

    def name_of(self, written: str) -> str:
        """The kind's own name for a name found in a register. Raises UnknownKind."""
        if written not in self._names:
            raise UnknownKind("case.kind_unknown", kind=written)
        return self._names[written]


def load_kinds(own: str = "") -> Kinds:
    """`own` is the text of a town's own table. Raises BadTable."""
    packaged = (kind for table in TABLES for kind in read_kinds(f"kinds/{table}.toml"))
    return Kinds(packaged, read_kinds(OWN, own) if own else ())


def _refuse_contradictions(rows: Iterable[KindRow]) -> None:
    for one, other in combinations(rows, 2):
        alike = one.name == other.name and one.for_unit == other.for_unit
        if alike and one.first <= other.last and other.first <= one.last:
            raise BadTable("table.two_rows", kind=one.name)


COLUMNS = frozenset(
    {
        *("name", "limit", "unit", "urgent", "extension", "source"),
        *("from", "to", "also", "offered", "for_unit"),
    }
)


def read_kinds(path: str, text: str | None = None) -> Iterator[KindRow]:
    for row in read_rows(path, "kind", text):
        row.refuse_others(COLUMNS)
        limit = Limit(
            _days(row, "limit"),
            _unit(row),
            row.field("source", str),
            _days(row, "extension", 0),
        )
        yield KindRow(
            name=row.field("name", str),
            limit=limit,
            urgent=_days(row, "urgent", limit.days),
            also=tuple(row.optional("also", list, [])),
            first=row.optional("from", date, date.min),
            last=row.optional("to", date, date.max),
            offered=row.optional("offered", bool, True),
            for_unit=row.optional("for_unit", str, ""),
        )


def _days(row: TableRow, name: str, default: int | None = None) -> int:
    days = row.field(name, int) if default is None else row.optional(name, int, default)
    if days < 0:
        raise row.wrong(name)
    return days


def _unit(row: TableRow) -> Unit:
    unit = row.field("unit", str)
    if unit not in UNITS:
        raise row.wrong("unit")
    return UNITS[unit]

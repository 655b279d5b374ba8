"""Kinds of case and their limits, as data (cases/kinds.toml)."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Literal

from cases.errors import UnknownKind

OTHER = "其他"
DISCLOSURE = "依申请公开"
WRONGDOING = "举报"
"""A report of wrongdoing: kept apart from every unit and never published (信访工作条例 arts 30, 46)."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How long the office has; 'wd' are working days."""

    days: int
    unit: Literal["wd"]
    source: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind for cases received from `first` to `last`, both included. `offered`: citizens may choose it."""

    name: str
    limit_wd: int
    urgent_wd: int
    source: str
    also: tuple[str, ...] = ()
    first: date = date.min
    last: date = date.max
    offered: bool = True


class Kinds:
    """The kinds that the office knows, in its own order."""

    def __init__(self, rows: Iterable[KindRow]) -> None:
        self._rows = tuple(rows)
        self._names = {also: row.name for row in self._rows for also in (row.name, *row.also)}

    def limit(self, kind: str, received: date, *, urgent: bool = False) -> Limit:
        """The limit in force on the day of receipt. Raises UnknownKind."""
        for row in self._rows:
            if row.name == kind and row.first <= received <= row.last:
                return Limit(row.urgent_wd if urgent else row.limit_wd, "wd", row.source)
        raise UnknownKind("case.kind_unknown", kind=kind)

    def names(self, today: date) -> tuple[str, ...]:
        """What a citizen may choose from today."""
        return tuple(r.name for r in self._rows if r.offered and r.first <= today <= r.last)

    def name_of(self, written: str) -> str:
        """The kind's own name for a name found in a register. Raises UnknownKind."""
        if written not in self._names:
            raise UnknownKind("case.kind_unknown", kind=written)
        return self._names[written]


def load_kinds() -> Kinds:
    table = tomllib.loads(files("cases").joinpath("kinds.toml").read_text("utf-8"))
    return Kinds(
        KindRow(
            name=row["name"],
            limit_wd=row["limit_wd"],
            urgent_wd=row["urgent_wd"],
            source=row["source"],
            also=tuple(row.get("also", ())),
            first=row.get("from", date.min),
            last=row.get("to", date.max),
            offered=row.get("offered", True),
        )
        for row in table["kind"]
    )

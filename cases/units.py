"""The tree of units: which stands above which, so that a case can be taken up the tree (督办)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.errors import BadTable


@dataclass(frozen=True, slots=True)
class UnitRow:
    """`parent` '' stands at the top; `also` are other names of the unit."""

    name: str
    parent: str = ""
    also: tuple[str, ...] = ()


class Units:
    """Raises BadTable: a name twice, a parent that is no unit, a unit above itself."""

    def __init__(self, rows: Iterable[UnitRow] = ()) -> None:
        self._parents: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for row in rows:
            self._parents[row.name] = row.parent
            for name in (row.name, *row.also):
                if name in self._names:
                    raise BadTable("units.twice", unit=name)
                self._names[name] = row.name
        for unit, parent in self._parents.items():
            if parent and parent not in self._parents:
                raise BadTable("units.no_parent", unit=unit, parent=parent)
        self._above = {unit: self._way_up(unit) for unit in self._parents}

    @property
    def names(self) -> Mapping[str, str]:
        """Every name of a unit → the one in use."""
        return self._names

    def above(self, unit: str) -> tuple[str, ...]:
        """The way up, nearest first; empty at the top and for a unit that the tree does not hold."""
        return self._above.get(unit, ())

    def _way_up(self, unit: str) -> tuple[str, ...]:
        way: list[str] = []
        while unit := self._parents[unit]:
            if unit in way:
                raise BadTable("units.cycle", unit=unit)
            way.append(unit)
        return tuple(way)

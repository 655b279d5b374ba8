"""The grid (网格): places lie in cells, and each cell has a duty holder in each of four nets (四网融合)."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cases.errors import BadTable


class Net(StrEnum):
    """城管网, 治安网, 社区网, 党建网."""

    CITY = "city"
    SECURITY = "security"
    COMMUNITY = "community"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the duty in one net of one cell, and the unit behind them."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Cell:
    name: str
    places: tuple[str, ...]
    holders: Mapping[Net, Holder]


@dataclass(frozen=True, slots=True)
class Located:
    """The cell that a case lies in, by the place that its words name."""

    cell: Cell
    place: str


class Grid:
    """Raises BadTable: a cell twice, a place in two cells."""

    def __init__(self, cells: Iterable[Cell] = ()) -> None:
        self.cells: dict[str, Cell] = {}
        self._places: dict[str, Located] = {}
        for cell in cells:
            if cell.name in self.cells:
                raise BadTable("grid.cell_twice", cell=cell.name)
            self.cells[cell.name] = cell
            for place in cell.places:
                self._put(cell, place)
        self._longest_first = sorted(self._places, key=lambda place: (-len(place), place))

    def located(self, *texts: str) -> Located | None:
        """By the first text that names a place; of several places in it, the longest name decides."""
        for text in map(folded, texts):
            for place in self._longest_first:
                if place in text:
                    return self._places[place]
        return None

    def _put(self, cell: Cell, place: str) -> None:
        held = self._places.setdefault(folded(place), Located(cell, place))
        if held.cell is not cell:
            raise BadTable("grid.place_twice", place=place, cell=held.cell.name, other=cell.name)


def folded(text: str) -> str:
    """For comparing: full width and capitals do not matter."""
    return unicodedata.normalize("NFKC", text).casefold()

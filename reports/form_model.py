"""What a form of a report consists of, as read from reports/formats/."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.bindings import Binding, binding
from reports.registers import Register

COUNT, AMOUNT, CHANGE = VALUES = ("count", "amount", "change")
"""What a cell takes: an integer from 0; from 0 with decimals; an integer of either sign."""
NO_END = 9999


@dataclass(frozen=True, slots=True)
class FormSection:
    """`narrative`: a person has to write it; otherwise its `words` stand unless somebody writes others. `topics` have
    to come up in it, in this order."""

    number: str
    heading: str
    narrative: bool = False
    words: str = ""
    topics: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FormCell:
    """A heading cell, or (with a `key`: table.row.column) one for a value. `told` binds it as in bindings.toml;
    `place` is where a reader finds it in the printed table; `value` is one of VALUES."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    key: str = ""
    told: Mapping[str, Any] | None = None
    style: str = ""
    place: str = ""
    value: str = COUNT


@dataclass(frozen=True, slots=True)
class FormTable:
    name: str
    section: str
    caption: str
    rows: Sequence[Sequence[FormCell]]

    def keyed(self) -> Iterator[FormCell]:
        return (cell for row in self.rows for cell in row if cell.key)


@dataclass(frozen=True, slots=True)
class Identity:
    """The cells on the left add up to those on the right together with those of last year's report, `before`. `place`
    says where; `rule` as the form has it."""

    name: str
    place: str
    rule: str
    left: Sequence[str]
    right: Sequence[str]
    before: Sequence[str] = ()
    is_warning: bool = False
    """Plausible, not stated by the form."""
    may_differ: bool = False
    """For a written reason: units merged, last year's report corrected."""


@dataclass(frozen=True, slots=True)
class Form:
    """Holds for reports on the years from `first` to `last`. `due`: month and day of the year after."""

    id: str
    title: str
    first: int
    last: int
    source: str
    due: tuple[int, int]
    charts_heading: str
    sections: Sequence[FormSection]
    tables: Sequence[FormTable]
    identities: Sequence[Identity]
    """Within the year; nobody may break them."""
    looser: Sequence[Identity] = ()
    """With last year's report, or mere warnings."""

    def cells(self) -> Mapping[str, FormCell]:
        """Those for values, by key, in the order of the form."""
        return {cell.key: cell for table in self.tables for cell in table.keyed()}

    def bindings(self, registers: Mapping[str, Register]) -> Mapping[str, Binding]:
        """Of the cells, by key. Raises BadWording."""
        return {key: binding(key, cell.told or {}, registers) for key, cell in self.cells().items()}

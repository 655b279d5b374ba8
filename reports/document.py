"""A report as it is shown, whatever it is written to: sections of paragraphs, tables and charts, in which every number
names the figure that it was printed from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Printed:
    """A number in a text: how it is printed, and the key of its `Note` in `Document.notes`."""

    text: str
    note: str


Words = Sequence[str | Printed]
"""A run of text; its numbers are `Printed`, nothing else in it is a numeral."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Words


@dataclass(frozen=True, slots=True)
class Cell:
    """Of a table; what a spanning cell covers is left out of its row, as in HTML."""

    words: Words = ()
    is_head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is the table's key within its format (t2, t3, t4, …)."""

    name: str
    caption: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Series:
    """One line of bars: a value for each category; None where there is nothing to show."""

    label: str
    values: Sequence[int | None]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars by category, such as replies by month."""

    name: str
    caption: str
    categories: Sequence[str]
    series: Sequence[Series]


Block = Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """`heading` with its number, as printed (一、总体情况); `level` 1 for a part of the report, 2 below it."""

    heading: str
    blocks: Sequence[Block] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """What a printed number stands for. `numerator` and `denominator` as counted (equal for a plain count; both in
    `unit`); `query` finds what was counted, in the frozen file; `listed` is how many rows that is."""

    label: str
    printed: str
    numerator: int
    denominator: int
    unit: str
    base: str
    as_of: date
    definition: str
    query: str
    listed: int
    approximate: bool = False
    style: str = ""
    """How it is printed (reports.wording); 'text' for what is no number."""
    among: str = ""
    """What it is narrowed to: a channel, a unit."""


@dataclass(frozen=True, slots=True)
class Document:
    """`notes` by key, in the order of first use. A draft has not been signed off: every rendering says so."""

    title: str
    office: str
    year: int
    format: str
    published_on: date | None
    is_draft: bool
    preamble: Sequence[Paragraph]
    sections: Sequence[Section]
    notes: Mapping[str, Note] = field(default_factory=dict)
    warnings: Sequence[tuple[str, Mapping[str, str]]] = ()
    """What is unlikely, for whoever makes the report: keys of sentences with what fills them."""

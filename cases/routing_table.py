"""The office's routing as TOML ([[unit]], [[cell]], [[rule]]), read strictly: whatever cannot be used is a finding."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cases.errors import BadTable, UnknownKind
from cases.grid import Cell, Grid, Holder, Net, folded
from cases.kinds import Kinds
from cases.routing import REDIRECTS, Routing, Rule
from cases.rule_faults import rule_faults
from cases.units import UnitRow, Units

T = TypeVar("T")
Whole = TypeVar("Whole")

CONDITIONS = ("kind", "area", "words", "all_words", "not_words", "place", "cell")
OUTCOMES = ("unit", "net", "redirect")
FIELDS: Mapping[str, Sequence[str]] = {
    "unit": ("name", "parent", "also"),
    "cell": ("name", "places", *Net),
    "rule": ("name", *CONDITIONS, *OUTCOMES, "told"),
}
HOLDER = ("name", "unit")
UNKNOWN_UNIT = "routing.unit_unknown"
"""The one finding with which a row can still be used."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong and where: `place` is the table with the row's number and name, '' the whole file. `key` names
    the sentence."""

    place: str
    column: str
    value: str
    key: str
    values: Mapping[str, str] = field(default_factory=dict)


def read_routing(
    text: str, kinds: Kinds, names: Mapping[str, str]
) -> tuple[Routing, list[Finding]]:
    """`names`: every name of a unit that a case can be transferred to → the one in use; empty when nobody knows any.
    What a finding is about is left out of the routing, but for a unit that nobody knows."""
    reading = _Reading(kinds, names)
    tables = reading.tables(text)
    units = reading.whole(Units, tables["unit"], reading.unit)
    grid = reading.whole(Grid, tables["cell"], reading.cell)
    rules = tuple(reading.made(tables["rule"], lambda row: reading.rule(row, grid)))
    for rule, key, values in rule_faults(rules, grid):
        reading.findings.append(Finding(f"[[rule]] {rule.name}", "", "", key, values))
    known = {folded(name): unit for name, unit in {**names, **units.names}.items()}
    return Routing(units, grid, rules, known), reading.findings


@dataclass(slots=True)
class _Row:
    """One row; what is asked of it and is wrong becomes a finding, and an empty value stands in."""

    place: str
    cells: Mapping[str, Any]
    findings: list[Finding] = field(default_factory=list)

    def wrong(
        self, name: str, key: str = "routing.bad_field", value: object = None, **values: str
    ) -> None:
        value = self.cells.get(name, "") if value is None else value
        self.findings.append(Finding(self.place, name, str(value), key, values))

    def text(self, name: str) -> str:
        written = self.cells.get(name, "")
        if type(written) is not str or (name in self.cells and not written.strip()):
            self.wrong(name)
            return ""
        return written.strip()

    def needed(self, name: str) -> str:
        if name not in self.cells:
            self.wrong(name)
        return self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, or one text alone."""
        written = self.cells.get(name, ())
        several = [written] if type(written) is str else written
        if type(several) not in (list, tuple) or (name in self.cells and not several):
            self.wrong(name)
            return ()
        if any(type(one) is not str or not one.strip() for one in several):
            self.wrong(name)
            return ()
        return tuple(one.strip() for one in several)

    def folded(self, name: str) -> tuple[str, ...]:
        return tuple(map(folded, self.texts(name)))

    @property
    def is_usable(self) -> bool:
        return all(finding.key == UNKNOWN_UNIT for finding in self.findings)


class _Reading:
    """A file being read; `findings` grow on the way."""

    def __init__(self, kinds: Kinds, names: Mapping[str, str]) -> None:
        self._kinds = kinds
        self._names = names
        self._rules: set[str] = set()
        self.findings: list[Finding] = []

    def tables(self, text: str) -> dict[str, list[_Row]]:
        """Every table that there may be; an absent one is empty."""
        tables: dict[str, list[_Row]] = {name: [] for name in FIELDS}
        try:
            found = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self._file("routing.unreadable", problem=str(error))
            return tables
        for name, rows in found.items():
            if name not in FIELDS:
                self._file("routing.table_unknown", table=name)
            elif type(rows) is not list or any(type(row) is not dict for row in rows):
                self._file("routing.not_rows", table=name)
            else:
                tables[name] = [_row(name, number, cells) for number, cells in enumerate(rows, 1)]
        return tables

    def made(self, rows: Sequence[_Row], make: Callable[[_Row], T]) -> Iterator[T]:
        for row in rows:
            made = make(row)
            self.findings += row.findings
            if row.is_usable:
                yield made

    def whole(
        self, table: Callable[[Sequence[T]], Whole], rows: Sequence[_Row], make: Callable[[_Row], T]
    ) -> Whole:
        """A table made of its rows; an empty one when they do not go together."""
        try:
            return table(list(self.made(rows, make)))
        except BadTable as error:
            self._file(error.key, **error.values)
            return table(())

    def unit(self, row: _Row) -> UnitRow:
        return UnitRow(row.needed("name"), row.text("parent"), row.texts("also"))

    def cell(self, row: _Row) -> Cell:
        if "places" not in row.cells:
            row.wrong("places")
        holders = {net: self._holder(row, net) for net in Net}
        return Cell(row.needed("name"), row.texts("places"), holders)

    def rule(self, row: _Row, grid: Grid) -> Rule:
        self._check(row)
        net = row.cells.get("net")
        return Rule(
            name=row.needed("name"),
            kind=tuple(self._kind(row, written) for written in row.texts("kind")),
            area=row.texts("area"),
            words=row.folded("words"),
            all_words=row.folded("all_words"),
            not_words=row.folded("not_words"),
            place=row.folded("place"),
            cell=tuple(_cell(row, written, grid) for written in row.texts("cell")),
            unit=self._unit(row, "unit", row.text("unit")),
            net=Net(net) if net in list(Net) else None,
            redirect=row.text("redirect"),
            told=row.text("told"),
        )

    def _check(self, row: _Row) -> None:
        """What the values of a rule must be to each other and to other rules."""
        cells, given = row.cells, [outcome for outcome in OUTCOMES if outcome in row.cells]
        if len(given) != 1:
            row.wrong(given[-1] if given else "", "routing.one_outcome")
        if not {*CONDITIONS, "net"} & cells.keys():
            row.wrong("", "routing.empty_rule")
        if "net" in cells and cells["net"] not in list(Net):
            row.wrong("net", "routing.net_unknown", nets="、".join(Net))
        if "redirect" in cells and cells["redirect"] not in REDIRECTS and "told" not in cells:
            row.wrong("redirect", "routing.redirect_unknown", known="、".join(REDIRECTS))
        if "told" in cells and "redirect" not in cells:
            row.wrong("told", "routing.told_alone")
        if (name := str(cells.get("name"))) in self._rules:
            row.wrong("name", "routing.name_twice")
        self._rules.add(name)

    def _kind(self, row: _Row, written: str) -> str:
        try:
            return self._kinds.name_of(written)
        except UnknownKind:
            row.wrong("kind", "routing.kind_unknown", written)
            return ""

    def _holder(self, row: _Row, net: Net) -> Holder:
        held = row.cells.get(net)
        if type(held) is not dict or set(held) != set(HOLDER):
            row.wrong(net, "routing.holder")
            return Holder("", "")
        of_net = _Row(row.place, held, row.findings)
        return Holder(of_net.text("name"), self._unit(row, net, of_net.text("unit")))

    def _unit(self, row: _Row, name: str, written: str) -> str:
        if written and self._names and written not in self._names:
            row.wrong(name, UNKNOWN_UNIT, written)
        return self._names.get(written, written)

    def _file(self, key: str, **values: str) -> None:
        self.findings.append(Finding("", "", "", key, values))


def _cell(row: _Row, written: str, grid: Grid) -> str:
    if written not in grid.cells:
        row.wrong("cell", "routing.cell_unknown", written)
    return written


def _row(table: str, number: int, cells: Mapping[str, Any]) -> _Row:
    name = cells.get("name", "")
    row = _Row(f"[[{table}]] {number} {name}".rstrip(), cells)
    for unknown in cells.keys() - set(FIELDS[table]):
        row.wrong(unknown, "routing.field_unknown", fields="、".join(FIELDS[table]))
    return row

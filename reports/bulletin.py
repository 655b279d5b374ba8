"""The monthly bulletin of the hotline: totals, and tables by kind, channel and unit; every number has its note."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from reports.bindings import OfCases
from reports.counting import Standing, Tally
from reports.document import Cell, Document, Note, Paragraph, Printed, Section, Table
from reports.figures import CASE_FIGURES, CaseFigure
from reports.resolving import Cube, Resolved, cubes, given, of_cases
from reports.wording import Number, names_in, printed, style_of, written

GROUPED = ("kind", "channel", "unit", "month")
NOTHING = "–"
"""Where there is nothing to divide by."""
HIDDEN = "*"
"""Where a group is so small that one could tell who it is about."""


@cache
def form() -> Mapping[str, Any]:
    return tomllib.loads(files("reports.formats").joinpath("bulletin.toml").read_text("utf-8"))


def bulletin(
    tally: Tally, at: Standing, office: str, named: Callable[[str, str], str], *, public: bool
) -> Document:
    """`at` is of one month. `public`: groups smaller than the rules allow are hidden, and with a single one the next
    smallest too, so that it cannot be had by subtraction. `named`: of (kind, channel …, group) as people call it."""
    told, first = form(), at.period.first
    names = [name for name in names_in(told["words"]) if name in CASE_FIGURES]
    wanted = [CASE_FIGURES[name] for name in dict.fromkeys([*names, *_figures(told)])]
    everywhere = [OfCases(figure, dict.fromkeys(GROUPED, "")) for figure in wanted]
    [(figures, by, question)] = cubes(everywhere, (), at)
    writer = _Writer(Cube(figures, by, tally(question)), at, named, public=public)
    numbers = {name: of_cases(OfCases(CASE_FIGURES[name]), writer.cube, at) for name in names}
    numbers["year"] = given("year", "", first.year, at.as_of)
    numbers["month"] = given("month", "", first.month, at.as_of)
    words = [writer.paragraph(line, numbers) for line in told["words"].strip().splitlines()]
    tables = [Section(table["caption"], [writer.table(table)]) for table in told["table"]]
    return Document(
        title=told["title"].format(office=office, year=first.year, month=first.month),
        office=office,
        year=first.year,
        format="bulletin",
        published_on=None,
        is_draft=False,
        preamble=words,
        sections=tables,
        notes=writer.notes,
    )


def _figures(told: Mapping[str, Any]) -> list[str]:
    return [column["figure"] for table in told["table"] for column in table["columns"]]


@dataclass(frozen=True, slots=True)
class _Column:
    figure: CaseFigure
    share: bool


class _Writer:
    def __init__(
        self, cube: Cube, at: Standing, named: Callable[[str, str], str], *, public: bool
    ) -> None:
        self._named = named
        self.cube = cube
        self._at = at
        self._public = public
        self.notes: dict[str, Note] = {}

    def paragraph(self, line: str, numbers: Mapping[str, Resolved]) -> Paragraph:
        """A rate of nothing is a dash."""

        def number(name: str) -> Number:
            found = numbers[name].number
            return replace(found, text=NOTHING) if found.whole == 0 else found

        words = written(line, number, form()["title"])
        for part in words:
            if isinstance(part, Printed):
                self._note(part, numbers[part.note.partition(":")[0]])
        return Paragraph(words)

    def table(self, told: Mapping[str, Any]) -> Table:
        by, columns = told["by"], [_column(column) for column in told["columns"]]
        head = [
            Cell([text], True) for text in (told["head"], *(c["label"] for c in told["columns"]))
        ]
        place = list(self.cube.by).index(by)
        groups = sorted({str(row[place]) for row in self.cube.rows})
        hidden = self._hidden(by, groups) if self._public else set()
        rows = []
        for group in groups:
            name = Cell([self._named(by, group) or form()["none"]], True)
            cells = self._cells(told["name"], by, group, columns, group in hidden)
            rows.append([name, *cells])
        total = [Cell([form()["total"]], True), *self._cells(told["name"], "", "", columns, False)]
        return Table(told["name"], told["caption"], [head, *rows, total])

    def _hidden(self, by: str, groups: Sequence[str]) -> set[str]:
        received = CASE_FIGURES["received"]
        sizes = sorted((self.cube.of(received, {by: group})[0], group) for group in groups)
        small = [group for size, group in sizes if size < self._at.rules.smallest]
        return set(small) if len(small) != 1 else {group for _, group in sizes[:2]}

    def _cells(
        self, table: str, by: str, group: str, columns: Sequence[_Column], is_hidden: bool
    ) -> list[Cell]:
        if is_hidden:
            return [Cell([HIDDEN]) for _ in columns]
        where = {by: group} if by else {}
        return [
            self._cell(f"{table}.{group}.{n}", column, where) for n, column in enumerate(columns)
        ]

    def _cell(self, key: str, column: _Column, where: Mapping[str, str]) -> Cell:
        resolved = of_cases(OfCases(column.figure, where), self.cube, self._at)
        number = resolved.number
        if column.share:
            whole = self.cube.of(column.figure, {})[0]
            number = replace(number, whole=whole)
            note = replace(resolved.note, denominator=whole, query="")
            resolved = Resolved(number, note)
        is_rate = column.share or column.figure.is_rate
        if is_rate and not number.whole:
            return Cell([NOTHING])
        style = "%1" if is_rate else ""
        part = Printed(printed(number, style), f"{key}:{style}" if style else key)
        self._note(part, resolved)
        return Cell([part])

    def _note(self, part: Printed, resolved: Resolved) -> None:
        style = style_of(part.note, resolved.number)
        self.notes[part.note] = replace(resolved.note, printed=part.text, style=style)


def _column(told: Mapping[str, Any]) -> _Column:
    return _Column(CASE_FIGURES[told["figure"]], told.get("share", False))

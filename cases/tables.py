"""Packaged TOML tables, read strictly: a row that cannot be used is named, never skipped."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from importlib.resources import files
from typing import Any, TypeVar

from cases.errors import BadTable

T = TypeVar("T")


class TableRow:
    """One row; `field` and `optional` raise BadTable with its place."""

    def __init__(self, place: Mapping[str, str], cells: Mapping[str, Any]) -> None:
        self.place = place
        self._cells = cells

    def field(self, name: str, kind: type[T]) -> T:
        value = self._cells.get(name)
        # exactly this type: `true` is an int too, and a moment is a date
        if type(value) is not kind or value == "":
            raise self.wrong(name)
        assert isinstance(value, kind)
        return value

    def optional(self, name: str, kind: type[T], default: T) -> T:
        return self.field(name, kind) if name in self._cells else default

    def refuse_others(self, columns: Collection[str]) -> None:
        """A misspelt column must not pass for one left out."""
        for name in self._cells:
            if name not in columns:
                known = "、".join(sorted(columns))
                raise BadTable("table.unknown_column", field=name, known=known, **self.place)

    def wrong(self, name: str) -> BadTable:
        return BadTable("table.bad_row", field=name, **self.place)


def read_rows(path: str, table: str, text: str | None = None) -> Iterator[TableRow]:
    """Rows of [[table]] in cases/`path`, or in `text` under that name. Raises BadTable."""
    text = files("cases").joinpath(path).read_text("utf-8") if text is None else text
    try:
        rows = tomllib.loads(text).get(table, [])
    except tomllib.TOMLDecodeError as error:
        raise BadTable("table.unreadable", file=path, problem=str(error)) from None
    for number, cells in enumerate(rows, start=1):
        yield TableRow({"file": path, "table": table, "row": str(number)}, cells)

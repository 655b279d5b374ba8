"""Tables of a form's file, each with its place for the error that names a mistake in it (cases.errors.BadTable)."""

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from cases.errors import BadTable
from cases.tables import TableRow

Told = Mapping[str, Any]
Texts = Callable[[str], str]
"""The TOML of a form by its id."""


def loaded(id: str, texts: Texts) -> tuple[str, Told]:
    """The file's name and what it says."""
    file = f"reports/formats/{id}.toml"
    try:
        return file, tomllib.loads(texts(id))
    except tomllib.TOMLDecodeError as error:
        raise BadTable("table.unreadable", file=file, problem=str(error)) from None


def rows_named(
    file: str, table: str, rows: Iterable[Told], known: Collection[str] = ()
) -> list[tuple[TableRow, Told]]:
    """Each row also as it stands there. Without `known` every field may stand in it."""
    found = []
    for number, cells in enumerate(rows, 1):
        row = TableRow({"file": file, "table": table, "row": str(number)}, cells)
        if known:
            row.refuse_others(known)
        found.append((row, cells))
    return found


def once(file: str, table: str, names: Iterable[str]) -> None:
    """No name stands twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise BadTable("form.twice", file=file, table=table, name=name)
        seen.add(name)

"""Reads the identities of a form: a rule for every column or row of a table, or for single cells."""

from collections.abc import Iterator, Mapping, Sequence

from cases.errors import BadTable
from cases.tables import TableRow
from reports.form_model import FormTable, Identity
from reports.form_toml import Told, once, rows_named

RULE = frozenset(
    [
        "name",
        "table",
        "each",
        "only",
        "rule",
        "left",
        "right",
        "before",
        "is_warning",
        "may_differ",
    ],
)
SIDES = ("left", "right", "before")
COLUMN, ROW, CELLS = EACH = ("column", "row", "cells")


def identities_of(
    file: str,
    rules: Sequence[Told],
    told: Sequence[Told],
    tables: Sequence[FormTable],
) -> list[Identity]:
    """Raises BadTable for a rule twice, or one that names a table, row, column or cell that the form lacks."""
    tables_told = {str(table["name"]): table for table in told}
    known = {cell.key: table.caption for table in tables for cell in table.keyed()}
    found: list[Identity] = []
    for row, _ in rows_named(file, "identity", rules, RULE):
        table = tables_told.get(row.field("table", str))
        if table is None:
            raise row.wrong("table")
        found += _identities(row, table, known)
    once(file, "identity", (identity.name for identity in found))
    return found


def _identities(row: TableRow, table: Told, known: Mapping[str, str]) -> Iterator[Identity]:
    """One for each place, with the keys of its sides."""
    named = {side: row.optional(side, list, []) for side in SIDES}
    name = row.field("name", str)
    for label, key in _places(row, table):
        by_side = {side: [key.format(id) for id in named[side]] for side in SIDES}
        for cell in (cell for keys in by_side.values() for cell in keys):
            if cell not in known:
                raise BadTable("form.unknown_cell", file=row.place["file"], name=name, cell=cell)
        yield Identity(
            name=f"{name}.{label}" if label else name,
            place=f"{table['caption']}：{label}" if label else str(table["caption"]),
            rule=row.field("rule", str),
            left=by_side["left"],
            right=by_side["right"],
            before=by_side["before"],
            is_warning=row.optional("is_warning", bool, False),
            may_differ=row.optional("may_differ", bool, False),
        )


def _places(row: TableRow, table: Told) -> Iterator[tuple[str, str]]:
    """Label, and the key in which the id that the rule names is left open."""
    name, each, only = table["name"], row.field("each", str), row.optional("only", list, [])
    if each == CELLS:
        yield "", "{}"
        return
    if each not in EACH:
        raise row.wrong("each")
    places = table["column"] if each == COLUMN else [r for r in table["row"] if "id" in r]
    if not set(only) <= {place["id"] for place in places}:
        raise row.wrong("only")
    for place in places:
        if not only or place["id"] in only:
            open_key = (
                f"{name}.{{}}.{place['id']}" if each == COLUMN else f"{name}.{place['id']}.{{}}"
            )
            yield place["label"], open_key

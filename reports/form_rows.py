"""Reads the rows of one table of a form: headings, and cells for values with their keys."""

from collections.abc import Collection, Iterator, Sequence

from cases.tables import TableRow
from reports.bindings import CASE_WHERE, FLAGS, ROW_WHERE
from reports.form_model import COUNT, VALUES, FormCell
from reports.form_toml import Told, once, rows_named

BINDING = frozenset({"case", "register", "whole", *FLAGS, *CASE_WHERE, *ROW_WHERE})
HEADING = frozenset({"text", "columns", "rows"})
COLUMN = frozenset({"id", "label", "columns", "style", "value"}) | BINDING
ROW = frozenset({"id", "label", "lead", "cell", "value"}) | BINDING

Group = tuple[str, int]
"""Heading, and how many rows of it are still to come."""


def rows_of(file: str, table: Told) -> list[list[FormCell]]:
    """Raises BadTable: a field that is missing, wrong or unknown, a column twice."""
    once(file, "table.column", (str(column.get("id")) for column in table.get("column", ())))
    rows = [_headings(file, row, "table.head") for row in table.get("head", ())]
    groups: list[Group] = []
    for row, told in rows_named(file, "table.row", table["row"]):
        if "heads" in told:
            row.refuse_others({"heads"})
            rows.append(_headings(file, told["heads"], "table.row.heads"))
            continue
        row.refuse_others(ROW)
        lead = _headings(file, row.field("lead", list), "table.row.lead")
        groups += [(cell.text, cell.rows) for cell in lead if cell.rows > 1]
        under = groups[-1][0] if groups else ""
        rows.append([*lead, *_values(file, table, row, told, under)])
        groups = [(text, left - 1) for text, left in groups if left > 1]
    return rows


def _headings(file: str, told: Sequence[Told], table: str) -> list[FormCell]:
    return [
        FormCell(
            text=row.optional("text", str, ""),
            columns=row.optional("columns", int, 1),
            rows=row.optional("rows", int, 1),
        )
        for row, _ in rows_named(file, table, told, HEADING)
    ]


def _values(file: str, table: Told, row: TableRow, told: Told, under: str) -> Iterator[FormCell]:
    """The row's own columns, else the table's. What row and column say together binds the cell."""
    columns = rows_named(file, "table.column", told.get("cell") or table.get("column", ()), COLUMN)
    once(file, "table.row.cell", (column.field("id", str) for column, _ in columns))
    kind = _one_of(row, "value", VALUES, COUNT)
    for column, cells in columns:
        bound = {k: v for k, v in {**told, **cells}.items() if k in BINDING}
        yield FormCell(
            columns=column.optional("columns", int, 1),
            key=f"{table['name']}.{row.field('id', str)}.{column.field('id', str)}",
            told=bound,
            style=column.optional("style", str, ""),
            place=f"{table['caption']}：{under}{row.field('label', str)} × {column.field('label', str)}",
            value=_one_of(column, "value", VALUES, kind),
        )


def _one_of(row: TableRow, name: str, known: Collection[str], default: str) -> str:
    found = row.optional(name, str, default)
    if found not in known:
        raise row.wrong(name)
    return found

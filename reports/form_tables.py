"""A table of a form with its values, as it is printed."""

from collections.abc import Mapping

from reports.document import Cell, Table, Words
from reports.errors import NotValid
from reports.form_model import FormCell, FormTable
from reports.wording import joined

NOTHING = ("", "/")
"""How published reports print that there was nothing, besides 0 (domain facts 3b)."""


def form_table(table: FormTable, values: Mapping[str, Words]) -> Table:
    """`values` by the key of the cell; those of other tables are left alone. Nothing is printed as 0.

    Raises NotValid: a cell that the table lacks, or one without a value, blank or not."""
    known = {cell.key for cell in table.keyed()}
    for key in values:
        if key.partition(".")[0] == table.name and key not in known:
            raise NotValid("report.unknown_cell", value=key, format=table.caption)
    return Table(
        table.name, table.caption, [[_cell(cell, values) for cell in row] for row in table.rows]
    )


def _cell(cell: FormCell, values: Mapping[str, Words]) -> Cell:
    if not cell.key:
        return Cell([cell.text], True, cell.columns, cell.rows)
    if cell.key not in values:
        raise NotValid("report.no_value", place=cell.place, value=cell.key)
    words = values[cell.key]
    return Cell(
        ["0"] if joined(words).strip() in NOTHING else words, False, cell.columns, cell.rows
    )

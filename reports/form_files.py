"""Reads a form strictly: a mistake in its file is named (cases.errors.BadTable), never skipped."""

from collections.abc import Sequence

from cases.errors import BadTable
from cases.tables import TableRow
from reports.form_identities import identities_of
from reports.form_model import NO_END, Form, FormSection, FormTable
from reports.form_rows import rows_of
from reports.form_toml import Texts, Told, loaded, once, rows_named

TOP = frozenset(
    ["title", "first", "last", "source", "due", "charts_heading", "section", "table", "identity"],
)
SECTION = frozenset({"number", "heading", "narrative", "words", "topics"})
TABLE = frozenset({"name", "section", "caption", "head", "row", "column"})
SAME = frozenset({"name", "same_as"})


def parsed(id: str, texts: Texts) -> Form:
    """`texts`: the TOML of a format by its id; one form may take a table from another. Raises BadTable."""
    file, told = loaded(id, texts)
    top = TableRow({"file": file, "table": "form", "row": "1"}, told)
    top.refuse_others(TOP)
    sections = [
        _section(row) for row, _ in rows_named(file, "section", told.get("section", ()), SECTION)
    ]
    once(file, "section", (section.number for section in sections))
    whole = [
        _whole(row, cells, texts) for row, cells in rows_named(file, "table", told.get("table", ()))
    ]
    once(file, "table", (str(table["name"]) for table in whole))
    tables = [_table(file, n, table, sections) for n, table in enumerate(whole, 1)]
    identities = identities_of(file, told.get("identity", ()), whole, tables)
    return Form(
        id=id,
        title=top.field("title", str),
        first=top.field("first", int),
        last=top.optional("last", int, NO_END),
        source=top.field("source", str),
        due=_day(top),
        charts_heading=top.optional("charts_heading", str, ""),
        sections=sections,
        tables=tables,
        identities=[i for i in identities if not (i.before or i.is_warning)],
        looser=[i for i in identities if i.before or i.is_warning],
    )


def _day(top: TableRow) -> tuple[int, int]:
    match top.field("due", list):
        case [int(month), int(day)] if 1 <= month <= 12 and 1 <= day <= 31:
            return month, day
    raise top.wrong("due")


def _section(row: TableRow) -> FormSection:
    return FormSection(
        number=row.field("number", str),
        heading=row.field("heading", str),
        narrative=row.optional("narrative", bool, False),
        words=row.optional("words", str, ""),
        topics=row.optional("topics", list, []),
    )


def _whole(row: TableRow, told: Told, texts: Texts) -> Told:
    """A table that is the same as in another form stands there."""
    name = row.field("name", str)
    if "same_as" not in told:
        row.refuse_others(TABLE)
        return told
    row.refuse_others(SAME)
    _, other = loaded(row.field("same_as", str), texts)
    for table in other.get("table", ()):
        if table.get("name") == name:
            found: Told = table
            return found
    raise row.wrong("same_as")


def _table(file: str, number: int, told: Told, sections: Sequence[FormSection]) -> FormTable:
    row = TableRow({"file": file, "table": "table", "row": str(number)}, told)
    section = row.field("section", str)
    if section not in {found.number for found in sections}:
        raise row.wrong("section")
    once(file, "table.row", (str(line["id"]) for line in told["row"] if "id" in line))
    rows = rows_of(file, told)
    table = FormTable(row.field("name", str), section, row.field("caption", str), rows)
    _require_rectangle(file, table)
    return table


def _require_rectangle(file: str, table: FormTable) -> None:
    """Every place covered by one cell, as wide as the first row. Raises BadTable naming the row."""
    covered: set[tuple[int, int]] = set()
    width = sum(cell.columns for cell in table.rows[0]) if table.rows else 0
    for at, cells in enumerate(table.rows):
        for cell in cells:
            column = next(n for n in range(width + 1) if (at, n) not in covered)
            own = {(at + y, column + x) for y in range(cell.rows) for x in range(cell.columns)}
            if own & covered or column + cell.columns > width:
                raise BadTable("form.uneven", file=file, table=table.name, row=str(at + 1))
            covered |= own
        if any((at, column) not in covered for column in range(width)):
            raise BadTable("form.uneven", file=file, table=table.name, row=str(at + 1))
    if max((row for row, _ in covered), default=-1) >= len(table.rows):
        raise BadTable("form.uneven", file=file, table=table.name, row=str(len(table.rows)))

"""The forms that a report takes (reports/formats/): sections, tables, identities, and the years in which each holds.

A new form is a new file; nothing here knows one of them.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reports.bindings import Binding, binding
from reports.errors import NotValid
from reports.registers import Register

FORMATS = ("2008", "2019", "2021")
"""Of the annual report, in the order of time."""
OTHERS = ("website",)
NO_END = 9999


@dataclass(frozen=True, slots=True)
class FormSection:
    """`narrative`: a person has to write it; otherwise its `words` stand unless somebody writes others."""

    number: str
    heading: str
    narrative: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A heading cell, or (with a `key`: table.row.column) one for a number. `told` binds it as in bindings.toml;
    `place` is where a reader finds it in the printed table."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    key: str = ""
    told: Mapping[str, Any] | None = None
    style: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class FormTable:
    name: str
    section: str
    caption: str
    rows: Sequence[Sequence[FormCell]]


@dataclass(frozen=True, slots=True)
class Identity:
    """The cells on the left add up to those on the right. `place` says where; `rule` as the form has it."""

    name: str
    place: str
    rule: str
    left: Sequence[str]
    right: Sequence[str]


@dataclass(frozen=True, slots=True)
class Form:
    """Holds for reports on the years from `first` to `last`."""

    id: str
    title: str
    first: int
    last: int
    source: str
    charts_heading: str
    sections: Sequence[FormSection]
    tables: Sequence[FormTable]
    identities: Sequence[Identity]

    def cells(self) -> Mapping[str, FormCell]:
        """Those for numbers, by key, in the order of the form."""
        return {
            cell.key: cell
            for table in self.tables
            for row in table.rows
            for cell in row
            if cell.key
        }

    def bindings(self, registers: Mapping[str, Register]) -> Mapping[str, Binding]:
        """Of the cells, by key. Raises BadWording."""
        return {key: binding(key, cell.told or {}, registers) for key, cell in self.cells().items()}


def form(id: str, year: int) -> Form:
    """Raises NotValid for an unknown one, or one that does not hold for reports on that year."""
    if id not in (*FORMATS, *OTHERS):
        known = "、".join((*FORMATS, *OTHERS))
        raise NotValid("report.format_unknown", value=id, known=known)
    found = read_form(id)
    if not found.first <= year <= found.last:
        last = "" if found.last == NO_END else str(found.last)
        years = {"first": str(found.first), "last": last, "right": form_of(year)}
        raise NotValid("report.format_years", value=id, year=str(year), **years)
    return found


def form_of(year: int) -> str:
    """The format that holds; '' before there was any."""
    return next((id for id in reversed(FORMATS) if read_form(id).first <= year), "")


@cache
def read_form(id: str) -> Form:
    told = _told(id)
    return Form(
        id=id,
        title=told["title"],
        first=told["first"],
        last=told.get("last", NO_END),
        source=told["source"],
        charts_heading=told["charts_heading"],
        sections=[FormSection(**section) for section in told["section"]],
        tables=[_table(_whole(table)) for table in told.get("table", ())],
        identities=[
            identity
            for rule in told.get("identity", ())
            for identity in _identities(rule, _whole(_named(told, rule["table"])))
        ],
    )


def _told(id: str) -> Mapping[str, Any]:
    return tomllib.loads(files("reports.formats").joinpath(f"{id}.toml").read_text("utf-8"))


def _whole(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """A table that is the same as in another form stands there."""
    return _named(_told(table["same_as"]), table["name"]) if "same_as" in table else table


def _named(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    [table] = [table for table in told["table"] if table["name"] == name]
    found: Mapping[str, Any] = table
    return found


def _table(told: Mapping[str, Any]) -> FormTable:
    heads = [[FormCell(**cell) for cell in row] for row in told["head"]]
    rows = [_row(told, row) for row in told["row"]]
    return FormTable(told["name"], told["section"], told["caption"], [*heads, *rows])


def _row(table: Mapping[str, Any], told: Mapping[str, Any]) -> list[FormCell]:
    if "heads" in told:
        return [FormCell(**cell) for cell in told["heads"]]
    lead = [FormCell(**cell) for cell in told["lead"]]
    return [*lead, *(_value(table, told, column) for column in _columns(table, told))]


def _columns(table: Mapping[str, Any], row: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The row's own, else the table's."""
    found: Sequence[Mapping[str, Any]] = row.get("cell") or table.get("column", ())
    return found


def _value(table: Mapping[str, Any], row: Mapping[str, Any], column: Mapping[str, Any]) -> FormCell:
    """What row and column say together binds the cell."""
    own = ("id", "label", "lead", "cell", "columns", "style")
    told = {k: v for k, v in {**row, **column}.items() if k not in own}
    return FormCell(
        columns=column.get("columns", 1),
        key=f"{table['name']}.{row['id']}.{column['id']}",
        told=told,
        style=column.get("style", ""),
        place=f"{table['caption']}：{row['label']} × {column['label']}",
    )


def _identities(rule: Mapping[str, Any], table: Mapping[str, Any]) -> list[Identity]:
    """One for each column, or for each row, of the table; those of a column name rows, and the other way round."""
    name = table["name"]
    rows = [row for row in table["row"] if "heads" not in row]
    if rule["each"] == "column":
        places = [(column["id"], column["label"]) for column in table["column"]]
        keys = [(label, [f"{name}.{{}}.{id}"]) for id, label in places]
    else:
        keys = [(row["label"], [f"{name}.{row['id']}.{{}}"]) for row in rows]
    return [
        Identity(
            name=f"{rule['name']}.{place}",
            place=f"{table['caption']}：{place}",
            rule=rule["rule"],
            left=[key.format(id) for id in rule["left"]],
            right=[key.format(id) for id in rule["right"]],
        )
        for place, [key] in keys
    ]

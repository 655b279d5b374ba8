"""The kinds of answer to an application and the rows of the report, as cases/kinds/disclosure.toml has them."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from cases.errors import BadTable
from cases.tables import TableRow, read_rows

FILE = "kinds/disclosure.toml"
STATED = frozenset({"text", "where", "reason", "basis", "remedy", "rule", "whose"})
"""What an answer can be asked to state."""


@dataclass(frozen=True, slots=True)
class ReplyKind:
    """Holds for applications received from `first` to `last`, both included."""

    name: str
    source: str
    needs: tuple[str, ...]
    results: tuple[str, ...]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Result:
    """One of the 21 rows of table 三（三）; `heading` is '' where the group is the row."""

    name: str
    group: str
    heading: str


@dataclass(frozen=True, slots=True)
class DisclosureTables:
    replies: tuple[ReplyKind, ...]
    results: dict[str, Result]
    """By name, in the order of the form."""
    applicants: dict[str, str]
    """Name → label, in the order of the form."""

    def result_named(self, written: str) -> str:
        """The name of a row as an office writes it (予以公开, 属于国家秘密). Raises KeyError."""
        plain = _unnumbered(written)
        for name, result in self.results.items():
            if plain in (name, _unnumbered(result.heading or result.group)):
                return name
        raise KeyError(written)

    def applicant_named(self, written: str) -> str:
        """Raises KeyError."""
        for name, label in self.applicants.items():
            if written in (name, label):
                return name
        raise KeyError(written)


@cache
def disclosure_tables() -> DisclosureTables:
    return read_disclosure()


def read_disclosure(text: str | None = None) -> DisclosureTables:
    """Raises BadTable: a result that no row names, an unknown thing to state, a row twice."""
    results: dict[str, Result] = {}
    for row in read_rows(FILE, "result", text):
        name = row.field("name", str)
        if name in results:
            raise row.wrong("name")
        results[name] = Result(name, row.field("group", str), row.optional("heading", str, ""))
    replies = tuple(_reply(row, results) for row in read_rows(FILE, "reply", text))
    if unused := results.keys() - {name for reply in replies for name in reply.results}:
        raise BadTable("table.unused", file=FILE, name="、".join(sorted(unused)))
    return DisclosureTables(replies, results, _applicants(text))


def _applicants(text: str | None) -> dict[str, str]:
    rows = read_rows(FILE, "applicant", text)
    return {row.field("name", str): row.field("label", str) for row in rows}


def _unnumbered(label: str) -> str:
    return re.sub(r"^(?:（.）|[0-9]+[.．、])\s*", "", label)


def _reply(row: TableRow, results: dict[str, Result]) -> ReplyKind:
    needs, counted = row.field("needs", list), row.field("results", list)
    if not set(needs) <= STATED:
        raise row.wrong("needs")
    if not counted or not set(counted) <= results.keys():
        raise row.wrong("results")
    return ReplyKind(
        name=row.field("name", str),
        source=row.field("source", str),
        needs=tuple(needs),
        results=tuple(counted),
        first=row.optional("from", date, date.min),
        last=row.optional("to", date, date.max),
    )

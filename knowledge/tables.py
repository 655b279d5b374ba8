"""A table file (.csv, .tsv, .xlsx) → its head and its rows, with a finding for each row that cannot be used."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from knowledge.decoding import CONTROL, UNDECODED, decode
from knowledge.findings import Finding, Unreadable, shown
from knowledge.reading.child import in_child
from knowledge.reading.files import contents

TABLES = (".csv", ".tsv", ".xlsx")

Row = tuple[int, tuple[object, ...]]
"""Row number as a spreadsheet shows it (from 1, the head counted) and one cell for each column of the head.

A cell is a str without outer blanks ('' when empty) or, from a workbook, int, float, bool, datetime or date.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are the sound ones; `findings` name the others. An unreadable file is one finding and no head."""

    head: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()


def read_table(path: Path) -> Table:
    """Raises OSError when the file cannot be opened; everything else that is wrong is a finding."""
    try:
        data = contents(path)
        if path.suffix.lower() not in TABLES:
            raise Unreadable("finding.unknown_ending", ending=path.suffix, known=" ".join(TABLES))
        if path.suffix.lower() == ".xlsx":
            return _workbook(path)
        return _table(*_records(decode(data)))
    except Unreadable as e:
        return Table(findings=(e.finding,))


def read_text_table(text: str) -> Table:
    """Of a CSV text that ships with the program."""
    return _table(*_records(text))


def _workbook(path: Path) -> Table:
    match in_child("sheet", path):
        case {"rows": list(rows), "more": list(more)}:
            unread = [Finding("finding.more_sheets", value=shown(name)) for name in more]
            return _table(list(enumerate(rows, 1)), unread)
        case _:
            raise Unreadable("finding.broken", form=path.suffix)


def _records(text: str) -> tuple[list[tuple[int, Sequence[object]]], list[Finding]]:
    """Every record with its number, and a finding for each that breaks the rules of quoting."""
    records: list[tuple[int, Sequence[object]]] = []
    findings: list[Finding] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    while True:
        number += 1
        try:
            records.append((number, next(reader)))
        except StopIteration:
            return records, findings
        except csv.Error:
            findings.append(Finding("finding.quoting", number))


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",\t;", key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))


def _table(records: Sequence[tuple[int, Sequence[object]]], findings: list[Finding]) -> Table:
    rows = [(number, _cells(cells)) for number, cells in records]
    rows = [(number, cells) for number, cells in rows if any(cell != "" for cell in cells)]
    if len(rows) > 1 and _is_caption(rows[0][1]) and not _is_caption(rows[1][1]):
        del rows[0]
    if not rows:
        raise Unreadable("finding.empty_table")
    head = tuple(str(cell) for cell in _without_tail(rows[0][1]))
    found = [*findings, *_wrong_head(rows[0][0], head)]
    good: list[Row] = []
    for number, cells in rows[1:]:
        if wrong := next(_wrong_cells(number, head, cells), None):
            found.append(wrong)
        else:
            good.append((number, _fit(cells, len(head))))
    return Table(head, good, tuple(sorted(found, key=lambda f: int(f.place or 0))))


def _cells(cells: Sequence[object]) -> tuple[object, ...]:
    return tuple(c.strip() if isinstance(c, str) else "" if c is None else c for c in cells)


def _is_caption(cells: Sequence[object]) -> bool:
    """A single filled cell above the head: the name of the register."""
    return sum(cell != "" for cell in cells) == 1


def _without_tail(cells: Sequence[object]) -> Sequence[object]:
    filled = [i for i, cell in enumerate(cells) if cell != ""]
    return cells[: filled[-1] + 1]


def _fit(cells: tuple[object, ...], width: int) -> tuple[object, ...]:
    return (*cells[:width], *[""] * (width - len(cells)))


def _wrong_head(number: int, head: Sequence[str]) -> Iterator[Finding]:
    for i, name in enumerate(head):
        if UNDECODED.search(name):
            yield Finding("finding.encoding", number, value=shown(name))
        elif CONTROL.search(name):
            yield Finding("finding.control", number, value=shown(name))
        elif name and name in head[:i]:
            yield Finding("finding.column_twice", number, name)


def _wrong_cells(number: int, head: Sequence[str], cells: Sequence[object]) -> Iterator[Finding]:
    for i, cell in enumerate(cells):
        column = head[i] if i < len(head) else ""
        if i >= len(head) and cell != "":
            yield Finding("finding.extra_cell", number, value=shown(cell))
        elif not isinstance(cell, str):
            continue
        elif UNDECODED.search(cell):
            yield Finding("finding.encoding", number, column, shown(cell))
        elif CONTROL.search(cell):
            yield Finding("finding.control", number, column, shown(cell))

"""A workbook (.xlsx) → rows; runs in the child process. Macros and formulas are never run: stored values are read."""

import warnings
from pathlib import Path

import openpyxl

MOST_CELLS = 2_000_000


def read(path: Path) -> dict[str, object]:
    """{'rows': the first sheet that holds anything, 'more': names of other sheets that do}. Raises MemoryError."""
    warnings.simplefilter("ignore")
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    sheets = {name: _rows(book[name]) for name in book.sheetnames if name in _worksheets(book)}
    filled = [name for name, rows in sheets.items() if any(any(row) for row in rows)]
    return {"rows": sheets[filled[0]] if filled else [], "more": filled[1:]}


def _worksheets(book: openpyxl.Workbook) -> set[str]:
    return {sheet.title for sheet in book.worksheets}


def _rows(sheet: object) -> list[list[object]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # the declared size may lie
    rows: list[list[object]] = []
    cells = 0
    for row in sheet.iter_rows(values_only=True):  # type: ignore[attr-defined]
        cells += len(row) + 1
        if cells > MOST_CELLS:
            raise MemoryError
        rows.append(list(row))
    return rows

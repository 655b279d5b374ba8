"""Where the cells of a report's table lie, for files that know columns and not HTML's rows."""

from collections.abc import Iterator

from reports.document import Cell, Table

LATIN = 0.65


def placed(table: Table) -> Iterator[list[tuple[int, Cell]]]:
    """Each row's cells with the column they begin in, from 0."""
    covered: set[tuple[int, int]] = set()
    for at, cells in enumerate(table.rows):
        column = 0
        row = []
        for cell in cells:
            while (at, column) in covered:
                column += 1
            row.append((column, cell))
            covered |= {
                (at + down, column + right)
                for down in range(cell.rows)
                for right in range(cell.columns)
            }
        yield row


def width(table: Table) -> int:
    """In columns."""
    return max((at + cell.columns for row in placed(table) for at, cell in row), default=0)


def head_rows(table: Table) -> int:
    """How many rows at the top are repeated on every page: heads throughout, none of which reaches below them."""
    rows = 0
    for row in table.rows:
        if not all(cell.is_head for cell in row):
            break
        rows += 1
    while rows and any(
        at + cell.rows > rows for at, row in enumerate(table.rows[:rows]) for cell in row
    ):
        rows -= 1
    return rows


def ems(text: str) -> float:
    """Width in characters of the font's size; Latin letters and digits as wide as in the widest usual font."""
    return sum(LATIN if character < "\u2e80" else 1 for character in text)

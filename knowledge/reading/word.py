"""A text document (.docx) → headings and paragraphs; runs in the child process. Macros are never run."""

import re
from pathlib import Path

import docx
from docx.table import Table

from knowledge.reading.blocks import Block
from knowledge.reading.paper import Paper

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)


def read(path: Path) -> dict[str, object]:
    """A row of a table is a paragraph."""
    document = docx.Document(str(path))
    found: list[tuple[int, str]] = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            found += [(0, row) for row in _rows(item)]
        else:
            found.append((_level(item.style.name if item.style else ""), item.text.strip()))
    titled = any(level == -1 for level, _ in found)
    return Paper([Block(_under(level, titled), text) for level, text in found if text]).as_json()


def _level(style: str | None) -> int:
    """-1 for the document's own title."""
    style = style or ""
    if style.lower() in ("title", "标题"):
        return -1
    heading = _HEADING.match(style)
    return int(heading.group(1)) if heading else 0


def _under(level: int, titled: bool) -> int:
    return 1 if level == -1 else level + (titled and level > 0)


def _rows(table: Table) -> list[str]:
    """A merged cell is there once for each column it spans and is taken once."""
    rows = []
    for row in table.rows:
        cells = list(dict.fromkeys(cell._tc for cell in row.cells))
        texts = ["".join(cell.itertext()).strip() for cell in cells]
        rows.append(" ".join(filter(None, texts)))
    return rows

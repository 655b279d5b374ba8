"""Tables of the report in Word: merged cells, columns as wide as what stands in them, heads on every page."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bot.report_files.docx_layout import NOTES, TABLE
from bot.report_files.grid import ems, head_rows, placed, width
from reports.document import Cell, Chart, Table
from reports.wording import joined

Legible = Callable[[str], str]
PADDING = {"top": 20, "left": 28, "bottom": 20, "right": 28}
"""Around a cell's text, in twentieths of a point, in the order of the schema."""
ROOM = 0.7
"""Left and right together with the border, in characters."""
FEWEST, MOST = 3, 20
"""Characters of a line that a column is made wide for: at least where text can be broken, at most anywhere."""


def draw_table(paper: Any, table: Table, legible: Legible) -> None:
    columns = width(table)
    drawn = _grid(paper, len(table.rows), columns)
    rows = list(placed(table))
    least, wish = [ROOM] * columns, [ROOM] * columns
    for column, cell in chain.from_iterable(rows):
        if cell.columns == 1:
            text = joined(cell.words)
            least[column] = max(least[column], _unbroken(text) + ROOM)
            wish[column] = max(wish[column], min(ems(text) / cell.rows, MOST) + ROOM)
    # before merging, which adds the widths up
    _widen(drawn, _shared(_room(paper) / TABLE, least, wish))
    grid = [row.cells for row in drawn.rows]
    for at, cells in enumerate(rows):
        for column, cell in cells:
            _write(_merged(grid, at, column, cell), legible(joined(cell.words)), "Cell")
    _repeat_head(drawn, head_rows(table))


def draw_values(paper: Any, chart: Chart, legible: Legible) -> None:
    """A chart's values: every reader can take the numbers from them."""
    head = ["", *(series.label for series in chart.series)]
    told = [["" if v is None else str(v) for v in series.values] for series in chart.series]
    rows = [head, *([name, *cells] for name, *cells in zip(chart.categories, *told, strict=True))]
    drawn = _grid(paper, len(rows), len(head))
    _fill(drawn, rows, "Cell", legible)
    _widen(drawn, [_room(paper) / TABLE / len(head)] * len(head))
    _repeat_head(drawn, 1)


def draw_notes(paper: Any, rows: Sequence[Sequence[str]], legible: Legible) -> None:
    """`rows` begin with the head."""
    drawn = _grid(paper, len(rows), len(rows[0]))
    _fill(drawn, rows, "Note", legible)
    columns = list(zip(*rows, strict=True))
    least = [max(map(_unbroken, column)) + ROOM for column in columns]
    wish = [_usual(column) + ROOM for column in columns]
    _widen(drawn, _shared(_room(paper) / NOTES, least, wish), NOTES)
    _repeat_head(drawn, 1)


def _usual(texts: Sequence[str]) -> float:
    """Between the mean and the longest, so that one long text does not take the room of many."""
    lengths = [min(ems(text), MOST) for text in texts]
    return (sum(lengths) / len(lengths) + max(lengths)) / 2


def _unbroken(text: str) -> float:
    """What has to stand in one line: a number, a day; of other text a few characters."""
    return ems(text) if text.isascii() else min(ems(text), FEWEST)


def _shared(room: float, least: Sequence[float], wish: Sequence[float]) -> Sequence[float]:
    """Each column's width: the least, and of what is left in proportion to what it wishes beyond."""
    wishes = [max(b - a, 0) for a, b in zip(least, wish, strict=True)]
    left, wished = room - sum(least), sum(wishes)
    if left <= 0 or not wished:
        return [one * room / sum(least) for one in least]
    return [one + left * beyond / wished for one, beyond in zip(least, wishes, strict=True)]


def _room(paper: Any) -> int:
    """Between the margins of the page that is written on."""
    section = paper.sections[-1]
    return int(section.page_width - section.left_margin - section.right_margin)


def _grid(paper: Any, rows: int, columns: int) -> Any:
    drawn = paper.add_table(rows, columns, "Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    drawn.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side, wide in PADDING.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(wide))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    drawn._tbl.tblPr.append(margins)
    for row in drawn.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return drawn


def _merged(grid: Sequence[Sequence[Any]], row: int, column: int, cell: Cell) -> Any:
    target = grid[row][column]
    if cell.rows == cell.columns == 1:
        return target
    return target.merge(grid[row + cell.rows - 1][column + cell.columns - 1])


def _fill(drawn: Any, rows: Sequence[Sequence[str]], style: str, legible: Legible) -> None:
    for row, texts in zip(drawn.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell, legible(text), style)


def _write(cell: Any, text: str, style: str) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text)


def _widen(drawn: Any, widths: Sequence[float], size: int = TABLE) -> None:
    """`widths` in characters of `size`."""
    for column, one in zip(drawn.columns, widths, strict=True):
        column.width = int(one * size)
    for row in drawn.rows:
        for cell, one in zip(row.cells, widths, strict=True):
            cell.width = int(one * size)


def _repeat_head(drawn: Any, rows: int) -> None:
    for row in list(drawn.rows)[:rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

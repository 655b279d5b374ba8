"""The report as a workbook: its text, its tables with numbers as numbers, charts that Excel draws, and the notes."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from bot.messages import say
from bot.report_files.grid import ems, head_rows, placed, width
from bot.report_files.noted import REPORTS, shown_notes, written_on
from reports.document import Cell, Chart, Document, Paragraph, Table
from reports.wording import joined

AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
A4 = 9
LINE = 18
"""Height of a line in points: programs do not work it out for a file that they did not write."""
NARROWEST, WIDEST, TEXT_WIDTH = 9, 44, 66
"""Of columns, in digits; a Chinese character is as wide as two."""
LONGEST_NAME = 31
"""Of a sheet."""
_REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?")
"""What Excel keeps to the last digit; 007 is no number."""
NOTES_HEAD = (
    *("report.note", "figures.column.figure", "report.printed", "figures.column.numerator"),
    *("figures.column.denominator", "report.measure", "figures.column.base"),
    *("figures.column.as_of", "report.definition", "report.listed", "report.query"),
)
NOTES_WIDTHS = (6, 32, 16, 12, 12, 10, 18, 15, 40, 10, 60)


def as_xlsx(document: Document) -> bytes:
    """Sheets: the text, one for each table and chart (named as the table, as the chart's caption), the notes."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, AS_TEXT) as book:
        made = datetime.combine(written_on(document), time())
        told = {"title": document.title, "author": document.office, "created": made}
        book.set_properties(told)
        writer = _Book(book, is_draft=document.is_draft)
        writer.text(document)
        for section in document.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    writer.table(block)
                elif isinstance(block, Chart):
                    writer.chart(block)
        writer.notes(document)
    return content.getvalue()


class _Book:
    def __init__(self, book: Any, *, is_draft: bool) -> None:
        self._book = book
        self._draft = say("report.draft", REPORTS) if is_draft else ""
        self._names: set[str] = set()
        edge = {"border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
        self._title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        self._bold = book.add_format({"bold": True, "text_wrap": True})
        self._caption = book.add_format({"bold": True})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._top = book.add_format({"valign": "top"})
        self._head = book.add_format({**edge, "bg_color": "#EEF3F3"})
        self._value = book.add_format(edge)

    def text(self, document: Document) -> None:
        sheet = self._sheet(say("report.text", REPORTS))
        sheet.set_column(0, 0, TEXT_WIDTH)
        lines = [(self._draft + document.title, self._title)]
        lines += [(joined(paragraph.words), self._wrap) for paragraph in document.preamble]
        for section in document.sections:
            lines.append((section.heading, self._bold))
            own = (block for block in section.blocks if isinstance(block, Paragraph))
            lines += [(joined(block.words), self._wrap) for block in own]
        for row, (text, form) in enumerate(lines):
            sheet.write_string(row, 0, text, form)
            sheet.set_row(row, _height([(text, TEXT_WIDTH)]) + (LINE if row == 0 else 0))

    def table(self, table: Table) -> None:
        sheet = self._sheet(table.name, across=True)
        widths = _widths(table)
        for column, wide in enumerate(widths):
            sheet.set_column(column, column, wide)
        sheet.write_string(0, 0, table.caption, self._caption)
        if rows := head_rows(table):
            sheet.repeat_rows(1, rows)
            sheet.freeze_panes(rows + 1, 0)
        for at, cells in enumerate(placed(table), 1):
            own = [(column, cell) for column, cell in cells if cell.rows == 1]
            texts = ((joined(c.words), sum(widths[at : at + c.columns])) for at, c in own)
            sheet.set_row(at, _height(texts))
            for column, cell in cells:
                self._cell(sheet, at, column, cell)

    def chart(self, chart: Chart) -> None:
        sheet = self._sheet(chart.caption)
        sheet.set_column(0, 0, 16)
        for column, series in enumerate(chart.series, 1):
            sheet.write_string(0, column, series.label, self._bold)
            for row, value in enumerate(series.values, 1):
                sheet.write(row, column, value)
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, category)
        if chart.categories and chart.series:
            sheet.insert_chart(1, len(chart.series) + 2, self._drawn(chart, sheet.name))

    def notes(self, document: Document) -> None:
        """Numerator and denominator as numbers, so that a share can be worked out again. Queries are not printed."""
        sheet = self._sheet(say("report.sources", REPORTS), across=True)
        sheet.print_area(0, 0, len(document.notes), len(NOTES_HEAD) - 2)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for column, (key, wide) in enumerate(zip(NOTES_HEAD, NOTES_WIDTHS, strict=True)):
            sheet.set_column(column, column, wide)
            sheet.write_string(0, column, say(key, REPORTS), self._bold)
        for row, note in enumerate(shown_notes(document), 1):
            cells = (
                *(note.number, note.label, note.printed, note.numerator, note.denominator),
                *(note.unit, note.base, str(note.as_of), note.definition, note.listed, note.query),
            )
            texts = ((str(value), wide) for value, wide in zip(cells, NOTES_WIDTHS, strict=True))
            sheet.set_row(row, _height(list(texts)[:-1]))
            for column, value in enumerate(cells):
                sheet.write(row, column, value, self._top if value is note.query else self._wrap)

    def _sheet(self, name: str, *, across: bool = False) -> Any:
        sheet = self._book.add_worksheet(self._name(name))
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        if across:
            sheet.set_landscape()
        if self._draft:
            sheet.set_header(f"&C{self._draft}")
        return sheet

    def _name(self, wanted: str) -> str:
        """As Excel allows it: short, without its signs, once (capitals apart)."""
        legal = _REFUSED.sub(" ", wanted).strip(" '") or "-"
        name, n = legal[:LONGEST_NAME], 1
        while name.lower() in self._names:
            n += 1
            name = f"{legal[: LONGEST_NAME - len(str(n)) - 1]} {n}"
        self._names.add(name.lower())
        return name

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        form = self._head if cell.is_head else self._value
        text = joined(cell.words)
        value = float(text) if not cell.is_head and _NUMBER.fullmatch(text) else text
        if cell.rows > 1 or cell.columns > 1:
            last = (row + cell.rows - 1, column + cell.columns - 1)
            sheet.merge_range(row, column, *last, "", form)
        sheet.write(row, column, value, form)

    def _drawn(self, chart: Chart, sheet: str) -> Any:
        drawn = self._book.add_chart({"type": "column"})
        last = len(chart.categories)
        for column in range(1, len(chart.series) + 1):
            drawn.add_series(
                {
                    "name": [sheet, 0, column],
                    "categories": [sheet, 1, 0, last, 0],
                    "values": [sheet, 1, column, last, column],
                }
            )
        # bars that begin elsewhere would not compare
        drawn.set_y_axis({"min": 0})
        drawn.set_title({"name": chart.caption})
        drawn.set_size({"width": 760, "height": 360})
        return drawn


def _widths(table: Table) -> list[float]:
    widths = [float(NARROWEST)] * width(table)
    for cells in placed(table):
        for column, cell in cells:
            if cell.columns == 1:
                wide = min(2 * ems(joined(cell.words)) / cell.rows + 2, WIDEST)
                widths[column] = max(widths[column], wide)
    return widths


def _height(texts: Iterable[tuple[str, float]]) -> int:
    """Of a row: (text, width of its column)."""
    lines = (ceil((2 * ems(text) + 1) / wide) for text, wide in texts)
    return LINE * max(1, *lines, 1)

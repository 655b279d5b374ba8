"""The report as a workbook: its text, its tables with numbers as numbers, charts that Excel draws, and the notes."""

from datetime import datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from bot.messages import say
from bot.report_files.noted import REPORTS, shown_notes, written_on
from reports.document import Cell, Chart, Document, Paragraph, Table
from reports.wording import joined

AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
NOTES_HEAD = (
    *("report.note", "figures.column.figure", "report.printed", "report.counted"),
    *("figures.column.base", "figures.column.as_of", "report.definition", "report.query"),
)


def as_xlsx(document: Document) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, AS_TEXT) as book:
        made = datetime.combine(written_on(document), time())
        told = {"title": document.title, "author": document.office, "created": made}
        book.set_properties(told)
        writer = _Book(book)
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
    def __init__(self, book: Any) -> None:
        self._book = book
        edge = {"border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
        self._title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        self._bold = book.add_format({"bold": True, "text_wrap": True})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._head = book.add_format({**edge, "bg_color": "#EEF3F3"})
        self._value = book.add_format(edge)

    def text(self, document: Document) -> None:
        sheet = self._book.add_worksheet(say("report.text", REPORTS))
        sheet.set_column(0, 0, 100)
        title = document.title
        if document.is_draft:
            title = f"{say('report.draft', REPORTS)} {title}"
        lines = [(title, self._title)]
        lines += [(joined(paragraph.words), self._wrap) for paragraph in document.preamble]
        for section in document.sections:
            lines.append((section.heading, self._bold))
            own = (block for block in section.blocks if isinstance(block, Paragraph))
            lines += [(joined(block.words), self._wrap) for block in own]
        for row, (text, form) in enumerate(lines):
            sheet.write_string(row, 0, text, form)

    def table(self, table: Table) -> None:
        sheet = self._book.add_worksheet(table.name)
        sheet.set_column(0, 20, 12)
        sheet.write_string(0, 0, table.caption, self._bold)
        covered: set[tuple[int, int]] = set()
        for at, cells in enumerate(table.rows, 1):
            column = 0
            for cell in cells:
                while (at, column) in covered:
                    column += 1
                self._cell(sheet, at, column, cell)
                covered |= {
                    (at + down, column + right)
                    for down in range(cell.rows)
                    for right in range(cell.columns)
                }
                column += cell.columns

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        form = self._head if cell.is_head else self._value
        text = joined(cell.words)
        value = float(text) if not cell.is_head and _is_number(text) else text
        if cell.rows > 1 or cell.columns > 1:
            last = (row + cell.rows - 1, column + cell.columns - 1)
            sheet.merge_range(row, column, *last, "", form)
        sheet.write(row, column, value, form)

    def chart(self, chart: Chart) -> None:
        sheet = self._book.add_worksheet(chart.caption[:31])
        sheet.set_column(0, 0, 16)
        for column, series in enumerate(chart.series, 1):
            sheet.write_string(0, column, series.label, self._bold)
            for row, value in enumerate(series.values, 1):
                sheet.write(row, column, value)
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, category)
        drawn = self._book.add_chart({"type": "column"})
        last = len(chart.categories)
        for column in range(1, len(chart.series) + 1):
            drawn.add_series(
                {
                    "name": [sheet.name, 0, column],
                    "categories": [sheet.name, 1, 0, last, 0],
                    "values": [sheet.name, 1, column, last, column],
                }
            )
        drawn.set_title({"name": chart.caption})
        drawn.set_size({"width": 760, "height": 360})
        sheet.insert_chart(1, len(chart.series) + 2, drawn)

    def notes(self, document: Document) -> None:
        sheet = self._book.add_worksheet(say("report.sources", REPORTS))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 7, 24)
        for column, key in enumerate(NOTES_HEAD):
            sheet.write_string(0, column, say(key, REPORTS), self._bold)
        for row, note in enumerate(shown_notes(document), 1):
            sheet.write_number(row, 0, note.number)
            texts = (note.label, note.printed, note.counted, note.base, str(note.as_of))
            for column, text in enumerate((*texts, note.definition, note.query), 1):
                sheet.write_string(row, column, text)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()

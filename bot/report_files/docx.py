"""The report as an office prints it: a document for Word in the layout of 《党政机关公文格式》 (GB/T 9704-2012).

Sizes: 二号 22 pt, 三号 16 pt, 小五 9 pt in tables. The fonts are named, not carried: where one is missing the reader's
program takes another.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from bot.messages import say
from bot.report_files.noted import REPORTS, cell_notes, shown_notes, written_on
from reports.document import Cell, Chart, Document, Paragraph, Table
from reports.wording import joined

TITLE, BODY, SMALL = Pt(22), Pt(16), Pt(9)
LINE = Pt(28)
MARGINS = {"top": Mm(37), "bottom": Mm(35), "left": Mm(28), "right": Mm(26)}
LONGEST = 12
"""Characters beyond which a column is made no wider."""
NARROWEST = 5
PADDING = "28"
"""In twentieths of a point."""
NOTES_WEIGHTS = (3, 12, 7, 10, 8, 16)
FONTS = {
    "Title": ("方正小标宋简体", TITLE),
    "Heading 1": ("黑体", BODY),
    "Heading 2": ("楷体_GB2312", BODY),
    "Normal": ("仿宋_GB2312", BODY),
    "Cell": ("仿宋_GB2312", SMALL),
}
NOTES_HEAD = (
    *("report.note", "figures.column.figure", "report.printed", "report.counted"),
    *("figures.column.as_of", "report.definition"),
)


def as_docx(document: Document) -> bytes:
    """Real headings, tables and page numbers; a draft says so on top of every page. Numbers in tables have no note: the
    table says what they are, and the other renderings lead to the rest."""
    paper = _Paper(document)
    for section in document.sections:
        paper.heading(section.heading, section.level)
        for block in section.blocks:
            match block:
                case Paragraph():
                    paper.paragraph(joined(block.words))
                case Table():
                    paper.table(block)
                case Chart():
                    paper.chart(block)
    paper.notes()
    return paper.written()


class _Paper:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._docx = docx.Document()
        _restyle(self._docx)
        _lay_out(self._docx.sections[0])
        properties = self._docx.core_properties
        properties.title, properties.author = document.title, document.office
        made = datetime.combine(written_on(document), time())
        properties.created = properties.modified = made
        _number_pages(self._docx.sections[0])
        if document.is_draft:
            self._docx.sections[0].header.paragraphs[0].text = say("report.draft", REPORTS)
        self._docx.add_paragraph(document.title, "Title")
        if document.published_on:
            line = self._docx.add_paragraph(str(document.published_on))
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.first_line_indent = Pt(0)
        for paragraph in document.preamble:
            self.paragraph(joined(paragraph.words))

    def heading(self, text: str, level: int) -> None:
        self._docx.add_heading(text, level)

    def paragraph(self, text: str) -> None:
        self._docx.add_paragraph(text)

    def table(self, table: Table) -> None:
        width = sum(cell.columns for cell in table.rows[0])
        self._caption(table.caption)
        drawn = self._grid(len(table.rows), width)
        for at, cells in enumerate(_placed(table)):
            for column, cell in cells:
                self._fill(drawn, at, column, cell)
        _widen(drawn, _weights(table, width))
        _repeat_head(drawn, sum(all(c.is_head for c in row) for row in table.rows[:3]) or 1)

    def chart(self, chart: Chart) -> None:
        """As a table: every reader can take the numbers from it."""
        self._caption(chart.caption)
        drawn = self._grid(len(chart.categories) + 1, len(chart.series) + 1)
        _write(drawn.cell(0, 0), "")
        for column, series in enumerate(chart.series, 1):
            _write(drawn.cell(0, column), series.label)
            for row, value in enumerate(series.values, 1):
                _write(drawn.cell(row, column), "" if value is None else str(value))
        for row, category in enumerate(chart.categories, 1):
            _write(drawn.cell(row, 0), category)
        _repeat_head(drawn, 1)

    def notes(self) -> None:
        self.heading(say("report.sources", REPORTS), 1)
        in_tables = cell_notes(self._document)
        notes = [note for note in shown_notes(self._document) if note.key not in in_tables]
        drawn = self._grid(len(notes) + 1, len(NOTES_HEAD))
        rows = [[say(key, REPORTS) for key in NOTES_HEAD]]
        rows += [
            [str(n.number), n.label, n.printed, n.counted, str(n.as_of), n.definition]
            for n in notes
        ]
        for row, texts in zip(drawn.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                _write(cell, text)
        _widen(drawn, NOTES_WEIGHTS)
        _repeat_head(drawn, 1)

    def written(self) -> bytes:
        content = BytesIO()
        self._docx.save(content)
        return content.getvalue()

    def _caption(self, text: str) -> None:
        line = self._docx.add_paragraph(text)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.first_line_indent = Pt(0)
        line.paragraph_format.keep_with_next = True

    def _grid(self, rows: int, columns: int) -> Any:
        drawn = self._docx.add_table(rows, columns, "Table Grid")
        drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
        _pad(drawn)
        return drawn

    def _fill(self, drawn: Any, row: int, column: int, cell: Cell) -> None:
        target = drawn.cell(row, column)
        if cell.rows > 1 or cell.columns > 1:
            last = drawn.cell(row + cell.rows - 1, column + cell.columns - 1)
            target = target.merge(last)
        _write(target, joined(cell.words))


def _placed(table: Table) -> Iterator[list[tuple[int, Cell]]]:
    """Each row's cells with the column they begin in."""
    covered: set[tuple[int, int]] = set()
    for at, cells in enumerate(table.rows):
        column = 0
        placed = []
        for cell in cells:
            while (at, column) in covered:
                column += 1
            placed.append((column, cell))
            covered |= {
                (at + down, column + right)
                for down in range(cell.rows)
                for right in range(cell.columns)
            }
        yield placed


def _restyle(paper: Any) -> None:
    paper.styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH).base_style = None
    for name, (font, size) in FONTS.items():
        style = paper.styles[name]
        style.font.size, style.font.bold, style.font.italic = size, False, False
        style.font.name = font
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        fonts.set(qn("w:eastAsia"), font)
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(0)
        if name != "Cell":
            form.line_spacing = LINE
        if name in ("Normal", "Heading 1", "Heading 2"):
            form.first_line_indent = 2 * size
    for line in paper.styles["Title"].element.xpath("w:pPr/w:pBdr"):
        line.getparent().remove(line)
    title = paper.styles["Title"].paragraph_format
    title.alignment, title.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
    title.line_spacing, title.space_after = Pt(36), LINE


def _lay_out(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, margin in MARGINS.items():
        setattr(section, f"{side}_margin", margin)


def _weights(table: Table, columns: int) -> list[int]:
    """Of each column: the longest text that stands in it alone, within reason."""
    weights = [NARROWEST] * columns
    for cells in _placed(table):
        for column, cell in cells:
            if cell.columns == 1:
                weights[column] = max(weights[column], min(len(joined(cell.words)) + 2, LONGEST))
    return weights


def _widen(drawn: Any, weights: Sequence[int]) -> None:
    drawn.autofit = False
    whole = Mm(210) - MARGINS["left"] - MARGINS["right"]
    for column, weight in zip(drawn.columns, weights, strict=True):
        width = whole * weight // sum(weights)
        column.width = width
        for cell in column.cells:
            cell.width = width


def _number_pages(section: Any) -> None:
    """— 1 — in the foot (GB/T 9704-2012, 7.5)."""
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.first_line_indent = Pt(0)
    line.add_run("— ")
    run = line.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    line.add_run(" —")


def _pad(drawn: Any) -> None:
    """Narrowly, so that a number of six digits stays on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), PADDING)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    drawn._tbl.tblPr.append(margins)


def _repeat_head(drawn: Any, rows: int) -> None:
    for row in list(drawn.rows)[:rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(cell: Any, text: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Cell"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text)

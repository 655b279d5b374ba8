"""The report as an office prints it: a document for Word in the layout of 《党政机关公文格式》 (GB/T 9704-2012).

The fonts are named, not carried: where one is missing the reader's program takes another.
"""

import re
from datetime import datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from bot.messages import say
from bot.report_files.docx_layout import lie_across, number_pages, restyle, stand_upright, title_in
from bot.report_files.docx_table import draw_notes, draw_table, draw_values
from bot.report_files.grid import width
from bot.report_files.noted import REPORTS, cell_notes, shown_notes, written_on
from reports.document import Chart, Document, Paragraph, Section, Table
from reports.wording import joined

WIDE = 6
"""Columns beyond which a table lies across the page."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Of files in the archive, so that the same report is the same file."""
_REFUSED = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold; Word's own line break (\\x0b) comes in with pasted text."""
NOTES_HEAD = (
    *("report.note", "figures.column.figure", "report.printed", "report.counted"),
    *("figures.column.as_of", "report.definition"),
)


def as_docx(document: Document) -> bytes:
    """Real headings, tables and page numbers; charts as tables; a draft says so on top of every page. Numbers in tables
    have no note: the table says what they are, and the other renderings lead to the rest."""
    paper = _Paper(document)
    for section in document.sections:
        paper.section(section)
    paper.notes()
    return _dated(paper.written())


class _Paper:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._docx = docx.Document()
        self._is_across = False
        restyle(self._docx)
        first = self._docx.sections[0]
        stand_upright(first)
        number_pages(first)
        self._tell_properties()
        if document.is_draft:
            first.header.paragraphs[0].text = say("report.draft", REPORTS)
        self._docx.add_paragraph(legible(title_in(document)), "Title")
        if document.published_on:
            self._centred(str(document.published_on)).paragraph_format.space_after = 0
            self._docx.add_paragraph()
        for paragraph in document.preamble:
            self._paragraph(paragraph)

    def section(self, section: Section) -> None:
        """A section with a wide table lies across the page as a whole, its heading with it."""
        tables = (block for block in section.blocks if isinstance(block, Table))
        self._turn(any(width(table) > WIDE for table in tables))
        self._docx.add_heading(legible(section.heading), section.level)
        for block in section.blocks:
            match block:
                case Paragraph():
                    self._paragraph(block)
                case Table():
                    self._caption(block.caption)
                    draw_table(self._docx, block, legible)
                case Chart() if block.categories and block.series:
                    self._caption(block.caption)
                    draw_values(self._docx, block, legible)

    def notes(self) -> None:
        in_tables = cell_notes(self._document)
        notes = [note for note in shown_notes(self._document) if note.key not in in_tables]
        rows = [
            (str(n.number), n.label, n.printed, n.counted, str(n.as_of), n.definition)
            for n in notes
        ]
        self._turn(False)
        self._docx.add_heading(say("report.sources", REPORTS), 1)
        head = tuple(say(key, REPORTS) for key in NOTES_HEAD)
        draw_notes(self._docx, [head, *rows], legible)

    def written(self) -> bytes:
        content = BytesIO()
        self._docx.save(content)
        return content.getvalue()

    def _tell_properties(self) -> None:
        told = self._docx.core_properties
        told.title = legible(self._document.title)
        told.author = told.last_modified_by = legible(self._document.office)
        told.created = told.modified = datetime.combine(written_on(self._document), time())
        told.comments, told.language = "", "zh-CN"

    def _turn(self, is_across: bool) -> None:
        """What comes next begins a new page where the paper turns."""
        if is_across == self._is_across:
            return
        self._is_across = is_across
        section = self._docx.add_section()
        (lie_across if is_across else stand_upright)(section)

    def _paragraph(self, paragraph: Paragraph) -> None:
        self._docx.add_paragraph(legible(joined(paragraph.words)))

    def _caption(self, text: str) -> None:
        self._centred(text).paragraph_format.keep_with_next = True

    def _centred(self, text: str) -> Any:
        line = self._docx.add_paragraph(legible(text))
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.first_line_indent = 0
        return line


def legible(text: str) -> str:
    return _REFUSED.sub(" ", text)


def _dated(content: bytes) -> bytes:
    """python-docx stamps the files inside with the clock."""
    dated = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(dated, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            told = ZipInfo(name, FIRST_DAY)
            told.compress_type = ZIP_DEFLATED
            new.writestr(told, old.read(name))
    return dated.getvalue()

"""The annual report as a file: one function for each kind of file."""

from collections.abc import Callable, Mapping

from bot.report_files.docx import as_docx
from bot.report_files.html import as_html
from bot.report_files.json import as_json
from bot.report_files.pdf import as_pdf, is_there
from bot.report_files.xlsx import as_xlsx
from reports.document import Document

FORMATS: Mapping[str, Callable[[Document], bytes]] = {
    ".docx": as_docx,
    ".html": as_html,
    ".xlsx": as_xlsx,
    ".json": as_json,
    **({".pdf": as_pdf} if is_there else {}),
}
"""Suffix of the file → what writes it."""

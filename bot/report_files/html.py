"""The report as one self-contained page: readable on a phone, prints well, every number leads to what it counted."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.messages import say
from bot.report_files.bars import draw
from bot.report_files.grid import head_rows, width
from bot.report_files.noted import REPORTS, shown_notes
from reports.document import Cell, Document, Paragraph, Printed, Table

WIDE = 6
"""Columns beyond which a table scrolls on a phone rather than being squeezed."""


def as_html(document: Document, lists: Callable[[str], str] | None = None) -> bytes:
    """`lists` gives the address of the list behind a note; '' or without it, numbers lead to the notes at the end."""
    links = _Links(document, lists)
    page = _ENVIRONMENT.get_template("report.html").render(
        document=document, notes=list(shown_notes(document)), link=links.link, used=links.used
    )
    return page.encode()


class _Links:
    """From numbers to notes; a note leads back to where its number stands first."""

    def __init__(self, document: Document, lists: Callable[[str], str] | None) -> None:
        self._numbers = {note.key: note.number for note in shown_notes(document)}
        self._lists = lists
        self.used: set[int] = set()
        """Numbers of the notes that the text above has named."""

    def link(self, part: Printed) -> dict[str, str]:
        """Attributes of the anchor."""
        number = self._numbers[part.note]
        listed = self._lists(part.note) if self._lists else ""
        told = {"href": listed or f"#note-{number}"}
        if number not in self.used:
            self.used.add(number)
            told["id"] = f"number-{number}"
        return told


def _cell(cell: Cell, is_top: bool) -> dict[str, str]:
    """Attributes; `is_top` in the table's head."""
    told: dict[str, str] = {}
    if cell.is_head:
        across, several = ("col", cell.columns > 1) if is_top else ("row", cell.rows > 1)
        told["scope"] = across + "group" * several
    if cell.columns > 1:
        told["colspan"] = str(cell.columns)
    if cell.rows > 1:
        told["rowspan"] = str(cell.rows)
    return told


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals["t"] = lambda key: say(key, REPORTS)
_ENVIRONMENT.globals["cell_attributes"] = _cell
_ENVIRONMENT.filters["drawing"] = draw
_ENVIRONMENT.filters["head_rows"] = head_rows
_ENVIRONMENT.tests["paragraph"] = lambda block: isinstance(block, Paragraph)
_ENVIRONMENT.tests["table"] = lambda block: isinstance(block, Table)
_ENVIRONMENT.tests["printed"] = lambda part: isinstance(part, Printed)
_ENVIRONMENT.tests["wide"] = lambda table: width(table) > WIDE

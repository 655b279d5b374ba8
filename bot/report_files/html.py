"""The report as one self-contained page: readable on a phone, prints well, every number leads to what it counted."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.chart import Chart as Drawing
from bot.chart import draw
from bot.messages import say
from bot.report_files.noted import REPORTS, shown_notes
from reports.document import Chart, Document, Paragraph, Printed, Table

LEADS_TO_NOTE = "#note-{}"


def as_html(document: Document, lists: Callable[[str], str] | None = None) -> bytes:
    """`lists` gives the address of the list behind a note; '' or without it, numbers lead to the notes at the end."""
    notes = {note.key: note for note in shown_notes(document)}

    def leads_to(part: Printed) -> str:
        listed = lists(part.note) if lists else ""
        return listed or LEADS_TO_NOTE.format(notes[part.note].number)

    page = _ENVIRONMENT.get_template("report.html").render(
        document=document, notes=notes.values(), leads_to=leads_to
    )
    return page.encode()


def _drawing(chart: Chart) -> Drawing:
    """Of two series: the second is a part of the first."""
    whole, part = (series.values for series in chart.series)
    rows = zip(chart.categories, part, whole, strict=True)
    return draw([(name, p or 0, w or 0) for name, p, w in rows])


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals["t"] = lambda key: say(key, REPORTS)
_ENVIRONMENT.filters["drawing"] = _drawing
_ENVIRONMENT.tests["paragraph"] = lambda block: isinstance(block, Paragraph)
_ENVIRONMENT.tests["table"] = lambda block: isinstance(block, Table)
_ENVIRONMENT.tests["printed"] = lambda part: isinstance(part, Printed)

"""The report as PDF, set by Typst from a template. The package is not part of the ordinary install: `make pdf`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

from bot.messages import say
from bot.report_files.grid import ems, head_rows, placed, width
from bot.report_files.noted import REPORTS, cell_notes, shown_notes
from reports.document import Cell, Chart, Document, Paragraph, Table
from reports.wording import joined

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
LEAST, MOST = 3, 14
"""Characters that a column is made wide for."""
NOTES_HEAD = (
    *("report.note", "figures.column.figure", "report.printed", "report.counted"),
    *("figures.column.as_of", "report.definition"),
)

is_there = find_spec("typst") is not None


def as_pdf(document: Document) -> bytes:
    """Text can be searched; fonts are those of the machine and stand in the file."""
    import typst

    told = {
        "title": document.title,
        "office": document.office,
        "draft": say("report.draft", REPORTS) if document.is_draft else "",
        "published": str(document.published_on or ""),
        "parts": list(_parts(document)),
    }
    inputs = {"report": json.dumps(told, ensure_ascii=False)}
    pdf: bytes = typst.compile(TEMPLATE, sys_inputs=inputs)
    return pdf


def _parts(document: Document) -> Iterator[Mapping[str, Any]]:
    for paragraph in document.preamble:
        yield _paragraph(paragraph)
    for section in document.sections:
        yield {"kind": "heading", "level": section.level, "text": section.heading}
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield _paragraph(block)
                case Table():
                    yield _table(block)
                case Chart():
                    yield _plain(block.caption, _values(block))
    in_tables = cell_notes(document)
    notes = [
        (str(n.number), n.label, n.printed, n.counted, str(n.as_of), n.definition)
        for n in shown_notes(document)
        if n.key not in in_tables
    ]
    head = tuple(say(key, REPORTS) for key in NOTES_HEAD)
    yield _plain(say("report.sources", REPORTS), [head, *notes])


def _paragraph(paragraph: Paragraph) -> Mapping[str, Any]:
    return {"kind": "paragraph", "text": joined(paragraph.words)}


def _values(chart: Chart) -> list[tuple[str, ...]]:
    columns = [["" if v is None else str(v) for v in series.values] for series in chart.series]
    head = ("", *(series.label for series in chart.series))
    return [head, *zip(chart.categories, *columns, strict=True)]


def _plain(caption: str, rows: Sequence[Sequence[str]]) -> Mapping[str, Any]:
    cells = [[Cell([text], at == 0) for text in row] for at, row in enumerate(rows)]
    return _table(Table("", caption, cells))


def _table(table: Table) -> Mapping[str, Any]:
    heads = head_rows(table)
    rows = [[_cell(cell) for _, cell in row] for row in placed(table)]
    return {
        "kind": "table",
        "caption": table.caption,
        "weights": _weights(table),
        "head": rows[:heads],
        "rows": rows[heads:],
    }


def _cell(cell: Cell) -> Mapping[str, Any]:
    return {"text": joined(cell.words), "columns": cell.columns, "rows": cell.rows}


def _weights(table: Table) -> list[float]:
    """Of each column: the widest text that stands in it alone, within reason."""
    weights = [float(LEAST)] * width(table)
    for column, cell in chain.from_iterable(placed(table)):
        if cell.columns == 1:
            weights[column] = max(weights[column], min(ems(joined(cell.words)) + 1, MOST))
    return weights

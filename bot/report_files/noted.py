"""The notes of a report in words: what each number stands for, numbered in the order of the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.messages import LANGUAGES, named, say, worded
from reports.document import Document, Note, Printed, Table

REPORTS = LANGUAGES[0]
"""Annual reports are written in Chinese."""


@dataclass(frozen=True, slots=True)
class ShownNote:
    """`counted`: numerator over denominator, or the count; `numerator` and `denominator` None for what is no number.
    `number` from 1."""

    number: int
    key: str
    label: str
    printed: str
    counted: str
    numerator: int | None
    denominator: int | None
    unit: str
    base: str
    as_of: date
    definition: str
    listed: int
    query: str


def shown_notes(document: Document) -> Iterator[ShownNote]:
    for number, (key, note) in enumerate(document.notes.items(), 1):
        is_text = note.style == "text"
        yield ShownNote(
            number=number,
            key=key,
            label=named_fully(REPORTS, note),
            printed=note.printed,
            counted=_counted(note),
            numerator=None if is_text else note.numerator,
            denominator=None if is_text else note.denominator,
            unit=note.unit,
            base=named(REPORTS, "base", note.base.removeprefix("base.")),
            as_of=note.as_of,
            definition=worded(REPORTS, note.definition),
            listed=note.listed,
            query=note.query,
        )


def named_fully(language: str, note: Note) -> str:
    """With what it is narrowed to."""
    label = worded(language, note.label)
    return f"{label}（{note.among}）" if note.among else label


def written_on(document: Document) -> date:
    """The day in a file's properties, so that the same report is the same file."""
    return document.published_on or date(document.year, 12, 31)


def cell_notes(document: Document) -> set[str]:
    """Keys of the notes of numbers in tables."""
    return {
        part.note
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        for part in cell.words
        if isinstance(part, Printed)
    }


def _counted(note: Note) -> str:
    if note.style == "text":
        return note.printed
    whole = f" / {note.denominator}" if note.denominator != note.numerator else ""
    about = say("report.approximate", REPORTS) if note.approximate else ""
    return f"{note.numerator}{whole} {note.unit}{about}".strip()

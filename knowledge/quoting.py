"""The published words that are shown: one to three consecutive sentences, or the lines of a guide."""

from collections.abc import Sequence

from knowledge.entry import EntryKind, Quote
from knowledge.lines import Line
from knowledge.question import Question
from knowledge.slots import lines_asked

_CONTEXT_CHARACTERS = 120
"""Neighbouring sentences are quoted too while the whole stays within this."""


def quote(line: Line, question: Question) -> Quote:
    entry = line.entry
    heading = entry.title if entry.kind in (EntryKind.GUIDE, EntryKind.DIRECTORY) else ""
    wording = _wording(line, question)
    return Quote(entry.id, entry.version, wording, entry.anchor, entry.source, heading)


def _wording(line: Line, question: Question) -> str:
    """The sentence and, while short, its neighbours; consecutive and unchanged."""
    parts = line.sentences
    if line.entry.kind in (EntryKind.GUIDE, EntryKind.DIRECTORY):
        return "\n".join(lines_asked(parts, question.asks, question.wording))
    if line.entry.kind is EntryKind.FAQ:
        return line.entry.text
    first, last = line.at, line.at + 1
    if last < len(parts) and len("".join(parts[first : last + 1])) <= _CONTEXT_CHARACTERS:
        last += 1
    if first and len("".join(parts[first - 1 : last])) <= _CONTEXT_CHARACTERS:
        first -= 1
    return _between(line.entry.text, parts, first, last)


def _between(text: str, parts: Sequence[str], first: int, last: int) -> str:
    """The published text from sentence `first` up to `last`, letter for letter."""
    start = end = 0
    for at, part in enumerate(parts[:last]):
        found = text.index(part, end)
        start, end = (found if at <= first else start), found + len(part)
    return text[start:end]

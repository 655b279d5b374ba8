"""The smallest thing an answer can be: one published sentence (or slot line) with what surrounds it, folded once."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.entry import Entry, EntryKind
from knowledge.passages import Passage
from knowledge.text import fold, sentences, syllables


@dataclass(frozen=True, slots=True)
class Field:
    """Folded text and its syllables, joined and closed by blanks so that whole syllables are found by `in`."""

    text: str
    sound: str

    @classmethod
    def of(cls, published: str) -> "Field":
        text = fold(published)
        return cls(text, f" {' '.join(syllables(text))} ")


@dataclass(frozen=True, slots=True)
class Line:
    """Sentence `at` of `sentences`, all from one entry. `own` is that sentence, `head` the titles and headings it
    stands under, `near` the rest of its paragraph. `spans`: how many sentences from `at` on belong to it."""

    entry: Entry
    sentences: tuple[str, ...]
    at: int
    spans: int
    own: Field
    head: Field
    near: Field


def lines(passage: Passage) -> Iterator[Line]:
    entry = passage.entry
    match entry.kind:
        case EntryKind.FAQ:
            yield _question(entry)
        case EntryKind.GUIDE | EntryKind.DIRECTORY:
            yield from _parts(passage, tuple(line for line in entry.text.split("\n") if line))
        case EntryKind.DOCUMENT:
            yield from _parts(passage, tuple(sentences(passage.told)))


def _question(entry: Entry) -> Line:
    parts = tuple(sentences(entry.text))
    asked = "\n".join((entry.title, *entry.variants))
    return Line(
        entry,
        parts,
        0,
        len(parts),
        Field.of(entry.text),
        Field.of(asked),
        Field.of(entry.source.title),
    )


def _parts(passage: Passage, parts: tuple[str, ...]) -> Iterator[Line]:
    entry = passage.entry
    parts = parts or ("",)  # a text of blanks, so that every entry has a line
    above = (entry.source.title, *entry.headings, entry.title, passage.announced_by)
    titles = dict.fromkeys((*above, *entry.variants))
    if entry.kind is not EntryKind.DOCUMENT:
        titles.pop(entry.source.title)
    head = Field.of("\n".join(titles))
    near = Field.of("\n".join(parts))
    for at, part in enumerate(parts):
        yield Line(entry, parts, at, 1, Field.of(part), head, near)

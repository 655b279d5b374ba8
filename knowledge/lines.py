"""The smallest thing an answer can be: one published sentence (or slot line) with what surrounds it, folded once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.entry import Entry, EntryKind
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


def lines(entries: Iterable[Entry]) -> Iterator[Line]:
    for entry in entries:
        match entry.kind:
            case EntryKind.FAQ:
                yield _question(entry)
            case EntryKind.GUIDE | EntryKind.DIRECTORY:
                yield from _parts(entry, tuple(line for line in entry.text.split("\n") if line))
            case EntryKind.DOCUMENT:
                yield from _parts(entry, tuple(sentences(entry.text)))


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


def _parts(entry: Entry, parts: tuple[str, ...]) -> Iterator[Line]:
    parts = parts or ("",)  # a text of blanks, so that every entry has a line
    titles = dict.fromkeys((entry.source.title, *entry.headings, entry.title, *entry.variants))
    if entry.kind is not EntryKind.DOCUMENT:
        titles.pop(entry.source.title)
    head = Field.of("\n".join(titles))
    near = Field.of("\n".join(parts))
    for at, part in enumerate(parts):
        yield Line(entry, parts, at, 1, Field.of(part), head, near)

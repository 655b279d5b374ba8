"""An entry made ready for search: its titles and its text, folded once."""

from dataclasses import dataclass

from knowledge.entry import Entry, EntryKind
from knowledge.text import fold

_MARKS = " \n:;,.。!?"


@dataclass(frozen=True, slots=True)
class Passage:
    """`titles`: title and variants, what a question is compared with; `text`: what is published under them, the title
    not said again; `around`: headings and the source's title, which say where and when but are no question."""

    entry: Entry
    titles: tuple[str, ...]
    text: str
    around: str

    @property
    def all(self) -> str:
        return "\n".join((*self.titles, self.around, self.text))


def passage(entry: Entry) -> Passage:
    titles = dict.fromkeys(fold(title) for title in (entry.title, *entry.variants) if title)
    around = dict.fromkeys(map(fold, (entry.source.title, *entry.headings)))
    if entry.kind is not EntryKind.DOCUMENT:
        around = {}
    text = fold(entry.text)
    said = next((title for title in titles if text.startswith(title)), "")
    return Passage(
        entry,
        tuple(titles),
        text.removeprefix(said).lstrip(_MARKS) if said else text,
        "\n".join(t for t in around if t and t not in titles),
    )

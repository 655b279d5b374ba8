"""An entry made ready for search: its titles and its text, folded once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.announcing import announced
from knowledge.entry import Entry, EntryKind, Source
from knowledge.text import fold

_MARKS = " \n:;,.。!?"
_PARAGRAPH = re.compile(r"p(\d+)")


@dataclass(frozen=True, slots=True)
class Passage:
    """`titles`: title and variants, what a question is compared with; `text`: what is published under them, the title
    not said again; `around`: headings and the source's title, which say where and when but are no question.
    `announced_by`: the heading or question at the end of the paragraph before it, `announces`: at its own end, both as
    published; `document`: a number that the paragraphs of one document share, 0 for what stands alone."""

    entry: Entry
    titles: tuple[str, ...]
    text: str
    around: str
    announced_by: str = ""
    announces: str = ""
    document: int = 0

    @property
    def told(self) -> str:
        """What is published, without what only announces."""
        return self.entry.text.rstrip().removesuffix(self.announces)

    @property
    def all(self) -> str:
        return "\n".join((*self.titles, self.around, self.text))


def passages(entries: Iterable[Entry]) -> tuple[Passage, ...]:
    """In the order of the entries' ids. What a paragraph announces goes with the one after it; a paragraph that does
    nothing else is left out."""
    known = sorted(entries, key=lambda entry: entry.id)
    documents: dict[Source, int] = {}
    announcing = _announcing(known)
    announced_by = {following: said for said, following in announcing.values()}
    found = []
    for entry in known:
        said, _ = announcing.get(entry.id, ("", ""))
        if not said or said != entry.text.strip():
            document = 0
            if entry.kind is EntryKind.DOCUMENT:
                document = documents.setdefault(entry.source, len(documents) + 1)
            found.append(passage(entry, announced_by.get(entry.id, ""), said, document))
    return tuple(found)


def _announcing(entries: Iterable[Entry]) -> dict[str, tuple[str, str]]:
    """Id of a paragraph → what it announces, and the id of the one after it."""
    paragraphs: dict[tuple[Source, int], Entry] = {}
    for entry in entries:
        place = _PARAGRAPH.fullmatch(entry.anchor)
        if place and entry.kind is EntryKind.DOCUMENT:
            paragraphs[entry.source, int(place[1])] = entry
    found = {}
    for (source, at), entry in paragraphs.items():
        following = paragraphs.get((source, at + 1))
        if following and (said := announced(entry.text, following.text)):
            found[entry.id] = (said, following.id)
    return found


def passage(
    entry: Entry, announced_by: str = "", announces: str = "", document: int = 0
) -> Passage:
    titles = dict.fromkeys(fold(title) for title in (entry.title, *entry.variants) if title)
    around = dict.fromkeys(map(fold, (entry.source.title, *entry.headings)))
    if entry.kind is not EntryKind.DOCUMENT:
        around = {}
    text = fold(f"{announced_by}\n{entry.text.rstrip().removesuffix(announces)}".lstrip("\n"))
    said = next((title for title in titles if text.startswith(title)), "")
    return Passage(
        entry,
        tuple(titles),
        text.removeprefix(said).lstrip(_MARKS) if said else text,
        "\n".join(t for t in around if t and t not in titles),
        announced_by,
        announces,
        document,
    )

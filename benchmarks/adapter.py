"""Our engine behind the interface that retrieval benchmarks call: build, search, confidence, warm."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from knowledge.entry import Entry, EntryKind, Source, Status
from knowledge.finding import Finder

TODAY = date(2026, 11, 23)


def entries(corpus: Iterable[Mapping[str, str]]) -> list[Entry]:
    """Rows with id, title and text (either may be missing) as published questions and answers; with `doc` as well, as
    the paragraphs of that document in order."""
    paragraphs: Counter[str] = Counter()
    made = []
    for row in corpus:
        entry = Entry(
            row["id"], "", EntryKind.FAQ, row.get("title", ""), row.get("text", ""), Source("")
        )
        if doc := row.get("doc"):
            paragraphs[doc] += 1
            entry = replace(
                entry,
                kind=EntryKind.DOCUMENT,
                source=Source(entry.title, url=doc),
                anchor=f"p{paragraphs[doc]}",
            )
        made.append(entry)
    return made


class Adapter:
    """One corpus, one question at a time."""

    def __init__(self) -> None:
        self._finder = Finder([])
        self._asked, self._confidence = "", 0.0

    def warm(self) -> None:
        self._finder.rank("怎么办")

    def build(self, corpus: Iterable[Mapping[str, str]]) -> None:
        self.publish(entries(corpus))

    def publish(self, published: Sequence[Entry]) -> None:
        """The same with entries as they are, variants and headings included."""
        self._finder = Finder(published)
        self._finder.read_ahead()

    def search(self, query: str, k: int) -> list[tuple[str, float]]:
        ranked = self._finder.rank(query)[:k]
        self._asked, self._confidence = query, ranked[0].probability if ranked else 0.0
        return [(r.passage.entry.id, r.probability) for r in ranked]

    def confidence(self, query: str, results: Sequence[tuple[str, float]]) -> float:
        if query != self._asked:
            self.search(query, 1)
        return self._confidence

    def status(self, query: str) -> Status:
        """What the whole engine would do, constraints and triage included."""
        return self._finder.answer(query, TODAY).status

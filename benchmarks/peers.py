"""Plain searchers behind the calls of `adapter.Adapter`: what a library gives without further work.

All but the last read what our engine reads, in overlapping character pairs; confidence is the score of the first.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import bm25s
import tantivy
from rapidfuzz import fuzz, process
from sqlite_utils.db import sqlite3  # type: ignore[attr-defined]

from benchmarks.adapter import Adapter, entries
from knowledge.entry import Entry
from knowledge.passages import passage
from knowledge.text import bigrams, fold

Results = list[tuple[str, float]]


class System(Protocol):
    """What is measured side by side."""

    def publish(self, published: Sequence[Entry]) -> None: ...

    def search(self, query: str, k: int) -> Results: ...

    def confidence(self, query: str, results: Results) -> float: ...


class Peer:
    """One corpus, one question at a time."""

    def __init__(self) -> None:
        self._ids: list[str] = []

    def build(self, corpus: Iterable[Mapping[str, str]]) -> None:
        self.publish(entries(corpus))

    def publish(self, published: Sequence[Entry]) -> None:
        self._ids = [entry.id for entry in published]
        self._index([bigrams(passage(entry).all) for entry in published])

    def search(self, query: str, k: int) -> Results:
        """Best first."""
        words = list(dict.fromkeys(bigrams(fold(query))))
        return [(self._ids[at], score) for at, score in self._hits(words, k)] if words else []

    def confidence(self, query: str, results: Results) -> float:
        return results[0][1] if results else 0.0

    def _index(self, texts: list[list[str]]) -> None:
        raise NotImplementedError

    def _hits(self, words: list[str], k: int) -> Iterable[tuple[int, float]]:
        raise NotImplementedError


class Tantivy(Peer):
    """BM25 by tantivy, one field."""

    def _index(self, texts: list[list[str]]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("at", fast=True)
        builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        index = tantivy.Index(self._schema)
        writer = index.writer(num_threads=1)
        for at, words in enumerate(texts):
            writer.add_document(tantivy.Document(at=at, words=" ".join(words)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def _hits(self, words: list[str], k: int) -> Iterable[tuple[int, float]]:
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "words", word, "freq"))
            for word in words
        ]
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), k, count=False).hits
        places = self._searcher.fast_field_values("at", [address for _, address in hits])
        return [(int(at or 0), score) for at, (score, _) in zip(places, hits, strict=True)]


class Fts5(Peer):
    """BM25 by SQLite, in memory."""

    def _index(self, texts: list[list[str]]) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE texts USING fts5(words, content='')")
        rows = ((at, " ".join(words)) for at, words in enumerate(texts))
        self._db.executemany("INSERT INTO texts(rowid, words) VALUES (?, ?)", rows)
        self._db.commit()

    def _hits(self, words: list[str], k: int) -> Iterable[tuple[int, float]]:
        wanted = " OR ".join(f'"{word}"' for word in words)
        asked = "SELECT rowid, -rank FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?"
        return list(self._db.execute(asked, (wanted, k)))


class Bm25s(Peer):
    """BM25 by bm25s: scores computed beforehand, in numpy."""

    def _index(self, texts: list[list[str]]) -> None:
        self._scores = bm25s.BM25()
        self._scores.index(texts, show_progress=False)

    def _hits(self, words: list[str], k: int) -> Iterable[tuple[int, float]]:
        k = min(k, len(self._ids))
        places, scores = self._scores.retrieve([words], k=k, show_progress=False)
        return [(int(p), float(s)) for p, s in zip(places[0], scores[0], strict=True) if s > 0]


class Fuzzy(Peer):
    """Likeness of character pairs by rapidfuzz, with every title (or text, where there is none)."""

    def publish(self, published: Sequence[Entry]) -> None:
        self._ids, self._titles = [], []
        for entry in published:
            p = passage(entry)
            for title in p.titles or (p.text,):
                self._ids.append(entry.id)
                self._titles.append(" ".join(bigrams(title)))

    def search(self, query: str, k: int) -> Results:
        """Several titles of an entry count once."""
        asked = " ".join(bigrams(fold(query)))
        hits = process.extract(asked, self._titles, scorer=fuzz.token_set_ratio, limit=4 * k)
        found: dict[str, float] = {}
        for _, score, at in hits:
            found.setdefault(self._ids[at], score / 100)
        return list(found.items())[:k]


OURS = "ours"
SYSTEMS: Mapping[str, type[System]] = {
    OURS: Adapter,
    "tantivy": Tantivy,
    "FTS5": Fts5,
    "bm25s": Bm25s,
    "rapidfuzz": Fuzzy,
}

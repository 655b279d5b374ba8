"""The few passages worth a closer look, out of all: BM25 over character pairs, by tantivy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import tantivy

from knowledge.entry import EntryKind
from knowledge.passages import Passage
from knowledge.terms import Terms
from knowledge.text import bigrams, syllable

_HEAP_BYTES = 64_000_000
_WHOLE, _TITLE, _SYNONYMS = 24, 10, 16
"""How many passages each search brings in."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Position of a passage and its BM25 scores: of the wording in the whole passage, of the wording in its titles,
    of the content and its synonyms in the whole passage; 0 where a search did not bring it in."""

    position: int
    whole: float = 0.0
    title: float = 0.0
    synonyms: float = 0.0


class Candidates:
    """Immutable index; positions are those in the sequence it was built from."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("position", fast=True)
        for field in ("all", "title", "sound"):
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for position, passage in enumerate(passages):
            title = " ".join(t for wording in passage.titles for t in bigrams(wording))
            rest = " ".join(bigrams(f"{passage.around}\n{passage.text}"))
            writer.add_document(
                tantivy.Document(
                    position=position,
                    all=f"{title} {rest}",
                    title=title,
                    sound=" ".join(s for heard in _heard(passage) for s in sound_pairs(heard)),
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def passages_with(self, pair: str) -> int:
        return int(self._searcher.doc_freq("all", pair))

    def search(self, wording: str, terms: Terms) -> list[Candidate]:
        """Best first by the search of the whole wording."""
        plain = dict.fromkeys(bigrams(wording), 1.0)
        whole = self._hits([("all", plain)], _WHOLE)
        title = self._hits([("title", plain)], _TITLE)
        meant = dict.fromkeys(terms.pairs, 1.0)
        for _, others in terms.spans:
            for other in others:
                for pair in bigrams(other):
                    meant.setdefault(pair, 0.7)
        for i in terms.mistyped:
            meant.setdefault(terms.pairs[i][::-1], 0.7)
        heard = dict.fromkeys(sound_pairs(terms.joined), 0.3)
        heard |= {sound: 0.7 for i in terms.mistyped for sound in sound_pairs(terms.pairs[i])}
        synonyms = self._hits([("all", meant), ("sound", heard)], _SYNONYMS)
        positions = dict.fromkeys([*whole, *synonyms, *title])
        return [
            Candidate(p, whole.get(p, 0.0), title.get(p, 0.0), synonyms.get(p, 0.0))
            for p in positions
        ]

    def _hits(
        self, wanted: Sequence[tuple[str, Mapping[str, float]]], limit: int
    ) -> dict[int, float]:
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, field, term, "freq"), weight
                ),
            )
            for field, terms in wanted
            for term, weight in terms.items()
        ]
        if not clauses:
            return {}
        wanted_any = tantivy.Query.boolean_query(clauses)
        hits = self._searcher.search(wanted_any, limit, count=False).hits
        positions = self._searcher.fast_field_values("position", [address for _, address in hits])
        return {int(p or 0): score for p, (score, _) in zip(positions, hits, strict=True)}


def _heard(passage: Passage) -> Iterable[str]:
    """What is also found by its sound: titles; of a document, which has no question for its title, the text."""
    yield from passage.titles
    if passage.entry.kind is EntryKind.DOCUMENT:
        yield passage.text


def sound_pairs(text: str) -> list[str]:
    """'民心网' → min_xin, xin_wang."""
    heard = [syllable(c) for c in text if c.isalnum()]
    return [f"{a}_{b}" for a, b in pairwise(heard)]

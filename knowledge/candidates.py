"""The few passages worth a closer look, out of all: tantivy over character pairs and over pairs of syllables."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import tantivy

from knowledge.passage import Passage
from knowledge.text import bigrams

_FIELDS = {"own": 1.0, "head": 1.0, "near": 0.3, "sound": 0.4}
"""Field → weight of its BM25 score in the choice of candidates."""
_HEAP_BYTES = 32_000_000


class Candidates:
    """Immutable index of passages; positions in `search` are positions in the sequence it was built from."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("position", stored=True)
        for field in _FIELDS:
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for position, passage in enumerate(passages):
            writer.add_document(tantivy.Document(position=position, **_terms_of(passage)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, terms: Iterable[str], sounds: Iterable[str], limit: int) -> list[int]:
        """Positions, best first. `terms` are character pairs, `sounds` pairs of syllables ('min_xin')."""
        wanted = [
            (field, term) for field in ("own", "head", "near") for term in dict.fromkeys(terms)
        ]
        wanted += [("sound", sound) for sound in dict.fromkeys(sounds)]
        if not wanted:
            return []
        query = tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.boost_query(
                        tantivy.Query.term_query(self._index.schema, field, term, "freq"),
                        _FIELDS[field],
                    ),
                )
                for field, term in wanted
            ]
        )
        hits = self._searcher.search(query, limit).hits
        return [self._searcher.doc(address)["position"][0] for _, address in hits]


def sound_pairs(sound: str) -> list[str]:
    """'min xin wang' → min_xin, xin_wang."""
    parts = sound.split()
    return [f"{a}_{b}" for a, b in pairwise(parts)]


def _terms_of(passage: Passage) -> dict[str, str]:
    return {
        "own": " ".join(bigrams(passage.own.text)),
        "head": " ".join(bigrams(passage.head.text)),
        "near": " ".join(bigrams(passage.near.text)),
        "sound": " ".join(sound_pairs(passage.own.sound) + sound_pairs(passage.head.sound)),
    }

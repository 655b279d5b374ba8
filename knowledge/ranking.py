"""The published passages in order of how probably each answers a question."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.candidates import Candidate, Candidates
from knowledge.entry import Entry
from knowledge.lexicon import Lexicon
from knowledge.passages import Passage, passages
from knowledge.pinyin import Pinyin
from knowledge.question import Question
from knowledge.signals import IN_FULL, Asked, names
from knowledge.terms import Rarity
from knowledge.titles import Reader
from knowledge.weighing import Weights, fitted

_SHARE = names().index("share")
_LEAST_SHARE = 0.05
"""Of the question's weight; with less a passage is no candidate, however few others there are."""
_READ_AHEAD = 60_000
"""Passages."""
_BORNE_BY = 3
"""Passages. A title that more of them bear is a document's: it names, even where it is worded as a question."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage and the probability that it answers the question; over all passages they sum to less than 1."""

    passage: Passage
    probability: float


class Ranking:
    """Immutable once built; ranks are the same for the same entries in any order."""

    def __init__(
        self, entries: Iterable[Entry], lexicon: Lexicon, weights: Weights | None = None
    ) -> None:
        self.passages = passages(entries)
        self._candidates = Candidates(self.passages)
        characters: Counter[str] = Counter()
        for p in self.passages:
            characters.update(set(p.all))
        self.rarity = Rarity(self._candidates.passages_with, characters, len(self.passages))
        borne = Counter(p.titles[0] for p in self.passages if p.titles)
        naming = frozenset(title for title, times in borne.items() if times > _BORNE_BY)
        self._reader = Reader(self.rarity, lexicon, naming)
        self.title = self._reader.title
        self.pinyin = Pinyin(self.rarity, characters)
        self._weights = weights or fitted()

    def rank(self, question: Question) -> list[Ranked]:
        """Most probable first; equal ones by the entry's id."""
        compared = self.compared(self.asked(question))
        chances = self._weights.probabilities([row for _, row in compared])
        ranked = [Ranked(passage, p) for (passage, _), p in zip(compared, chances, strict=True)]
        return sorted(ranked, key=lambda r: (-r.probability, r.passage.entry.id))

    def compared(self, asked: Asked, most: int = IN_FULL) -> list[tuple[Passage, list[float]]]:
        """The `most` promising candidates and their signals; what holds next to nothing of the question is left out."""
        signals = asked.signals(self.candidates(asked), most)
        return [(passage, row) for passage, row in signals if row[_SHARE] >= _LEAST_SHARE]

    def read_ahead(self) -> None:
        """Reads the titles of a town's knowledge before they are first compared; of a larger one only as asked for."""
        for known in self.passages[:_READ_AHEAD]:
            for title in known.titles:
                self._reader.title(title)

    def asked(self, question: Question, but: str = "") -> Asked:
        """`but`: a folded title that is left aside, to see what would be found without it."""
        return Asked(question, self._reader, but)

    def candidates(self, asked: Asked) -> Sequence[tuple[Passage, Candidate]]:
        if not asked.terms.pairs:
            return ()
        found = self._candidates.search(asked.question.wording, asked.terms)
        return [(self.passages[c.position], c) for c in found]

"""Which words of one wording stand in another text: the same characters, the same sounds, or a synonym.

A wording is compared by its overlapping character pairs, each weighed by how few of the published passages hold it, so
that no segmentation of the other side is needed.
"""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from operator import mul, sub
from typing import NamedTuple

import rjieba

from knowledge.caching import cached
from knowledge.lexicon import Lexicon
from knowledge.text import syllable

_SOUND = 0.8
"""Worth of a pair found by its sound only (a homophone typing error)."""
_SLIPPED = 0.8
"""Of a pair with its characters swapped, a character doubled, or the one between them lost."""
_SYNONYM = 0.95
_CERTAIN = {0.0, 1.0}
_SINGLE = 0.5
"""Weight of a lone character beside that of a pair: it may stand inside another word by chance."""
_LEAST_WEIGHT = 0.1
_TYPED_WRONG = 2
"""Only a pair that at most so many passages hold is taken for a typing error and sought by its sound."""


class Rarity:
    """Weight in (0, 1] of a pair or a character from how few of `passages` passages hold it."""

    def __init__(
        self, passages_with: Callable[[str], int], characters: Mapping[str, int], passages: int
    ) -> None:
        """`passages_with`: how many passages hold a pair; `characters`: how many hold each character."""
        self.holding = lru_cache(maxsize=200_000)(passages_with)
        self.of = cached(self._of, 200_000)
        self.of_character = cached(self._of_character, 20_000)
        self._characters = characters
        self._passages = passages
        self._most = log(passages + 2)

    def _of(self, pair: str) -> float:
        return self._weight(self.holding(pair))

    def _of_character(self, character: str) -> float:
        return self._weight(self._characters.get(character, 0))

    def _weight(self, held_by: int) -> float:
        return max(_LEAST_WEIGHT, log((self._passages + 2) / (1 + held_by)) / self._most)


class Held(NamedTuple):
    """What a text holds of a wording: part of the whole weight, the same of what stands there to the letter, both in
    [0, 1]; weight that is not held, altogether and of the rarest pair."""

    share: float
    exact: float
    lost: float
    rarest_lost: float


@dataclass(frozen=True, slots=True)
class Terms:
    """A wording's content, without fillers and question words, made ready for comparing.

    `pairs`: two characters, a lone one or a Latin word, in their order; `weights`: theirs; `total`: the sum.
    `synonyms`: (start, end, synonyms of what stands there); `spans`: the same by the places of its pairs in `pairs`.
    `mistyped`: places in `pairs` of those that may be typing errors.
    """

    content: str
    pairs: tuple[str, ...]
    weights: tuple[float, ...]
    total: float
    spans: tuple[tuple[range, tuple[str, ...]], ...]
    synonyms: tuple[tuple[int, int, tuple[str, ...]], ...]
    mistyped: tuple[int, ...]

    @classmethod
    def of(cls, content: str, rarity: Rarity, lexicon: Lexicon) -> "Terms":
        """`content`: folded, a blank wherever something was left out."""
        placed = _Placed.of(content)
        pairs = tuple(placed.pairs)
        weights = tuple(
            [
                rarity.of(term) if len(term) > 1 else _SINGLE * rarity.of_character(term)
                for term in pairs
            ]
        )
        synonyms = tuple(synonym_spans(content, lexicon))
        return cls(
            content,
            pairs,
            weights,
            sum(weights) or 1e-9,
            tuple([(placed.within(start, end), others) for start, end, others in synonyms]),
            synonyms,
            tuple(_mistyped(pairs, rarity)),
        )

    @property
    def joined(self) -> str:
        return self.content.replace(" ", "")

    def held_by(self, text: str) -> list[float]:
        """Worth in [0, 1] of each pair in this text."""
        worth = [1.0 if term in text else 0.0 for term in self.pairs]
        for places, others in self.spans:
            for other in others:
                if other in text:
                    for i in places:
                        worth[i] = worth[i] or _SYNONYM
                    break
        for i in self.mistyped:
            if not worth[i]:
                worth[i] = _worth_mistyped(self.pairs[i], text)
        return worth

    def share(self, worth: Sequence[float]) -> float:
        """Part of the whole weight, in [0, 1]."""
        held: float = sum(map(mul, self.weights, worth))
        return held / self.total

    def held(self, worth: Sequence[float]) -> "Held":
        parts = list(map(mul, self.weights, worth))
        whole: float = sum(parts)
        exact = whole
        if not _CERTAIN.issuperset(worth):
            exact = sum(map(mul, self.weights, map((1.0).__eq__, worth)))
        lost = sum(self.weights) - whole
        rarest_lost = max(map(sub, self.weights, parts), default=0.0)
        return Held(whole / self.total, exact / self.total, lost, rarest_lost)

    def words(self) -> list[tuple[float, slice]]:
        """For each word its weight and where its pairs stand in `pairs`."""
        found = []
        start = 0
        placed = _Placed.of(self.content)
        for part in self.content.split(" "):
            at = start
            for token in rjieba.cut(part) if part else ():
                if inside := placed.within(at, at + len(token)):
                    places = slice(inside.start, inside.stop)
                    weight = max(self.weights[places]) * min(len(token), 4) ** 0.5
                    found.append((weight, places))
                at += len(token)
            start += len(part) + 1
        return found


class _Placed(NamedTuple):
    """Overlapping pairs within the parts of a content, each with its start and end; a Latin word or number, or a part
    of one character, is whole. The same pair is one object wherever it stands: there are millions."""

    pairs: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, content: str) -> "_Placed":
        pairs: list[str] = []
        starts: list[int] = []
        start = 0
        for part in content.split(" "):
            if len(part) == 1 or (part.isascii() and part):
                pairs.append(sys.intern(part))
                starts.append(start)
            elif part:
                end = len(part) - 1
                pairs += [sys.intern(part[i : i + 2]) for i in range(end)]
                starts += range(start, start + end)
            start += len(part) + 1
        ends = [at + len(pair) for at, pair in zip(starts, pairs, strict=True)]
        return cls(pairs, starts, ends)

    def within(self, start: int, end: int) -> range:
        """Places in `pairs` of those that stand in [start, end)."""
        return range(bisect_left(self.starts, start), bisect_right(self.ends, end))


def content_of(wording: str, lexicon: Lexicon) -> str:
    """A folded title without its fillers and question words: a quick reading, one segmentation and no constraints."""
    parts: list[str] = []
    for token in rjieba.cut(wording):
        if token in lexicon.empty or not token[0].isalnum():
            if parts and parts[-1] != " ":
                parts.append(" ")
        else:
            parts.append(token)
    return "".join(parts).rstrip()


def synonym_spans(content: str, lexicon: Lexicon) -> list[tuple[int, int, tuple[str, ...]]]:
    """(start, end, other terms of the group)."""
    return [span for span in lexicon.alike.within(content) if span[2]]


def canonical(terms: Terms) -> str:
    """The content with each synonym put as one word of its group, the longest from the left."""
    longest: dict[int, tuple[int, tuple[str, ...]]] = {}
    for start, end, others in terms.synonyms:
        if end > longest.get(start, (0, ()))[0]:
            longest[start] = (end, others)
    parts: list[str] = []
    at = 0
    while at < len(terms.content):
        if at in longest:
            end, others = longest[at]
            parts.append(min(terms.content[at:end], *others))
            at = end
        else:
            parts.append(terms.content[at])
            at += 1
    return "".join(parts).replace(" ", "")


def _mistyped(pairs: Sequence[str], rarity: Rarity) -> Iterable[int]:
    for i, term in enumerate(pairs):
        if len(term) == 2 and rarity.holding(term) <= _TYPED_WRONG:
            yield i


def _worth_mistyped(pair: str, text: str) -> float:
    """Of a pair that the text does not hold. A slip leaves both characters, a wrong homophone one of them, with the
    sound of the other beside it: two syllables alone meet by chance across words."""
    first, second = pair[0], pair[1]
    has_first, has_second = first in text, second in text
    if has_first and has_second and _slipped(first, second, text):
        return _SLIPPED
    if has_first and _sounds_beside(first, 1, second, text):
        return _SOUND
    return _SOUND if has_second and _sounds_beside(second, -1, first, text) else 0.0


def _slipped(first: str, second: str, text: str) -> bool:
    """The text has the two swapped, one instead of two that are equal, or one more character between them."""
    return first == second or second + first in text or second in _beside(first, 2, text)


def _sounds_beside(character: str, step: int, other: str, text: str) -> bool:
    sound = syllable(other)
    return any(syllable(c) == sound for c in _beside(character, step, text))


def _beside(character: str, step: int, text: str) -> Iterator[str]:
    """What stands so many places after each of this character, before it where negative."""
    at = text.find(character)
    while at >= 0:
        if 0 <= at + step < len(text):
            yield text[at + step]
        at = text.find(character, at + 1)

"""How much of a question one published line holds: a weighted cover of the question's characters, in [0, 1].

Every character of the content is covered by the longest run shared with the line: the same characters, the same
sounds (homophone typing errors), or a synonym. Rare pairs weigh more than common ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.lexicon import Lexicon
from knowledge.lines import Field, Line
from knowledge.question import Question
from knowledge.terms import Rarity, synonym_spans
from knowledge.text import syllable

_PLACES = (("own", 1.0), ("head", 0.95), ("near", 0.6))
"""Part of the line → worth of what is found there."""
_SOUND = 0.85
_SYNONYM = 0.97
_SINGLE = 0.7
"""Worth of a word of one character, which may stand inside another word by chance."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question's content made ready for matching: its characters with their weights; pairs (start, characters);
    runs of two and three syllables (start, end, ' min xin '); places of one-character words; longer words and
    synonyms (start, end, other terms). A run shared with the passage shares all its pairs, so pairs suffice."""

    content: str
    weights: tuple[float, ...]
    pairs: tuple[tuple[int, str], ...]
    sounds: tuple[tuple[int, int, str], ...]
    singles: frozenset[int]
    words: tuple[tuple[int, int], ...]
    synonyms: tuple[tuple[int, int, tuple[str, ...]], ...]

    @classmethod
    def of(cls, question: Question, rarity: Rarity, lexicon: Lexicon) -> "Wanted":
        content = question.content
        return cls(
            content,
            tuple(_weights(content, rarity)),
            tuple(_runs(content, 2)),
            tuple(_sound_runs(content)),
            frozenset(word.start for word in question.words if word.end - word.start == 1),
            tuple((word.start, word.end) for word in question.words if word.end - word.start > 1),
            tuple(synonym_spans(content, lexicon)),
        )

    def cover(self, line: Line) -> tuple[float, bool]:
        """Share of the weight that the passage holds, and whether some word has no part in it at all."""
        total = sum(self.weights)
        if not total:
            return 0.0, True
        worth = [0.0] * len(self.content)
        for name, factor in _PLACES:
            field: Field = getattr(line, name)
            self._cover_field(field, factor, worth)
        missing = any(not any(worth[start:end]) for start, end in self.words)
        return sum(w * v for w, v in zip(self.weights, worth, strict=True)) / total, missing

    def _cover_field(self, field: Field, factor: float, worth: list[float]) -> None:
        for start, pair in self.pairs:
            if pair in field.text:
                _raise(worth, start, start + 2, factor)
        for start in self.singles:
            if self.content[start] in field.text:
                _raise(worth, start, start + 1, factor * _SINGLE)
        for start, end, run in self.sounds:
            certain = end - start > 2 or self._shares(start, end, field.text)
            if certain and run in field.sound:
                _raise(worth, start, end, factor * _SOUND)
        for start, end, others in self.synonyms:
            if any(other in field.text for other in others):
                _raise(worth, start, end, factor * _SYNONYM)

    def _shares(self, start: int, end: int, text: str) -> bool:
        """Two syllables meet by chance across words; a typing error leaves the other character as it was."""
        return any(character in text for character in self.content[start:end])


def _raise(worth: list[float], start: int, end: int, value: float) -> None:
    for i in range(start, end):
        worth[i] = max(worth[i], value)


def _weights(content: str, rarity: Rarity) -> list[float]:
    weights = [0.0] * len(content)
    for i, character in enumerate(content):
        if character == " ":
            continue
        pairs = [content[j : j + 2] for j in (i - 1, i) if j >= 0 and " " not in content[j : j + 2]]
        weights[i] = max(
            (rarity.of(p) for p in pairs if len(p) == 2), default=rarity.of_character(character)
        )
    return weights


def _runs(content: str, size: int) -> Iterator[tuple[int, str]]:
    """Every run of `size` characters without a blank, with its start."""
    for start in range(len(content) - size + 1):
        run = content[start : start + size]
        if " " not in run:
            yield start, run


def _sound_runs(content: str) -> Iterator[tuple[int, int, str]]:
    for size in (3, 2):
        for start, run in _runs(content, size):
            yield start, start + size, f" {' '.join(map(syllable, run))} "

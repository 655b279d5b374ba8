"""Terms that are known, found wherever they stand in a wording."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Term = TypeVar("Term", str, tuple[str, ...])
Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Known(Generic[Term, Meaning]):
    """`lengths`: first character, or syllable, of the terms → their lengths, rising."""

    meanings: Mapping[Term, Meaning]
    lengths: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, meanings: Mapping[Term, Meaning]) -> "Known[Term, Meaning]":
        lengths: dict[str, set[int]] = {}
        for term in meanings:
            lengths.setdefault(term[0], set()).add(len(term))
        return cls(meanings, {first: tuple(sorted(found)) for first, found in lengths.items()})

    def within(self, wording: Term) -> Iterator[tuple[int, int, Meaning]]:
        """Start, end and meaning of each, from the left, the shorter first; they may overlap."""
        for start, first in enumerate(wording):
            for length in self.lengths.get(first, ()):
                end = start + length
                meaning = self.meanings.get(wording[start:end])
                if meaning is not None and end <= len(wording):
                    yield start, end, meaning

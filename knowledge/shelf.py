"""The published entries as one immutable snapshot that answers are found in, swapped as a whole."""

from dataclasses import dataclass

from knowledge.finding import Finder


@dataclass(slots=True)
class Shelf:
    """Holds the current finder; `swap` replaces it between two answers."""

    finder: Finder

    def swap(self, finder: Finder) -> None:
        self.finder = finder

"""The published entries as one immutable snapshot that answers are found in, swapped as a whole."""

from dataclasses import dataclass
from datetime import date

from knowledge.entry import Answer
from knowledge.finding import Finder


@dataclass(slots=True)
class Shelf:
    """Holds the current finder; `swap` replaces it between two answers."""

    finder: Finder

    def swap(self, finder: Finder) -> None:
        self.finder = finder

    def answer(self, question: str, today: date) -> Answer:
        return self.finder.answer(question, today)

"""How well one line of a passage answers a question: its cover of the question and its type."""

import re

from knowledge.entry import EntryKind
from knowledge.lines import Line
from knowledge.matching import Wanted
from knowledge.question import Question
from knowledge.slots import is_of, slots_asked

_UNSURE = 0.7
"""At most this for a sentence in which a word of the question has no part."""


def score(wanted: Wanted, question: Question, line: Line) -> float:
    """In [0, 1]; comparable among the lines of one entry, and among the sentences of all documents."""
    if line.entry.kind is EntryKind.FAQ:
        return 1.0
    cover, missing = wanted.cover(line)
    if line.entry.kind is not EntryKind.DOCUMENT:
        return cover * _slot_fits(question, line)
    cover *= 1.0 if _names(question, line) else 0.95
    return min(cover, _UNSURE) if missing else cover


def _slot_fits(question: Question, line: Line) -> float:
    """How well this line's label fits the type of the question."""
    if wanted := slots_asked(question.asks, question.wording):
        return 1.0 if is_of(line.own.text, wanted) else 0.9
    return 0.9 if question.asks in ("", "who", "which") else 0.75


def _names(question: Question, line: Line) -> bool:
    """Asked which ones, a sentence that goes on to name them: '重点领域主要是…'."""
    return question.asks != "which" or any(
        re.search(
            re.escape(word.text) + r"(?:主要)?(?:是|为|有|包括|包含|分为|即|:)", line.own.text
        )
        for word in question.words
    )

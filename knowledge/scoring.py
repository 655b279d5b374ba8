"""How well a passage answers a question: its cover of the question, weighed by what kind of entry it stands in."""

import re
from collections.abc import Callable

from rapidfuzz import fuzz

from knowledge.entry import EntryKind
from knowledge.matching import Wanted
from knowledge.passage import Passage
from knowledge.question import Question
from knowledge.slots import label_of, slots_for

_UNSURE = 0.7
"""At most this for a sentence in which a word of the question has no part."""


def score(wanted: Wanted, question: Question, passage: Passage) -> float:
    """In [0, 1]; by the kind of the entry."""
    cover, missing = wanted.cover(passage)
    match passage.entry.kind:
        case EntryKind.FAQ:
            return cover * (0.75 + 0.25 * _alike(question.wording, passage, fuzz.ratio))
        case EntryKind.GUIDE | EntryKind.DIRECTORY:
            return cover * _named(wanted, passage) * _slot_fits(question, passage)
        case EntryKind.DOCUMENT:
            cover *= 1.0 if _names(question, passage) else 0.95
            return min(cover, _UNSURE) if missing else cover


def _alike(asked: str, passage: Passage, likeness: Callable[[str, str], float]) -> float:
    """Of the question to the best of the passage's titles, in [0, 1]."""
    return max(likeness(asked, title) for title in passage.head.text.split("\n")) / 100


def _named(wanted: Wanted, passage: Passage) -> float:
    """A guide or a directory row answers only who names it."""
    asked = wanted.content.replace(" ", "")
    within = min(1.0, _alike(asked, passage, fuzz.partial_ratio) / 0.85)
    return 0.58 + 0.4 * within + 0.02 * _alike(asked, passage, fuzz.ratio)


def _slot_fits(question: Question, passage: Passage) -> float:
    """How well this line's label fits the type of the question."""
    if wanted := slots_for(question.asks):
        return 1.0 if label_of(passage.own.text) in wanted else 0.9
    return 0.9 if question.asks in ("", "who", "which") else 0.75


def _names(question: Question, passage: Passage) -> bool:
    """Asked which ones, a sentence that goes on to name them: '重点领域主要是…'."""
    return question.asks != "which" or any(
        re.search(
            re.escape(word.text) + r"(?:主要)?(?:是|为|有|包括|包含|分为|即|:)", passage.own.text
        )
        for word in question.words
    )

"""Words that hold a conversation together, as data: what joins questions, and what goes on with the one before."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from knowledge.lexicon import lexicon
from knowledge.text import fold

_MARKS = " \n\t,.!?~;:、。…·\"'()-"
"""Before phrases, once folded."""
_LATIN = re.compile(r"[a-zа-яё]")


class Phrases:
    """Phrases that a folded text may be made of; Latin and Cyrillic ones are whole words."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.all = frozenset(map(fold, phrases))
        self._longest = max(map(len, self.all), default=0)

    def at(self, text: str, start: int) -> Iterator[str]:
        """Those that stand at this place, the longest first."""
        for end in range(min(len(text), start + self._longest), start, -1):
            if text[start:end] in self.all and _is_word_end(text, end):
                yield text[start:end]

    def stripped(self, text: str) -> str:
        """Without those, and the marks, that it begins with."""
        text = text.lstrip(_MARKS)
        while phrase := next(self.at(text, 0), ""):
            text = text[len(phrase) :].lstrip(_MARKS)
        return text


def _is_word_end(text: str, end: int) -> bool:
    return not (end < len(text) and _LATIN.match(text[end - 1]) and _LATIN.match(text[end]))


def parts(text: str, phrases: Phrases) -> list[str] | None:
    """The phrases that make up the text, marks, blanks and pictures apart; None when anything else is in it."""
    rests: list[list[str] | None] = [None] * len(text) + [[]]
    for at in range(len(text) - 1, -1, -1):
        if not text[at].isalnum():
            rests[at] = rests[at + 1]
        for phrase in phrases.at(text, at):
            rest = rests[at + len(phrase)]
            if rest is not None:
                rests[at] = [phrase, *rest]
                break
    return rests[0]


@dataclass(frozen=True, slots=True)
class Conversation:
    """`joiner` finds where a clause begins another question. Smalltalk is made of `pleasantries`: phrases of a topic
    and what may stand beside them; `topics` are in order of weight, the greeting first.

    Of follow-ups: `openings` may begin one; `acknowledgements` may stand before it; `neutral` words name no matter;
    `slots`: a word that is short for a question → that question.
    """

    joiner: re.Pattern[str]
    pleasantries: Phrases
    topics: Mapping[str, frozenset[str]]
    openings: Phrases
    acknowledgements: Phrases
    neutral: Phrases
    slots: Mapping[str, str]


@cache
def conversation() -> Conversation:
    with Path(__file__).with_suffix(".toml").open("rb") as f:
        data = tomllib.load(f)
    follow_up = data["follow_up"]
    topics = lexicon().smalltalk
    slots = {
        fold(word): fold(question)
        for question, words in follow_up["slots"].items()
        for word in words
    }
    return Conversation(
        joiner=_clause_start(data["joiners"]),
        pleasantries=Phrases(
            [*data["padding"], *data["acknowledgements"], *chain.from_iterable(topics.values())]
        ),
        topics=topics,
        openings=Phrases(follow_up["openings"]),
        acknowledgements=Phrases(data["acknowledgements"]),
        neutral=Phrases([*follow_up["neutral"], *data["acknowledgements"], *slots]),
        slots=slots,
    )


def _clause_start(joiners: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(joiners, key=len, reverse=True)
    words = "|".join(re.escape(word) for word in longest_first)
    return re.compile(
        rf"(?:^|(?<=[\s，,。.！!；;、？?]))(?:{words})(?![a-zа-яё])[\s，,：:]*", re.IGNORECASE
    )

"""Chinese typed in Latin letters: 'shebao zenme ban' is read as the published characters that sound so.

Letters are cut into the fewest syllables; of the characters with such a sound the run is taken whose neighbouring pairs
are the most common in what is published (Viterbi 1967 over character pairs).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log

from pypinyin import lazy_pinyin

from knowledge.terms import Rarity

_LETTERS = re.compile(r"[a-zü]{2,}(?:['\s]+[a-zü]{2,})*")
_OFFERED = 12
"""Characters tried for one syllable, the commonest first."""
_LONGEST = 60
"""Letters of a run that are read; nobody types a longer one."""
_COMMON = "怎么办哪里多少什么时候要钱吗我在的是有去可以能电话申请理们想问家妈爸帮不没谢样"
"""Characters of questions, which publications seldom hold."""


class Pinyin:
    """Reads with the characters and pairs of one set of passages."""

    def __init__(self, rarity: Rarity, characters: Mapping[str, int]) -> None:
        self._rarity = rarity
        self._sounding: dict[str, list[str]] = {}
        by_count = sorted(characters, key=lambda c: (-characters[c], c))
        for character in dict.fromkeys([*_COMMON, *by_count]):
            if "\u4e00" <= character <= "\u9fff":
                self._sounding.setdefault(_letters_of(character), []).append(character)
        self._longest = max(map(len, self._sounding), default=0)

    def read(self, folded: str) -> str:
        """The text with such runs of letters put into characters; one that is no pinyin stays as it is."""

        def characters(run: re.Match[str]) -> str:
            before, after = folded[: run.start()][-1:], folded[run.end() :][:1]
            return self._characters(run.group(), _han(before), _han(after))

        return _LETTERS.sub(characters, folded)

    def _characters(self, run: str, before: str, after: str) -> str:
        """`before`, `after`: the Chinese character next to the run, or ''. A single syllable needs one."""
        words = re.split(r"['\s]+", run[:_LONGEST])
        cut = [self._syllables(word) for word in words]
        syllables = [syllable for word in cut for syllable in word]
        if not all(cut) or self._is_published(words):
            return run
        if len(syllables) == 1 and not (before or after):
            return run
        return self._likeliest(syllables, before, after)

    def _is_published(self, words: Iterable[str]) -> bool:
        """Words such as wifi that publications write in letters."""
        return any(self._rarity.holding(word) for word in words)

    def _syllables(self, word: str) -> tuple[str, ...]:
        """The fewest that make up the word; none when it is no pinyin."""
        best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - self._longest), end):
                before, syllable = best[start], word[start:end]
                if before is not None and syllable in self._sounding:
                    longer = (*before, syllable)
                    if best[end] is None or len(longer) < len(best[end] or ()):
                        best[end] = longer
        return best[-1] or ()

    def _likeliest(self, syllables: Sequence[str], before: str, after: str) -> str:
        paths = [
            (self._bond(before + c) if before else 0.0, c)
            for c in self._sounding[syllables[0]][:_OFFERED]
        ]
        for syllable in syllables[1:]:
            paths = [
                max((value + self._bond(path[-1] + c), path + c) for value, path in paths)
                for c in self._sounding[syllable][:_OFFERED]
            ]
        if after:
            paths = [(value + self._bond(path[-1] + after), path) for value, path in paths]
        return max(paths)[1]

    def _bond(self, pair: str) -> float:
        if pair[0] in _COMMON and pair[1] in _COMMON and pair in _QUESTION_PAIRS:
            return log(50)
        return log(self._rarity.holding(pair) + 0.1)


_QUESTION_PAIRS = (
    "怎么 么办 哪里 多少 什么 时候 么时 要钱 钱吗 可以 电话 申请 办理 少钱 在哪 去哪 哪办"
    " 我们 我想 我要 我问 我的 我家 我妈 我爸 帮我 想问 请问 问问 谢谢 么样 有没 没有 能不 不能 可不 不可 是不"
)


def _han(character: str) -> str:
    return character if "\u4e00" <= character <= "\u9fff" else ""


@lru_cache(maxsize=20_000)
def _letters_of(character: str) -> str:
    return str(lazy_pinyin(character)[0])

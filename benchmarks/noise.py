"""Questions as they are typed in a hurry: wrong homophones, lost and doubled characters, pinyin left standing.

Our own rules, for fitting and for measuring: neighbouring keys of a pinyin keyboard, characters that input methods
offer for the same sound (those of our own data, the commoner the likelier), lead-ins and tails.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping

from opencc import OpenCC
from pypinyin import lazy_pinyin

_LEADS = (
    "你好，",
    "请问",
    "我想问下",
    "麻烦问一下，",
    "您好 ",
    "咨询个事，",
    "帮忙看看 ",
    "师傅，",
)
_TAILS = ("啊", "呢", "？谢谢", "，急", "呀？", "，在线等", "谢谢您", "？？？")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_TO_TRADITIONAL = OpenCC("s2t")
_OFFERED = 5
"""Characters of one sound that an input method shows at once."""


def homophones(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Sound → the commonest characters that sound so, out of these texts."""
    counted = Counter(c for text in texts for c in text if "\u4e00" <= c <= "\u9fff")
    groups: dict[str, list[str]] = {}
    for character, _ in counted.most_common():
        groups.setdefault(lazy_pinyin(character)[0], []).append(character)
    return {sound: tuple(found[:_OFFERED]) for sound, found in groups.items()}


class Noise:
    """Spoils questions; the same seed spoils the same way."""

    def __init__(self, seed: int, offered: Mapping[str, tuple[str, ...]]) -> None:
        self._random = random.Random(seed)
        self._offered = offered

    def spoil(self, question: str) -> str:
        """One slip for each started ten characters, sometimes courtesies around, sometimes traditional characters."""
        for _ in range(1 + len(question) // 10):
            question = self._slip(question)
        if self._random.random() < 0.4:
            question = self._random.choice(_LEADS) + question
        if self._random.random() < 0.4:
            question = question.rstrip("？?。") + self._random.choice(_TAILS)
        if self._random.random() < 0.15:
            question = _TO_TRADITIONAL.convert(question)
        return question

    def _slip(self, question: str) -> str:
        places = [i for i, c in enumerate(question) if "\u4e00" <= c <= "\u9fff"]
        if len(places) < 3:
            return question
        at = self._random.choice(places)
        kind = self._random.choices(
            ("homophone", "lost", "doubled", "swapped", "pinyin", "key"), (10, 4, 2, 2, 2, 1)
        )[0]
        match kind:
            case "lost":
                return question[:at] + question[at + 1 :]
            case "doubled":
                return question[:at] + question[at] + question[at:]
            case "swapped":
                return question[:at] + question[at : at + 2][::-1] + question[at + 2 :]
            case "pinyin":
                return question[:at] + lazy_pinyin(question[at])[0] + question[at + 1 :]
            case "key":
                return self._replace(question, at, self._next_key(lazy_pinyin(question[at])[0]))
        return self._replace(question, at, lazy_pinyin(question[at])[0])

    def _replace(self, question: str, at: int, sound: str) -> str:
        others = [c for c in self._offered.get(sound, ()) if c != question[at]]
        return (
            question[:at] + self._random.choice(others) + question[at + 1 :] if others else question
        )

    def _next_key(self, sound: str) -> str:
        """The sound with one letter hit beside its key."""
        at = self._random.randrange(len(sound))
        row = next((row for row in _KEYS if sound[at] in row), "")
        if not row:
            return sound
        key = row.index(sound[at]) + self._random.choice((-1, 1))
        return sound[:at] + row[key % len(row)] + sound[at + 1 :]

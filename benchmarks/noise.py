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


_SAME = (
    ("如何", "怎么", "怎样", "应该怎么", "该如何"),
    ("是否", "是不是", "会不会"),
    ("能不能", "可不可以", "能否", "可否"),
    ("哪些", "什么", "哪几种"),
    ("什么时候", "何时", "啥时候"),
    ("多长时间", "多久", "几天"),
    ("应当", "应该", "须", "要"),
    ("需要", "要", "得"),
    ("怎么办", "怎么处理", "如何处理", "该怎么处理"),
    ("由谁", "谁来", "应由谁"),
    ("为什么", "为何", "啥原因"),
    ("包括哪些", "都有什么", "有哪些"),
    ("是什么", "指的是什么", "是啥"),
    ("没有", "未", "没"),
    ("不能", "不可以", "无法"),
    ("之后", "后", "以后"),
    ("的时候", "时"),
    ("并且", "而且", "且"),
    ("以及", "和", "及"),
    ("属于", "算", "是"),
)
"""Ways of saying the same around the matter itself."""


class Rewording:
    """Says a question a little differently: other function words, some synonyms, a filler less or more."""

    def __init__(self, seed: int, synonyms: Mapping[str, tuple[str, ...]]) -> None:
        self._random = random.Random(seed)
        self._synonyms = synonyms

    def reword(self, question: str) -> str:
        for ways in self._random.sample(_SAME, len(_SAME)):
            held = max((way for way in ways if way in question), key=len, default="")
            if held and self._random.random() < 0.7:
                others = [way for way in ways if way != held]
                question = question.replace(held, self._random.choice(others), 1)
        if self._random.random() < 0.5:
            question = self._with_synonym(question)
        if "的" in question and self._random.random() < 0.4:
            question = question.replace("的", "", 1)
        if self._random.random() < 0.3:
            question = question.rstrip("？?吗呢")
        return question

    def _with_synonym(self, question: str) -> str:
        terms = [term for term in self._synonyms if len(term) > 2 and term in question]
        if not terms:
            return question
        term = self._random.choice(sorted(terms))
        return question.replace(term, self._random.choice(self._synonyms[term]), 1)


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

"""Text as questions and publications are compared: one folded form for both sides.

Only comparison uses the folded form; what a citizen is shown is always the published wording.
"""

import os
import re
import unicodedata
from functools import lru_cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # single characters suffice; saves 45 MB

import opencc
from pypinyin import lazy_pinyin

_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_BLANK_IN_CHINESE = re.compile(r"(?<=[\u2e80-\uffef])\s+|\s+(?=[\u2e80-\uffef])")
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)")
_DIGITS = {c: d for d, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile("[〇零一二三四五六七八九十百千两]+")
_PERCENT = re.compile(r"百分之([〇零一二三四五六七八九十百两\d]+(?:\.\d+)?)")


def printable(text: str) -> str:
    """Without control, format (right-to-left tricks), surrogate and private characters; line ends stay."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _DROPPED)


def fold(text: str) -> str:
    """NFKC, lower case, simplified characters, Arabic numerals, no blanks between Chinese characters."""
    text = _TO_SIMPLIFIED.convert(unicodedata.normalize("NFKC", printable(text)).lower())
    text = _BLANK_IN_CHINESE.sub("", text)
    return _NUMERAL.sub(lambda run: _arabic(run.group()), _PERCENT.sub(r"\1%", text))


def sentences(text: str) -> list[str]:
    """The sentences of a published paragraph, unchanged but for blanks at their ends."""
    return [s for s in (m.group().strip() for m in _SENTENCE.finditer(text)) if s]


@lru_cache(maxsize=200_000)
def syllable(character: str) -> str:
    """Pinyin without tone, for typing errors among homophones; near sounds that people confuse are made equal."""
    sound: str = lazy_pinyin(character)[0]
    for confused, kept in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if sound.startswith(confused):
            sound = kept + sound[len(confused) :]
    return sound[:-1] if sound.endswith("ng") and sound[-3:] in ("ing", "eng") else sound


def syllables(text: str) -> tuple[str, ...]:
    """One item for each character."""
    return tuple(map(syllable, text))


def bigrams(text: str) -> list[str]:
    """Overlapping pairs within runs of letters and digits; Latin words and numbers whole."""
    found: list[str] = []
    for run in re.findall(r"[a-z0-9.%]+|[^\W\x00-\x7f]+", text):
        if run[0].isascii() or len(run) == 1:
            found.append(run)
        else:
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found


def _arabic(run: str) -> str:
    """'六' → '6', '十七' → '17', '二〇一二' → '2012'; a run that is no number stays as it is."""
    if not any(c in _UNITS for c in run):
        return "".join(str(_DIGITS[c]) for c in run)
    total, digit = 0, None
    for c in run:
        if c in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[c]
            digit = None
        elif digit is None or digit == 0:
            digit = _DIGITS[c]
        else:
            return run
    return str(total + (digit or 0))

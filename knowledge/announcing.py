"""What a paragraph announces at its end: a heading or a question whose text or answer is the paragraph after it."""

import re

from knowledge.reading.blocks import numbering
from knowledge.text import sentences

_LONGEST_HEADING = 40
_SPOKEN = re.compile(
    r"[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}[、,，]|[①-⑳]"
)
"""Items of a list within running text: 一是 …, 二是 …"""
_INNERMOST = 9
_ASKS = ("？", "?")


def announced(text: str, following: str) -> str:
    """The last sentence of `text` where it is a heading or a question, and `following`, the next paragraph, goes on
    with what stands under it; '' where it announces nothing."""
    said, told = sentences(text), sentences(following)
    if not said or not told or told[0].endswith(_ASKS):
        return ""
    last, next_item = said[-1], _depth(told[0])
    if last.endswith(_ASKS):
        return "" if next_item else last
    is_heading = len(said) > 1 and len(last) <= _LONGEST_HEADING and _depth(last)
    return last if is_heading and (not next_item or next_item > _depth(last)) else ""


def _depth(sentence: str) -> int:
    """Of the number it begins with, outermost first; 0 where it begins with none."""
    return numbering(sentence) or (_INNERMOST if _SPOKEN.match(sentence) else 0)

"""Text in pieces: headings and paragraphs, in the order of the file; and how plain lines become such pieces."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LINE_END = re.compile("\r\n|[\n\r\f\u2028\u2029]")
_FULL_LINES = 3
_WIDEST = 120
_NARROWEST = 40
_SLACK = 5
_ENDS = tuple("。！？；：.!?;:”」）)")
_STARTS = re.compile(
    r"\s{2,}|\u3000|[一二三四五六七八九十]+[、,，.．]|[（(]?[一二三四五六七八九十\d]+[)）]"
    r"|第[一二三四五六七八九十百零〇\d]+[章节条编]|\d+[、.．]|[-*•●·]\s"
)


@dataclass(frozen=True, slots=True)
class Block:
    """`level` 1 and up for a heading that the file marks as one, 0 for everything else; `text` without outer blanks.

    `line` counts from 1 in files that have lines, else 0.
    """

    level: int
    text: str
    line: int = 0


def paragraphs(text: str) -> list[Block]:
    """A line is a paragraph; lines that were wrapped at a fixed width are joined again."""
    lines = _LINE_END.split(text)
    width = _wrapped_at(lines)
    blocks: list[Block] = []
    last = ""
    for number, line in enumerate(lines, 1):
        if blocks and width and _goes_on(last, line, width):
            blocks[-1] = Block(0, _joined(blocks[-1].text, line.strip()), blocks[-1].line)
        elif line.strip():
            blocks.append(Block(0, line.strip(), number))
        last = line
    return blocks


def _wrapped_at(lines: Sequence[str]) -> int:
    """Columns at which the lines were wrapped, 0 when they were not: at least three lines, one in five, are full."""
    widths = [_width(line.rstrip()) for line in lines if line.strip()]
    widest = max(widths, default=0)
    full = sum(width >= widest - _SLACK for width in widths)
    wrapped = _NARROWEST <= widest <= _WIDEST and full >= max(_FULL_LINES, len(widths) / 5)
    return widest if wrapped else 0


def _goes_on(last: str, line: str, width: int) -> bool:
    last = last.rstrip()
    if not last or not line.strip() or last.endswith(_ENDS) or _STARTS.match(line):
        return False
    return _width(last) >= (0.75 * width if last[-1].isascii() else width - _SLACK)


def _joined(before: str, after: str) -> str:
    words = before[-1].isascii() and after[0].isascii()
    return f"{before} {after}" if words else before + after


def _width(line: str) -> int:
    """Columns on a screen: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def levels(blocks: Sequence[Block]) -> Iterator[Block]:
    """With numbered headings (第一章, 一、 (一) 1.) found among the unmarked blocks, below the marked ones.

    A heading that nothing stands under is an item of a list and stays a paragraph.
    """
    below = max((block.level for block in blocks), default=0)
    following = 0
    found: list[Block] = []
    for block in reversed(blocks):
        depth = block.level or numbered(block.text, below)
        item = not block.level and (not found or 0 < following <= depth)
        following = depth
        found.append(Block(0 if item else depth, block.text, block.line))
    return reversed(found)


_LONGEST_HEADING = 50
_HEADINGS = (
    re.compile(r"第[一二三四五六七八九十百]+[编章]"),
    re.compile(r"第[一二三四五六七八九十百]+节"),
    re.compile(r"[一二三四五六七八九十]+[、,，.．]"),
    re.compile(r"[（(][一二三四五六七八九十]+[)）]"),
    re.compile(r"\d{1,2}[、.．](?!\d)"),
    re.compile(r"[（(]\d{1,2}[)）]"),
)
"""From the outermost inwards. 一, with a half-width comma stands in real reports."""


def numbered(text: str, below: int = 0) -> int:
    """Level of a numbered heading, counted from `below`; 0 for a text that is none."""
    if len(text) > _LONGEST_HEADING or text.endswith(tuple("。；;，,：:")) or "。" in text:
        return 0
    depth = numbering(text)
    return below + depth if depth else 0


def numbering(text: str) -> int:
    """Depth of the number that a text begins with, 1 for the outermost kind; 0 where it begins with none."""
    return next((depth for depth, mark in enumerate(_HEADINGS, 1) if mark.match(text)), 0)

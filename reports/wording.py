"""Words with bound numbers: `2012年公布问题{questions}条` prints a figure, and no numeral stands in them by itself.

A name in braces stands for a number; after a colon how it is printed: {n:中} 两, 四 (before a measure word),
{n:万} 6万, {n:万元} likewise, exact and without the word, {n:%} 81%, {n:%1} 7.8%, {n:月} the month it stands for. An
approximate number says so: 70多.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.document import Printed, Words
from reports.errors import BadWording
from reports.registers import Precise
from reports.rounding import percent, quotient

_NAME = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_CHARACTER = "一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_MEASURES = (
    "个|次(?!性)|家|块|条|件|项|名|人|卷|期|台|场|批|周年|种|镇|网|部分|年|月|日|天|成|倍|％|位|户|所|宗|岁|元|吨|亩|辆"
    "|份|册|页|篇|届|间|栋|村|小时|分钟|季度|周|号"
)
_NUMERAL = re.compile(
    rf"[{_CHARACTER}零〇十拾][{_CHARACTER}零〇十百千万亿拾佰仟]*[多余几]?(?:{_MEASURES})|百分之[{_CHARACTER}零十百]+"
    rf"|[{_CHARACTER}][十百千万亿拾佰仟]|十[{_CHARACTER}]"
)
"""In characters: before a measure word (两次, 六个部分), a share, or of two places (八十, 三百, 十五); not 一次性告知,
进一步, 一是, 万一."""
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Number:
    """What a name stands for. `quantity` of `whole` (1: a plain count); `text` instead where it is a word (a document's
    number, a day)."""

    quantity: int
    whole: int = 1
    precise: Precise = Precise.EXACT
    month: int = 0
    text: str = ""
    is_missing: bool = False
    """A document that nobody has entered."""


def written(words: str, number: Callable[[str], Number], place: str) -> Words:
    """`number` raises KeyError for a name that stands for nothing. Raises BadWording: the `place`, what is wrong."""
    parts: list[str | Printed] = []
    at = 0
    for found in _NAME.finditer(words):
        parts += _plain(words[at : found.start()], place)
        parts.append(_bound(found[1].strip(), found[2] or "", number, place))
        at = found.end()
    return [*parts, *_plain(words[at:], place)]


def names_in(words: str) -> list[str]:
    return [found[1].strip() for found in _NAME.finditer(words)]


def unbound(words: str) -> list[str]:
    """Numerals that stand in the words by themselves."""
    return [loose for part in _NAME.split(words)[::3] for loose in _loose(part)]


def joined(words: Words) -> str:
    """As read."""
    return "".join(part if isinstance(part, str) else part.text for part in words)


def printed(number: Number, style: str) -> str:
    """Raises ValueError for a style that does not fit the number."""
    if number.text:
        return number.text
    match style:
        case "%" | "%1" if number.whole:
            return percent(number.quantity, number.whole, len(style) - 1)
        case "中":
            return _in_characters(number.quantity) + _more(number)
        case "万":
            decimals = 0 if number.quantity % 10_000 == 0 else 1
            return quotient(number.quantity, 10_000, decimals) + "万" + _more(number)
        case "万元":
            return _in_ten_thousands(number.quantity)
        case "月" if number.month:
            return str(number.month)
        case "":
            return str(number.quantity) + _more(number)
    raise ValueError(style)


def style_of(key: str, number: Number) -> str:
    """How the number of a note is printed, as reports.verify has it."""
    if number.text:
        return "text"
    return key.partition(":")[2] + _more(number)


def _bound(name: str, style: str, number: Callable[[str], Number], place: str) -> Printed:
    try:
        found = number(name)
        if found.is_missing or (style == "月" and not found.month):
            raise BadWording("wording.nothing_entered", place=place, value=name)
        if style.startswith("%") and not (found.whole or found.text):
            raise BadWording("wording.no_base", place=place, value=name)
        return Printed(printed(found, style), f"{name}:{style}" if style else name)
    except KeyError:
        raise BadWording("wording.unknown_name", place=place, value=name) from None
    except ValueError:
        raise BadWording("wording.wrong_style", place=place, value=f"{{{name}:{style}}}") from None


def _plain(text: str, place: str) -> Sequence[str]:
    if "{" in text or "}" in text:
        raise BadWording("wording.brace", place=place, value=text)
    for loose in _loose(text):
        at = text.index(loose)
        near = text[max(at - 6, 0) : at + len(loose) + 6]
        raise BadWording("wording.unbound", place=place, value=loose, near=near)
    return [text] if text else []


def _in_ten_thousands(quantity: int) -> str:
    """Exact, without a sign for the unit: 316441, 12.5."""
    whole, rest = divmod(quantity, 10_000)
    return f"{whole}.{rest:04}".rstrip("0") if rest else str(whole)


def _loose(text: str) -> list[str]:
    """Digits of every script, ⑤ and Ⅲ too, then numerals in characters."""
    digits = [c for c in text if unicodedata.category(c).startswith("N") and c not in "〇零"]
    return [*digits, *(found[0] for found in _NUMERAL.finditer(text))]


def _more(number: Number) -> str:
    return "多" if number.precise is Precise.LEAST else ""


def _in_characters(number: int) -> str:
    """Up to 99, as before a measure word: 两, 十二, 二十. Larger ones stay in digits."""
    if number == 2:
        return "两"
    if number < 10:
        return DIGITS[number]
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")

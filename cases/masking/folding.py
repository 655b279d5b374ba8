"""The text as the finders read it: as long, one kind of digits, blanks and dashes, bars over what is masked."""

import re
import unicodedata
from collections.abc import Iterable

from cases.masking.span import Kind, Span
from cases.masking.words import one_of, words

BAR = "\0"
"""Stands for each character that is masked, or was when the text came. No pattern runs across it or counts bars."""
STEMS = "甲乙丙丁戊己庚辛壬癸"
HAN = "㐀-鿿\U00020000-\U0003ffff"
"""Range for character classes."""
_MASKS = re.compile(
    r"1[3-9]\d\*{4}\d{4}|(?:0\d{2,3})?\*{4}|\[(?:身份证号|银行卡号|邮箱|账号|车牌号|门牌号)\]"
    rf"|(?:{one_of(words('compound'))}|[{HAN}])某[{STEMS}]*"
)

_STEMS = re.compile(f"[{STEMS}]+")


class _Fold(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\n":
        return character
    if category[0] in "CZ":
        return " "
    if category == "Pd" or character == "−":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    wide = "\uff00" <= character <= "\uffef"
    plain = unicodedata.normalize("NFKC", character) if wide else character
    return plain if len(plain) == 1 else character


_FOLD = _Fold()


def fold(text: str) -> str:
    """What is masked already is barred."""
    plain = text.translate(_FOLD)
    return _MASKS.sub(lambda found: BAR * len(found[0]), plain)


def bar(plain: str, spans: Iterable[Span]) -> str:
    """`spans` in order, apart. What reads like the end of a mask (张三 before 甲…) goes with it."""
    parts, at = [], 0
    for span in spans:
        parts += [plain[at : span.start], BAR * (span.end - max(at, span.start))]
        at = span.end
        if span.kind is Kind.NAME and (more := _STEMS.match(plain, at)):
            parts.append(BAR * len(more[0]))
            at = more.end()
    return "".join([*parts, plain[at:]])

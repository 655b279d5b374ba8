"""Telephone numbers, written together, in groups, or as characters (一三八…)."""

import re
from collections.abc import Iterator

from cases.masking.digits import Number, before, numbers
from cases.masking.folding import BAR
from cases.masking.span import Kind, Span

_UNIT = re.compile(
    r" ?(?:元(?![月旦])|万(?!一)|亿|块|吨|米|平(?![时常])|公斤|件(?!事)|户(?![主口])|人次|%|㎡)"
)
"""After a quantity."""
_AMOUNT = re.compile(r"[¥￥$€] ?$|\d\.$")
"""Before a quantity."""
_MOBILE = re.compile(r"(?:(?:00)?86)?1[3-9]\d{9}")
_COUNTRY = re.compile(r"[(+]{0,2}(?<!\d)(?:00)?86\)?[ -]{0,2}$")
_GROUPED = frozenset(
    {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (3, 2, 2, 2, 2)}
)
_DIGIT = "0-9〇零一二三四五六七八九幺"
_SECOND = "[3-9三四五六七八九]"
_CHINESE = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_SPOKEN = re.compile(
    rf"(?<![{_DIGIT}])[1一幺](?:{_SECOND}[{_DIGIT}]{{9}}|[ -]{_SECOND}(?:[ -][{_DIGIT}]){{9}})(?![{_DIGIT}])"
)
_SHORT = r"(?:[2-9]\d{6,7}|[2-9]\d{2,3}[ -]\d{4})(?:-\d{1,5})?(?!\d)"
_LANDLINE = re.compile(
    rf"(?<!\d)(?:\(?\+?86\)?[ -]\(?0?|\(?0)(10|2\d|[3-9]\d\d)\)?[ .·/_-]{{0,3}}{_SHORT}"
)
_MORE = re.compile(rf" ?[、,/或和] ?({_SHORT})")
_LOCAL = re.compile(rf"(?<![\d-]){_SHORT}")
_CALLED_PHONE = re.compile(
    rf"(?:电话|座机|固话|宅电|传真|号码|热线|打|拨|tel|phone)[^\d,;。!?、{BAR}]{{0,6}}$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")


def phones(plain: str) -> Iterator[Span]:
    """Mobile numbers."""

    def is_one(number: Number) -> bool:
        sizes = number.sizes if len(number.digits) == 11 else (11, *number.sizes[1:])
        if sizes not in _GROUPED or not _MOBILE.fullmatch(number.digits):
            return False
        return not (_UNIT.match(plain, number.end) or _AMOUNT.search(before(plain, number)))

    for number in numbers(plain, (11, 13, 15), is_one):
        prefix = _COUNTRY.search(plain, max(0, number.start - 8), number.start)
        yield _phone(prefix.start() if prefix else number.start, number.end, number.digits[-11:])
    for spoken in _SPOKEN.finditer(plain):
        digits = "".join(c for c in spoken[0].translate(_CHINESE) if c.isdigit())
        if not spoken[0].isdecimal():  # judged above
            yield _phone(spoken.start(), spoken.end(), digits)


def landlines(plain: str) -> Iterator[Span]:
    """With an area code anywhere; without one where it is called a telephone, or after one that has it."""
    for found in _LANDLINE.finditer(plain):
        if not _UNIT.match(plain, found.end()):
            yield Span(found.start(), found.end(), Kind.LANDLINE, f"0{found[1]}****")
            yield from _more(plain, found.end())
    for found in _LOCAL.finditer(plain):
        called = _CALLED_PHONE.search(plain, max(0, found.start() - 12), found.start())
        if called and not _UNIT.match(plain, found.end()) and not _DAY.fullmatch(found[0]):
            yield Span(found.start(), found.end(), Kind.LANDLINE, "****")
            yield from _more(plain, found.end())


def _phone(start: int, end: int, digits: str) -> Span:
    return Span(start, end, Kind.PHONE, f"{digits[:3]}****{digits[-4:]}")


def _more(plain: str, end: int) -> Iterator[Span]:
    while more := _MORE.match(plain, end):
        yield Span(more.start(1), more.end(1), Kind.LANDLINE, "****")
        end = more.end()

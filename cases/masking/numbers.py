"""Telephone, identity and bank card numbers, written together, in groups, or as characters (一三八…)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from cases.masking.folding import BAR
from cases.masking.span import Kind, Span

_LONGEST = 21
_RUN = re.compile(r"\d+(?:[ .·_-]{1,3}\d+)*(?:[Xx](?![0-9A-Za-z]))?")
_GROUP = re.compile(r"\d+[Xx]?")
_UNIT = re.compile(r" ?(?:元|万(?!一)|亿|块|吨|米|平|公斤|件(?!事)|户|人次|%|㎡)")
"""After a quantity."""
_AMOUNT = re.compile(r"[¥￥$€] ?$|\d\.$")
"""Before a quantity."""


@dataclass(frozen=True, slots=True)
class Number:
    """Groups of digits that stand together, `sizes` how many digits each has."""

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]


def ids(plain: str) -> Iterator[Span]:
    """18 characters with the right check character; 15 (the form before 1999) by place and date; either, also
    mistyped, where it is called so."""

    def is_one(number: Number) -> bool:
        if _beside_letters(plain, number):
            return False
        if is_id(number.digits):
            return True
        if len(number.sizes) == 1 and is_old_id(number.digits):
            return True
        return 15 <= len(number.digits) <= 18 and bool(_CALLED_ID.search(_before(plain, number)))

    for number in _numbers(plain, is_one):
        yield Span(number.start, number.end, Kind.ID, "[身份证号]")


def is_id(text: str) -> bool:
    """Whether a citizen's number is possible: province, date, check character (GB 11643-1999)."""
    if not re.fullmatch(r"[0-9]{17}[0-9Xx]", text):
        return False
    return _is_place(text) and _is_date(text[6:14]) and check_character(text[:17]) == text[17].upper()


def is_old_id(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{15}", text):
        return False
    return _is_place(text) and _is_date("19" + text[6:12])


def check_character(digits: str) -> str:
    """Of the first 17 digits: ISO 7064 MOD 11-2."""
    total = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(digits))
    return "10X98765432"[total % 11]


def cards(plain: str) -> Iterator[Span]:
    """13 to 19 digits that a bank could have issued (Luhn, first digit 3 to 6); where it is called an account, any 12
    to 21."""

    def is_one(number: Number) -> bool:
        if _beside_letters(plain, number) or not number.digits.isdigit():
            return False
        if _CALLED_CARD.search(_before(plain, number)):
            return 12 <= len(number.digits) <= _LONGEST
        *first, _ = number.sizes
        return is_card(number.digits) and all(size == 4 for size in first)

    for number in _numbers(plain, is_one):
        yield Span(number.start, number.end, Kind.CARD, "[银行卡号]")


def is_card(text: str) -> bool:
    """Source: ISO/IEC 7812-1 annex B (Luhn)."""
    if not re.fullmatch(r"[3-6][0-9]{12,18}", text):
        return False
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(text)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def phones(plain: str) -> Iterator[Span]:
    """Mobile numbers. `mask`: first three, four stars, last four."""

    def is_one(number: Number) -> bool:
        digits = _MOBILE.fullmatch(number.digits)
        sizes = number.sizes if len(number.digits) == 11 else (11, *number.sizes[1:])
        return bool(digits) and sizes in _GROUPED and not _is_quantity(plain, number)

    for number in _numbers(plain, is_one):
        prefix = _COUNTRY.search(plain, max(0, number.start - 8), number.start)
        yield _phone(prefix.start() if prefix else number.start, number.end, number.digits[-11:])
    for spoken in _SPOKEN.finditer(plain):
        digits = "".join(c for c in spoken[0].translate(_CHINESE) if c.isdigit())
        if not spoken[0].isdecimal():
            yield _phone(spoken.start(), spoken.end(), digits)


def landlines(plain: str) -> Iterator[Span]:
    """With an area code anywhere; without one where it is called a telephone, or after one that has it."""
    for found in _LANDLINE.finditer(plain):
        if _UNIT.match(plain, found.end()):
            continue
        yield Span(found.start(), found.end(), Kind.LANDLINE, f"0{found[1]}****")
        end = found.end()
        while more := _MORE.match(plain, end):
            yield Span(more.start(1), more.end(1), Kind.LANDLINE, "****")
            end = more.end()
    for found in _LOCAL.finditer(plain):
        called = _CALLED_PHONE.search(plain, max(0, found.start() - 12), found.start())
        if called and not _UNIT.match(plain, found.end()) and not _DAY.fullmatch(found[0]):
            yield Span(found.start(), found.end(), Kind.LANDLINE, "****")


def _phone(start: int, end: int, digits: str) -> Span:
    return Span(start, end, Kind.PHONE, f"{digits[:3]}****{digits[-4:]}")


def _numbers(plain: str, is_one: Callable[[Number], bool]) -> Iterator[Number]:
    """From the left, the longest first."""
    for run in _RUN.finditer(plain):
        groups = [(g.start(), g.end()) for g in _GROUP.finditer(plain, run.start(), run.end())]
        first = 0
        while first < len(groups):
            last = next((n for n in reversed(_windows(plain, groups, first)) if is_one(n)), None)
            if last:
                yield last
            first += len(last.sizes) if last else 1


def _windows(plain: str, groups: list[tuple[int, int]], first: int) -> list[Number]:
    """What begins at this group and is short enough."""
    found: list[Number] = []
    digits, sizes = "", []
    for start, end in groups[first : first + _LONGEST]:
        if len(digits) + end - start > _LONGEST:
            break
        digits += plain[start:end]
        sizes.append(end - start)
        found.append(Number(groups[first][0], end, digits, tuple(sizes)))
    return found


def _before(plain: str, number: Number) -> str:
    return plain[max(0, number.start - 16) : number.start]


def _beside_letters(plain: str, number: Number) -> bool:
    around = plain[max(0, number.start - 1) : number.start] + plain[number.end : number.end + 1]
    return bool(re.search("[A-Za-z]", around))


def _is_quantity(plain: str, number: Number) -> bool:
    return bool(_UNIT.match(plain, number.end) or _AMOUNT.search(_before(plain, number)))


def _is_place(digits: str) -> bool:
    return digits[:2] in _PROVINCES


def _is_date(digits: str) -> bool:
    try:
        return date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}").year >= 1880
    except ValueError:
        return False


_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
    .split()
)
_CALLED_ID = re.compile(rf"身份证[^\d,;。{BAR}]{{0,10}}$")
_CALLED_CARD = re.compile(rf"(?:卡号|[账帐][号户]|银行卡|信用卡|储蓄卡|行卡|存折)[^\d,;。{BAR}]{{0,6}}$")
_CALLED_PHONE = re.compile(
    rf"(?:电话|座机|固话|宅电|传真|号码|热线|打|拨|tel|phone)[^\d,;。!?、{BAR}]{{0,6}}$", re.IGNORECASE
)
_MOBILE = re.compile(r"(?:(?:00)?86)?1[3-9]\d{9}")
_COUNTRY = re.compile(r"[(+]{0,2}(?:00)?(?<!\d)86\)?[ -]{0,2}$")
_GROUPED = frozenset(
    {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (3, 2, 2, 2, 2), (1,) * 11}
)
_DIGIT = "0-9〇零一二三四五六七八九幺"
_CHINESE = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_SPOKEN = re.compile(
    rf"(?<![{_DIGIT}])[1一幺][ -]?[3-9三四五六七八九](?:[ -]?[{_DIGIT}]){{9}}(?![{_DIGIT}])"
)
_SHORT = r"(?:[2-9]\d{6,7}|[2-9]\d{2,3}[ -]\d{4})(?:-\d{1,5})?(?!\d)"
_LANDLINE = re.compile(
    rf"(?<!\d)(?:\(?\+?86\)?[ -]\(?0?|\(?0)(10|2\d|[3-9]\d\d)\)?[ .-]{{0,3}}{_SHORT}"
)
_LOCAL = re.compile(rf"(?<![\d-]){_SHORT}")
_MORE = re.compile(rf" ?[、,/或和] ?({_SHORT})")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")

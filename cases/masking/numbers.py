"""Identity numbers and bank cards."""

import re
from collections.abc import Iterator
from datetime import date

from cases.masking.digits import Number, before, beside_letters, numbers
from cases.masking.folding import BAR
from cases.masking.span import Kind, Span

_PROVINCE = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
"""GB/T 2260; 81 to 83 also on residence permits of people from Hong Kong, Macao and Taiwan."""
_ID = re.compile(_PROVINCE + "[0-9]{15}[0-9Xx]")
_OLD_ID = re.compile(_PROVINCE + "[0-9]{13}")
_CARD = re.compile("[3-6][0-9]{12,18}")
_CALLED_ID = re.compile(rf"身份证[^\d,;。{BAR}]{{0,10}}$")
_CALLED_CARD = re.compile(
    rf"(?:卡号|[账帐][号户]|银行卡|信用卡|储蓄卡|行卡|存折)[^\d,;。{BAR}]{{0,6}}$"
)


def ids(plain: str) -> Iterator[Span]:
    """18 characters with the right check character; 15 (the form before 1999) by place and date; 15 to 18,
    also mistyped, where they are called so."""

    def is_one(number: Number) -> bool:
        if beside_letters(plain, number):
            return False
        if is_id(number.digits) or (len(number.sizes) == 1 and is_old_id(number.digits)):
            return True
        return bool(_CALLED_ID.search(before(plain, number)))

    for number in numbers(plain, range(15, 19), is_one):
        yield Span(number.start, number.end, Kind.ID, "[身份证号]")


def cards(plain: str) -> Iterator[Span]:
    """13 to 19 digits that a bank could have issued; 12 to 21 where they are called an account."""

    def is_one(number: Number) -> bool:
        if beside_letters(plain, number) or not number.digits.isdigit():
            return False
        *first, _ = number.sizes
        if all(size == 4 for size in first) and is_card(number.digits):
            return True
        return bool(_CALLED_CARD.search(before(plain, number)))

    for number in numbers(plain, range(12, 22), is_one):
        yield Span(number.start, number.end, Kind.CARD, "[银行卡号]")


def is_id(text: str) -> bool:
    """Whether a citizen's number is possible: province, date of birth, check character (GB 11643-1999)."""
    if not _ID.fullmatch(text) or not _is_birth(text[6:14]):
        return False
    return check_character(text[:17]) == text[17].upper()


def is_old_id(text: str) -> bool:
    return bool(_OLD_ID.fullmatch(text)) and _is_birth("19" + text[6:12])


def check_character(digits: str) -> str:
    """Of the first 17 digits: ISO 7064 MOD 11-2."""
    total = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(digits))
    return "10X98765432"[total % 11]


def is_card(text: str) -> bool:
    """First digit 3 to 6, and the sum of Luhn. Source: ISO/IEC 7812-1 annex B."""
    if not _CARD.fullmatch(text):
        return False
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(text)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _is_birth(digits: str) -> bool:
    try:
        return date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}").year >= 1880
    except ValueError:
        return False

"""Case numbers, and the query codes that go with them."""

import hmac
import re
import unicodedata

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters; 0, O, 1 and I are left out because they are mistaken for each other."""
CODE_LENGTH = 8
OURS = re.compile(r"(\d{4})(\d{5,})")


_LETTERS = ALPHABET + ALPHABET.lower()
_NUMBER_AND_CODE = re.compile(
    rf"(?<!\d)(\d{{4}}-?\d{{5,}})[^\w]+([{_LETTERS}]{{4}}[ -]?[{_LETTERS}]{{4}})(?![A-Za-z0-9])"
)


def number_and_code(text: str) -> tuple[str, str] | None:
    """Of a case, standing anywhere in what somebody wrote: '查询 2026-00123 ABCD 2345 怎么样了'."""
    found = _NUMBER_AND_CODE.search(unicodedata.normalize("NFKC", text))
    return (found[1], found[2]) if found else None


def without_code(text: str) -> str:
    """What was written, for keeping: the code behind a number is starred out."""
    if number_and_code(text) is None:
        return text
    return _NUMBER_AND_CODE.sub(r"\1 ********", unicodedata.normalize("NFKC", text))


def case_number(year: int, serial: int) -> str:
    """'2026-00123': short to say over a phone."""
    return f"{year:04}-{serial:05}"


def as_written(number: str) -> str:
    """The number as we write it, for one typed with full-width digits, blanks, other dashes or none."""
    text = "".join(unicodedata.normalize("NFKC", number).split())
    bare = re.sub(r"[-‐-―−]", "", text)
    ours = OURS.fullmatch(bare)
    return f"{ours[1]}-{ours[2]}" if ours else text


def query_code(secret: bytes, number: str) -> str:
    """What the citizen shows, with the number, to see the case."""
    digest = hmac.digest(secret, number.encode(), "sha256")
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:CODE_LENGTH])


def code_matches(secret: bytes, number: str, code: str) -> bool:
    """Tolerates blanks, dashes, lower case and full width; takes the same time for every wrong code."""
    typed = "".join(c for c in unicodedata.normalize("NFKC", code).upper() if c in ALPHABET)
    return hmac.compare_digest(typed, query_code(secret, number))

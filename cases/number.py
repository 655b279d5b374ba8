"""Case numbers, and the query codes that go with them."""

import hmac
import re
import unicodedata

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters; 0, O, 1 and I are left out because they are mistaken for each other."""
CODE_LENGTH = 8
OURS = re.compile(r"(\d{4})(\d{5,})")
_SIGNS = ALPHABET + ALPHABET.lower()
_NUMBER = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d\d) ?(?:[-年/_] ?)?(?:第 ?)?(\d{5,7})(?!\d)")
_DASHED = re.compile(r"(?<![0-9A-Za-z-])(?:19|20)\d\d ?- ?\d{5,7}(?!\d)")
_CALLED_NUMBER = re.compile(r"(?:件号|编号|单号|受理号) ?(?:是|为|:)? ?(?:19|20)\d{7,9}(?!\d)")
_CODE = re.compile(
    rf"(?<![0-9A-Za-z])(?:[{_SIGNS}]{{8}}|[{_SIGNS}]{{4}} ?- ?[{_SIGNS}]{{4}}|[{_SIGNS}]{{4}} [{_SIGNS}]{{4}}"
    rf"|(?:[{_SIGNS}]{{2}}[ -]){{3}}[{_SIGNS}]{{2}}|(?:[{_SIGNS}][ -]){{7}}[{_SIGNS}])(?![0-9A-Za-z])"
)
_CALLED_CODE = re.compile(
    r"(?:(?<![编号邮区条])码|口令|\bcode|\bpassword|\bкод|\bпароль) ?(?:是|为|is|[:=])* ?"
    r"((?:[0-9A-Za-z][ -]?){5,9}[0-9A-Za-z])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
"""What somebody calls a code is taken for one, also with a wrong character in it."""
_HERE = "\0"
"""Stands where the number was."""


def number_and_code(text: str) -> tuple[str, str] | None:
    """Of a case, standing anywhere in what somebody wrote: '查询 2026-00123 ABCD 2345 怎么样了'."""
    found = _find(_plain(text))
    return (f"{found[0][1]}-{found[0][2]}", found[1]) if found else None


def names_case(text: str) -> bool:
    """Whether the number of a case stands in the text; one without a dash only where it is called so."""
    plain = _plain(text)
    return bool(_DASHED.search(plain) or _CALLED_NUMBER.search(plain))


def without_code(text: str) -> str:
    """What was written, for keeping: the code that goes with a number is starred out."""
    plain = _plain(text)
    found = _find(plain)
    return plain.replace(found[1], "*" * CODE_LENGTH) if found else text


def _plain(text: str) -> str:
    """One kind of digits, blanks and dashes."""
    return re.sub("[‐-―−]+", "-", re.sub(r"\s", " ", unicodedata.normalize("NFKC", text)))


def _find(plain: str) -> tuple[re.Match[str], str] | None:
    """The number, and the code as it was written."""
    numbers = sorted(_NUMBER.finditer(plain), key=lambda number: "-" not in number[0])
    for number in numbers:
        rest = plain[: number.start()] + _HERE + plain[number.end() :]
        if called := _CALLED_CODE.search(rest):
            return number, called[1]
        for code in _CODE.finditer(rest):
            if _is_code(code, rest, number.start()):
                return number, code[0]
    return None


def _is_code(code: re.Match[str], rest: str, here: int) -> bool:
    """Beside the number, which stood `here`, anything that can be one is; elsewhere a word of eight letters or a phone
    number is none."""
    between = rest[here + 1 : code.start()] if code.start() > here else rest[code.end() : here]
    letters, digits = re.search("[A-Za-z]", code[0]), re.search("[0-9]", code[0])
    return not re.search(r"\w", between) or bool(letters and (digits or code[0].isupper()))


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

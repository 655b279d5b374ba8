"""Digits that stand together, in groups or not."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

_LONGEST = 21
_GROUPS = 8
"""Most that a number is written in."""
_RUN = re.compile(r"\d+(?:[ .·_-]{1,3}\d+)*(?:[Xx](?![0-9A-Za-z]))?")
_GROUP = re.compile(r"\d+[Xx]?")


@dataclass(frozen=True, slots=True)
class Number:
    """Groups of digits that stand together, `sizes` how many digits each has."""

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]


def numbers(
    plain: str, lengths: Container[int], is_one: Callable[[Number], bool]
) -> Iterator[Number]:
    """From the left, the longest first."""
    for run in _RUN.finditer(plain):
        groups = [g.span() for g in _GROUP.finditer(plain, run.start(), run.end())]
        first = 0
        while first < len(groups):
            windows = reversed(list(_windows(plain, groups, first, lengths)))
            number = next(filter(is_one, windows), None)
            if number:
                yield number
            first += len(number.sizes) if number else 1


def _windows(
    plain: str, groups: Sequence[tuple[int, int]], first: int, lengths: Container[int]
) -> Iterator[Number]:
    """What begins at this group and has so many digits, the shortest first."""
    digits, sizes = 0, []
    for start, end in groups[first : first + _GROUPS]:
        digits += end - start
        sizes.append(end - start)
        if digits > _LONGEST:
            break
        if digits in lengths:
            text = "".join(plain[a:b] for a, b in groups[first : first + len(sizes)])
            yield Number(groups[first][0], end, text, tuple(sizes))


def before(plain: str, number: Number) -> str:
    return plain[max(0, number.start - 16) : number.start]


def beside_letters(plain: str, number: Number) -> bool:
    around = plain[max(0, number.start - 1) : number.start] + plain[number.end : number.end + 1]
    return bool(re.search("[A-Za-z]", around))

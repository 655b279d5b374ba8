"""Names of people, where the sentence shows that they are names.

A name in public office (市长王建国, 李市长) stays: the office publishes it itself, and a report of wrongdoing is never
published. So does what is a surname only (王姐, 张先生, 赵某). Whoever is named in full is masked throughout the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.masking.folding import BAR, HAN, STEMS
from cases.masking.naming import (
    Trust,
    between_words,
    honoured_start,
    is_word,
    name_end,
    surname_length,
)
from cases.masking.span import Kind, Span
from cases.masking.words import one_of, words

_SAID = rf"(?:[: ]|{one_of(words('said'))}){{0,3}}"
_ANNOUNCED = (
    (re.compile(one_of(words("labels")) + " ?: ?"), Trust.LABELLED),
    (re.compile(one_of(words("labels")) + _SAID), Trust.CALLED),
    (re.compile(one_of(words("named"))), Trust.NAMED),
    (re.compile(one_of(words("verbs"))), Trust.CALLED),
    (re.compile(one_of(words("roles")) + _SAID), Trust.CALLED),
    (re.compile(one_of(words("towards"))), Trust.TOWARDS),
    (re.compile(rf"^|[^{HAN}]", re.MULTILINE), Trust.BEGINS),
)
_CLAUSE = re.compile(rf"(?P<masked>{BAR}[ ,、(:]{{0,2}})|^|[^{HAN}]", re.MULTILINE)
_OF_ONE = re.compile(
    rf"[ (:,]{{0,2}}{BAR}|[ ,]?[男女](?![{HAN}])|的?(?:电话|手机|号码|微信|身份证|银行卡|卡号)"
)
_GOES_ON = re.compile(f"[{HAN}]")
_HONOURED = re.compile(one_of(words("honorifics")))
_LISTED = re.compile(" ?[、和与及跟] ?")
_LISTED_BEFORE = re.compile(" ?[、和与及跟] ?$")


def names(plain: str) -> Iterator[Span]:
    """`mask` is the surname with 某; `label` tells apart those who share one."""
    found = dict(_announced(plain))
    for start, end in sorted(found.items()):
        _add_listed_after(plain, end, found)
        _add_listed_before(plain, start, found)
    for honorific in _HONOURED.finditer(plain):
        if (start := honoured_start(plain, honorific.start())) >= 0:
            found[start] = honorific.start()
    known = {plain[start:end] for start, end in found.items()}
    found |= _again(plain, {name for name in known if len(name) > 2 or not is_word(name)})
    for start, end in found.items():
        surname = plain[start : start + max(1, surname_length(plain[start:end], Trust.LABELLED))]
        yield Span(start, end, Kind.NAME, surname + "某")


def label(text: str, spans: Sequence[Span]) -> list[Span]:
    """The same person gets the same mask; people who share a surname are 张某甲, 张某乙 in the order they come."""
    people: dict[str, dict[str, None]] = defaultdict(dict)
    for span in spans:
        if span.kind is Kind.NAME:
            people[span.mask][text[span.start : span.end]] = None
    masks: dict[str, str] = {}
    for mask, sharing in people.items():
        alone = len(sharing) == 1 and mask not in text
        free = [""] if alone else _stems(mask, text, len(sharing))
        masks |= {name: mask + stem for name, stem in zip(sharing, free, strict=True)}
    return [
        replace(span, mask=masks[text[span.start : span.end]]) if span.kind is Kind.NAME else span
        for span in spans
    ]


def _stems(mask: str, text: str, wanted: int) -> list[str]:
    """甲 … 癸, 甲甲 …: those that the text does not use."""
    free: list[str] = []
    stems = [*STEMS]
    while len(free) < wanted:
        free += [stem for stem in stems if mask + stem not in text]
        stems = [one + other for one in stems for other in STEMS]
    return free[:wanted]


def _announced(plain: str) -> Iterator[tuple[int, int]]:
    """The plainest last: it decides."""
    for at in between_words(plain):
        if end := name_end(plain, at, Trust.NOTHING):
            yield at, end
    yield from _beside(plain)
    for pattern, trust in reversed(_ANNOUNCED):
        for found in pattern.finditer(plain):
            if end := name_end(plain, found.end(), trust):
                yield found.end(), end


def _beside(plain: str) -> Iterator[tuple[int, int]]:
    """A name that begins a clause, next to what is masked: 张三（电话）, or with 男, 女, 的电话."""
    for clause in _CLAUSE.finditer(plain):
        start = clause.end()
        end = name_end(plain, start, Trust.NAMED)
        if not end or is_word(plain[start:end]):
            continue
        if _OF_ONE.match(plain, end) or (clause["masked"] and not _GOES_ON.match(plain, end)):
            yield start, end


def _add_listed_after(plain: str, end: int, found: dict[int, int]) -> None:
    """张三、李四 … up to what is found already."""
    while (joint := _LISTED.match(plain, end)) and joint.end() not in found:
        end = name_end(plain, joint.end(), Trust.NAMED)
        if not end:
            return
        found[joint.end()] = end


def _add_listed_before(plain: str, start: int, found: dict[int, int]) -> None:
    while joint := _LISTED_BEFORE.search(plain, max(0, start - 3), start):
        end = joint.start()
        start = next((at for at in (end - 3, end - 2) if _is_item(plain, at, end)), -1)
        if start < 0 or start in found:
            return
        found[start] = end


def _is_item(plain: str, start: int, end: int) -> bool:
    """A word of the dictionary is a name only where it begins an item of the list."""
    if start < 0 or name_end(plain, start, Trust.NAMED) != end:
        return False
    return bool(_LISTED_BEFORE.search(plain, max(0, start - 3), start)) or not is_word(
        plain[start:end]
    )


def _again(plain: str, known: set[str]) -> dict[int, int]:
    lengths = {len(name) for name in known}
    return {
        start: start + length
        for length in sorted(lengths)
        for start in range(len(plain) - length + 1)
        if plain[start : start + length] in known
    }

"""Whether a personal name begins at a place of the text, and where it ends."""

import re
from collections.abc import Iterator
from enum import IntEnum

import rjieba

from cases.masking.folding import HAN
from cases.masking.words import one_of, signs, words

_RUN = re.compile(rf"[{HAN}]{{1,9}}")
"""Long enough for a name and the word after it."""
_SOUNDED = re.compile(f"[{''.join(sorted(signs('sounded')))}]{{4,12}}")
_HONORIFIC = re.compile(one_of(words("honorifics") | words("titles")))
_OFFICE = re.compile(one_of(words("offices")))
_BEFORE = re.compile(one_of(words("offices") | words("not_offices")) + "$")
_NEVER = re.compile(one_of(words("never")))
_SEX = re.compile(rf"[男女](?![{HAN}])|[男女]性")
_GOES_ON = re.compile(one_of(words("goes_on")))
_STOP = re.compile(one_of(words("stop")))
_PLACE = re.compile(one_of(words("places")))

_NAMING = ("x", "nz", "ns", "nr", "nrt", "nrfg")
"""Tags that the dictionary gives to parts of names, and what it does not know."""


class Trust(IntEnum):
    """How plainly the sentence says that a name comes."""

    NOTHING = 0
    """Between two words: only a name of usual characters is one."""
    BEGINS = 1
    """At the beginning of a clause."""
    TOWARDS = 2
    """找, 通知, 投诉 …"""
    CALLED = 3
    """联系人, 邻居, 我是 …"""
    NAMED = 4
    """我叫, and after a name: 张三、李四."""
    LABELLED = 5
    """姓名："""


def surname_length(run: str, trust: Trust) -> int:
    """0 where none begins."""
    if run[:2] in words("compound"):
        return 2
    usual = run[:1] in signs("surnames")
    return int(usual and (trust is Trust.LABELLED or run[:1] not in signs("rare")))


def name_end(plain: str, at: int, trust: Trust) -> int:
    """0 where no name begins."""
    if trust >= Trust.CALLED and (sounded := _SOUNDED.match(plain, at)):
        return sounded.end()
    run = _run(plain, at)
    size = surname_length(run, trust)
    if not size or not _may_follow(run, size) or _holds_office(plain, at):
        return 0
    name = run[: size + _given_length(run[size:])]
    rest = run[len(name) :]
    if _OFFICE.match(rest) or _is_place(name, rest) or not _is_plausible(run, size, name, trust):
        return 0
    return at + len(name)


def between_words(plain: str) -> Iterator[int]:
    """Where the dictionary's words begin; what it does not know is cut into characters."""
    for run in re.finditer(f"[{HAN}]+", plain):
        at = run.start()
        for word in rjieba.cut(run[0], False):
            yield at
            at += len(word)


def honoured_start(plain: str, end: int) -> int:
    """Where the full name before a 先生 or 大爷 begins; -1 where there is none."""
    for length in (4, 3, 2):
        name = plain[end - length : end] if end >= length else ""
        size = surname_length(name, Trust.CALLED) if _RUN.fullmatch(name) else 0
        if not size or length - size not in (1, 2) or is_word(name):
            continue
        if _may_follow(name, size) and name[-1] not in words("never"):
            return end - length
    return -1


def is_word(name: str) -> bool:
    """Whether it means something else, too."""
    return bool(_STOP.match(name)) or _tag(name) not in _NAMING


def _holds_office(plain: str, at: int) -> bool:
    before = _BEFORE.search(plain, max(0, at - 4), at)
    return before is not None and before[0] not in words("not_offices")


def _run(plain: str, at: int) -> str:
    found = _RUN.match(plain, at)
    return found[0] if found else ""


def _may_follow(run: str, size: int) -> bool:
    """What comes after the surname may be a given name."""
    return len(run) > size and not _NEVER.match(run, size) and not _HONORIFIC.match(run, size)


def _given_length(rest: str) -> int:
    """1 or 2, by what the words after it leave."""
    if rest[:2] in words("given"):
        return 2
    if len(rest) == 1 or rest[1] in signs("follow") or _SEX.match(rest, 1):
        return 1
    first, *others = rjieba.cut(rest, False)
    if _GOES_ON.match(rest, 1):
        return 1
    return 1 if len(first) == 1 and others and len(others[0]) > 1 else 2


def _is_place(name: str, rest: str) -> bool:
    return bool(_PLACE.match(rest)) or any(name[2:].endswith(place) for place in words("places"))


def _is_plausible(run: str, size: int, name: str, trust: Trust) -> bool:
    first, rest = rjieba.cut(run, False)[0], run[len(name) :]
    if _STOP.match(run) or len(first) > max(len(name), size):
        return False
    if trust is Trust.LABELLED:
        return True
    if not _reads_as_given(name, size, rest, trust):
        return False
    if trust <= Trust.TOWARDS and not _stands_alone(name, size, rest, trust):
        return False
    return _is_no_word(first, name, size, rest, trust)


def _reads_as_given(name: str, size: int, rest: str, trust: Trust) -> bool:
    """By its characters, or because little else can stand there."""
    given, sure = name[size:], trust is Trust.NAMED
    if _is_usual(given):
        ambiguous = name[0] == "于" or (name[0] in signs("wordy") and trust <= Trust.TOWARDS)
        return sure or not ambiguous or _tag(given) in _NAMING
    if trust is Trust.NOTHING:
        return False
    if sure or name[0] in signs("wordy"):
        return sure and not (rest and name[0] in signs("wordy"))
    return not rest or rest[0] in signs("acts") if len(given) == 1 else _tag(given) in _NAMING


def _stands_alone(name: str, size: int, rest: str, trust: Trust) -> bool:
    """A name that nothing announces: what comes next must go on from it."""
    if rest[:1] in signs("acts"):
        return True
    if len(name) - size == 1:
        if name[0] in signs("wordy") or is_word(name) or _tag(name) in ("nz", "ns"):
            return False
        return not rest or rest[0] in signs("follow") or bool(_GOES_ON.match(rest))
    return not rest or rest[0] in signs("follow") or len(rjieba.cut(rest, False)[0]) > 1


def _is_no_word(first: str, name: str, size: int, rest: str, trust: Trust) -> bool:
    """`first`: the dictionary's first word there."""
    if len(first) <= size or _tag(first).startswith("nr"):
        return True
    usual = name[-1] in signs("usual")
    if len(first) < len(name):
        return usual and trust >= Trust.CALLED
    named = trust is Trust.NAMED
    return len(name) == size + 1 and (
        (usual and (named or (trust is Trust.CALLED and not rest))) or (named and not rest)
    )


def _is_usual(given: str) -> bool:
    """All of characters that many names have; 小 makes a name of any."""
    return given[0] == "小" or signs("usual").issuperset(given) or _tag(given).startswith("nr")


def _tag(text: str) -> str:
    """'x' for what is no word of the dictionary."""
    (_, tag), *more = rjieba.tag(text)
    return "x" if more or len(rjieba.cut(text, False)) > 1 else tag

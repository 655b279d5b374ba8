"""What a citizen's question asks, read from its wording: words, constraints and the type of answer wanted."""

import re
from dataclasses import dataclass

import rjieba

from knowledge.asked_time import YEAR, Period, time_asked, without_time
from knowledge.courtesies import as_heard, bare
from knowledge.lexicon import Lexicon, stems
from knowledge.text import fold

_RATE = re.compile(r"([^\W\d_a-z的了是和与及]{2,6}率)")
_CYRILLIC = re.compile("[а-яё]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARKS = "?!。,.~…"
_WHAT_IS = re.compile(r"(?<=[^\W,])为何(?=[?。,!;、\s]|$)")
"""'期间为何?' asks what it is; '为何停水?' asks why."""
_PARTICLES = "过了着"
"""Endings of a verb that say nothing of the matter."""


@dataclass(frozen=True, slots=True)
class Word:
    """A content word at [start, end) of the question's `content`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """`content` is the folded wording without courtesies, question words and other places, blanks between its parts;
    passages are ranked by `content_with_places`.

    `wording` is the folded question without courtesies, in Chinese: a foreign one word by word through the glossary.
    `years`, `places`, `rates` (as '回复率') and `asks` (how_many, money, phone, when, …, or '') are constraints that
    the quoted text or its source must meet, and so is `period`, the time asked about where it is not today.
    `unknown` counts foreign words that the glossary lacks.
    """

    folded: str
    wording: str
    language: str
    content: str
    content_with_places: str
    words: tuple[Word, ...]
    years: frozenset[str]
    places: frozenset[str]
    rates: frozenset[str]
    asks: str
    unknown: int = 0
    period: Period | None = None


def language_of(text: str, otherwise: str = "zh") -> str:
    """zh, en or ru by script; Chinese where there is any, `otherwise` where the text shows none."""
    if _HAN.search(text):
        return "zh"
    lowered = text.lower()
    if _CYRILLIC.search(lowered):
        return "ru"
    return "en" if re.search("[a-z]{2}", lowered) else otherwise


def read_question(text: str, lexicon: Lexicon) -> Question:
    folded = fold(text)
    language = language_of(text)
    unknown = 0
    wording = folded
    if language != "zh":
        wording, unknown = _translate(folded, language, lexicon)
    wording = bare(as_heard(wording, lexicon), lexicon, lambda rest: type_asked(rest, lexicon))
    for courtesy in lexicon.courtesies:
        wording = wording.replace(courtesy, " ")
    asks = type_asked(wording, lexicon)
    untimed = without_time(wording)
    words, content = _content(untimed, lexicon, lexicon.places)
    places = _places(wording, lexicon)
    return Question(
        folded=folded,
        wording=wording.replace(" ", "").strip(_MARKS),
        language=language,
        content=content,
        content_with_places=_content(untimed, lexicon, frozenset())[1] if places else content,
        words=words,
        years=frozenset(YEAR.findall(wording)),
        places=places,
        rates=frozenset(rate for word in content.split() for rate in _RATE.findall(word)),
        asks=asks,
        unknown=unknown,
        period=time_asked(wording if language == "zh" else folded),
    )


def _translate(folded: str, language: str, lexicon: Lexicon) -> tuple[str, int]:
    """The Chinese terms of a foreign question, longest glossary match first, and how many words had none."""
    glossary = lexicon.glossary[language]
    longest = max(map(len, glossary), default=1)
    rest = stems(folded, language)
    found: list[str] = []
    unknown = 0
    while rest:
        for size in range(min(longest, len(rest)), 0, -1):
            if term := glossary.get(rest[:size]):
                found.append(term)
                rest = rest[size:]
                break
        else:
            if rest[0].isdigit():
                found.append(rest[0])
            elif len(rest[0]) > 3:
                unknown += 1
            rest = rest[1:]
    return " ".join(found), unknown


def type_asked(wording: str, lexicon: Lexicon) -> str:
    """The type whose longest phrase the wording holds."""
    wording = _WHAT_IS.sub("是什么", wording)
    held = ((end - start, kind) for start, end, kind in lexicon.asking.within(wording))
    return max(held, default=(0, ""))[1]


def _content(
    wording: str, lexicon: Lexicon, left_out: frozenset[str]
) -> tuple[tuple[Word, ...], str]:
    wording = _without_question_words(wording, lexicon)
    kept: list[Word] = []
    parts: list[str] = []
    length = 0
    adjoining = False
    for token in rjieba.cut(wording):
        token = token.rstrip(_PARTICLES)
        if token in left_out or _says_nothing(token, lexicon):
            adjoining = False
            continue
        if parts and not adjoining:
            parts.append(" ")
            length += 1
        parts.append(token)
        kept.append(Word(token, length, length + len(token)))
        length += len(token)
        adjoining = True
    return tuple(kept), "".join(parts)


def _places(wording: str, lexicon: Lexicon) -> frozenset[str]:
    """Other places named, at the beginning of a word: 大庆 does not stand in 重大庆典."""
    named = {place for _, _, place in lexicon.placed.within(wording)}
    tokens = rjieba.cut(wording) if named else []
    return frozenset(p for p in named if any(token.startswith(p) for token in tokens))


def _says_nothing(token: str, lexicon: Lexicon) -> bool:
    """Fillers, marks, and years, which are a constraint already."""
    return (
        token in lexicon.fillers or not re.search(r"\w", token) or YEAR.fullmatch(token) is not None
    )


def _without_question_words(wording: str, lexicon: Lexicon) -> str:
    """Cuts a phrase only where a word ends with it: 多少人 stays whole in 多少人口."""
    ends = set()
    length = 0
    for token in rjieba.cut(wording):
        length += len(token)
        ends.add(length)
    kept = list(wording)
    for start, end, _ in lexicon.asking.within(wording):
        if end in ends and wording[start:end] not in lexicon.synonyms:
            kept[start:end] = " " * (end - start)
    return "".join(kept)
